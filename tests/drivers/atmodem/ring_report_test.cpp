#include "drivers/atmodem/voice/ring_report.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace campon::atmodem {
namespace {

struct ARinging : testing::Test {
  void line(std::string_view text) { EXPECT_TRUE(report.feed(text, now, sink)) << text; }
  RingReport report{100ms, {}};
  env::Time now{};
  std::vector<hal::RingBurst> bursts;
  RingReport::Sink sink = [this](const hal::RingBurst& burst) { bursts.push_back(burst); };
};

TEST_F(ARinging, IsMeasuredInTenths) {
  line("DROF=0");
  line("DRON=11");
  now += 6s;
  line("DROF=40");
  line("DRON = 20");
  ASSERT_EQ(bursts.size(), 2U);
  EXPECT_EQ(bursts[0].on, 1100ms);
  EXPECT_EQ(bursts[1].on, 2s);
  EXPECT_EQ(bursts[1].gap_before, 4s);
}

TEST_F(ARinging, HasNoGapBeforeItsFirstBurst) {
  line("DROF=17");
  line("DRON=20");
  now += 1min;
  line("DROF=999");
  line("DRON=20");
  EXPECT_FALSE(bursts[0].gap_before);
  EXPECT_FALSE(bursts[1].gap_before);
}

TEST_F(ARinging, BeginsAnewWhenItWasAnswered) {
  line("DRON=20");
  report.forget();
  line("DROF=40");
  line("DRON=20");
  EXPECT_FALSE(bursts[1].gap_before);
}

TEST_F(ARinging, IsABareBurstForEachWordWhereNothingIsMeasured) {
  report.ring(now, sink);
  report.ring(now, sink);
  ASSERT_EQ(bursts.size(), 2U);
  EXPECT_FALSE(bursts[0].on || bursts[0].gap_before);
}

TEST_F(ARinging, IsToldOnceWhenWordAndMeasureCome) {
  report.expect_measured(true);
  report.ring(now, sink);
  now += 2s;
  line("DRON=20");
  report.ring(now, sink);
  report.tick(now + 1min, sink);
  ASSERT_EQ(bursts.size(), 1U);
  EXPECT_EQ(bursts[0].on, 2s);
}

TEST_F(ARinging, IsToldByItsWordWhenTheMeasureNeverComes) {
  report.expect_measured(true);
  report.ring(now, sink);
  EXPECT_TRUE(bursts.empty());
  report.tick(report.next_deadline().value(), sink);
  ASSERT_EQ(bursts.size(), 1U);
  EXPECT_FALSE(bursts[0].on);
  report.ring(now + 6s, sink);
  EXPECT_EQ(bursts.size(), 2U);
}

TEST_F(ARinging, IsStillToldWhenItsMeasureIsAbsurd) {
  line("DRON=65535");
  ASSERT_EQ(bursts.size(), 1U);
  EXPECT_FALSE(bursts[0].on);
}

TEST_F(ARinging, IsNotMadeOfOtherLines) {
  for (const auto* text : {"DRON", "DRON=", "DRON=x", "DRON=5x", "DRON=-1", "DRON=99999999999", "DRON==5", "DRON=5 ", "DRON=0x5",
                           "DRON=5.5", "DRON=+5", " DRON=5", "dron=5", "XDRON=1", "DROFF=1", "OK"})
    EXPECT_FALSE(report.feed(text, now, sink)) << text;
  EXPECT_TRUE(bursts.empty());
}

}  // namespace
}  // namespace campon::atmodem
