#include <gmock/gmock.h>

#include "bench.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Not;

struct AModem : testing::Test {
  Bench bench{"nanp_class", "5550100"};
};

TEST_F(AModem, EchoesAndAnswersOk) { EXPECT_THAT(bench.command("AT"), Eq("AT\r\r\nOK\r\n")); }
TEST_F(AModem, KeepsSilentAboutWhatItWasToldWithoutEcho) {
  bench.command("ATE0");
  EXPECT_THAT(bench.command("AT"), Eq("\r\nOK\r\n"));
}
TEST_F(AModem, AnswersInDigits) {
  bench.command("ATE0");
  EXPECT_THAT(bench.command("ATV0", "0\r"), Eq("0\r"));
  EXPECT_THAT(bench.command("ATI0", "0\r"), Eq("56000\r\n0\r"));
}
TEST_F(AModem, TellsRegistersInThreeDigits) {
  bench.command("ATE0S7=45");
  EXPECT_THAT(bench.command("ATS7?"), Eq("\r\n045\r\n\r\nOK\r\n"));
}
TEST_F(AModem, StopsAtTheFirstMistakeAndKeepsWhatWasDone) {
  bench.command("ATE0");
  EXPECT_THAT(bench.command("ATS7=33Y9S7=44", "ERROR"), HasSubstr("ERROR"));
  EXPECT_THAT(bench.command("ATS7?"), HasSubstr("033"));
}
TEST_F(AModem, RefusesALineThatIsTooLong) { EXPECT_THAT(bench.command("AT" + std::string(200, 'E'), "ERROR"), HasSubstr("ERROR")); }
TEST_F(AModem, RefusesVoiceCommandsOutsideVoiceMode) { EXPECT_THAT(bench.command("AT+VLS=1", "ERROR"), HasSubstr("ERROR")); }
TEST_F(AModem, ListsItsClasses) { EXPECT_THAT(bench.command("AT+FCLASS=?"), HasSubstr("0,8")); }
TEST_F(AModem, HearsDialToneAfterSeizing) {
  bench.voice();
  bench.command("AT+VLS=1");
  EXPECT_TRUE(
      bench.says("\x10"
                 "d",
                 2s));
}
TEST_F(AModem, TakesAsLongToDialAsTheTonesLast) {
  bench.voice();
  bench.command("AT+VLS=1");
  bench.time.advance(2s);
  const auto before = bench.time.now();
  bench.command("AT+VTS=5,5,5,{5,50}");
  EXPECT_GE(bench.time.now() - before, 1600ms);
  EXPECT_LE(bench.time.now() - before, 1700ms);
}
TEST_F(AModem, HearsBusyAfterTwoCadences) {
  bench.party("5550123").be_busy();
  bench.voice();
  EXPECT_THAT(bench.dial("5550123"), HasSubstr("OK"));
  EXPECT_THAT(bench.listen(2s), Not(HasSubstr("\x10"
                                              "b")));
  EXPECT_THAT(bench.listen(2s), HasSubstr("\x10"
                                          "b"));
  EXPECT_TRUE(bench.own().off_hook);
}
TEST_F(AModem, HangsUpOnBusyInDataMode) {
  bench.party("5550123").be_busy();
  EXPECT_THAT(bench.command("ATDT5550123", "BUSY"), HasSubstr("BUSY"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(AModem, DropsTheLineWhenADialToneIsMissingInMidCall) {
  bench.party("5550123").be_busy();
  bench.voice();
  bench.dial("5550123");
  EXPECT_THAT(bench.command("ATX4DT5;", "DIALTONE"), HasSubstr("NO DIALTONE"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(AModem, AbortsADialWhenAKeyIsPressed) {
  bench.wire.type("ATDT5550123\r");
  bench.time.advance(1s);
  bench.wire.type("x");
  EXPECT_THAT(bench.wire.said, HasSubstr("NO CARRIER"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(AModem, ReportsEachBurstOfRingbackAndThenTheVoice) {
  bench.party("5550123").answer_after_rings(2);
  bench.voice();
  bench.dial("5550123");
  EXPECT_THAT(bench.listen(12s), Eq("\x10r\x10r\x10v"));
}
TEST_F(AModem, TellsTheBreakOfTheLoop) {
  bench.party("5550123").hang_up_after(3s);
  bench.voice();
  bench.dial("5550123");
  EXPECT_TRUE(bench.says("\x10l", 20s));
}
TEST_F(AModem, GoesOnHookWhenTheChannelCloses) {
  bench.voice();
  bench.command("AT+VLS=1");
  bench.wire.close();
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(AModem, HangsUpWhenDtrStaysLowAndNotBefore) {
  bench.voice();
  bench.command("ATS7=33+VLS=1");
  ASSERT_TRUE(bench.simulator->set_dtr("5550100", false));
  bench.time.advance(40ms);
  ASSERT_TRUE(bench.simulator->set_dtr("5550100", true));
  bench.time.advance(1s);
  EXPECT_TRUE(bench.own().off_hook);
  ASSERT_TRUE(bench.simulator->set_dtr("5550100", false));
  bench.time.advance(60ms);
  EXPECT_FALSE(bench.own().off_hook);
  EXPECT_THAT(bench.command("ATS7?"), HasSubstr("033"));
  EXPECT_FALSE(bench.simulator->set_dtr("5550101", false));
}
TEST_F(AModem, LosesVoiceModeByHangingUp) {
  bench.voice();
  bench.command("ATH");
  EXPECT_THAT(bench.command("AT+FCLASS?"), HasSubstr("\r\n0\r\n"));
}
TEST_F(AModem, HangsUpWhenNobodyTypes) {
  bench.voice();
  bench.command("AT+VIT=10;+VLS=1");
  bench.time.advance(11s);
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(AModem, AnswersOkByItselfWhenRingbackStops) {
  bench.voice();
  EXPECT_THAT(bench.command("ATX3DT5550123"), HasSubstr("OK"));
  EXPECT_THAT(bench.own().talks_to, Eq("5550123"));
}
TEST_F(AModem, RefusesATelephoneNumberWithStrangeCharacters) {
  EXPECT_THAT(bench.command("ATDT555$0123;", "ERROR"), HasSubstr("ERROR"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(AModem, SurvivesEveryByteTwice) {
  for (int pass = 0; pass < 2; ++pass)
    for (int byte = 0; byte < 256; ++byte)
      bench.wire.type("AT" + std::string(1, static_cast<char>(byte)) + "+VTS={" + static_cast<char>(byte) + "\r");
  bench.time.advance(5min);
  bench.wire.type("\r");  // ends what was left when the modem's buffer was full
  bench.time.advance(5min);
  EXPECT_THAT(bench.command("ATZ"), HasSubstr("OK"));
}

TEST(ASoftModem, HasNoRingbackEventAndTakesReorderForBusy) {
  Bench bench("nanp_class", "5550100", "cx_like");
  bench.party("5550123").never_answer();
  bench.party("5550124").refuse_calls();
  bench.voice();
  bench.dial("5550123");
  EXPECT_THAT(bench.listen(15s), Eq(""));
  bench.command("AT+VLS=0");
  bench.dial("5550124");
  EXPECT_THAT(bench.listen(5s), Eq("\x10"
                                   "b"));
}

TEST(AModemOfThisSeed, DoesTheSameAgain) {
  const auto run = [](std::uint64_t seed) {
    Bench bench("nanp_class", "5550100", "generic_v253", seed);
    bench.voice();
    bench.dial("5550123");
    return std::pair(bench.wire.said, bench.time.now());
  };
  EXPECT_EQ(run(7), run(7));
  EXPECT_NE(run(7).second, run(8).second);
}

TEST(ARingingModem, TellsRingAndTheCaller) {
  Bench bench("nanp_class", "5550100");
  bench.command("ATE0+VCID=1");
  ASSERT_TRUE(bench.simulator->call_line("5550100", "5550199", 1min));
  EXPECT_THAT(bench.listen(7s),
              Eq("\r\nRING\r\n\r\nDATE = 0101\r\n\r\nTIME = 0000\r\n\r\nNMBR = 5550199\r\n\r\nNAME = SUBSCRIBER 5550199\r\n\r\nRING\r\n"));
}
TEST(ARingingModem, TellsTheCadenceInsteadWhenAsked) {
  Bench bench("nanp_class", "5550100");
  bench.command("ATE0+VDR=1,0");
  ASSERT_TRUE(bench.simulator->call_line("5550100", "5550199", 1min));
  EXPECT_THAT(bench.listen(9s), Eq("\r\nDROF=0\r\n\r\nDRON=20\r\n\r\nDROF=40\r\n\r\nDRON=20\r\n"));
}
TEST(ARingingModem, TellsTheCallerInHexWhenAsked) {
  Bench bench("nanp_class", "5550100");
  bench.command("ATE0+VCID=2");
  ASSERT_TRUE(bench.simulator->call_line("5550100", "5550199", 1min));
  EXPECT_THAT(bench.listen(4s), HasSubstr("80270108303130313030303002073535353031393907"));
}
TEST(ARingingModem, TalksAfterAnswering) {
  Bench bench("nanp_class", "5550100");
  bench.voice();
  ASSERT_TRUE(bench.simulator->call_line("5550100", "5550199", 1min));
  bench.time.advance(3s);
  bench.command("ATA");
  EXPECT_TRUE(bench.says("\x10v", 1s));
  EXPECT_THAT(bench.own().talks_to, Eq("5550199"));
}

}  // namespace
}  // namespace campon::sim
