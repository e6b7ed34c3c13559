// The makes and their dialects: each completes a call in its own words, and has the oddities it is known for. [voice-modems 2, 3, 6]
#include <gmock/gmock.h>

#include "bench.hpp"
#include "lone_modem.hpp"

namespace campon::sim {
namespace {

using testing::AnyOf;
using testing::EndsWith;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct Words {
  std::string_view personality;
  std::string_view enter;  // voice mode
  std::string_view seize;  // empty where dialling seizes
  std::string_view seized;
  std::string_view dialled;  // the result of D in voice mode
};
void PrintTo(const Words& words, std::ostream* out) { *out << words.personality; }

struct ACallByEachMake : testing::TestWithParam<Words> {};

TEST_P(ACallByEachMake, IsCompleted) {
  const Words words = GetParam();
  Bench bench("nanp_class", "5550100", words.personality);
  bench.command("ATE0");
  EXPECT_THAT(bench.command("AT" + std::string(words.enter)), HasSubstr("OK"));
  if (!words.seize.empty()) {
    EXPECT_THAT(bench.command("AT" + std::string(words.seize), words.seized), HasSubstr(std::string(words.seized)));
    EXPECT_TRUE(bench.own().off_hook);
  }
  bench.time.advance(1s);
  EXPECT_THAT(bench.command("ATX3DT5550123", words.dialled), HasSubstr(std::string(words.dialled)));
  bench.time.advance(10s);
  EXPECT_EQ(bench.own().talks_to, "5550123");
  bench.command("ATH");
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_P(ACallByEachMake, MeetsABusyLine) {
  const Words words = GetParam();
  Bench bench("nanp_class", "5550100", words.personality);
  bench.party("5550123").be_busy();
  bench.command("ATE0" + std::string(words.enter));
  if (!words.seize.empty()) bench.command("AT" + std::string(words.seize), words.seized);
  bench.time.advance(1s);
  EXPECT_THAT(bench.command("ATX3DT5550123", "\r\n\r"), AnyOf(HasSubstr("BUSY"), HasSubstr("NO CARRIER"))) << words.personality;
  EXPECT_EQ(bench.own().off_hook, words.personality != "isdn4linux");
}

INSTANTIATE_TEST_SUITE_P(
    OfTheReference, ACallByEachMake,
    testing::Values(Words{"agere_lucent", "+FCLASS=8", "+VLS=1", "OK", "OK"}, Words{"conexant_rc56", "+FCLASS=8", "+VLS=1", "OK", "OK"},
                    Words{"cx93010", "+FCLASS=8", "+VLS=1", "OK", "OK"}, Words{"cx_like", "+FCLASS=8", "+VLS=1", "OK", "OK"},
                    Words{"elsa_ml_56k", "#CLS=8", "", "", "VCON"}, Words{"generic_v253", "+FCLASS=8", "+VLS=1", "OK", "OK"},
                    Words{"isdn4linux", "+FCLASS=8", "+VLS=2", "VCON", "VCON"}, Words{"multitech_mt5634zpx", "+FCLASS=8", "", "", "OK"},
                    Words{"multitech_mt9234", "+FCLASS=8", "+VLS=1", "OK", "OK"}, Words{"rockwell_rc336", "#CLS=8", "", "", "VCON"},
                    Words{"si2493", "+FCLASS=8", "+VLS=1", "OK", "OK"}, Words{"usr_5637", "+FCLASS=8", "+VLS=1", "OK", "OK"},
                    Words{"usr_sportster", "#CLS=8", "", "", "VCON"}, Words{"zyxel_omni_56k", "+FCLASS=8;+VIT=0", "+VLS=1", "VCON", "VCON"},
                    Words{"zyxel_u1496", "+FCLASS=8", "+VLS=2", "VCON", "VCON"}),
    [](const auto& one) { return std::string(one.param.personality); });

TEST(EachMake, HasACallHere) {
  const auto names = personality_names();
  for (const auto& file : embedded_personalities())
    EXPECT_TRUE(file.text.find("[lines]") == std::string_view::npos || std::find(names.begin(), names.end(), file.name) != names.end());
}

TEST(AHashDialect, KnowsNoPlusV) {
  LoneModem bench("rockwell_rc336");
  EXPECT_THAT(bench.command("AT+FCLASS=8", "ERROR"), HasSubstr("ERROR"));
  EXPECT_THAT(bench.command("AT+VLS=1", "ERROR"), HasSubstr("ERROR"));
}
TEST(AHashDialect, NeedsNoSemicolons) {
  LoneModem bench("usr_sportster");
  EXPECT_THAT(bench.command("ATE0#CLS=8#VSD=1#VSS=2#VSP=55#VTD=3F,3F,3F#CLS?"), HasSubstr("\r\n8\r\n"));
  EXPECT_THAT(bench.command("AT#VSS?#VSP?"), HasSubstr("\r\n2\r\n\r\n55\r\n"));
}
TEST(AHashDialect, SelectsTheLineOnHookAndAnswersWithALetter) {
  LoneModem bench("usr_sportster");
  bench.command("ATE0#CLS=8#VLS=0");
  EXPECT_FALSE(bench.line.off_hook);
  EXPECT_THAT(bench.command("AT#VLS=0A", "VCON"), HasSubstr("VCON"));
  EXPECT_TRUE(bench.line.off_hook);
  bench.command("AT#VLS=0H0");
  EXPECT_FALSE(bench.line.off_hook);
}
TEST(AHashDialect, LosesVoiceModeByS30) {
  LoneModem bench("rockwell_rc336");
  bench.command("ATE0S30=6#CLS=8");
  bench.time.advance(61s);
  EXPECT_THAT(bench.command("AT#CLS?"), HasSubstr("\r\n0\r\n"));
}
TEST(AHashDialect, CountsWithoutRingbackInTenths) {
  LoneModem bench("rockwell_rc336");
  bench.command("ATE0#CLS=8#VRN=20");
  const auto from = bench.time.now();
  bench.command("ATX0S6=2DT1", "VCON");
  EXPECT_LT(bench.time.now() - from, 5s);
}

TEST(AnOldPlusV, HasTheLineAsItsSecondSelection) {
  LoneModem bench("zyxel_u1496");
  bench.command("ATE0+FCLASS=8");
  EXPECT_THAT(bench.command("AT+VLS=1", "ERROR"), HasSubstr("ERROR"));
  EXPECT_THAT(bench.command("AT+VLS=2", "VCON"), HasSubstr("VCON"));
  EXPECT_TRUE(bench.line.off_hook);
}
TEST(AnOldPlusV, TellsBusyAgainEveryFourSeconds) {
  LoneModem bench("zyxel_u1496");
  bench.command("ATE0+FCLASS=8");
  bench.command("AT+VLS=2", "VCON");
  bench.hears(k_busy_tone);
  EXPECT_THAT(bench.listen(11s), Eq("\x10"
                                    "b\x10"
                                    "b\x10"
                                    "b"));
}
TEST(AnOldPlusV, TellsRingbackInWords) {
  Bench bench("nanp_class", "5550100", "zyxel_u1496");
  bench.party("5550123").never_answer();
  bench.command("ATE0+FCLASS=8");
  const std::string said = bench.command("ATX3S7=20DT5550123", "CARRIER\r\n");
  EXPECT_THAT(said, StartsWith("\r\nRINGING\r\n\r\nRINGING\r\n"));
  EXPECT_THAT(said, EndsWith("NO CARRIER\r\n"));
}
TEST(AnOldPlusV, HasBitsOfRegisters) {
  LoneModem bench("zyxel_u1496");
  EXPECT_THAT(bench.command("ATE0S40.3=1S40.4=1S40?"), HasSubstr("\r\n024\r\n"));
  EXPECT_THAT(bench.command("ATS40.3=0S40.3?S40?"), HasSubstr("\r\n0\r\n\r\n016\r\n"));
  EXPECT_THAT(bench.command("ATS40.8=1", "ERROR"), HasSubstr("ERROR"));
}
TEST(AMakeWithoutFlashInItsTones, RefusesItThereAndDialsIt) {
  LoneModem bench("zyxel_omni_56k");
  bench.command("ATE0+FCLASS=8;+VIT=0");
  bench.command("AT+VLS=1", "VCON");
  for (const char* list : {"!", "{5,10}", "[350,440,10]"})
    EXPECT_THAT(bench.command("AT+VTS=" + std::string(list), "ERROR"), HasSubstr("ERROR")) << list;
  bench.command("ATX3DT!;", "VCON");
  EXPECT_THAT(bench.line.flashes, testing::ElementsAre(500ms));
}
TEST(AMakeThatCountsTenths, LosesVoiceModeAfterSevenSeconds) {
  LoneModem bench("zyxel_omni_56k");
  bench.command("ATE0+FCLASS=8");
  bench.time.advance(7100ms);
  EXPECT_THAT(bench.command("AT+FCLASS?"), HasSubstr("\r\n0\r\n"));
}

TEST(AMakeWithCountryRegisters, FlashesAsTheyAreSetAndForgetsThemWithAReset) {
  LoneModem bench("si2493");
  bench.command("ATE0:U4F,0064");
  bench.command("AT+FCLASS=8");
  bench.command("AT+VLS=1");
  bench.command("ATX3DT&;");
  bench.command("ATZ");
  bench.time.advance(3s);
  bench.command("AT+FCLASS=8");
  bench.command("AT+VLS=1");
  bench.command("AT+VTS=!");
  EXPECT_THAT(bench.line.flashes, testing::ElementsAre(100ms, 500ms));
}
TEST(AMakeWithCountryRegisters, RefusesWhatIsNoneOfThem) {
  LoneModem bench("si2493");
  for (const char* line : {"AT:U4F,XYZ", "AT:U", "AT:U4F,10000"}) EXPECT_THAT(bench.command(line, "ERROR"), HasSubstr("ERROR")) << line;
}
TEST(AMakeThatRestsThreeSeconds, TurnsAFlashByHookCommandsIntoAHangUp) {
  LoneModem bench("si2493");
  bench.command("ATE0H1");
  bench.command("ATH0");
  const auto from = bench.time.now();
  bench.command("ATH1");
  EXPECT_GE(bench.time.now() - from, 2900ms);
}
TEST(AMakeThatHearsTheLoop, SaysThatItIsInUseOrDead) {
  LoneModem bench("si2493");
  bench.line.condition = Loop::in_use;
  EXPECT_THAT(bench.command("ATX3DT1;", "USE\r\n"), HasSubstr("LINE IN USE"));
  bench.line.condition = Loop::dead;
  EXPECT_THAT(bench.command("ATX3DT1;", "LINE\r\n"), HasSubstr("NO LINE"));
  EXPECT_FALSE(bench.line.off_hook);
}
TEST(AMakeThatTellsPolarity, DoesSoInVoiceMode) {
  LoneModem bench("si2493");
  bench.seizes();
  bench.modem->on_polarity();
  EXPECT_THAT(bench.wire.said, EndsWith("\x10L"));
}

TEST(AMakeWithALateOk, SaysItTwoSecondsAfterDtrFell) {
  LoneModem bench("agere_lucent");
  bench.seizes();
  bench.modem->set_dtr(false);
  EXPECT_THAT(bench.listen(2s), IsEmpty());
  EXPECT_THAT(bench.listen(100ms), Eq("\r\nOK\r\n"));
  EXPECT_FALSE(bench.line.off_hook);
}
TEST(AMakeWhoseToneLengthIsThePause, RestsBetweenItsDigits) {
  LoneModem bench("agere_lucent");
  bench.seizes();
  bench.command("AT+VTD=50");
  const auto from = bench.time.now();
  bench.command("AT+VTS=1,2,3,4");
  EXPECT_GT(bench.time.now() - from, 2s + 4 * 95ms);
}
TEST(AMakeWithOneSilence, CallsBothTheSame) {
  LoneModem bench("agere_lucent");
  bench.command("ATE0+FCLASS=8;+VSD=128,30");
  bench.command("AT+VLS=1");
  bench.hears(k_silence);
  EXPECT_THAT(bench.listen(4s), Eq("\x10s"));
  bench.hears(k_talk);
  bench.hears(k_silence);
  EXPECT_THAT(bench.listen(4s), Eq("\x10s"));
}
TEST(AMakeWithTwoSilences, TellsWhetherSomebodyHasTalked) {
  LoneModem bench("generic_v253");
  bench.command("ATE0+FCLASS=8;+VSD=128,30");
  bench.command("AT+VLS=1");
  bench.hears(k_silence);
  EXPECT_THAT(bench.listen(4s), Eq("\x10s"));
  bench.hears(k_talk);
  bench.hears(k_silence);
  EXPECT_THAT(bench.listen(4s), Eq("\x10q"));
}

TEST(AMakeThatDialsOnHookOnly, RefusesToDialInACall) {
  LoneModem bench("multitech_mt5634zpx");
  bench.command("ATE0+FCLASS=8");
  bench.command("AT+VLS=1");
  EXPECT_THAT(bench.command("ATX3DT1;", "ERROR"), HasSubstr("ERROR"));
}
TEST(AMakeThatSwapsItsEcho, EchoesTaForAt) {
  LoneModem bench("multitech_mt5634zpx");
  EXPECT_THAT(bench.command("AT"), StartsWith("TA\r"));
}
TEST(AMakeThatSaysOkTwice, DoesSoAfterAReset) {
  LoneModem bench("multitech_mt5634zpx");
  bench.command("ATE0");
  bench.command("ATZ");
  bench.time.advance(1s);
  EXPECT_THAT(bench.wire.said, EndsWith("\r\nOK\r\n\r\nOK\r\n"));
}

TEST(AMakeWithHighXLevels, TellsRingingAndVoiceAndHangsUp) {
  Bench bench("nanp_class", "5550100", "usr_sportster");
  bench.command("ATE0");
  EXPECT_THAT(bench.command("ATX7DT5550123", "VOICE"), HasSubstr("RINGING\r\n"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST(AMakeWithItsOwnWords, SaysThereIsNoDialTone) {
  LoneModem bench("usr_sportster");
  EXPECT_THAT(bench.command("ATE0X4DT1", "TONE\r\n"), EndsWith("\r\nNO DIAL TONE\r\n"));
}
TEST(AMakeWithAShortPause, RestsAnEighthOfASecond) {
  LoneModem bench("usr_5637");
  bench.seizes();
  const auto from = bench.time.now();
  bench.command("ATX3D////////;");
  EXPECT_NEAR(static_cast<double>((bench.time.now() - from) / 1ms), 1000, 70);
}
TEST(AMakeWithAShortDialString, RefusesALongerOne) {
  LoneModem bench("usr_5637");
  EXPECT_THAT(bench.command("ATX3D" + std::string(59, '1') + ";"), HasSubstr("OK"));
  bench.command("ATH");
  EXPECT_THAT(bench.command("ATD" + std::string(61, '1') + ";", "ERROR"), HasSubstr("ERROR"));
}
TEST(AMakeThatARingConfuses, ForgetsACommandNowAndThen) {
  int forgotten = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    LoneModem bench("usr_5637", seed);
    bench.command("ATE0+FCLASS=8");
    bench.wire.type("AT+VLS=1\r");
    bench.modem->on_ring_burst(true);
    if (bench.listen(1s).find("OK") == std::string::npos) ++forgotten;
  }
  EXPECT_GT(forgotten, 2);
  EXPECT_LT(forgotten, 30);
}
TEST(AMakeWithPulses, BreaksTheLoopForEach) {
  LoneModem bench("cx93010");
  bench.command("ATX3DP12;");
  EXPECT_THAT(bench.line.flashes, testing::ElementsAre(60ms, 60ms, 60ms));
  EXPECT_THAT(bench.line.digits, IsEmpty());
}
TEST(AQuietAnswer, EndsInBusyOrGoesOnAfterTheRingback) {
  LoneModem bench("cx93010");
  bench.command("ATE0");
  bench.hears(k_silence);
  bench.wire.type("ATX3DT1@2;\r");
  bench.time.advance(4s);
  bench.hears(k_ringback);
  bench.time.advance(1s);
  bench.hears(k_silence);
  EXPECT_THAT(bench.listen(30s), HasSubstr("OK"));
  EXPECT_EQ(bench.line.digits, "12");
}
TEST(AQuietAnswer, IsGivenUpOnABusyTone) {
  LoneModem bench("cx93010");
  bench.wire.type("ATE0X3DT1@;\r");
  bench.time.advance(4s);
  bench.hears(k_busy_tone);
  EXPECT_THAT(bench.listen(5s), HasSubstr("BUSY"));
  EXPECT_FALSE(bench.line.off_hook);
}

TEST(ADigitOfTheFarEnd, IsTakenOnceBetweenItsBrackets) {
  LoneModem bench("si2493");
  bench.seizes();
  const std::size_t from = bench.wire.said.size();
  bench.modem->on_digit('7', true);
  bench.time.advance(150ms);
  bench.modem->on_digit('7', false);
  EXPECT_EQ(bench.wire.said.substr(from),
            "\x10/\x10"
            "7\x10"
            "7\x10"
            "7\x10~");
}
TEST(ADigitOfTheFarEnd, IsToldOnceByOthers) {
  LoneModem bench("cx93010");
  bench.seizes();
  const std::size_t from = bench.wire.said.size();
  bench.modem->on_digit('7', true);
  bench.time.advance(150ms);
  bench.modem->on_digit('7', false);
  EXPECT_EQ(bench.wire.said.substr(from),
            "\x10"
            "7");
}

}  // namespace
}  // namespace campon::sim
