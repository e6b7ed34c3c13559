// Completion of calls to busy subscribers in a mobile network. [TS 24.093; voice-modems 5.5]
#include "gsm_bench.hpp"

namespace campon::sim {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(ABusyMobileCall, IsKeptForTheRetentionTime) {
  GsmBench bench;
  EXPECT_EQ(bench.finds_busy(k_bob), "\r\nOK\r\n\r\nBUSY\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), HasSubstr("5550123"));
  bench.clock.advance(16s);
  EXPECT_EQ(bench.says("AT+CLCC"), "\r\nOK\r\n");
}
TEST(ABusyMobileCall, CanBeCompletedWithinIt) {
  GsmBench bench;
  EXPECT_EQ(bench.asks_for(k_bob), "\r\nOK\r\n");
  ASSERT_EQ(bench.me().requests().size(), 1u);
  EXPECT_EQ(bench.me().requests().front().number, k_bob);
}
TEST(ABusyMobileCall, CannotBeCompletedAfterIt) {
  GsmBench bench;
  bench.finds_busy(k_bob);
  bench.clock.advance(16s);
  EXPECT_EQ(bench.says("AT+CHLD=5", 3s), "\r\n+CME ERROR: 3\r\n");
  EXPECT_THAT(bench.me().requests(), IsEmpty());
}
TEST(ABusyMobileCall, IsGivenUpByH) {
  GsmBench bench;
  bench.finds_busy(k_bob);
  EXPECT_EQ(bench.says("ATH"), "\r\nOK\r\n");
  EXPECT_EQ(bench.says("AT+CHLD=5", 3s), "\r\n+CME ERROR: 3\r\n");
}
TEST(ABusyMobileCall, CanBeAskedForByTheKeysOfATelephone) {
  GsmBench bench;
  bench.finds_busy(k_bob);
  EXPECT_EQ(bench.dials("5", 3s), "\r\nOK\r\n");
  EXPECT_EQ(bench.me().requests().size(), 1u);
}
TEST(ABusyMobileCall, CannotBeCompletedWhereTheUserRejected) {
  GsmBench bench;
  bench.party(k_bob).do_not_disturb(true);
  EXPECT_THAT(bench.dials(k_bob, 4s), HasSubstr("BUSY"));
  EXPECT_EQ(bench.says("AT+CLCC"), "\r\nOK\r\n");
}
TEST(ABusyMobileCall, CannotBeCompletedWithoutASubscription) {
  GsmBench bench;
  bench.simulator->subscribe(k_own, false);
  bench.finds_busy(k_bob);
  EXPECT_EQ(bench.says("AT+CHLD=5", 3s), "\r\n+CME ERROR: 3\r\n");
}

TEST(AModemThatCannotComplete, ListsNoFiveAndReleasesAtOnce) {
  GsmBench bench("gsm_plain");
  EXPECT_THAT(bench.says("AT+CHLD=?"), HasSubstr("+CHLD: (0,1,1x,2,2x,3,4)"));
  bench.finds_busy(k_bob);
  EXPECT_EQ(bench.says("AT+CHLD=5"), "\r\n+CME ERROR: 4\r\n");
}
TEST(AModemThatCannotComplete, MayListFiveAllTheSame) {
  GsmBench bench("gsm_lists_five");
  EXPECT_THAT(bench.says("AT+CHLD=?"), HasSubstr(",5)"));
  bench.finds_busy(k_bob);
  EXPECT_EQ(bench.says("AT+CHLD=5"), "\r\n+CME ERROR: 3\r\n");
}
TEST(AModemThatCannotComplete, MaySayOkAllTheSame) {
  GsmBench bench("gsm_pretends");
  bench.finds_busy(k_bob);
  EXPECT_EQ(bench.says("AT+CHLD=5"), "\r\nOK\r\n");
  EXPECT_THAT(bench.me().requests(), IsEmpty());
}

TEST(AMobileRequest, StandsInTheQueueOfTheExchange) {
  GsmBench bench;
  bench.asks_for(k_bob);
  const auto requests = bench.simulator->requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].caller, k_own);
  EXPECT_EQ(requests[0].target, k_bob);
}
TEST(AMobileRequest, IsAnsweredByACallThatRings) {
  GsmBench bench;
  bench.asks_for(k_bob);
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  EXPECT_THAT(bench.listen(1s), HasSubstr("+CLIP: \"5550123\",129"));
  EXPECT_EQ(bench.says("ATA"), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CLCC"), HasSubstr("+CLCC: 1,0,2,0,0,\"5550123\",129"));
  bench.clock.advance(10s);
  EXPECT_EQ(bench.own().talks_to, "5550123");
  EXPECT_THAT(bench.me().requests(), IsEmpty());
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST(AMobileRequest, IsLeftWhenTheRecallIsNotTaken) {
  GsmBench bench;
  bench.asks_for(k_bob);
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  bench.clock.advance(21s);
  EXPECT_THAT(bench.me().requests(), IsEmpty());
  EXPECT_EQ(bench.says("ATA"), "\r\nNO CARRIER\r\n");
}
TEST(AMobileRequest, IsLeftWhenTheRecallIsRefused) {
  GsmBench bench;
  bench.asks_for(k_bob);
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  bench.says("ATH");
  EXPECT_THAT(bench.me().requests(), IsEmpty());
}
TEST(AMobileRequest, KeepsItsPlaceWhenTheOtherIsBusyAgain) {
  GsmBench bench;
  bench.asks_for(k_bob);
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  bench.party(k_bob).be_busy();
  EXPECT_THAT(bench.says("ATA", 4s), HasSubstr("BUSY"));
  EXPECT_EQ(bench.me().requests().size(), 1u);
  bench.party(k_bob).be_free();
  EXPECT_TRUE(bench.Terminal::says("RING", 1min));
}
TEST(AMobileRequest, WaitsWhileTheCallerIsBusy) {
  GsmBench bench;
  bench.asks_for(k_bob);
  bench.dials(k_carol, 10s);
  bench.party(k_bob).be_free();
  EXPECT_THAT(bench.listen(1min), IsEmpty());
  ASSERT_EQ(bench.simulator->requests().size(), 1u);
  EXPECT_TRUE(bench.simulator->requests()[0].suspended);
  bench.says("ATH");
  EXPECT_TRUE(bench.Terminal::says("RING", 1min));
}
TEST(AMobileRequest, WaitsWhileTheCallerIsOutOfReach) {
  GsmBench bench;
  bench.asks_for(k_bob);
  bench.says("AT+CFUN=4");
  bench.party(k_bob).be_free();
  bench.clock.advance(1min);
  bench.says("AT+CFUN=1");
  EXPECT_TRUE(bench.Terminal::says("RING", 1min));
}
TEST(AMobileRequest, LivesFor45Minutes) {
  GsmBench bench;
  bench.asks_for(k_bob);
  bench.clock.advance(44min);
  EXPECT_EQ(bench.me().requests().size(), 1u);
  EXPECT_THAT(bench.listen(2min), IsEmpty());
  EXPECT_THAT(bench.me().requests(), IsEmpty());
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST(AMobileRequest, IsOneOfFive) {
  GsmBench bench;
  for (const std::string_view number : {"5550201", "5550202", "5550203", "5550204", "5550205"})
    EXPECT_EQ(bench.asks_for(number), "\r\nOK\r\n") << number;
  EXPECT_EQ(bench.asks_for("5550206"), "\r\n+CME ERROR: 3\r\n");
  EXPECT_EQ(bench.me().requests().size(), 5u);
}
TEST(AMobileRequest, IsOneWhenAskedForTwice) {
  GsmBench bench;
  bench.asks_for(k_bob);
  EXPECT_EQ(bench.asks_for(k_bob), "\r\nOK\r\n");
  EXPECT_EQ(bench.me().requests().size(), 1u);
}
TEST(AMobileRequest, IsServedAfterWhoCameFirst) {
  Wire other;
  GsmBench bench;
  ASSERT_TRUE(bench.simulator->attach_modem("5550111", "gsm_ccbs", other));
  bench.clock.advance(5s);
  bench.asks_for(k_bob);
  other.type("ATE0\r");
  bench.clock.advance(1s);
  other.type("ATD5550123;\r");
  bench.clock.advance(4s);
  other.type("AT+CHLD=5\r");
  bench.clock.advance(3s);
  ASSERT_EQ(bench.simulator->requests().size(), 2u);
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  EXPECT_THAT(other.said, Not(HasSubstr("RING")));
  bench.says("ATH");
  bench.clock.advance(10s);
  EXPECT_THAT(other.said, HasSubstr("RING"));
}
TEST(AMobileRequest, IsForgottenWithTheExchange) {
  GsmBench bench;
  bench.asks_for(k_bob);
  bench.simulator->forget_requests();
  EXPECT_THAT(bench.me().requests(), IsEmpty());
  bench.party(k_bob).be_free();
  EXPECT_THAT(bench.listen(1min), IsEmpty());
}

struct AServiceCode : testing::Test {
  GsmBench bench;
  void SetUp() override {
    bench.asks_for(k_bob);
    bench.asks_for(k_carol);
  }
};
TEST_F(AServiceCode, ListsTheRequests) {
  EXPECT_EQ(bench.dials("*#37#", 3s), "\r\n+CUSD: 0,\"CCBS: 1 5550123, 2 5550124\",15\r\n\r\nOK\r\n");
}
TEST_F(AServiceCode, CancelsOne) {
  EXPECT_THAT(bench.dials("#37*1#", 3s), HasSubstr("OK"));
  ASSERT_EQ(bench.me().requests().size(), 1u);
  EXPECT_EQ(bench.me().requests().front().number, k_carol);
  EXPECT_EQ(bench.simulator->requests().size(), 1u);
}
TEST_F(AServiceCode, RefusesOneThatIsNotThere) { EXPECT_EQ(bench.dials("#37*4#", 3s), "\r\n+CME ERROR: 3\r\n"); }
TEST_F(AServiceCode, CancelsAll) {
  EXPECT_THAT(bench.dials("#37#", 3s), HasSubstr("OK"));
  EXPECT_THAT(bench.me().requests(), IsEmpty());
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(AServiceCode, DoesNotActivate) { EXPECT_EQ(bench.dials("*37#", 3s), "\r\n+CME ERROR: 4\r\n"); }
TEST_F(AServiceCode, MayBeDeadInTheMakersHands) {
  GsmBench plain("gsm_pretends");
  EXPECT_EQ(plain.dials("*#37#", 3s), "\r\nOK\r\n");
}
TEST_F(AServiceCode, IsToldAsNotProvided) {
  bench.simulator->subscribe(k_own, false);
  EXPECT_THAT(bench.dials("*#37#", 3s), HasSubstr("not provisioned"));
}

struct AMakersCompletion : testing::Test {
  GsmBench bench{"gsm_ti_calypso"};
  void SetUp() override { bench.says("AT%CCBS=1"); }
};
TEST_F(AMakersCompletion, SaysThatItIsPossibleBeforeBusy) {
  bench.party(k_bob).be_busy();
  EXPECT_THAT(bench.dials(k_bob, 4s), HasSubstr("\r\n%CCBS: 1\r\n\r\nBUSY\r\n"));
}
TEST_F(AMakersCompletion, SaysWhenTheTimeIsOver) {
  bench.finds_busy(k_bob);
  EXPECT_THAT(bench.listen(16s), HasSubstr("%CCBS: 0"));
}
TEST_F(AMakersCompletion, SaysThatItIsRegistered) { EXPECT_EQ(bench.asks_for(k_bob), "\r\n%CCBS: 2\r\n\r\nOK\r\n"); }
TEST_F(AMakersCompletion, ListsAndCancels) {
  bench.asks_for(k_bob);
  EXPECT_THAT(bench.says("AT%CCBS?", 3s), HasSubstr("%CCBS: 5,2,1,\"5550123\",129"));
  EXPECT_THAT(bench.says("AT%CCBS=1,1", 3s), HasSubstr("OK"));
  EXPECT_THAT(bench.says("AT%CCBS?", 3s), HasSubstr("%CCBS: 5,1\r\n"));
}
TEST_F(AMakersCompletion, RecallsWithoutARing) {
  bench.asks_for(k_bob);
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("%CCBS: 3,\"5550123\",129", 1min));
  EXPECT_THAT(bench.listen(8s), Not(HasSubstr("RING")));
  EXPECT_THAT(bench.says("ATA", 10s), HasSubstr("OK"));
  EXPECT_EQ(bench.own().talks_to, "5550123");
}
TEST_F(AMakersCompletion, SaysThatTheRecallIsOver) {
  bench.asks_for(k_bob);
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("%CCBS: 3", 1min));
  EXPECT_THAT(bench.listen(21s), AllOf(HasSubstr("%CCBS: 4"), Not(HasSubstr("NO CARRIER"))));
}

}  // namespace
}  // namespace campon::sim
