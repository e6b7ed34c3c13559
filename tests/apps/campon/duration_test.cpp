#include "apps/campon/attempt/duration.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace campon::cli {
namespace {

using namespace std::chrono_literals;

TEST(ADuration, IsReadWithItsUnit) {
  EXPECT_EQ(parse_duration("20s"), 20s);
  EXPECT_EQ(parse_duration("1.5s"), 1500ms);
  EXPECT_EQ(parse_duration("500ms"), 500ms);
  EXPECT_EQ(parse_duration("30min"), 30min);
  EXPECT_EQ(parse_duration("2h"), 2h);
}

TEST(ADuration, WithoutUnitIsSeconds) { EXPECT_EQ(parse_duration("3"), 3s); }

TEST(ADuration, ThatMakesNoSenseIsRefused) {
  for (const char* text : {"", "s", "-1s", "soon", "3 s", "3x", "1e9s", "nan", "inf", "999999999999h", "0x10s", "3s "})
    EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(ALineTime, ShowsMinutesSecondsAndMillis) { EXPECT_EQ(clock_text(83'007ms), "01:23.007"); }
TEST(ALineTime, ShowsHoursWhenThereAreSome) { EXPECT_EQ(clock_text(2h + 83'007ms), "2:01:23.007"); }

}  // namespace
}  // namespace campon::cli
