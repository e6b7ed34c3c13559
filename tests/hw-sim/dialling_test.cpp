// What D, A, +VLS and +VTS do on the line, and what they answer. [V.250 6.3, V.253 8 and 9]
#include <gmock/gmock.h>

#include "bench.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct ADial : testing::Test {
  Bench bench{"nanp_class", "5550100"};
  void SetUp() override { bench.command("ATE0"); }
};

TEST_F(ADial, IsNotAbortedByWhatComesInTheFirstEighthOfASecond) {
  bench.wire.type("ATDT5550123;\r\n");
  bench.time.advance(124ms);
  bench.wire.type("x");
  EXPECT_THAT(bench.listen(6s), Eq("\r\nOK\r\n"));
}
TEST_F(ADial, IsAbortedByAnyByteAfterThat) {
  bench.wire.type("ATDT5550123;\r");
  bench.time.advance(125ms);
  EXPECT_THAT(bench.presses("x", 6s), Eq("\r\nNO CARRIER\r\n"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(ADial, IsAbortedWhileItWaitsForAnAnswer) {
  bench.party("5550123").never_answer();
  bench.wire.type("ATDT5550123\r");
  bench.time.advance(20s);
  EXPECT_THAT(bench.presses("\r", 1s), Eq("\r\nNO CARRIER\r\n"));
  bench.time.advance(6s);
  EXPECT_TRUE(bench.party("5550123").is_free());
}
TEST_F(ADial, ThatWasAbortedDoesNotRunTheRestOfItsLine) {
  bench.wire.type("ATDT5550123;S8=9\r");
  bench.time.advance(1s);
  bench.wire.type("x");
  EXPECT_THAT(bench.command("ATS8?"), Not(HasSubstr("009")));
}
TEST_F(ADial, WithASemicolonIsFollowedByMoreCommands) {
  EXPECT_THAT(bench.command("ATDT5550123;S8=9S8?"), Eq("\r\n009\r\n\r\nOK\r\n"));
  EXPECT_TRUE(bench.own().off_hook);
}
TEST_F(ADial, WithASemicolonStaysOffHookOnBusyAndSaysNothingInDataMode) {
  bench.party("5550123").be_busy();
  bench.command("ATDT5550123;");
  EXPECT_THAT(bench.listen(10s), IsEmpty());
  EXPECT_TRUE(bench.own().off_hook);
}
TEST_F(ADial, EndsWithBusyAndTheLineOnHook) {
  bench.party("5550123").be_busy();
  EXPECT_THAT(bench.command("ATDT5550123", "BUSY\r\n"), Eq("\r\nBUSY\r\n"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(ADial, EndsWithBusyAndTheLineOffHookInVoiceMode) {
  bench.party("5550123").be_busy();
  bench.voice();
  EXPECT_THAT(bench.command("ATX3DT5550123", "BUSY\r\n"), Eq("\r\nBUSY\r\n"));
  EXPECT_TRUE(bench.own().off_hook);
}
TEST_F(ADial, HearsNoBusyBelowX3) {
  bench.party("5550123").be_busy();
  EXPECT_THAT(bench.command("ATX0S7=20DT5550123", "\r\n"), Eq("\r\nNO CARRIER\r\n"));
}
TEST_F(ADial, WaitsForTheDialToneUnderX4AndNotUnderX3) {
  const auto begins_after = [&](std::string_view line) {
    const auto from = bench.time.now();
    bench.command(line);
    bench.command("ATH");
    bench.time.advance(10s);
    return bench.time.now() - from - 10s;
  };
  EXPECT_LT(begins_after("ATX4DT1;"), 1500ms);
  EXPECT_GT(begins_after("ATX3DT1;"), 3s);
}
TEST_F(ADial, OfNothingIsTakenToSeizeTheLine) {
  EXPECT_THAT(bench.command("ATX3D;"), HasSubstr("OK"));
  EXPECT_EQ(bench.own().hears, "dial");
}
TEST_F(ADial, WaitsTwoSecondsAtAComma) {
  bench.command("ATX3S6=2D;");
  const auto from = bench.time.now();
  bench.command("ATX3DT5,5;");
  EXPECT_NEAR(static_cast<double>((bench.time.now() - from) / 1ms), 2000 + 4 * 95, 45);
}
TEST_F(ADial, WithWaitsForASecondDialToneOrGivesUp) {
  EXPECT_THAT(bench.command("ATX3S7=5DTW5550123W1;", "DIALTONE\r\n"), Eq("\r\nNO DIALTONE\r\n"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(ADial, IgnoresBracketsAndDashes) { EXPECT_THAT(bench.command("ATX3DT(555)01-23;"), HasSubstr("OK")); }
TEST_F(ADial, RefusesModifiersItDoesNotHave) {
  for (const char* line : {"ATDT1@2;", "ATDS=1", "ATDL", "ATD>1;", "ATDT$1;"})
    EXPECT_THAT(bench.command(line, "ERROR"), HasSubstr("ERROR"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(ADial, IsAnsweredNoAnswerAfterS7InVoiceMode) {
  bench.party("5550123").never_answer();
  bench.voice();
  EXPECT_THAT(bench.command("ATX3S7=20DT5550123", "ANSWER"), HasSubstr("NO ANSWER"));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(ADial, CountsAsAnsweredWhenNoRingbackCameForVrn) {
  bench.voice();
  bench.command("AT+VRN=0");
  EXPECT_THAT(bench.command("ATX3DT5550123", "OK", 10s), HasSubstr("OK"));
  EXPECT_EQ(bench.own().talks_to, std::nullopt);
}

struct ATone : testing::Test {
  Bench bench{"nanp_class", "5550100"};
  void SetUp() override {
    bench.voice();
    bench.command("AT+VLS=1");
    bench.time.advance(1s);
  }
  env::Duration lasts(std::string_view list) {
    const auto from = bench.time.now();
    EXPECT_THAT(bench.command("AT+VTS=" + std::string(list)), HasSubstr("OK")) << list;
    return bench.time.now() - from;
  }
};

TEST_F(ATone, DialsANumber) {
  bench.command("AT+VTS=5,5,5,0,1,2,3");
  EXPECT_TRUE(bench.says("\x10v", 10s));
  EXPECT_EQ(bench.own().talks_to, "5550123");
}
TEST_F(ATone, LastsAndRestsAsLongAsItsList) {
  EXPECT_LE(lasts("5,*,#,A"), 840ms);
  EXPECT_GE(lasts("{5,30}"), 600ms);
  EXPECT_GE(lasts("[350,440,50]"), 500ms);
  EXPECT_GE(lasts("[,,50]"), 500ms);
  EXPECT_GE(lasts("!"), 600ms);
}
TEST_F(ATone, FollowsS11WhereVtdIsNought) {
  bench.command("ATS11=200+VTD=0");
  EXPECT_GE(lasts("5"), 400ms);
}
TEST_F(ATone, RefusesWhatIsNoList) {
  for (const char* list :
       {"", ",", "5,", ",5", "55", "{5}", "{5,0}", "{55,1}", "{5,1", "[1,2,3]", "[350,440]", "[9000,0,1]", "X", "!!", "{,5}", "{5,-1}"})
    EXPECT_THAT(bench.command("AT+VTS=" + std::string(list), "ERROR\r\n"), Eq("\r\nERROR\r\n")) << list;
}
TEST_F(ATone, IsRefusedOnHook) {
  bench.command("AT+VLS=0");
  EXPECT_THAT(bench.command("AT+VTS=5", "ERROR"), HasSubstr("ERROR"));
}
TEST_F(ATone, IsNotAbortedByAByte) {
  bench.wire.type("AT+VTS=5,5,5,0,1,2,3\r");
  bench.time.advance(500ms);
  bench.wire.type("x");
  EXPECT_THAT(bench.listen(1s), Eq("\r\nOK\r\n"));
}

struct ALineSelection : ATone {};

TEST_F(ALineSelection, IsToldAndLostOnHook) {
  EXPECT_THAT(bench.command("AT+VLS?"), Eq("\r\n1\r\n\r\nOK\r\n"));
  bench.command("ATH");
  EXPECT_THAT(bench.command("AT+VLS?"), Eq("\r\n0\r\n\r\nOK\r\n"));
}
TEST_F(ALineSelection, IsTheLineAfterDiallingInVoiceMode) {
  bench.command("AT+VLS=0");
  bench.dial("5550123");
  EXPECT_THAT(bench.command("AT+VLS?"), Eq("\r\n1\r\n\r\nOK\r\n"));
}
TEST_F(ALineSelection, WithoutTheLineIsOnHook) {
  bench.command("AT+VLS=4");
  EXPECT_FALSE(bench.own().off_hook);
  bench.command("AT+VLS=5");
  EXPECT_TRUE(bench.own().off_hook);
}
TEST_F(ALineSelection, IsRefusedWhenTheModemHasItNot) { EXPECT_THAT(bench.command("AT+VLS=8", "ERROR"), HasSubstr("ERROR")); }

TEST_F(ALineSelection, IsLostWithVoiceModeUnlessVnhKeepsTheLine) {
  bench.command("AT+FCLASS=0");
  EXPECT_FALSE(bench.own().off_hook);
  bench.command("AT+FCLASS=8;+VNH=1;+VLS=1");
  bench.command("AT+FCLASS=0");
  EXPECT_TRUE(bench.own().off_hook);
}

struct DtrLow : testing::Test {
  Bench bench{"nanp_class", "5550100"};
  bool hangs_up_under(std::string_view rule) {
    bench.voice();
    bench.command("ATS7=33" + std::string(rule) + "+VLS=1");
    EXPECT_TRUE(bench.simulator->set_dtr("5550100", false));
    bench.time.advance(1s);
    EXPECT_TRUE(bench.simulator->set_dtr("5550100", true));
    return !bench.own().off_hook;
  }
};

TEST_F(DtrLow, IsIgnoredUnderD0) { EXPECT_FALSE(hangs_up_under("&D0")); }
TEST_F(DtrLow, HangsUpAndKeepsTheSettingsUnderD2) {
  EXPECT_TRUE(hangs_up_under("&D2"));
  EXPECT_THAT(bench.command("ATS7?"), HasSubstr("033"));
}
TEST_F(DtrLow, HangsUpAndResetsUnderD3) {
  EXPECT_TRUE(hangs_up_under("&D3"));
  EXPECT_THAT(bench.command("ATS7?"), HasSubstr("050"));
}
TEST_F(DtrLow, EndsADialWithoutAWord) {
  bench.command("ATE0");
  bench.wire.type("ATDT5550123\r");
  bench.time.advance(1s);
  ASSERT_TRUE(bench.simulator->set_dtr("5550100", false));
  EXPECT_THAT(bench.listen(10s), IsEmpty());
  EXPECT_FALSE(bench.own().off_hook);
}

}  // namespace
}  // namespace campon::sim
