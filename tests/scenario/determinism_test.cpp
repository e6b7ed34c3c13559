// Forty-five minutes of line time, twice: the same seed gives the same bytes.
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

struct Outcome {
  std::string wire;
  std::string trace;
};

Outcome forty_five_minutes(std::uint64_t seed) {
  User a("nanp_class", "nanp_class", "5550100", seed);
  auto& b = a.exchange->subscriber("5550123");
  b.be_busy();
  for (const auto* number : {"5550123", "5550124"}) {
    a.exchange->subscriber(number).be_busy();
    const CallId call = a.calls(number, CallState::busy);
    EXPECT_TRUE(a.completes(call, CompletionMode::callback));
  }
  a.waits(20min);
  b.be_free();
  const auto recall = a.is_offered(1min);
  EXPECT_TRUE(recall && a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, 1min));
  a.waits(20min);
  a.drops(recall->id);
  a.scheduler.advance_to(env::Time{} + 45min);
  return {a.wire, a.trace.text};
}

TEST(TheSameSeed, GivesTheSameBytesOnTheWire) {
  const Outcome first = forty_five_minutes(7);
  const Outcome second = forty_five_minutes(7);
  EXPECT_FALSE(first.wire.empty());
  EXPECT_EQ(first.wire, second.wire);
  EXPECT_EQ(first.trace, second.trace);
}

TEST(AnotherSeed, GivesOtherTimesOnTheWire) { EXPECT_NE(forty_five_minutes(7).wire, forty_five_minutes(8).wire); }

}  // namespace
}  // namespace campon::scenario
