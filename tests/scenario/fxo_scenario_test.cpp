// Calls completed on a line that ends on an FXO card: every tone is heard in the line's sound.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

using provider::Acceptance;
using provider::CallReason;
using provider::CompletionEnd;

constexpr auto k_minute = 60s;

Setup on_card(const std::string& network) {
  Setup out = User::on(network);
  out.card = true;
  return out;
}

class AnFxoCard : public testing::Test {
 protected:
  User a{on_card("nanp_class")};
  sim::Subscriber& b = a.exchange->subscriber("5550123");
};

TEST_F(AnFxoCard, CompletesABusyCall) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what << "\n" << a.trace.text;
  EXPECT_EQ(a.last(*id).acceptance, Acceptance::heard);
  ASSERT_TRUE(a.waits_until(call, CallState::idle, k_minute));
  a.line->close_call(call);
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall) << a.trace.text;
  EXPECT_EQ(recall->reason, CallReason::call_completion);
  EXPECT_EQ(recall->completion, *id);
  ASSERT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, k_minute)) << a.trace.text;
  EXPECT_EQ(a.exchange->lines().front().talks_to, "5550123") << a.trace.text;
  EXPECT_EQ(a.last(*id).end, CompletionEnd::connected);
}

}  // namespace
}  // namespace campon::scenario
