// One number, called until it is reached: the attempt behind `campon call` and `campon demo`.
#include "apps/campon/attempt/attempt.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "scripted_line.hpp"

namespace campon::cli {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class AnAttempt : public api_test::ScriptedLine {
 protected:
  static constexpr const char* k_number = "5550123";

  void begin(Wish wish) {
    wish.number = k_number;
    wish.no_answer_after = 60s;
    attempt = std::make_unique<Attempt>(line(), time, timeline, wish);
    ASSERT_TRUE(attempt->start());
  }
  // Busy, callback accepted.
  void begin_callback() {
    port.after(k_number, hal::Busy{});
    port.after("*66", hal::Confirmation{});
    Wish wish;
    wish.on_busy = CompletionMode::callback;
    wish.wait = true;
    wish.hang_up_after = 3s;
    begin(wish);
    run(1min);
  }
  void ends_with(Outcome outcome) {
    EXPECT_TRUE(attempt->over());
    EXPECT_EQ(attempt->outcome(), outcome) << attempt->sentence();
    EXPECT_FALSE(port.off_hook);
  }

  std::ostringstream out, err;
  Report report{out, err, false};
  Timeline timeline{report, Detail::people};
  std::unique_ptr<Attempt> attempt;
};

TEST_F(AnAttempt, ThatIsAnsweredEndsWhenTheOtherSideHangsUp) {
  port.after(k_number, hal::Answered{});
  begin({});
  run(30s);
  EXPECT_FALSE(attempt->over());
  port.tell(hal::LoopDrop{});
  run(5s);
  ends_with(Outcome::connected);
}

TEST_F(AnAttempt, ThatIsAnsweredHangsUpWhenTold) {
  port.after(k_number, hal::Answered{});
  Wish wish;
  wish.hang_up_after = 3s;
  begin(wish);
  run(30s);
  ends_with(Outcome::connected);
}

TEST_F(AnAttempt, ThatFindsBusyEnds) {
  port.after(k_number, hal::Busy{});
  begin({});
  run(30s);
  ends_with(Outcome::busy);
}

TEST_F(AnAttempt, ThatIsRefusedEnds) {
  port.after(k_number, hal::Busy{});
  port.after("*66", hal::Reorder{});
  Wish wish;
  wish.on_busy = CompletionMode::callback;
  wish.wait = true;
  begin(wish);
  run(1min);
  ends_with(Outcome::refused);
}

TEST_F(AnAttempt, ThatNobodyWaitsForEndsWhenAccepted) {
  port.after(k_number, hal::Busy{});
  port.after("*66", hal::Confirmation{});
  Wish wish;
  wish.on_busy = CompletionMode::callback;
  begin(wish);
  run(1min);
  ends_with(Outcome::accepted);
}

TEST_F(AnAttempt, WaitsForTheRecall) {
  begin_callback();
  run(10min);
  EXPECT_FALSE(attempt->over());
  EXPECT_THAT(attempt->status(), HasSubstr("outstanding"));
}

TEST_F(AnAttempt, AnswersTheRecallAndTalks) {
  begin_callback();
  ring_back(k_number);
  run(5s);
  port.tell(hal::Voice{});
  run(30s);
  ends_with(Outcome::connected);
}

TEST_F(AnAttempt, EndsWhenTheNetworkForgetsTheRequest) {
  begin_callback();
  run(60min);
  ends_with(Outcome::failed);
  EXPECT_THAT(attempt->sentence(), HasSubstr("lifetime_over"));
}

TEST_F(AnAttempt, ThatFindsTheNumberBusyAgainEnds) {
  begin_callback();
  ring_back(k_number);
  run(2s);
  port.tell(hal::Busy{});
  run(30s);
  ends_with(Outcome::busy);
}

TEST_F(AnAttempt, ThatRingsInVainEnds) {
  begin({});
  run(10s);
  for (int burst = 0; burst < 14; ++burst) {
    port.tell(hal::Ringback{});
    run(6s);
  }
  ends_with(Outcome::no_answer);
}

TEST_F(AnAttempt, WithoutDialToneFails) {
  port.dial_tone = false;
  begin({});
  run(1min);
  ends_with(Outcome::failed);
  EXPECT_THAT(attempt->sentence(), HasSubstr("dial tone"));
}

TEST_F(AnAttempt, WhoseDeviceGoesAwayInTheCallSaysSo) {
  begin({});
  run(5s);
  port.tell(hal::DeviceGone{"unplugged"});
  run(1min);
  EXPECT_EQ(attempt->outcome(), Outcome::failed);
  ASSERT_TRUE(attempt->over() && attempt->error());
  EXPECT_EQ(attempt->error()->remedy, Remedy::gone);
}

TEST_F(AnAttempt, WhoseDeviceGoesAwayWhileItWaitsSaysSo) {
  begin_callback();
  port.tell(hal::DeviceGone{"unplugged"});
  run(1min);
  ASSERT_TRUE(attempt->over() && attempt->error());
  EXPECT_THAT(attempt->sentence(), HasSubstr("may still stand"));
}

TEST_F(AnAttempt, InterruptedWhileItCallsHangsUp) {
  begin({});
  run(5s);
  attempt->interrupt();
  run(5s);
  ends_with(Outcome::interrupted);
}

TEST_F(AnAttempt, InterruptedWhileItWaitsCancels) {
  port.after("*86", hal::Confirmation{});
  begin_callback();
  attempt->interrupt();
  run(1min);
  ends_with(Outcome::interrupted);
  EXPECT_TRUE(line().completions().empty());
  EXPECT_THAT(attempt->sentence(), HasSubstr("cancelled"));
}

TEST_F(AnAttempt, InterruptedSaysWhenTheRequestStaysWithTheNetwork) {
  port.after("*86", hal::Reorder{});
  begin_callback();
  attempt->interrupt();
  run(1min);
  ends_with(Outcome::interrupted);
  EXPECT_THAT(attempt->sentence(), HasSubstr("stays with the network"));
}

TEST_F(AnAttempt, InterruptedTwiceEndsAtOnce) {
  begin({});
  run(5s);
  attempt->interrupt();
  attempt->interrupt();
  EXPECT_TRUE(attempt->over());
}

TEST_F(AnAttempt, LeavesAStrangerRinging) {
  begin_callback();
  port.tell(hal::RingBurst{2s, std::nullopt});
  hal::CallerId from;
  from.number = "5559999";
  from.presentation = hal::Presentation::available;
  port.tell(hal::CallerIdReceived{from});
  run(4s);
  port.tell(hal::RingBurst{2s, 4s});
  run(1min);
  EXPECT_FALSE(attempt->over());
  EXPECT_FALSE(port.off_hook);
  EXPECT_THAT(out.str(), HasSubstr("somebody else rings"));
}

TEST_F(AnAttempt, DoesNotBeginWithANumberThatIsNone) {
  Wish wish;
  wish.number = "555;0123";
  attempt = std::make_unique<Attempt>(line(), time, timeline, wish);
  EXPECT_FALSE(attempt->start());
  EXPECT_TRUE(port.dialled.empty());
}

}  // namespace
}  // namespace campon::cli
