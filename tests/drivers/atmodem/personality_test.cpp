#include "drivers/atmodem/personality.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/atmodem/engine/chat.hpp"
#include "script.hpp"

namespace campon::atmodem {
namespace {

using testing::HasSubstr;

constexpr std::string_view k_small = R"([modem]
name = "small"
title = "Small"
source = "none"
dialect = "v253"
[[init]]
command = "ATE0"
[hook]
before_seizure = "AT+FCLASS=8"
seize = "AT+VLS=1"
answer = "ATA"
release = ["ATH"]
[digits]
first = "ATDT<digits>;"
tone = "200ms"
comma = "2s"
[events]
b = "busy"
)";

std::string with(std::string_view from, std::string_view to) {
  std::string text(k_small);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string mistake(const std::string& text) {
  const auto parsed = parse_personality(text, "small.toml");
  if (parsed) return "none";
  EXPECT_EQ(parsed.error().code, env::ErrorCode::bad_profile);
  return parsed.error().what;
}

TEST(APersonality, IsReadWithItsDefaults) {
  const auto modem = parse_personality(k_small, "small.toml");
  ASSERT_TRUE(modem) << modem.error().what;
  EXPECT_EQ(modem->command_limit, 40U);
  EXPECT_EQ(modem->events.at('b'), EventMeaning::busy);
  EXPECT_TRUE(modem->stays_off_hook_on_busy);
}

TEST(APersonality, CanDoWhatItsDataSay) {
  const auto can = parse_personality(k_small, "small.toml")->capabilities();
  EXPECT_TRUE(can.hears_busy);
  EXPECT_FALSE(can.hears_ringback || can.flash || can.caller_id || can.ring_cadence || can.digits_in_call);
}

TEST(APersonality, NamesFileAndLineOfAMistake) {
  EXPECT_THAT(mistake(with("comma = \"2s\"", "comma = \"2s\"\ntune = 1")), HasSubstr("small.toml:17: unknown key 'tune'"));
}

TEST(APersonality, IsRefusedForEveryKindOfMistake) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {with("\"v253\"", "\"rockwell\""), "dialect"},
      {with("b = \"busy\"", "b = \"bussy\""), "event 'b' has no known meaning"},
      {with("b = \"busy\"", "bb = \"busy\""), "one character"},
      {with("b = \"busy\"", "b = 7"), "event 'b'"},
      {with("ATE0", "E0"), "no command line"},
      {with("ATE0", "ATE0\\rATH"), "no command line"},
      {with("[\"ATH\"]", "[]"), "release"},
      {with("[\"ATH\"]", "[\"+++\"]"), "release"},
      {with("ATDT<digits>;", "ATDT;"), "needs one <digits> or <list>"},
      {with("ATDT<digits>;", "ATDT<digits><list>"), "needs one <digits> or <list>"},
      {with("200ms", "200"), "duration"},
      {with("answer = \"ATA\"\n", ""), "'answer' is missing"},
      {with("command = \"ATE0\"", "command = \"ATE0\"\ngives = \"wings\""), "gives"},
      {with("command = \"ATE0\"", "command = \"ATE0\"\nneeded = true"), "unknown key 'needed'"},
      {std::string(k_small) + "[results]\n\"FINE\" = \"splendid\"\n", "FINE"},
      {std::string(k_small) + "[timers]\nbreakfast = \"1s\"\n", "unknown key 'breakfast'"},
      {std::string(k_small) + "[[flash]]\ncommand = \"ATD!;\"\nshortest = \"1s\"\nlongest = \"500ms\"\n", "longest"},
      {std::string(k_small) + "[[flash]]\ncommand = \"ATD!;\"\nshortest = \"80ms\"\nlongest = \"500ms\"\n", "one length"},
      {std::string(k_small) + "[wheels]\n", "unknown key 'wheels'"},
      {with("[modem]", "[modem"), "small.toml:1"},
  };
  for (const auto& [text, what] : cases) EXPECT_THAT(mistake(text), HasSubstr(what));
}

TEST(APersonality, MayAddResultTextsAndTimers) {
  const auto modem = parse_personality(std::string(k_small) + "[results]\n\"0\" = \"ok\"\n[timers]\npacing = \"250ms\"\n", "small.toml");
  ASSERT_TRUE(modem);
  EXPECT_EQ(modem->results.code_of("0"), ResultCode::ok);
  EXPECT_EQ(modem->timers.chat.pacing, 250ms);
}

TEST(AShippedPersonality, IsReadAndNamedAsItsFile) {
  for (const auto& file : profiles::shipped_modems()) {
    const auto modem = parse_personality(file.text, file.name);
    ASSERT_TRUE(modem) << modem.error().what;
    EXPECT_EQ(modem->name, file.name);
    EXPECT_FALSE(modem->source.empty());
  }
}

TEST(AShippedPersonality, HangsUpWhenDtrFallsAndDoesNotAnswerByItself) {
  for (const auto& file : profiles::shipped_modems()) {
    std::string needed;
    const auto modem = parse_personality(file.text, file.name).value();
    for (const auto& init : modem.init)
      if (!init.optional) needed += init.command + "\n";
    EXPECT_THAT(needed, HasSubstr("AT&D2")) << file.name;
    EXPECT_THAT(needed, HasSubstr("ATS0=0")) << file.name;
  }
}

TEST(TheGenericPersonality, HearsAllOfV253) {
  const auto can = shipped("generic_v253").capabilities();
  EXPECT_TRUE(can.hears_dial_tone && can.hears_stutter && can.hears_busy && can.hears_reorder && can.hears_ringback && can.hears_sit &&
              can.hears_voice && can.hears_loop_drop && can.hears_polarity);
  EXPECT_TRUE(can.caller_id && can.call_type && can.ring_cadence && can.stays_off_hook_on_busy && can.digits_in_call && can.flash);
  EXPECT_FALSE(can.hears_confirmation);
}

TEST(APersonalityWithoutRingback, SaysSo) {
  const auto can = shipped("cx93010").capabilities();
  EXPECT_FALSE(can.hears_ringback || can.hears_reorder);
  EXPECT_TRUE(can.hears_busy && can.hears_dial_tone);
}

}  // namespace
}  // namespace campon::atmodem
