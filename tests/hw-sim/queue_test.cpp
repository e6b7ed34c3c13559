// The queue of a busy number: who is recalled when, who is passed over, what ends a request. [feature-codes 5]
#include <gmock/gmock.h>

#include "bench.hpp"

namespace campon::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Two lines that wait for 120; 101 asked first.
struct AQueue : testing::Test {
  Bench bench{"panasonic_kx_tda", "101"};
  Terminal second{bench.time};
  Subscriber& target = bench.party("120");

  AQueue() { EXPECT_TRUE(bench.simulator->attach_modem("102", "generic_v253", second.wire)); }
  ~AQueue() override { bench.simulator.reset(); }

  void asks(Terminal& who) {
    target.be_busy();
    who.voice();
    who.dial("120");
    ASSERT_TRUE(
        who.says("\x10"
                 "b",
                 5s));
    who.command("AT+VTS=6");
    ASSERT_TRUE(who.says("\x10i", 3s));
    who.command("AT+VLS=0");
  }
  void both_ask() {
    asks(bench);
    asks(second);
    bench.time.advance(10s);
  }
  bool rings(std::string_view line) { return bench.view(line).ringing; }
};

TEST_F(AQueue, RecallsTheFirstAndOnlyTheFirst) {
  both_ask();
  target.be_free();
  bench.time.advance(6s);
  EXPECT_TRUE(rings("101"));
  EXPECT_FALSE(rings("102"));
}
TEST_F(AQueue, WaitsForTheGuardTime) {
  both_ask();
  target.be_free();
  bench.time.advance(5s - 1ms);
  EXPECT_FALSE(rings("101"));
  bench.time.advance(1ms);
  EXPECT_TRUE(rings("101"));
}
TEST_F(AQueue, RecallsNobodyWhenTheTargetIsBusyAgainWithinTheGuardTime) {
  both_ask();
  target.be_free();
  bench.time.advance(4s);
  target.be_busy();
  bench.time.advance(1min);
  EXPECT_FALSE(rings("101"));
  EXPECT_THAT(bench.simulator->requests(), SizeIs(2));
}
// [fault X08]
TEST_F(AQueue, PassesOverABusyCallerWhoKeepsTheRequest) {
  both_ask();
  bench.command("AT+FCLASS=8;+VLS=1");
  target.be_free();
  bench.time.advance(6s);
  EXPECT_TRUE(rings("102"));
  ASSERT_THAT(bench.simulator->requests(), SizeIs(2));
  EXPECT_TRUE(bench.simulator->requests()[0].suspended);
}
TEST_F(AQueue, RecallsWhoWasPassedOverWhenTheOtherIsDone) {
  both_ask();
  bench.command("AT+FCLASS=8;+VLS=1");
  target.be_free();
  bench.time.advance(6s);
  bench.command("AT+VLS=0");
  bench.time.advance(10s);
  EXPECT_TRUE(rings("101"));
  EXPECT_FALSE(rings("102"));
}
// [fault X09]
TEST_F(AQueue, ServesTheNextAtOnceWhenARecallIsNotAnswered) {
  both_ask();
  target.be_free();
  bench.time.advance(5s + 10s);
  EXPECT_FALSE(rings("101"));
  EXPECT_TRUE(rings("102"));
  ASSERT_THAT(bench.simulator->requests(), SizeIs(1));
  EXPECT_EQ(bench.simulator->requests()[0].caller, "102");
}
TEST_F(AQueue, ServesTheNextWhenTheFirstCallIsOver) {
  both_ask();
  target.hang_up_after(20s);
  target.be_free();
  bench.time.advance(6s);
  bench.command("AT+FCLASS=8;+VLS=1");
  ASSERT_TRUE(bench.says("\x10v", 10s));
  EXPECT_FALSE(rings("102"));
  bench.time.advance(26s);
  EXPECT_TRUE(rings("102"));
}
TEST_F(AQueue, KeepsThePlaceOfOneWhoOnlyRestsAfterACall) {
  both_ask();
  bench.command("AT+FCLASS=8;+VLS=1");
  target.be_free();
  bench.time.advance(4s);
  bench.command("AT+VLS=0");
  bench.time.advance(2s);
  EXPECT_FALSE(rings("102"));
  bench.time.advance(4s);
  EXPECT_TRUE(rings("101"));
}
TEST_F(AQueue, GivesBusyToOneWhoAnswersAfterTheTargetIsBusyAgain) {
  both_ask();
  target.be_free();
  bench.time.advance(6s);
  target.be_busy();
  bench.command("AT+FCLASS=8;+VLS=1");
  EXPECT_TRUE(
      bench.says("\x10"
                 "b",
                 5s));
  ASSERT_THAT(bench.simulator->requests(), SizeIs(1));
  EXPECT_EQ(bench.simulator->requests()[0].caller, "102");
}
TEST_F(AQueue, KeepsThePlaceOfOneWhoAsksTwice) {
  both_ask();
  asks(bench);
  ASSERT_THAT(bench.simulator->requests(), SizeIs(2));
  EXPECT_EQ(bench.simulator->requests()[0].caller, "101");
}
TEST_F(AQueue, BeginsANewLifeForOneWhoAsksAgain) {
  asks(bench);
  bench.time.advance(59min);
  asks(bench);
  bench.time.advance(59min);
  EXPECT_THAT(bench.simulator->requests(), SizeIs(1));
  bench.time.advance(1min);
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(AQueue, StopsARecallThatIsForgotten) {
  both_ask();
  target.be_free();
  bench.time.advance(6s);
  bench.simulator->forget_requests();
  EXPECT_FALSE(rings("101"));
  bench.time.advance(1min);
  EXPECT_FALSE(rings("102"));
}
TEST_F(AQueue, ServesWhoCampsOnBeforeWhoAskedForACallback) {
  asks(bench);
  second.voice();
  second.dial("120");
  ASSERT_TRUE(
      second.says("\x10"
                  "b",
                  5s));
  second.command("AT+VTS=1");
  second.listen(2s);
  target.be_free();
  bench.time.advance(6s);
  EXPECT_EQ(bench.view("102").talks_to, "120");
  EXPECT_FALSE(rings("101"));
}
TEST_F(AQueue, LosesWhoCampsOnAndHangsUp) {
  second.voice();
  target.be_busy();
  second.dial("120");
  second.listen(3s);
  second.command("AT+VTS=1");
  second.listen(2s);
  ASSERT_THAT(bench.simulator->requests(), SizeIs(1));
  second.command("AT+VLS=0");
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}

TEST(AnIntruder, IsPutOutWhenTheTargetHangsUp) {
  Bench bench("panasonic_kx_tda", "101");
  bench.party("120").be_busy();
  bench.voice();
  bench.dial("120");
  bench.listen(3s);
  bench.command("AT+VTS=3");
  ASSERT_TRUE(bench.says("\x10v", 4s));
  bench.party("120").be_free();
  EXPECT_TRUE(bench.wire.said.ends_with("\x10l"));
}
TEST(AnIntruder, IsKeptOutOfAnEmergencyCall) {
  Bench bench("panasonic_kx_tda", "101");
  Terminal other(bench.time);
  ASSERT_TRUE(bench.simulator->attach_modem("102", "generic_v253", other.wire));
  other.voice();
  other.dial("911");
  bench.voice();
  bench.dial("102");
  bench.listen(3s);
  bench.command("AT+VTS=3");
  EXPECT_TRUE(bench.says("\x10K", 4s));
  bench.simulator.reset();
}
TEST(AnIntruder, HoldsNobodyWithAFlash) {
  Bench bench("panasonic_kx_tda", "101");
  bench.party("120").be_busy();
  bench.voice();
  bench.dial("120");
  bench.listen(3s);
  bench.command("AT+VTS=3");
  bench.listen(3s);
  bench.flash();
  EXPECT_EQ(bench.own().holds, std::nullopt);
  EXPECT_FALSE(bench.party("120").is_free());
}

}  // namespace
}  // namespace campon::sim
