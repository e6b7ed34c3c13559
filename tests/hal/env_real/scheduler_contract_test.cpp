// One suite over both schedulers: what runs in virtual time runs the same way in real time.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/turn_queue.hpp"
#include "hal/env/virtual_scheduler.hpp"

namespace campon::env {
namespace {

using namespace std::chrono_literals;

constexpr Duration k_patience = 5s;

template <class S>
class AScheduler : public ::testing::Test {
 protected:
  bool until(const std::function<bool()>& done) { return scheduler.run_until(done, k_patience); }
  Scheduler::Handler note(int mark) {
    return [this, mark] { ran.push_back(mark); };
  }
  bool until_ran(std::size_t count) {
    return until([this, count] { return ran.size() >= count; });
  }

  S scheduler;
  std::vector<int> ran;
};

using Schedulers = ::testing::Types<VirtualScheduler, AsioScheduler>;
class SchedulerNames {
 public:
  template <class S>
  static std::string GetName(int /*index*/) {
    return std::is_same_v<S, VirtualScheduler> ? "Virtual" : "Real";
  }
};
TYPED_TEST_SUITE(AScheduler, Schedulers, SchedulerNames);

TYPED_TEST(AScheduler, RunsHandlersInTheOrderOfTheirTimes) {
  const Timer late = this->scheduler.after(3ms, this->note(3));
  const Timer soon = this->scheduler.after(1ms, this->note(1));
  const Timer between = this->scheduler.after(2ms, this->note(2));
  ASSERT_TRUE(this->until_ran(3));
  EXPECT_EQ(this->ran, (std::vector{1, 2, 3}));
}

TYPED_TEST(AScheduler, RunsEqualTimesInTheOrderArmed) {
  const Time due = this->scheduler.now() + 1ms;
  std::vector<Timer> timers;
  for (int mark = 0; mark < 5; ++mark) timers.push_back(this->scheduler.at(due, this->note(mark)));
  ASSERT_TRUE(this->until_ran(5));
  EXPECT_EQ(this->ran, (std::vector{0, 1, 2, 3, 4}));
}

TYPED_TEST(AScheduler, ForgetsAHandlerWhoseTimerIsDestroyed) {
  { const Timer dropped = this->scheduler.after(1ms, this->note(1)); }
  const Timer kept = this->scheduler.after(2ms, this->note(2));
  ASSERT_TRUE(this->until_ran(1));
  EXPECT_EQ(this->ran, std::vector{2});
}

TYPED_TEST(AScheduler, LetsAHandlerCancelOneThatIsDueAtTheSameTime) {
  const Time due = this->scheduler.now() + 1ms;
  Timer victim;
  const Timer killer = this->scheduler.at(due, [&victim] { victim.reset(); });
  victim = this->scheduler.at(due, this->note(1));
  const Timer last = this->scheduler.at(due, this->note(2));
  ASSERT_TRUE(this->until_ran(1));
  EXPECT_EQ(this->ran, std::vector{2});
}

TYPED_TEST(AScheduler, NeverRunsAHandlerInsideTheCallThatArmsIt) {
  bool inside = false;
  Timer inner;
  const Timer outer = this->scheduler.after(1ms, [&] {
    inner = this->scheduler.at(this->scheduler.now(), this->note(1));
    inside = !this->ran.empty();
  });
  ASSERT_TRUE(this->until_ran(1));
  EXPECT_FALSE(inside);
}

TYPED_TEST(AScheduler, TakesATimeInThePastForNow) {
  const Timer past = this->scheduler.at(this->scheduler.now() - 1h, this->note(1));
  EXPECT_TRUE(this->until_ran(1));
}

TYPED_TEST(AScheduler, RunsNothingBeforeItsTime) {
  Time ran_at{};
  const Time due = this->scheduler.now() + 2ms;
  const Timer timer = this->scheduler.at(due, [&] { ran_at = this->scheduler.now(); });
  ASSERT_TRUE(this->until([&] { return ran_at != Time{}; }));
  EXPECT_GE(ran_at, due);
}

TYPED_TEST(AScheduler, HoldsTheTimeDuringATurn) {
  std::vector<Time> seen;
  const Timer timer = this->scheduler.after(1ms, [&] {
    const auto begin = std::chrono::steady_clock::now();
    seen.push_back(this->scheduler.now());
    while (std::chrono::steady_clock::now() - begin < 100us) {
    }
    seen.push_back(this->scheduler.now());
  });
  ASSERT_TRUE(this->until([&] { return seen.size() == 2; }));
  EXPECT_EQ(seen[0], seen[1]);
}

TYPED_TEST(AScheduler, RunsPostsInTheirOrder) {
  for (int mark = 0; mark < 4; ++mark) this->scheduler.post(this->note(mark));
  ASSERT_TRUE(this->until_ran(4));
  EXPECT_EQ(this->ran, (std::vector{0, 1, 2, 3}));
}

TYPED_TEST(AScheduler, KnowsTheNextDeadline) {
  EXPECT_FALSE(this->scheduler.next_deadline());
  const Timer late = this->scheduler.after(2h, this->note(2));
  const Timer soon = this->scheduler.after(1h, this->note(1));
  EXPECT_EQ(this->scheduler.next_deadline(), soon.due());
}

TYPED_TEST(AScheduler, DisarmsATimerThatRan) {
  const Timer timer = this->scheduler.after(1ms, this->note(1));
  ASSERT_TRUE(this->until_ran(1));
  EXPECT_FALSE(timer.armed());
}

TYPED_TEST(AScheduler, LetsTimeRunOutWhenNothingHappens) {
  const Time begin = this->scheduler.now();
  EXPECT_FALSE(this->scheduler.run_until([] { return false; }, 2ms));
  EXPECT_GE(this->scheduler.now(), begin + 2ms);
}

TYPED_TEST(AScheduler, AsksBeforeItRunsAnything) {
  this->scheduler.post(this->note(1));
  EXPECT_TRUE(this->scheduler.run_until([] { return true; }, k_patience));
  EXPECT_TRUE(this->ran.empty());
}

TYPED_TEST(AScheduler, GivesWayToPostsWhileAHandlerArmsItselfForEver) {
  Timer again;
  const std::function<void()> rearm = [&] { again = this->scheduler.at(this->scheduler.now(), rearm); };
  rearm();
  this->scheduler.post(this->note(1));
  EXPECT_TRUE(this->until_ran(1));
}

TYPED_TEST(AScheduler, DropsWhatAnOwnerDeferredWhenTheOwnerGoes) {
  {
    TurnQueue queue(this->scheduler);
    queue.defer(this->note(1));
  }
  const Timer timer = this->scheduler.after(1ms, this->note(2));
  ASSERT_TRUE(this->until_ran(1));
  EXPECT_EQ(this->ran, std::vector{2});
}

TYPED_TEST(AScheduler, RunsTheSameOneHundredTimersInTheSameOrder) {
  std::vector<Timer> timers;
  this->scheduler.post([&] {
    for (int mark = 0; mark < 100; ++mark) timers.push_back(this->scheduler.after((mark * 37 % 10) * 100us, this->note(mark)));
  });
  ASSERT_TRUE(this->until_ran(100));
  const auto rank = [](int mark) { return std::pair{mark * 37 % 10, mark}; };
  EXPECT_TRUE(std::is_sorted(this->ran.begin(), this->ran.end(), [&](int a, int b) { return rank(a) < rank(b); }));
}

}  // namespace
}  // namespace campon::env
