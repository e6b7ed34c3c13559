#include "hal/ring_pattern.hpp"

#include <gtest/gtest.h>

namespace campon::hal {
namespace {

using namespace std::chrono_literals;

const RingPattern k_recall = RingPattern::parse("400/200/400/200/800/4000").value();

RingCadence cadence(std::initializer_list<std::pair<Duration, Duration>> gap_and_on) {
  RingCadence out;
  bool first = true;
  for (const auto& [gap, on] : gap_and_on) {
    out.add({on, first ? std::nullopt : std::optional(gap)});
    first = false;
  }
  return out;
}

TEST(ARingPattern, ReadsAndWritesItsText) { EXPECT_EQ(k_recall.to_string(), "400/200/400/200/800/4000"); }

TEST(ARingPattern, RefusesWhatIsNoPattern) {
  for (const auto* text : {"", "400", "400/", "/400", "400/0", "400/-200", "a/b", "400/200/400", "99999/1"})
    EXPECT_FALSE(RingPattern::parse(text)) << text;
}

TEST(ARingCadence, IsPossibleUntilAWholeCycleWasHeard) {
  EXPECT_EQ(RingCadence().matches(k_recall), PatternMatch::possible);
  EXPECT_EQ(cadence({{0ms, 400ms}, {200ms, 400ms}}).matches(k_recall), PatternMatch::possible);
  EXPECT_EQ(cadence({{0ms, 400ms}, {200ms, 400ms}, {200ms, 800ms}}).matches(k_recall), PatternMatch::yes);
}

TEST(ARingCadence, AllowsForMeasuringInSteps) {
  EXPECT_EQ(cadence({{0ms, 500ms}, {100ms, 300ms}, {300ms, 900ms}}).matches(k_recall), PatternMatch::yes);
}

TEST(ARingCadence, IsContradictedByAnOrdinaryRing) { EXPECT_EQ(cadence({{0ms, 2000ms}}).matches(k_recall), PatternMatch::no); }

TEST(ARingCadence, IsContradictedByAWrongPause) { EXPECT_EQ(cadence({{0ms, 400ms}, {2000ms, 400ms}}).matches(k_recall), PatternMatch::no); }

TEST(ARingCadence, FollowsThePatternIntoItsNextCycle) {
  EXPECT_EQ(cadence({{0ms, 400ms}, {200ms, 400ms}, {200ms, 800ms}, {4000ms, 400ms}}).matches(k_recall), PatternMatch::yes);
  EXPECT_EQ(cadence({{0ms, 400ms}, {200ms, 400ms}, {200ms, 800ms}, {1000ms, 400ms}}).matches(k_recall), PatternMatch::no);
}

TEST(ARingCadence, MatchesNothingWhenItWasNotMeasured) {
  RingCadence cadence;
  cadence.add({});
  EXPECT_FALSE(cadence.measured());
  EXPECT_EQ(cadence.matches(k_recall), PatternMatch::no);
}

TEST(ARingCadence, StaysSmallUnderARingStorm) {
  RingCadence cadence;
  for (int i = 0; i < 10'000; ++i) cadence.add({400ms, 200ms});
  EXPECT_LE(cadence.bursts(), 32u);
}

}  // namespace
}  // namespace campon::hal
