#include "hal/env/wall_clock.hpp"

#include <gtest/gtest.h>

#include "hal/env/virtual_scheduler.hpp"

namespace campon::env {
namespace {

using namespace std::chrono_literals;

constexpr WallTime k_start{std::chrono::sys_days{std::chrono::year{2025} / 3 / 30}};

struct AVirtualWallClock : testing::Test {
  VirtualScheduler time;
  VirtualWallClock clock{time, k_start};
};

TEST_F(AVirtualWallClock, BeginsAtItsStart) { EXPECT_EQ(clock.now(), k_start); }

TEST_F(AVirtualWallClock, FollowsItsScheduler) {
  time.advance(90min);
  EXPECT_EQ(clock.now(), k_start + 90min);
}

TEST_F(AVirtualWallClock, JumpsBothWaysWithoutMovingTheScheduler) {
  clock.jump(1h);
  EXPECT_EQ(clock.now(), k_start + 1h);
  clock.jump(-2h);
  EXPECT_EQ(clock.now(), k_start - 1h);
  EXPECT_EQ(time.now(), Time{});
}

}  // namespace
}  // namespace campon::env
