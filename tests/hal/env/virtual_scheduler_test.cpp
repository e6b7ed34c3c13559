#include "hal/env/virtual_scheduler.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace campon::env {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

struct SchedulerTest : testing::Test {
  VirtualScheduler time;
  std::vector<std::string> ran;

  auto note(std::string what) {
    return [this, what = std::move(what)] { ran.push_back(what); };
  }
  [[nodiscard]] Duration elapsed() const { return time.now().time_since_epoch(); }
};

struct AVirtualScheduler : SchedulerTest {};
struct ATimer : SchedulerTest {};
struct APost : SchedulerTest {};

TEST_F(AVirtualScheduler, BeginsAtZero) { EXPECT_EQ(elapsed(), 0s); }

TEST_F(AVirtualScheduler, RunsHandlersByTheirTime) {
  const auto late = time.after(2s, note("late"));
  const auto early = time.after(1s, note("early"));
  time.advance(3s);
  EXPECT_THAT(ran, ElementsAre("early", "late"));
}

TEST_F(AVirtualScheduler, RunsEqualTimesInTheOrderArmed) {
  const auto a = time.after(1s, note("a"));
  const auto b = time.at(time.now() + 1s, note("b"));
  const auto c = time.after(1s, note("c"));
  time.advance(1s);
  EXPECT_THAT(ran, ElementsAre("a", "b", "c"));
}

TEST_F(AVirtualScheduler, StandsAtTheTimeOfTheHandlerThatRuns) {
  Duration seen{};
  const auto timer = time.after(1500ms, [&] { seen = elapsed(); });
  time.advance(10s);
  EXPECT_EQ(seen, 1500ms);
  EXPECT_EQ(elapsed(), 10s);
}

TEST_F(AVirtualScheduler, RunsWhatIsDueExactlyAtTheLimitAndNothingLater) {
  const auto at_limit = time.after(1s, note("at the limit"));
  const auto later = time.after(1s + 1ns, note("later"));
  time.advance(1s);
  EXPECT_THAT(ran, ElementsAre("at the limit"));
}

TEST_F(AVirtualScheduler, RunsInOneAdvanceWhatAHandlerArms) {
  Timer second;
  const auto first = time.after(1s, [&] { second = time.after(1s, note("second")); });
  time.advance(2s);
  EXPECT_THAT(ran, ElementsAre("second"));
}

TEST_F(AVirtualScheduler, NeverGoesBack) {
  time.advance(5s);
  time.advance_to(Time{2s});
  EXPECT_EQ(elapsed(), 5s);
}

TEST_F(AVirtualScheduler, KnowsItsNextDeadline) {
  EXPECT_FALSE(time.next_deadline().has_value());
  const auto late = time.after(2s, note(""));
  const auto early = time.after(1s, note(""));
  EXPECT_EQ(time.next_deadline(), Time{1s});
}

TEST_F(AVirtualScheduler, RunsOneHandlerPerStep) {
  const auto a = time.after(1s, note("a"));
  const auto b = time.after(1s, note("b"));
  EXPECT_TRUE(time.step(Time{1s}));
  EXPECT_THAT(ran, ElementsAre("a"));
  EXPECT_TRUE(time.step(Time{1s}));
  EXPECT_FALSE(time.step(Time{1s}));
}

TEST_F(AVirtualScheduler, RunsUntilSomethingHolds) {
  const auto a = time.after(1s, note("a"));
  const auto b = time.after(2s, note("b"));
  EXPECT_TRUE(time.run_until([this] { return !ran.empty(); }, 10s));
  EXPECT_EQ(elapsed(), 1s);
  EXPECT_THAT(ran, ElementsAre("a"));
}

TEST_F(AVirtualScheduler, StandsAtTheLimitWhenNothingCameToHold) {
  const auto never_reached = time.after(20s, note("x"));
  EXPECT_FALSE(time.run_until([] { return false; }, 10s));
  EXPECT_EQ(elapsed(), 10s);
  EXPECT_THAT(ran, IsEmpty());
}

TEST_F(AVirtualScheduler, RunsNothingWhenItHoldsAlready) {
  const auto a = time.after(0s, note("a"));
  EXPECT_TRUE(time.run_until([] { return true; }, 10s));
  EXPECT_THAT(ran, IsEmpty());
}

TEST_F(AVirtualScheduler, PassesAWeekInNoTime) {
  int ticks = 0;
  Timer tick;
  std::function<void()> every = [&] {
    ++ticks;
    tick = time.after(1min, every);
  };
  tick = time.after(1min, every);
  time.advance(7 * 24h);
  EXPECT_EQ(ticks, 7 * 24 * 60);
}

TEST_F(ATimer, NeverRunsInsideTheCallThatArmsIt) {
  const auto timer = time.after(0s, note("now"));
  EXPECT_THAT(ran, IsEmpty());
  time.advance(0s);
  EXPECT_THAT(ran, ElementsAre("now"));
}

TEST_F(ATimer, ArmedInThePastRunsNow) {
  time.advance(5s);
  Duration seen{};
  const auto timer = time.at(Time{1s}, [&] { seen = elapsed(); });
  EXPECT_EQ(timer.due(), Time{5s});
  time.advance(0s);
  EXPECT_EQ(seen, 5s);
}

TEST_F(ATimer, WithANegativeDelayRunsNow) {
  time.advance(5s);
  const auto timer = time.after(-1s, note("a"));
  EXPECT_EQ(timer.due(), Time{5s});
}

TEST_F(ATimer, CancelsWhenDestroyed) {
  { const auto timer = time.after(1s, note("never")); }
  time.advance(2s);
  EXPECT_THAT(ran, IsEmpty());
}

TEST_F(ATimer, CancelsWhenReset) {
  auto timer = time.after(1s, note("never"));
  timer.reset();
  timer.reset();
  time.advance(2s);
  EXPECT_THAT(ran, IsEmpty());
}

TEST_F(ATimer, CancelsItsOldHandlerWhenArmedAgain) {
  auto timer = time.after(1s, note("old"));
  timer = time.after(2s, note("new"));
  time.advance(3s);
  EXPECT_THAT(ran, ElementsAre("new"));
}

TEST_F(ATimer, KeepsItsHandlerWhenMoved) {
  auto timer = time.after(1s, note("once"));
  const Timer moved(std::move(timer));
  time.advance(2s);
  EXPECT_THAT(ran, ElementsAre("once"));
}

TEST_F(ATimer, IsArmedUntilItRuns) {
  EXPECT_FALSE(Timer{}.armed());
  bool armed_inside = true;
  Timer timer;
  timer = time.after(1s, [&] { armed_inside = timer.armed(); });
  EXPECT_TRUE(timer.armed());
  time.advance(1s);
  EXPECT_FALSE(armed_inside);
  EXPECT_FALSE(timer.due().has_value());
}

TEST_F(ATimer, MayCancelAnotherOfTheSameTime) {
  Timer second;
  const auto first = time.after(1s, [&] { second.reset(); });
  second = time.after(1s, note("never"));
  time.advance(1s);
  EXPECT_THAT(ran, IsEmpty());
}

TEST_F(ATimer, MayDestroyItselfInItsHandler) {
  auto timer = std::make_unique<Timer>();
  *timer = time.after(1s, [&, what = std::string("the handler lives to its end")] {
    timer.reset();
    ran.push_back(what);
  });
  time.advance(1s);
  EXPECT_THAT(ran, ElementsAre("the handler lives to its end"));
}

TEST_F(ATimer, MayArmItselfAgainInItsHandler) {
  Timer timer;
  timer = time.after(1s, [&] { timer = time.after(1s, note("second round")); });
  time.advance(1s);
  EXPECT_TRUE(timer.armed());
  time.advance(1s);
  EXPECT_THAT(ran, ElementsAre("second round"));
}

TEST_F(ATimer, IsForgottenWithWhatItsHandlerHeld) {
  auto held = std::make_shared<int>(1);
  auto timer = time.after(1s, [held] {});
  timer.reset();
  EXPECT_EQ(held.use_count(), 1);
}

TEST_F(APost, RunsInALaterTurn) {
  time.post(note("posted"));
  EXPECT_THAT(ran, IsEmpty());
  time.advance(0s);
  EXPECT_THAT(ran, ElementsAre("posted"));
}

TEST_F(APost, KeepsItsOrder) {
  time.post(note("a"));
  const auto between = time.after(0s, note("b"));
  time.post(note("c"));
  time.advance(0s);
  EXPECT_THAT(ran, ElementsAre("a", "b", "c"));
}

TEST_F(APost, FromAPostRunsAtTheSameTime) {
  time.post([this] { time.post(note("inner")); });
  time.advance(0s);
  EXPECT_THAT(ran, ElementsAre("inner"));
  EXPECT_EQ(elapsed(), 0s);
}

TEST(AnAbandonedPost, IsDestroyedWithItsScheduler) {
  auto held = std::make_shared<int>(1);
  {
    VirtualScheduler time;
    time.post([held] {});
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace campon::env
