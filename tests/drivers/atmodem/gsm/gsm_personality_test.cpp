// Personalities of mobile modems: the shipped ones, their mistakes, and the patterns they are made of.
#include "drivers/atmodem/gsm/gsm_personality.hpp"

#include <gmock/gmock.h>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/gsm/modem_port.hpp"
#include "drivers/atmodem/gsm/response/gsm_response.hpp"
#include "drivers/atmodem/gsm/response/gsm_words.hpp"
#include "gsm_script.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view k_small = R"([modem]
name = "small"
title = "Small"
source = "none"
dialect = "gsm"
[[init]]
command = "ATE0"
[gsm]
voice = false
[news]
"^END:<id>,<cause>" = "ended"
)";

std::string with(std::string_view from, std::string_view to) {
  std::string text(k_small);
  return text.replace(text.find(from), from.size(), to);
}
std::string mistake(const std::string& text) {
  const auto parsed = parse_gsm_personality(text, "small.toml");
  return parsed ? "none" : parsed.error().what;
}
std::optional<PatternMatch> match(std::string_view pattern, std::string_view line) { return TextPattern::parse(pattern)->match(line); }

template <class See>
void each_shipped(See see) {
  int seen = 0;
  for (const auto& file : profiles::shipped_modems()) {
    if (modem_dialect(file.text, file.name) != std::string(k_gsm_dialect)) continue;
    const auto modem = parse_gsm_personality(file.text, file.name);
    ASSERT_TRUE(modem) << modem.error().what;
    see(file.name, *modem);
    ++seen;
  }
  EXPECT_GE(seen, 10);
}

TEST(AGsmPersonality, IsReadWithItsDefaults) {
  const auto modem = parse_gsm_personality(k_small, "small.toml");
  ASSERT_TRUE(modem) << modem.error().what;
  EXPECT_EQ(modem->dial, "ATD<number>;");
  EXPECT_FALSE(modem->voice);
  EXPECT_FALSE(modem->understands_query());
}

TEST(AGsmPersonality, IsRefusedForEveryKindOfMistake) {
  const std::string small(k_small);
  const std::vector<std::pair<std::string, std::string>> cases{
      {with("\"gsm\"", "\"v253\""), "dialect"},
      {with("ATE0", "ATE0\\rATH"), "no command line"},
      {with("ATE0", "E0"), "no command line"},
      {with("command = \"ATE0\"", "command = \"ATE0\"\ngives = \"wings\""), "gives"},
      {with("voice = false", "voice = false\nwings = 1"), "small.toml:10: unknown key 'wings'"},
      {with("voice = false", "dial = \"ATD;\""), "needs <number>"},
      {with("voice = false", "tone = \"AT+VTS=1\""), "needs <digit>"},
      {with("voice = false", "release = []"), "release"},
      {with("voice = false", "release = [\"+++\"]"), "release"},
      {with("voice = false", "registration = [\"CREG\"]"), "registration"},
      {with("voice = false", "registration = []"), "registration"},
      {with("ended", "endet"), "small.toml:11: '^END:<id>,<cause>': news of no known meaning"},
      {with("<id>,<cause>", "<id><cause>"), "no pattern"},
      {with("<id>,<cause>", "<wings>"), "no pattern"},
      {small + "[causes]\n\"+CEER: x\" = \"<cause>\"\n", "a cause is"},
      {small + "[causes]\n\"+CEER: x\" = 128\n", "a cause is"},
      {small + "[service_texts]\n\"x\" = \"entry\"\n", "<index>"},
      {small + "[service_texts]\n\"x\" = \"perhaps\"\n", "no known meaning"},
      {small + "[[voice_sign]]\ncommand = \"AT+FCLASS=?\"\n", "needs 'yes' or 'no'"},
      {small + "[ccbs]\ncancel_one = \"ATD#37#;\"\n", "<index>"},
      {small + "[results]\n\"FINE\" = \"splendid\"\n", "FINE"},
      {small + "[timers]\nbreakfast = \"1s\"\n", "unknown key"},
      {small + "[wheels]\n", "unknown key 'wheels'"},
      {with("[modem]", "[modem"), "small.toml:1"},
  };
  for (const auto& [text, what] : cases) EXPECT_THAT(mistake(text), HasSubstr(what));
}

TEST(AShippedGsmPersonality, IsReadAndNamedAsItsFile) {
  each_shipped([](std::string_view file, const GsmPersonality& modem) {
    EXPECT_EQ(modem.name, file);
    EXPECT_GT(modem.source.size(), 20U) << file;
  });
}

TEST(AShippedGsmPersonality, NeitherAnswersByItselfNorBlocksItsPort) {
  each_shipped([](std::string_view file, const GsmPersonality& modem) {
    std::string all;
    for (const auto& init : modem.init) all += init.command + "\n";
    EXPECT_THAT(all, HasSubstr("ATS0=0\n")) << file;
    EXPECT_THAT(all, HasSubstr("AT+COLP=0\n")) << file;
    EXPECT_THAT(all, HasSubstr("AT&D2\n")) << file;
    EXPECT_THAT(all, Not(HasSubstr("CPIN="))) << file;
  });
}

// A number reaches the modem in a voice call only, and everything that is sent may be sent.
TEST(AShippedGsmPersonality, DialsVoiceCalls) {
  each_shipped([](std::string_view file, const GsmPersonality& modem) {
    EXPECT_TRUE(modem.dial.ends_with("<number>;")) << file;
    for (const auto& init : modem.init) EXPECT_TRUE(is_sendable(init.command, modem.command_limit)) << init.command;
  });
}

struct EachPersonality : testing::TestWithParam<std::string> {};

// One call, busy and another answered, with nothing but the standard's results.
TEST_P(EachPersonality, CarriesACall) {
  struct Call final : AGsmPort {
    explicit Call(const std::string& name) : AGsmPort(name) {
      modem.answers["AT^CVOICE?"] = lines({"^CVOICE:0,8000,16,20", "OK"});
      modem.answers["AT+CLVL=?"] = lines({"+CLVL: (0-100)", "OK"});
      modem.answers["AT+CEREG?"] = lines({"+CEREG: 1,1", "OK"});
    }
    void TestBody() override {}
  };
  Call call(GetParam());
  call.busy();
  EXPECT_EQ(call.port.call_state(), GsmCallState::busy);
  call.released();
  End seize, dial;
  call.port.seize(seize.done());
  call.time.advance(1s);
  call.lists({"1,0,3,0,0"});
  call.port.send_digits(hal::DialString::parse("5550123").value(), dial.done());
  call.time.advance(1s);
  call.lists({"1,0,0,0,0"});
  call.modem.says(lines({"+COLP: \"5550123\",129"}));
  call.time.advance(1s);
  EXPECT_TRUE(seize.well() && dial.well());
  EXPECT_EQ(call.port.call_state(), GsmCallState::active);
  call.lists({});
  call.modem.says(lines({"NO CARRIER"}));
  call.time.advance(2s);
  EXPECT_EQ(call.told("loop drop"), 1U);
  call.released();
}

std::vector<std::string> all_gsm() {
  std::vector<std::string> names;
  for (const auto& file : profiles::shipped_modems())
    if (modem_dialect(file.text, file.name) == std::string(k_gsm_dialect)) names.emplace_back(file.name);
  return names;
}
INSTANTIATE_TEST_SUITE_P(Gsm, EachPersonality, testing::ValuesIn(all_gsm()), [](const auto& name) { return name.param; });

TEST(AModemPort, IsTheOneThatItsDialectNeeds) {
  env::VirtualScheduler time;
  NoteBook trace;
  loopback::Pair wire(time);
  const auto gsm = make_modem_port(wire.computer(), time, trace, shipped_text("generic_gsm"), "generic_gsm");
  ASSERT_TRUE(gsm);
  EXPECT_NE(dynamic_cast<GsmPort*>(gsm->get()), nullptr);
  const auto voice = make_modem_port(wire.modem(), time, trace, shipped_text("generic_v253"), "generic_v253");
  ASSERT_TRUE(voice) << voice.error().what;
  EXPECT_NE(dynamic_cast<VoicePort*>(voice->get()), nullptr);
}

TEST(AModemPort, IsNoneForAFileWithoutADialect) {
  env::VirtualScheduler time;
  NoteBook trace;
  loopback::Pair wire(time);
  const auto port = make_modem_port(wire.computer(), time, trace, "[modem]\n", "x.toml");
  ASSERT_FALSE(port);
  EXPECT_THAT(port.error().what, HasSubstr("x.toml:1"));
}

TEST(APattern, FitsWholeLinesOnly) {
  EXPECT_TRUE(match("BUSY", "BUSY"));
  EXPECT_FALSE(match("BUSY", "BUSYBODY"));
  EXPECT_FALSE(match("BUSY", "A BUSY"));
  EXPECT_FALSE(match("BUSY", "BUS"));
}

TEST(APattern, MindsNoBlanks) {
  EXPECT_TRUE(match("^CONN: <id>,<n>", "^CONN:1, 0 "));
  EXPECT_TRUE(match("^CONN:<id>,<n>", "^CONN: 12 ,0"));
}

TEST(APattern, FillsItsHoles) {
  const auto found = match("X <id>,<cause>,<number>,<index>,<any>;<any>", "X 3,17,\"+4670#*\",5,a,b;c;d");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, 3U);
  EXPECT_EQ(found->cause, 17U);
  EXPECT_EQ(found->number, "+4670#*");
  EXPECT_EQ(found->index, 5U);
}

// [fault R04]
TEST(APattern, FitsNothingThatIsTooLong) {
  EXPECT_FALSE(match("<n>", "9999999999"));
  EXPECT_FALSE(match("<number>", std::string(33, '1')));
  EXPECT_FALSE(match("<index>", "0"));
  EXPECT_FALSE(match("<index>", "6"));
  EXPECT_FALSE(match("<number>", "\"12"));
  EXPECT_FALSE(match("<number>", "12a"));
  EXPECT_FALSE(match("a<any>b", "a"));
}

TEST(APattern, IsNoneWithoutSense) {
  for (const auto* text : {"", "<", "<x>", "<id", "<id><n>", "<any><any>"}) EXPECT_FALSE(TextPattern::parse(text)) << text;
}

TEST(AListOfOperations, IsReadAsItIsWritten) {
  EXPECT_THAT(chld_list("(0,1,1x,2,2x,3,4)"), ElementsAre("0", "1", "1x", "2", "2x", "3", "4"));
  EXPECT_THAT(chld_list("0, 1 ,5"), ElementsAre("0", "1", "5"));
  EXPECT_THAT(chld_list(",,abc,"), ElementsAre());
}

TEST(ARegistration, IsReadFromAnswerAndNews) {
  EXPECT_EQ(registration("1,5"), Registration::roaming);
  EXPECT_EQ(registration("2,1,\"00C3\",\"1A2B\""), Registration::home);
  EXPECT_EQ(registration("3"), Registration::denied);
  EXPECT_EQ(registration("5,\"00C3\",\"1A2B\""), Registration::roaming);
  EXPECT_EQ(registration("1, \"11\",\"22\""), Registration::home);
  EXPECT_EQ(registration("1,0011,0022"), Registration::home);
  EXPECT_EQ(registration("0,6"), Registration::messages_only);
  EXPECT_EQ(registration("8"), Registration::emergency_only);
  EXPECT_EQ(registration("77"), Registration::unknown);
  EXPECT_EQ(registration(""), std::nullopt);
}

TEST(AnError, IsNamed) {
  EXPECT_EQ(error_text("+CME ERROR: 11"), "SIM PIN required (+CME ERROR: 11)");
  EXPECT_EQ(error_text("+CMS ERROR: 331"), "no network service (+CMS ERROR: 331)");
  EXPECT_EQ(error_text("+CME ERROR: 9999"), "+CME ERROR: 9999");
  EXPECT_EQ(error_text("ERROR"), "ERROR");
}

// [fault L10]
TEST(ACause, IsBusyOnlyWhenTheUserIs) {
  for (unsigned cause = 0; cause < 128; ++cause)
    EXPECT_EQ(std::holds_alternative<hal::Busy>(fact_of(call_end(cause))), cause == 17) << cause;
}

TEST(TheStatesOfAGsmCall, ArePrinted) { EXPECT_THAT(gsm_call_states().as_text(), HasSubstr("tell_busy")); }

}  // namespace
}  // namespace campon::atmodem
