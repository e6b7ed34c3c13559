#include "drivers/atmodem/personality.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "drivers/atmodem/engine/chat.hpp"
#include "script.hpp"

namespace campon::atmodem {
namespace {

using testing::HasSubstr;

constexpr std::string_view k_small = R"(flash = []
[modem]
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
r = "none"
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
  EXPECT_FALSE(can.hears_ringback || can.flash || can.caller_id || can.ring_cadence);
}

TEST(APersonality, NamesFileAndLineOfAMistake) {
  EXPECT_THAT(mistake(with("comma = \"2s\"", "comma = \"2s\"\ntune = 1")), HasSubstr("small.toml:18: unknown key 'tune'"));
}

TEST(APersonality, IsRefusedForEveryKindOfMistake) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {with("\"v253\"", "\"esperanto\""), "small.toml:6: no dialect 'esperanto'; there are lucent, rockwell"},
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
      {with("command = \"ATE0\"", "command = \"ATE0\"\ngives = \"wings\""), "gives"},
      {with("command = \"ATE0\"", "command = \"ATE0\"\nneeded = true"), "unknown key 'needed'"},
      {std::string(k_small) + "[results]\n\"FINE\" = \"splendid\"\n", "FINE"},
      {std::string(k_small) + "[timers]\nbreakfast = \"1s\"\n", "unknown key 'breakfast'"},
      {with("flash = []\n", "") + "[[flash]]\ncommand = \"ATD!;\"\nshortest = \"1s\"\nlongest = \"500ms\"\n", "longest"},
      {with("flash = []\n", "") + "[[flash]]\ncommand = \"ATD!;\"\nshortest = \"80ms\"\nlongest = \"500ms\"\n", "one length"},
      {std::string(k_small) + "[blocked]\n\"X\" = 3\n", "'X' must be blocked for a duration"},
      {std::string(k_small) + "[audio]\nlisten_stop = \"<BEL>\"\n", "'listen_stop' is no shielded sequence"},
      {std::string(k_small) + "[audio]\nlisten_stop = \"\"\n", "'listen' needs 'listen_stop'"},
      {std::string(k_small) + "[audio]\nplay_end = \"\"\n", "'play' needs 'play_end' and 'play_stop'"},
      {std::string(k_small) + "[[format]]\nselect = \"AT+VSM=1\"\n", "'coding' is missing"},
      {std::string(k_small) + "[[format]]\nselect = \"AT+VSM=1\"\ncoding = \"mp3\"\n", "'coding' cannot be 'mp3'"},
      {with("[\"ATH\"]", "[\"ATH\"]\nquery = \"AT+VLS?\"\noff_hook = []"), "'query' needs 'off_hook'"},
      {with("source = \"none\"", "source = \"none\"\nconfidence = \"hearsay\""), "'confidence' cannot be 'hearsay'"},
      {std::string(k_small) + "[wheels]\n", "unknown key 'wheels'"},
      {with("[modem]", "[modem"), "small.toml:2"},
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
  std::set<std::string> names;
  for (const auto& modem : voice_modems()) {
    EXPECT_TRUE(names.insert(modem.name).second);
    EXPECT_FALSE(shipped_text(modem.name).empty()) << modem.name;
    EXPECT_FALSE(modem.source.empty()) << modem.name;
  }
  EXPECT_GE(names.size(), 11U);
}

std::string needed_by(const Personality& modem, bool optional) {
  std::string commands;
  for (const auto& init : modem.init)
    if (!init.optional || optional) commands += init.command + "\n";
  return commands;
}

TEST(AShippedPersonality, HangsUpWhenDtrFallsAndDoesNotAnswerByItself) {
  for (const auto& modem : voice_modems()) {
    EXPECT_THAT(needed_by(modem, false), HasSubstr("AT&D2")) << modem.name;
    EXPECT_THAT(needed_by(modem, false), HasSubstr("ATS0=0")) << modem.name;
  }
}

// [fault P10]
TEST(AShippedPersonality, SwitchesTheEscapeCharacterOff) {
  for (const auto& modem : voice_modems()) EXPECT_THAT(needed_by(modem, true), HasSubstr("ATS2=255")) << modem.name;
}

TEST(AShippedPersonality, CanBeToldFromTheOthers) {
  for (const auto& modem : voice_modems()) {
    if (modem.name == "generic_v253") continue;
    EXPECT_FALSE(modem.identity.lines.empty() && modem.identity.contains.empty()) << modem.name;
  }
}

// [fault P05, P08]
TEST(AShippedPersonality, KnowsTheTextsOfItsDialect) {
  for (const auto& modem : voice_modems()) {
    EXPECT_EQ(modem.results.code_of("BLACKLISTED"), ResultCode::blocked) << modem.name;
    EXPECT_EQ(modem.results.code_of("DELAYED"), ResultCode::blocked) << modem.name;
    for (const auto* number : {"0", "3", "7", "24"}) EXPECT_EQ(modem.results.code_of(number), ResultCode::none) << modem.name;
  }
}

// [fault P08]
TEST(ABlockedNumber, IsBlockedForAsLongAsTheModemSays) {
  const Personality modem = shipped("si2493");
  EXPECT_EQ(modem.block_time("DELAYED 00:03:00"), 3min);
  EXPECT_EQ(modem.block_time("DELAYED 02:30"), 150s);
  EXPECT_EQ(modem.block_time("DELAYED 90"), 90s);
  EXPECT_EQ(modem.block_time("BLACKLISTED"), 3min);
  EXPECT_EQ(modem.block_time("BLACKLIST FULL"), 3min);
  for (const auto* text : {"DELAYED", "DELAYED ", "DELAYED :", "DELAYED 1:", "DELAYED 1:2:3:4", "DELAYED 99999", "DELAYED -1"})
    EXPECT_EQ(modem.block_time(text), std::nullopt) << text;
}

TEST(ADialect, IsOneOfTheShippedOnes) {
  EXPECT_THAT(dialect_names(), testing::ElementsAre("lucent", "rockwell", "silabs", "usrobotics", "v253", "zyxel"));
}

TEST(APersonality, TakesOfItsDialectWhatItDoesNotSay) {
  const Personality lucent = shipped("agere_lucent");
  EXPECT_EQ(lucent.flash.front().command, "ATD!");
  EXPECT_EQ(lucent.seize, "AT+VLS=1");
  EXPECT_EQ(lucent.events.at('r'), EventMeaning::ringback);
  EXPECT_EQ(lucent.events.at('K'), EventMeaning::none);
  EXPECT_EQ(shipped("zyxel_omni_56k").seize, "AT+VLS=1");
  EXPECT_EQ(shipped("zyxel_u1496").seize, "AT+VLS=2");
  EXPECT_EQ(shipped("usr_sportster").before_seizure, "AT#CLS=8");
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
