// A line whose network completes nothing: called again and again from here, with the same ids, events and cancel.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

using provider::Acceptance;
using provider::CallReason;
using provider::CompletionEnd;
using testing::IsEmpty;

constexpr auto k_hour = 3600s;

class ALineThatRedials : public testing::TestWithParam<LineEnd> {
 protected:
  User a{on_exchange_of("nanp_class")};

  static scenario::Setup on_exchange_of(const std::string& plan) {
    scenario::Setup out = ends_on(GetParam(), "emulated_redial", "5550100");
    out.plan = plan;
    return out;
  }

  sim::Subscriber& b = a.exchange->subscriber("5550123");

  CompletionId callback() {
    const CallId call = a.calls("5550123", CallState::busy);
    const auto id = a.completes(call, CompletionMode::callback);
    EXPECT_TRUE(id) << (id ? "" : id.error().what);
    EXPECT_TRUE(a.waits_until(call, CallState::idle, 60s));
    a.line->close_call(call);
    return id.value_or(CompletionId{});
  }
  unsigned attempts(CompletionId id) { return a.last(id).attempts; }
};

TEST_P(ALineThatRedials, RingsItsUserWhenTheOtherIsFreeAndCallsWhenTheUserAnswers) {
  b.be_busy();
  const CompletionId id = callback();
  EXPECT_EQ(a.last(id).acceptance, Acceptance::reported);
  EXPECT_TRUE(a.last(id).emulated);
  a.waits(90s);
  b.be_free();
  const auto recall = a.is_offered(k_hour);
  ASSERT_TRUE(recall) << a.trace.text;
  EXPECT_EQ(recall->reason, CallReason::call_completion);
  EXPECT_EQ(recall->completion, id);
  EXPECT_FALSE(a.off_hook()) << "the other party is not held while we are rung";
  EXPECT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, 60s));
  EXPECT_EQ(a.last(id).end, CompletionEnd::connected);
}

TEST_P(ALineThatRedials, KeepsToTheRegionsLimitOfAttempts) {
  b.be_busy();
  const CompletionId id = callback();
  a.waits(3 * k_hour);
  EXPECT_EQ(a.last(id).state, CompletionState::expired);
  EXPECT_LE(attempts(id), 15u) << "47 CFR 68.318(b)";
  EXPECT_GE(attempts(id), 2u);
  EXPECT_FALSE(a.off_hook());
}

TEST_P(ALineThatRedials, StopsWhenItIsCancelled) {
  b.be_busy();
  const CompletionId id = callback();
  a.waits(120s);
  const unsigned before = attempts(id);
  EXPECT_TRUE(a.cancels(id));
  a.waits(k_hour);
  EXPECT_EQ(attempts(id), before);
  EXPECT_EQ(a.last(id).end, CompletionEnd::cancelled_by_user);
}

TEST_P(ALineThatRedials, StepsAsideForAHuman) {
  b.be_busy();
  callback();
  ASSERT_TRUE(a.scheduler.run_until([&] { return a.off_hook(); }, k_hour)) << "an attempt";
  a.waits(2s);
  const CallId call = a.calls("5550124", CallState::connected);
  EXPECT_NE(call.value, 0u) << a.trace.text;
}

TEST_P(ALineThatRedials, NeverCallsWhatCannotBeReachedAgain) {
  b.be_busy();
  const CompletionId id = callback();
  b.refuse_calls();
  a.waits(3 * k_hour);
  EXPECT_EQ(a.last(id).state, CompletionState::expired);
}

TEST_P(ALineThatRedials, LetsAStrangersCallThrough) {
  b.be_busy();
  callback();
  a.waits(60s);
  ASSERT_TRUE(a.exchange->call_line("5550100", "5550177", 60s));
  const auto call = a.is_offered(60s);
  ASSERT_TRUE(call);
  EXPECT_EQ(call->reason, CallReason::direct);
}

TEST_P(ALineThatRedials, TakesABusyOtherPartyForAnotherTry) {
  b.be_busy();
  const CompletionId id = callback();
  b.be_free();
  const auto recall = a.is_offered(k_hour);
  ASSERT_TRUE(recall);
  b.be_busy();
  EXPECT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::busy, 60s));
  EXPECT_EQ(a.last(id).state, CompletionState::outstanding);
  a.drops(recall->id);
  b.be_free();
  EXPECT_TRUE(a.is_offered(k_hour));
}

TEST_P(ALineThatRedials, EndsWhenNobodyAnswersItsRecall) {
  b.be_busy();
  const CompletionId id = callback();
  b.be_free();
  ASSERT_TRUE(a.is_offered(k_hour));
  a.waits(120s);
  EXPECT_EQ(a.last(id).end, CompletionEnd::recall_not_answered);
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(OnEach, ALineThatRedials, testing::Values(LineEnd::modem, LineEnd::card),
                         [](const auto& end) { return to_string(end.param); });

}  // namespace
}  // namespace campon::scenario
