// Simulated modems that no profile is made for, with the generic one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

constexpr const char* k_own = "5550100";
constexpr const char* k_other = "5550123";

TEST(AModemOfAFamily, IsServedByTheGenericProfile) {
  User a{"nanp_class", "nanp_class", k_own, 1, "generic_v253", "cx_like"};
  sim::Subscriber& b = a.exchange->subscriber(k_other);
  b.be_busy();
  const CallId call = a.calls(k_other, CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what << "\n" << a.trace.text;
  ASSERT_TRUE(a.waits_until(call, CallState::idle, 60s));
  a.line->close_call(call);
  b.be_free();
  const auto recall = a.is_offered(60s);
  ASSERT_TRUE(recall) << a.trace.text;
  ASSERT_TRUE(a.answers(recall->id));
  a.waits(20s);
  EXPECT_EQ(a.exchange->lines().front().talks_to, k_other);
}

// It is no modem on an analogue line: it has no tones, and drops the call when the other is busy.
TEST(AnIsdnCardThatPlaysAModem, LosesABusyCallAndSaysSo) {
  User a{"nanp_class", "nanp_class", k_own, 1, "generic_v253", "isdn4linux"};
  a.exchange->subscriber(k_other).be_busy();
  const CallId call = a.calls(k_other, CallState::busy);
  EXPECT_EQ(call, CallId{}) << a.trace.text;
  a.waits(60s);
  EXPECT_FALSE(a.off_hook()) << a.trace.text;
  EXPECT_TRUE(a.exchange->requests().empty());
}

}  // namespace
}  // namespace campon::scenario
