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

TEST_F(AnFxoCard, ShowsWhoCalls) {
  ASSERT_TRUE(a.exchange->call_line("5550100", "5550177", 30s));
  const auto call = a.is_offered(k_minute);
  ASSERT_TRUE(call) << a.trace.text;
  a.waits(6s);
  EXPECT_EQ(a.line->call(call->id)->caller.number, "5550177") << a.trace.text;
}

// The bell rings, and nothing of it has been told yet: nobody who calls is answered by accident. [fault L06]
TEST_F(AnFxoCard, AnswersNobodyWhoRingsWhileACallIsMade) {
  ASSERT_TRUE(a.exchange->call_line("5550100", "5550177", 30s));
  a.waits(1s);
  EXPECT_EQ(a.calls("5550123", CallState::dialing), CallId{});
  EXPECT_FALSE(a.off_hook()) << a.trace.text;
  const auto call = a.is_offered(k_minute);
  ASSERT_TRUE(call) << a.trace.text;
  EXPECT_EQ(call->reason, CallReason::direct);
}

// [fault D02]
TEST_F(AnFxoCard, KnowsItsRequestAgainWhenTheCardWasPulledAndIsBack) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what;
  ASSERT_TRUE(a.waits_until(call, CallState::idle, k_minute));
  a.line->close_call(call);
  a.exchange->card().pull();
  a.waits(20s);
  a.exchange->card().put_back();
  a.waits(20s);
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall) << a.trace.text;
  EXPECT_EQ(recall->completion, *id);
  EXPECT_TRUE(a.answers(recall->id)) << a.trace.text;
}

// [fault D02]
TEST_F(AnFxoCard, EndsACallOnceWhenTheCardIsPulled) {
  b.answer_after_rings(1);
  const CallId call = a.calls("5550123", CallState::connected);
  ASSERT_NE(call, CallId{}) << a.trace.text;
  a.exchange->card().pull();
  EXPECT_TRUE(a.waits_until(call, CallState::disconnected, 5s)) << a.trace.text;
  a.waits(1s);
  EXPECT_FALSE(a.off_hook());
}

}  // namespace
}  // namespace campon::scenario
