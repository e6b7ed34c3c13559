// Calls of a mobile modem to subscribers of the exchange and from them.
#include "gsm_bench.hpp"

namespace campon::sim {
namespace {

using testing::AllOf;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(AMobileCall, IsOnItsWayAtOnce) { EXPECT_EQ(GsmBench().dials(k_bob), "\r\nOK\r\n"); }
TEST(AMobileCall, GoesThroughItsStates) {
  GsmBench bench;
  bench.dials(k_bob);
  EXPECT_THAT(bench.says("AT+CLCC"), StartsWith("\r\n+CLCC: 1,0,2,0,0,\"5550123\",129\r\n"));
  bench.clock.advance(1s);
  EXPECT_THAT(bench.says("AT+CLCC"), StartsWith("\r\n+CLCC: 1,0,3,0,0"));
  bench.clock.advance(10s);
  EXPECT_THAT(bench.says("AT+CLCC"), StartsWith("\r\n+CLCC: 1,0,0,0,0"));
  EXPECT_EQ(bench.own().talks_to, "5550123");
}
TEST(AMobileCall, TellsBusyAfterTheOk) {
  GsmBench bench("gsm_plain");
  EXPECT_EQ(bench.finds_busy(k_bob), "\r\nOK\r\n\r\nBUSY\r\n");
  EXPECT_THAT(bench.says("AT+CEER"), HasSubstr("User busy"));
  EXPECT_EQ(bench.says("AT+CLCC"), "\r\nOK\r\n");
}
TEST(AMobileCall, TellsBusyInNumbers) {
  GsmBench bench("gsm_plain");
  bench.says("ATV0");
  EXPECT_EQ(bench.finds_busy(k_bob), "0\r7\r");
}
TEST(AMobileCall, EndsWhenNobodyAnswers) {
  GsmBench bench;
  bench.party(k_bob).never_answer();
  bench.dials(k_bob);
  EXPECT_THAT(bench.listen(30s), IsEmpty());
  EXPECT_EQ(bench.listen(40s), "\r\nNO ANSWER\r\n");
  EXPECT_THAT(bench.says("AT+CEER"), HasSubstr("19"));
}
TEST(AMobileCall, EndsWhenTheNumberIsUnknown) {
  GsmBench bench;
  EXPECT_EQ(bench.dials("123", 4s), "\r\nOK\r\n\r\nNO CARRIER\r\n");
  EXPECT_THAT(bench.says("AT+CEER"), HasSubstr("+CEER: 1,"));
}
TEST(AMobileCall, EndsWhenItIsRefused) {
  GsmBench bench;
  bench.party(k_bob).refuse_calls();
  EXPECT_THAT(bench.dials(k_bob, 4s), HasSubstr("NO CARRIER"));
  EXPECT_THAT(bench.says("AT+CEER"), HasSubstr("21"));
}
TEST(AMobileCall, EndsWhenTheOtherSideHangsUp) {
  GsmBench bench;
  bench.party(k_bob).hang_up_after(20s);
  bench.dials(k_bob, 10s);
  EXPECT_EQ(bench.listen(20s), "\r\nNO CARRIER\r\n");
  EXPECT_FALSE(bench.own().off_hook);
}
TEST(AMobileCall, IsEndedByH) {
  GsmBench bench;
  bench.dials(k_bob, 10s);
  EXPECT_EQ(bench.says("ATH"), "\r\nOK\r\n");
  bench.clock.advance(5s);
  EXPECT_TRUE(bench.party(k_bob).is_free());
}
TEST(AMobileCall, IsEndedByChup) {
  GsmBench bench;
  bench.dials(k_bob, 10s);
  EXPECT_EQ(bench.says("AT+CHUP"), "\r\nOK\r\n");
  EXPECT_EQ(bench.says("AT+CLCC"), "\r\nOK\r\n");
}
TEST(AMobileCall, IsEndedByDtr) {
  GsmBench bench;
  bench.dials(k_bob, 10s);
  ASSERT_TRUE(bench.simulator->set_dtr(k_own, false));
  bench.clock.advance(5s);
  EXPECT_TRUE(bench.party(k_bob).is_free());
}
TEST(AMobileCall, OutlivesDtrUnderCvhu) {
  GsmBench bench;
  bench.says("AT+CVHU=0");
  bench.dials(k_bob, 10s);
  ASSERT_TRUE(bench.simulator->set_dtr(k_own, false));
  bench.clock.advance(5s);
  EXPECT_EQ(bench.own().talks_to, "5550123");
}
TEST(AMobileCall, WithoutSemicolonIsADataCall) {
  GsmBench bench;
  EXPECT_EQ(bench.says("ATD5550123", 10s), "\r\nNO CARRIER\r\n");
}
TEST(AMobileCall, LosesCoverage) {
  GsmBench bench;
  bench.dials(k_bob, 10s);
  bench.me().cover(Registration::searching);
  bench.clock.advance(5s);
  EXPECT_THAT(bench.wire.said, HasSubstr("NO CARRIER"));
  EXPECT_TRUE(bench.party(k_bob).is_free());
}
TEST(AMobileCall, SendsTones) {
  GsmBench bench;
  EXPECT_THAT(bench.says("AT+VTS=5"), HasSubstr("+CME ERROR: 3"));
  bench.dials(k_bob, 10s);
  EXPECT_EQ(bench.says("AT+VTS=5;+VTS=#"), "\r\nOK\r\n");
  EXPECT_EQ(bench.says("AT+VTS=1,2,*"), "\r\nOK\r\n");
  EXPECT_EQ(bench.says("AT+VTS=Z"), "\r\nERROR\r\n");
}

TEST(ADialThatWaits, ShowsTheConnectedNumber) {
  GsmBench bench;
  bench.says("AT+COLP=1");
  EXPECT_THAT(bench.dials(k_bob, 2s), IsEmpty());
  EXPECT_EQ(bench.listen(10s), "\r\n+COLP: \"5550123\",129\r\n\r\nOK\r\n");
}
TEST(ADialThatWaits, EndsWithItsResult) {
  GsmBench bench("gsm_plain");
  bench.says("AT+COLP=1");
  EXPECT_EQ(bench.finds_busy(k_bob), "\r\nBUSY\r\n");
}
TEST(ADialThatWaits, IsAbortedByAByte) {
  GsmBench bench;
  bench.says("AT+COLP=1");
  bench.party(k_bob).never_answer();
  bench.dials(k_bob, 5s);
  EXPECT_EQ(bench.presses("\r", 1s), "\r\nNO CARRIER\r\n");
  EXPECT_EQ(bench.says("AT+CLCC"), "\r\nOK\r\n");
  EXPECT_TRUE(bench.party(k_bob).is_free());
}
TEST(ADialThatWaits, IgnoresBytesAtFirst) {
  GsmBench bench;
  bench.says("AT+COLP=1");
  bench.presses("ATD5550123;\r", 100ms);
  EXPECT_THAT(bench.presses("\n", 1s), IsEmpty());
}
TEST(ADialThatWaits, BlocksUntilTheNetworkProceeds) {
  GsmBench bench("gsm_ti_calypso");
  EXPECT_THAT(bench.dials(k_bob, 300ms), Not(HasSubstr("OK")));
  EXPECT_THAT(bench.listen(500ms), HasSubstr("OK"));
}

TEST(ACallToAMobile, Rings) {
  GsmBench bench;
  ASSERT_TRUE(bench.is_called());
  EXPECT_THAT(bench.listen(3s), StartsWith("\r\nRING\r\n\r\n+CLIP: \"5550124\",129,\"\",,\"\",0\r\n"));
  EXPECT_THAT(bench.listen(5s), HasSubstr("RING"));
}
TEST(ACallToAMobile, IsToldInTheExtendedForm) {
  GsmBench bench;
  bench.says("AT+CRC=1");
  bench.is_called();
  EXPECT_THAT(bench.listen(3s), StartsWith("\r\n+CRING: VOICE\r\n"));
}
TEST(ACallToAMobile, IsAnswered) {
  GsmBench bench;
  bench.is_called();
  bench.clock.advance(3s);
  EXPECT_THAT(bench.says("AT+CLCC"), StartsWith("\r\n+CLCC: 1,1,4,0,0,\"5550124\",129"));
  EXPECT_EQ(bench.says("ATA"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), StartsWith("\r\n+CLCC: 1,1,0"));
  EXPECT_EQ(bench.own().talks_to, "5550124");
  EXPECT_THAT(bench.listen(10s), IsEmpty());
}
TEST(ACallToAMobile, IsRejected) {
  GsmBench bench;
  bench.is_called();
  bench.clock.advance(3s);
  EXPECT_EQ(bench.says("AT+CHUP"), "\r\nOK\r\n");
  EXPECT_THAT(bench.listen(10s), IsEmpty());
  EXPECT_FALSE(bench.own().ringing);
}
TEST(ACallToAMobile, EndsWhenTheCallerGivesUp) {
  GsmBench bench;
  bench.is_called(k_carol, 10s);
  EXPECT_THAT(bench.listen(15s), testing::EndsWith("\r\nNO CARRIER\r\n"));
  EXPECT_THAT(bench.listen(15s), IsEmpty());
}
TEST(ACallToAMobile, IsAnsweredByNobodyWithoutACall) { EXPECT_EQ(GsmBench().says("ATA"), "\r\nNO CARRIER\r\n"); }
TEST(ACallToAMobile, DoesNotReachOneThatIsOff) {
  GsmBench bench;
  bench.says("AT+CFUN=0");
  bench.is_called();
  EXPECT_THAT(bench.listen(10s), IsEmpty());
}
TEST(ACallToAMobile, FindsItBusyInACall) {
  GsmBench bench;
  bench.dials(k_bob, 10s);
  bench.is_called();
  EXPECT_THAT(bench.listen(10s), IsEmpty());
}
TEST(ACallToAMobile, IsCompletedByTheOneQueueOfTheExchange) {
  Wire other;
  GsmBench bench;
  ASSERT_TRUE(bench.simulator->attach_modem("5550111", "generic_v253", other));
  bench.dials(k_bob, 10s);
  other.type("ATE0+FCLASS=8;+VTD=10\r");
  bench.clock.advance(1s);
  other.type("ATX3DT5550100;\r");
  bench.clock.advance(10s);
  other.type("ATH\r");
  bench.clock.advance(3s);
  other.type("AT+FCLASS=8\r");
  bench.clock.advance(1s);
  other.type("ATX3DT*66;\r");
  bench.clock.advance(10s);
  other.type("ATH\r");
  bench.clock.advance(3s);
  ASSERT_EQ(bench.simulator->requests().size(), 1u);
  EXPECT_EQ(bench.simulator->requests()[0].target, k_own);
  bench.says("ATH");
  bench.clock.advance(30s);
  EXPECT_THAT(other.said, HasSubstr("RING"));
}

struct ACallOnTop : testing::Test {
  GsmBench bench;
  void SetUp() override {
    EXPECT_EQ(bench.says("AT+CCWA=1,1,1", 3s), "\r\nOK\r\n");
    bench.dials(k_bob, 10s);
    ASSERT_TRUE(bench.is_called());
  }
};
TEST_F(ACallOnTop, IsToldAsWaiting) {
  EXPECT_EQ(bench.listen(5s), "\r\n+CCWA: \"5550124\",129,1\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), HasSubstr("+CLCC: 2,1,5,0,0,\"5550124\",129"));
}
TEST_F(ACallOnTop, IsTakenWithTheFirstHeld) {
  bench.clock.advance(5s);
  EXPECT_EQ(bench.says("AT+CHLD=2"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), AllOf(HasSubstr("+CLCC: 1,0,1,"), HasSubstr("+CLCC: 2,1,0,")));
  EXPECT_EQ(bench.own().talks_to, "5550124");
  EXPECT_EQ(bench.own().holds, "5550123");
}
TEST_F(ACallOnTop, IsSwapped) {
  bench.clock.advance(5s);
  bench.says("AT+CHLD=2");
  EXPECT_EQ(bench.says("AT+CHLD=2"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), AllOf(HasSubstr("+CLCC: 1,0,0,"), HasSubstr("+CLCC: 2,1,1,")));
}
TEST_F(ACallOnTop, IsTurnedAway) {
  bench.clock.advance(5s);
  EXPECT_EQ(bench.says("AT+CHLD=0"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), AllOf(HasSubstr("+CLCC: 1,0,0,"), Not(HasSubstr("+CLCC: 2"))));
}
TEST_F(ACallOnTop, TakesThePlaceOfTheFirst) {
  bench.clock.advance(5s);
  EXPECT_EQ(bench.says("AT+CHLD=1"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), AllOf(HasSubstr("+CLCC: 2,1,0,"), Not(HasSubstr("+CLCC: 1"))));
}
TEST_F(ACallOnTop, IsJoined) {
  bench.clock.advance(5s);
  bench.says("AT+CHLD=2");
  EXPECT_EQ(bench.says("AT+CHLD=3"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), AllOf(HasSubstr("+CLCC: 1,0,0,0,1,"), HasSubstr("+CLCC: 2,1,0,0,1,")));
  EXPECT_EQ(bench.says("AT+CHLD=22"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), AllOf(HasSubstr("+CLCC: 1,0,1,"), HasSubstr("+CLCC: 2,1,0,")));
}
TEST_F(ACallOnTop, IsReleasedAlone) {
  bench.clock.advance(5s);
  bench.says("AT+CHLD=2");
  EXPECT_EQ(bench.says("AT+CHLD=11"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), AllOf(HasSubstr("+CLCC: 2,1,0,"), Not(HasSubstr("+CLCC: 1"))));
  EXPECT_TRUE(bench.says("AT+CHLD=13").find("+CME ERROR: 3") != std::string::npos);
}
TEST_F(ACallOnTop, RingsWhenTheFirstIsOver) {
  bench.clock.advance(5s);
  bench.says("AT+CHUP");
  EXPECT_THAT(bench.wire.said, HasSubstr("RING"));
  EXPECT_EQ(bench.says("ATA"), "\r\nOK\r\n");
  EXPECT_EQ(bench.own().talks_to, "5550124");
}
TEST_F(ACallOnTop, IsQueriedAndSwitchedOff) {
  EXPECT_THAT(bench.says("AT+CCWA=1,2,1", 3s), HasSubstr("+CCWA: 1,1\r\n\r\nOK"));
  bench.says("AT+CCWA=1,0,1", 3s);
  EXPECT_THAT(bench.says("AT+CCWA=1,2,1", 3s), HasSubstr("+CCWA: 0,1"));
}

TEST(ANotice, TellsThatTheCallWaits) {
  GsmBench bench;
  bench.party(k_bob).have_call_waiting(true);
  bench.party(k_bob).be_busy();
  EXPECT_THAT(bench.dials(k_bob, 5s), HasSubstr("+CSSI: 3"));
}
TEST(ANotice, TellsThatTheCallWasForwarded) {
  GsmBench bench;
  bench.party(k_bob).forward_to(k_carol);
  EXPECT_THAT(bench.dials(k_bob, 3s), HasSubstr("+CSSI: 2"));
}
TEST(ANotice, TellsTheOtherMobileOfHold) {
  Wire other;
  GsmBench bench;
  ASSERT_TRUE(bench.simulator->attach_modem("5550111", "gsm_plain", other));
  bench.clock.advance(5s);
  other.type("ATE0+CSSN=1,1\r");
  bench.dials("5550111", 5s);
  EXPECT_THAT(other.said, HasSubstr("RING"));
  other.type("ATA\r");
  bench.clock.advance(2s);
  EXPECT_EQ(bench.own().talks_to, "5550111");
  bench.says("AT+CHLD=2", 1s);
  EXPECT_THAT(other.said, HasSubstr("+CSSU: 2"));
  bench.says("AT+CHLD=2", 1s);
  EXPECT_THAT(other.said, HasSubstr("+CSSU: 3"));
  bench.says("ATH", 2s);
  EXPECT_THAT(other.said, testing::EndsWith("NO CARRIER\r\n"));
}

TEST(AnEmergencyCall, ReachesTheDeskAndIsCounted) {
  GsmBench bench;
  bench.dials("112", 3s);
  EXPECT_THAT(bench.says("AT+CLCC"), HasSubstr("+CLCC: 1,0,0"));
  bench.says("ATH");
  bench.dials("911", 3s);
  ASSERT_EQ(bench.simulator->emergency_calls(), 2);
  EXPECT_EQ(bench.simulator->emergency_log().at(1).from, k_own);
}

TEST(AMakersLines, TellTheEndOfACall) {
  GsmBench bench("gsm_huawei_e173");
  const std::string said = bench.finds_busy(k_bob);
  EXPECT_THAT(said, AllOf(HasSubstr("^ORIG:1,0"), HasSubstr("^CEND:1,0,24,17")));
}
TEST(AMakersLines, TellHowLongACallWas) {
  GsmBench bench("gsm_simcom_sim7600");
  bench.party(k_bob).hang_up_after(20s);
  EXPECT_THAT(bench.dials(k_bob, 15s), HasSubstr("VOICE CALL: BEGIN"));
  EXPECT_THAT(bench.listen(30s), AllOf(HasSubstr("VOICE CALL: END: 000020"), HasSubstr("NO CARRIER")));
}
TEST(AMakersLines, ComeOnceTheyAreOn) {
  GsmBench bench("gsm_ublox_sara");
  EXPECT_THAT(bench.dials(k_bob, 10s), Not(HasSubstr("+UCALLSTAT")));
  bench.says("ATH");
  bench.says("AT+UCALLSTAT=1");
  EXPECT_THAT(bench.dials(k_bob, 15s), AllOf(HasSubstr("+UCALLSTAT: 1,2"), HasSubstr("+UCALLSTAT: 1,3"), HasSubstr("+UCALLSTAT: 1,0")));
}
TEST(AMakersOddity, IsThatHDoesNotEndACall) {
  GsmBench bench("gsm_simcom_sim7600");
  bench.dials(k_bob, 10s);
  EXPECT_EQ(bench.says("ATH"), "\r\nOK\r\n");
  EXPECT_EQ(bench.own().talks_to, "5550123");
  bench.says("AT+CHUP");
  EXPECT_FALSE(bench.own().off_hook);
}
TEST(AMakersOddity, IsThatAPollDropsTheCall) {
  GsmBench bench("gsm_zte_k3565");
  bench.dials(k_bob);
  EXPECT_THAT(bench.says("AT+CLCC"), AllOf(HasSubstr("NO CARRIER"), HasSubstr("ERROR")));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST(AMakersOddity, IsThatAPollShowsNothing) {
  GsmBench bench("gsm_quectel_ec25");
  bench.dials(k_bob);
  EXPECT_EQ(bench.says("AT+CLCC"), "\r\nOK\r\n");
}

}  // namespace
}  // namespace campon::sim
