#include <gtest/gtest.h>

#include <chrono>

#include "hal/env/real/system_rng.hpp"
#include "hal/env/real/system_wall_clock.hpp"

namespace campon::env {
namespace {

TEST(TheSystemsChance, DoesNotRepeatItself) {
  SystemRng rng;
  EXPECT_NE(rng.next(), rng.next());
}

TEST(TheSystemsWallClock, IsTheMachines) {
  const auto machine = std::chrono::system_clock::now();
  EXPECT_LT(std::chrono::abs(SystemWallClock().now() - machine), std::chrono::seconds(2));
}

}  // namespace
}  // namespace campon::env
