// The faults of a modem and its wire, by the name of their row. [faults D]
#include <gmock/gmock.h>

#include "faulty_modem.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(AFault, IsOffUntilItIsOrdered) {
  EXPECT_THAT(says("ATI0"), Eq("\r\n56000\r\n\r\nOK\r\n"));
  for (const auto& one : bench.modem->faults().counts()) EXPECT_EQ(one.fired, 0u) << one.name;
}
TEST_F(AFault, OfNoRowIsRefused) { EXPECT_FALSE(bench.modem->order_fault("Z99")); }

TEST_F(AFault, D08StealsAPartOfWhatTheModemSays) {
  order("D08");
  EXPECT_LT(says("ATI0").size(), std::string("\r\n56000\r\n\r\nOK\r\n").size());
  EXPECT_EQ(fired("D08"), 1u);
  expect_sound();
}
TEST_F(AFault, D09TakesNoBytesForAWhileAndThenAll) {
  order("D09");
  EXPECT_THAT(says("ATI0", 19s), IsEmpty());
  EXPECT_THAT(bench.listen(2s), HasSubstr("56000"));
  expect_sound();
}
TEST_F(AFault, D09KeepsNoMoreThanItsBuffer) {
  order("D09");
  for (int i = 0; i < 10'000; ++i) bench.wire.type("AT\r");
  bench.time.advance(5min);
  EXPECT_LT(bench.wire.said.size(), 100'000u);
  expect_sound();
}
TEST_F(AFault, D11ForgetsAllSettingsAndDropsTheLine) {
  bench.command("ATS8=9");
  bench.seizes();
  order("D11");
  EXPECT_FALSE(bench.line.off_hook);
  bench.time.advance(1s);
  EXPECT_THAT(says("AT"), Eq("AT\r0\r"));
  EXPECT_THAT(says("ATV1E0+FCLASS?;S8?"), HasSubstr("\r\n0\r\n\r\n002\r\n"));
}
TEST_F(AFault, D11AnswersNothingToTheCommandItMeets) {
  arm("D11");
  EXPECT_THAT(says("ATI0"), IsEmpty());
  expect_sound();
}
TEST_F(AFault, D11InADialLosesTheCall) {
  arm("D11");
  EXPECT_THAT(says("ATX3DT123;", 20s), IsEmpty());
  EXPECT_FALSE(bench.line.off_hook);
}
TEST_F(AFault, D12IsGarbageWithRunsOfNoughtsAndOnes) {
  const std::size_t from = bench.wire.said.size();
  order("D12");
  const std::string garbage = bench.wire.said.substr(from);
  EXPECT_GE(garbage.size(), 600u);
  EXPECT_THAT(garbage, HasSubstr("\xFF\xFF"));
  EXPECT_THAT(garbage, HasSubstr(std::string(2, '\0')));
  EXPECT_THAT(says("AT"), Eq("\r\nOK\r\n"));
}
TEST_F(AFault, D13SpewsWithoutALineEndAndStops) {
  const std::size_t from = bench.wire.said.size();
  order("D13");
  bench.time.advance(1min);
  const std::string spew = bench.wire.said.substr(from);
  EXPECT_THAT(spew.size(), Gt(200'000u));
  EXPECT_THAT(spew, Not(HasSubstr("\r")));
  expect_sound();
}
TEST_F(AFault, D14IsSilentUntilDtrFalls) {
  order("D14");
  EXPECT_THAT(says("AT", 1h), IsEmpty());
  bench.modem->set_dtr(false);
  bench.time.advance(1s);
  bench.modem->set_dtr(true);
  EXPECT_THAT(says("AT"), Eq("\r\nOK\r\n"));
}
TEST_F(AFault, D14ComesAgainWhenItWasOrderedTwice) {
  order("D14", 2);
  bench.modem->set_dtr(false);
  bench.time.advance(1s);
  bench.modem->set_dtr(true);
  EXPECT_THAT(says("AT", 1h), IsEmpty());
}
TEST_F(AFault, D14KeepsTheLineAsItWas) {
  bench.seizes();
  order("D14");
  EXPECT_TRUE(bench.line.off_hook);
}

}  // namespace
}  // namespace campon::sim
