// Calls through the exchange: who clears first, what a flash does, the emergency desk, numbers that do not exist.
#include <gmock/gmock.h>

#include "bench.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct ACall : testing::Test {
  Bench bench{"nanp_class", "5550100"};
  Subscriber& b = bench.party("5550123");
  void SetUp() override { bench.voice(); }
  void connects() {
    bench.dial("5550123");
    ASSERT_TRUE(bench.says("\x10v", 10s));
    ASSERT_EQ(bench.own().talks_to, "5550123");
  }
  // Until the stutter dial tone is heard: digits before it are lost.
  void flashes() {
    bench.flash();
    ASSERT_TRUE(bench.says("\x10i", 2s));
  }
};

TEST_F(ACall, ThatTheCallerEndsFirstFreesTheOther) {
  connects();
  bench.command("AT+VLS=0");
  EXPECT_FALSE(b.is_free());
  bench.time.advance(500ms);
  EXPECT_TRUE(b.is_free());
}
TEST_F(ACall, ThatTheOtherEndsFirstBreaksTheLoopAndGivesDialToneAfterThreeSeconds) {
  connects();
  b.hang_up();
  EXPECT_TRUE(bench.wire.said.ends_with("\x10l"));
  EXPECT_TRUE(b.is_free());
  EXPECT_THAT(bench.listen(3s), IsEmpty());
  EXPECT_TRUE(
      bench.says("\x10"
                 "d",
                 1s));
  EXPECT_TRUE(bench.own().off_hook);
}
TEST_F(ACall, EndsWhenTheOtherHasTalkedEnough) {
  b.hang_up_after(7s);
  connects();
  EXPECT_EQ(bench.says_after("\x10l", 1min), env::Duration(6700ms));
}
TEST_F(ACall, ThatIsGivenUpDuringRingbackStopsTheRinging) {
  b.answer_after_rings(3);
  bench.dial("5550123");
  ASSERT_TRUE(bench.says("\x10r", 5s));
  bench.command("AT+VLS=0");
  EXPECT_TRUE(b.is_free());
  bench.time.advance(1min);
  EXPECT_TRUE(b.is_free());
}
TEST_F(ACall, ToOneWhoBecomesBusyWhileItRingsIsBusy) {
  b.never_answer();
  bench.dial("5550123");
  ASSERT_TRUE(bench.says("\x10r", 5s));
  b.be_busy_for(20s);
  EXPECT_TRUE(
      bench.says("\x10"
                 "b",
                 3s));
  bench.time.advance(20s);
  EXPECT_TRUE(b.is_free());
}
TEST_F(ACall, IsFollowedByTheOtherCallOfOneWhoIsToldToBeBusy) {
  connects();
  b.be_busy();
  EXPECT_EQ(bench.own().talks_to, "5550123");
  bench.command("AT+VLS=0");
  bench.time.advance(5s);
  EXPECT_FALSE(b.is_free());
  b.be_free();
  EXPECT_TRUE(b.is_free());
}
TEST_F(ACall, ToOneWhoRefusesCallsHearsReorder) {
  b.refuse_calls();
  bench.dial("5550123");
  EXPECT_THAT(bench.listen(3s), Eq("\x10K"));
}
TEST_F(ACall, ToItselfIsBusy) {
  bench.dial("5550100");
  EXPECT_THAT(bench.listen(3s), Eq("\x10"
                                   "b"));
}
TEST_F(ACall, FromABusySubscriberIsRefused) {
  b.be_busy();
  EXPECT_EQ(bench.simulator->call_line("5550100", "5550123", 1min).error().code, env::ErrorCode::line_busy);
}
TEST_F(ACall, ToALineInUseIsRefused) {
  bench.command("AT+VLS=1");
  EXPECT_EQ(bench.simulator->call_line("5550100", "5550123", 1min).error().code, env::ErrorCode::line_busy);
}
TEST_F(ACall, ToALineIsGivenUpAfterItsTime) {
  ASSERT_TRUE(bench.simulator->call_line("5550100", "5550123", 10s));
  bench.time.advance(10s - 1ms);
  EXPECT_TRUE(bench.own().ringing);
  bench.time.advance(1ms);
  EXPECT_FALSE(bench.own().ringing);
  EXPECT_TRUE(b.is_free());
}
TEST_F(ACall, WithoutDigitsEndsInReorderAfterFifteenSeconds) {
  bench.command("AT+VLS=1");
  EXPECT_TRUE(bench.says("\x10K", 17s));
}
TEST_F(ACall, WithTooFewDigitsEndsInReorderEightSecondsAfterTheLast) {
  bench.dial("555");
  EXPECT_THAT(bench.listen(7900ms), Not(HasSubstr("\x10K")));
  EXPECT_TRUE(bench.says("\x10K", 1200ms));
}
TEST_F(ACall, ToANumberThatCannotExistHearsTheSpecialToneAndThenReorder) {
  bench.dial("1");
  EXPECT_THAT(bench.listen(5s), Eq("\x10J\x10K"));
}
TEST(ACallOfASoftModem, ToANumberThatCannotExistHearsReorderOnly) {
  Bench bench("nanp_class", "5550100", "cx_like");
  bench.voice();
  bench.dial("1");
  EXPECT_THAT(bench.listen(5s), Eq("\x10"
                                   "b"));
}

struct AFlash : ACall {};

TEST_F(AFlash, HoldsTheCallAndGivesStutterDialTone) {
  connects();
  flashes();
  EXPECT_EQ(bench.own().holds, "5550123");
  EXPECT_EQ(bench.own().talks_to, std::nullopt);
  EXPECT_FALSE(b.is_free());
}
TEST_F(AFlash, LosesDigitsThatComeBeforeTheDialTone) {
  connects();
  bench.flash();
  bench.dial("5550124");
  EXPECT_FALSE(bench.says("\x10v", 5s));
}
TEST_F(AFlash, GoesBackToTheHeldCallTheSecondTime) {
  connects();
  bench.flash();
  bench.time.advance(2s);
  bench.flash();
  EXPECT_TRUE(bench.says("\x10v", 1s));
  EXPECT_EQ(bench.own().talks_to, "5550123");
  EXPECT_EQ(bench.own().holds, std::nullopt);
}
TEST_F(AFlash, LetsASecondCallBeMadeAndGivenUpForTheFirst) {
  connects();
  flashes();
  bench.dial("5550124");
  ASSERT_TRUE(bench.says("\x10v", 10s));
  EXPECT_EQ(bench.own().talks_to, "5550124");
  EXPECT_EQ(bench.own().holds, "5550123");
  bench.flash();
  EXPECT_EQ(bench.own().talks_to, "5550123");
  bench.time.advance(1s);
  EXPECT_TRUE(bench.party("5550124").is_free());
  EXPECT_FALSE(b.is_free());
}
TEST_F(AFlash, ComesBackFromReorderAndFromBusy) {
  bench.party("5550124").be_busy();
  for (const char* number : {"1", "5550124"}) {
    connects();
    flashes();
    bench.dial(number);
    bench.time.advance(3s);
    bench.flash();
    EXPECT_EQ(bench.own().talks_to, "5550123") << number;
    bench.command("AT+VLS=0");
    bench.time.advance(3s);
  }
}
TEST_F(AFlash, AndHangingUpClearsBothCalls) {
  connects();
  flashes();
  bench.dial("5550124");
  ASSERT_TRUE(bench.says("\x10v", 10s));
  bench.command("AT+VLS=0");
  bench.time.advance(1s);
  EXPECT_TRUE(b.is_free());
  EXPECT_TRUE(bench.party("5550124").is_free());
}
TEST_F(AFlash, HoldsNobodyOnceTheHeldOneHangsUp) {
  connects();
  flashes();
  b.hang_up();
  EXPECT_EQ(bench.own().holds, std::nullopt);
  EXPECT_TRUE(b.is_free());
  bench.dial("5550124");
  EXPECT_TRUE(bench.says("\x10v", 10s));
}
TEST_F(AFlash, ShorterThanTheExchangeTakesIsAClick) {
  connects();
  bench.command("AT+VTS={!,29}");
  EXPECT_EQ(bench.own().talks_to, "5550123");
}
TEST_F(AFlash, LongerThanTheExchangeTakesIsHangingUp) {
  connects();
  bench.command("AT+VTS={!,101}");
  EXPECT_TRUE(
      bench.says("\x10"
                 "d",
                 2s));
  EXPECT_EQ(bench.own().holds, std::nullopt);
  EXPECT_TRUE(b.is_free());
}
TEST_F(AFlash, OnBusyGivesUpTheBusyCall) {
  b.be_busy();
  bench.dial("5550123");
  bench.time.advance(3s);
  bench.flash();
  EXPECT_TRUE(bench.says("\x10i", 2s));
  EXPECT_EQ(bench.own().holds, std::nullopt);
}
TEST_F(AFlash, DoesNothingInAnEmergencyCall) {
  bench.dial("911");
  bench.time.advance(2s);
  bench.flash();
  bench.time.advance(2s);
  EXPECT_EQ(bench.own().talks_to, "911");
}

struct TheEmergencyDesk : ACall {};

TEST_F(TheEmergencyDesk, IsConnectedAsSoonAsTheDigitsAreIn) {
  bench.dial("911");
  bench.time.advance(500ms);
  EXPECT_EQ(bench.own().talks_to, "911");
}
TEST_F(TheEmergencyDesk, CountsEveryCallAndNoOther) {
  for (const char* number : {"911", "9119111", "5550123", "911"}) {
    bench.dial(number);
    bench.time.advance(10s);
    bench.command("AT+VLS=0");
    bench.time.advance(2s);
  }
  EXPECT_EQ(bench.simulator->emergency_calls(), 3);
}
TEST_F(TheEmergencyDesk, IsBusyWhenToldOnly) {
  bench.party("911").be_busy();
  bench.dial("911");
  EXPECT_TRUE(
      bench.says("\x10"
                 "b",
                 4s));
  EXPECT_EQ(bench.simulator->emergency_calls(), 0);
  bench.command("AT+VLS=0");
  bench.party("911").be_free();
  bench.dial("911");
  bench.time.advance(2s);
  EXPECT_EQ(bench.simulator->emergency_calls(), 1);
}
TEST_F(TheEmergencyDesk, CannotBeCalledBack) {
  for (const bool busy : {false, true}) {
    if (busy) bench.party("911").be_busy();
    bench.dial("911");
    bench.time.advance(4s);
    bench.command("AT+VLS=0");
    bench.time.advance(3s);
    bench.dial("*66");
    EXPECT_TRUE(bench.says("\x10K", 4s));
    bench.command("AT+VLS=0");
  }
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(TheEmergencyDesk, IsReachedFromBehindAFlash) {
  connects();
  flashes();
  bench.dial("911");
  bench.time.advance(2s);
  EXPECT_EQ(bench.own().talks_to, "911");
}

struct TwoModems : ACall {
  Terminal other{bench.time};
  TwoModems() { EXPECT_TRUE(bench.simulator->attach_modem("5550101", "generic_v253", other.wire)); }
  ~TwoModems() override { bench.simulator.reset(); }
  void SetUp() override {
    ACall::SetUp();
    other.voice();
  }
  void connect() {
    bench.dial("5550101");
    ASSERT_TRUE(other.says("NMBR = 5550100", 10s));
    other.command("AT+VLS=1");
  }
};

TEST_F(TwoModems, CallEachOther) {
  connect();
  EXPECT_EQ(bench.own().talks_to, "5550101");
  EXPECT_EQ(bench.view("5550101").talks_to, "5550100");
}
TEST_F(TwoModems, AreToldWhenTheCalledOneHangsUp) {
  connect();
  other.command("AT+VLS=0");
  EXPECT_TRUE(bench.wire.said.find("\x10l") != std::string::npos);
  EXPECT_FALSE(bench.view("5550101").off_hook);
}
TEST_F(TwoModems, AreToldWhenTheCallerHangsUp) {
  connect();
  bench.command("AT+VLS=0");
  EXPECT_TRUE(other.wire.said.find("\x10l") != std::string::npos);
}
TEST_F(TwoModems, StopRingingWhenTheCallerGivesUp) {
  bench.dial("5550101");
  ASSERT_TRUE(other.says("DRON", 10s));
  bench.command("AT+VLS=0");
  EXPECT_FALSE(bench.view("5550101").ringing);
  EXPECT_THAT(other.listen(1min), IsEmpty());
}
TEST_F(TwoModems, MayBothFlashAndOneStaysHeld) {
  connect();
  bench.flash();
  other.flash();
  EXPECT_EQ(bench.own().holds, "5550101");
  EXPECT_EQ(bench.view("5550101").holds, std::nullopt);
  bench.flash();
  EXPECT_EQ(bench.own().talks_to, "5550101");
  other.flash();
  EXPECT_EQ(bench.view("5550101").holds, "5550100");
}
TEST_F(TwoModems, FindEachOtherBusy) {
  other.command("AT+VLS=1");
  bench.dial("5550101");
  EXPECT_TRUE(
      bench.says("\x10"
                 "b",
                 5s));
}
TEST_F(TwoModems, AreNotBusyAtASubscribersOrder) {
  bench.party("5550101").be_busy();
  EXPECT_FALSE(bench.view("5550101").off_hook);
  connect();
  bench.party("5550101").hang_up();
  EXPECT_EQ(bench.own().talks_to, "5550101");
}

}  // namespace
}  // namespace campon::sim
