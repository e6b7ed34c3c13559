#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "listening.hpp"

namespace campon::hal {
namespace {

using listening::Listener;

// An hour for each region is bench/ears.
TEST(WhiteNoise, IsNoTone) {
  for (const auto& [region, ears] : listening::all_ears()) {
    Listener listener(ears);
    synthesis::Noise noise(region.size() + region.front(), -20);
    std::vector<std::int16_t> block(8000);
    for (int second = 0; second < 30; ++second) {
      for (auto& sample : block) sample = static_cast<std::int16_t>(noise.next());
      listener.hear(block);
    }
    EXPECT_EQ(listener.first_tone(), nullptr) << region << ' ' << listener.first_tone()->tone->name;
  }
}

TEST(Silence, IsNoTone) {
  Listener listener(listening::ears_of("us"));
  listener.hear(std::vector<std::int16_t>(160000, 0));
  EXPECT_EQ(listener.first_tone(), nullptr);
}

TEST(ADirectCurrent, IsNoTone) {
  Listener listener(listening::ears_of("us"));
  listener.hear(std::vector<std::int16_t>(160000, 20000));
  EXPECT_EQ(listener.first_tone(), nullptr);
}

TEST(MainsHum, IsNoTone) {
  Listener listener(listening::ears_of("us"));
  std::vector<std::int16_t> hum(160000);
  for (std::size_t n = 0; n < hum.size(); ++n)
    hum[n] = static_cast<std::int16_t>(8000 * std::sin(2 * 3.14159265 * 50 * static_cast<double>(n) / 8000));
  listener.hear(hum);
  EXPECT_EQ(listener.first_tone(), nullptr);
}

TEST(Speech, IsNoTone) {
  const auto ears = listening::ears_of("us");
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Listener listener(ears);
    listener.hear(synthesis::speech(seed, 20, -15));
    EXPECT_EQ(listener.first_tone(), nullptr) << listener.first_tone()->tone->name << ", seed " << seed;
  }
}

}  // namespace
}  // namespace campon::hal
