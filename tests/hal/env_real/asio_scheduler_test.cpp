#include "hal/env/real/asio_scheduler.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace campon::env {
namespace {

using namespace std::chrono_literals;

constexpr Duration k_patience = 5s;

TEST(TheLoop, TakesPostsFromOtherThreads) {
  AsioScheduler scheduler;
  int ran = 0;
  std::thread other([&] {
    for (int i = 0; i < 100; ++i) scheduler.post([&ran] { ++ran; });
  });
  EXPECT_TRUE(scheduler.run_until([&ran] { return ran == 100; }, k_patience));
  other.join();
}

TEST(TheLoop, RunsUntilAnotherThreadStopsIt) {
  AsioScheduler scheduler;
  std::thread other([&] { scheduler.stop(); });
  scheduler.run();
  other.join();
}

TEST(TheLoop, KeepsAStopThatCameBeforeTheRun) {
  AsioScheduler scheduler;
  scheduler.stop();
  scheduler.run();
  bool ran = false;
  scheduler.post([&] { ran = true; });
  EXPECT_TRUE(scheduler.run_until([&] { return ran; }, k_patience));
}

TEST(TheLoop, BelongsToTheThreadThatRunsIt) {
  AsioScheduler scheduler;
  bool inside = false;
  std::thread runner([&] {
    scheduler.post([&] {
      inside = scheduler.on_loop_thread();
      scheduler.stop();
    });
    scheduler.run();
  });
  runner.join();
  EXPECT_TRUE(inside);
  EXPECT_FALSE(scheduler.on_loop_thread());
}

TEST(TheLoop, BelongsToItsBuilderBeforeItRuns) {
  const AsioScheduler scheduler;
  EXPECT_TRUE(scheduler.on_loop_thread());
}

TEST(TheLoop, FollowsTheClockBetweenRuns) {
  AsioScheduler scheduler;
  const Time before = scheduler.now();
  const auto begin = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begin < 100us) {
  }
  EXPECT_GE(scheduler.now(), before + 100us);
}

TEST(TheLoop, DestroysPostsThatDidNotRun) {
  const auto token = std::make_shared<int>(1);
  {
    AsioScheduler scheduler;
    scheduler.post([token] {});
  }
  EXPECT_EQ(token.use_count(), 1);
}

TEST(TheLoop, SleepsWhileNothingIsDue) {
  AsioScheduler scheduler;
  const Timer far = scheduler.after(1h, [] {});
  int asked = 0;
  scheduler.run_until(
      [&asked] {
        ++asked;
        return false;
      },
      20ms);
  EXPECT_LT(asked, 5);
}

}  // namespace
}  // namespace campon::env
