// A user who does anything at any time, on each network, by seed: what must hold, holds after every turn.
#include <gtest/gtest.h>

#include "random_user.hpp"

namespace campon::scenario {
namespace {

constexpr std::uint64_t k_seeds = 120;

class ARandomUser : public testing::TestWithParam<std::size_t> {};

TEST_P(ARandomUser, LeavesNothingBehind) {
  const char* const first = std::getenv("CAMPON_FIRST_SEED");
  const char* const last = std::getenv("CAMPON_LAST_SEED");
  for (std::uint64_t seed = first ? std::strtoull(first, nullptr, 10) : 1; seed <= (last ? std::strtoull(last, nullptr, 10) : k_seeds);
       ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomUser(town(GetParam()), seed).live(30min);
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(OnEachNetwork, ARandomUser, testing::Values(0, 1, 2));

}  // namespace
}  // namespace campon::scenario
