// What the doctor knows of line cards without opening them, from made-up files of /proc/dahdi.
#include "apps/campon/doctor/card_facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace campon::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view k_span =
    "Span 1: WCTDM/4 \"Wildcard TDM400P REV I Board 5\" (MASTER) \n"
    "\tIRQ misses: 2\n\n"
    "\t   1 WCTDM/4/0 FXSKS \n"
    "\t   2 WCTDM/4/1 FXSKS (In use) \n"
    "\t   3 WCTDM/4/2 FXSKS RED \n"
    "\t   4 WCTDM/4/3 FXOKS \n"
    "\t   5 WCTDM/4/4 \n";

TEST(TheChannelsOfACard, AreReadFromItsSpan) {
  const auto channels = channels_in(k_span);
  ASSERT_THAT(channels, SizeIs(5));
  EXPECT_EQ(channels[0].number, 1U);
  EXPECT_EQ(channels[0].name, "WCTDM/4/0");
  EXPECT_THAT(channels[0].next, IsEmpty()) << "it can be used";
}

TEST(TheChannelsOfACard, SayWhatHindersThem) {
  const auto channels = channels_in(k_span);
  ASSERT_THAT(channels, SizeIs(5));
  EXPECT_THAT(channels[1].next, HasSubstr("another program"));
  EXPECT_THAT(channels[2].next, HasSubstr("no battery"));
  EXPECT_THAT(channels[3].next, HasSubstr("no FXO port"));
  EXPECT_THAT(channels[4].next, HasSubstr("fxsks=5"));
}

TEST(TheChannelsOfACard, AreNotSeenInNonsense) { EXPECT_THAT(channels_in("\n\x01\x02 99999999999999999999 x\n-1 y FXSKS\n"), IsEmpty()); }

TEST(AMachineWithoutLineCards, SaysSo) {
  std::ostringstream out, err;
  Report report(out, err, false);
  tell_cards(report, "/nonexistent");
  EXPECT_THAT(out.str(), HasSubstr("No line card is there"));
}

}  // namespace
}  // namespace campon::cli
