// Who calls, heard on the on-hook line of a card.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "card_bench.hpp"

namespace campon::fxo {
namespace {

using namespace std::chrono_literals;

TEST(AnOnHookLine, TellsWhoCallsAfterTheFirstRing) {
  CardBench bench;
  ASSERT_TRUE(bench.start());
  ASSERT_TRUE(bench.exchange->call_line(bench.line, "5550177", 20s));
  bench.wait(8s);
  const auto ids = bench.told<hal::CallerIdReceived>();
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_EQ(ids[0].id.number, "5550177");
}

TEST(AnOnHookLine, HearsTheEuropeanMessage) {
  CardBench bench("de_telekom_pstn", hearing::CallerIdStandard::etsi);
  ASSERT_TRUE(bench.start());
  ASSERT_TRUE(bench.exchange->call_line(bench.line, "555177", 20s));
  bench.wait(8s);
  const auto ids = bench.told<hal::CallerIdReceived>();
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_EQ(ids[0].id.number, "555177");
}

}  // namespace
}  // namespace campon::fxo
