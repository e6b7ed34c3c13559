// Busy and unanswered calls completed, through provider, HAL, driver, modem or line card, and exchange.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

using env::ErrorCode;
using provider::Acceptance;
using provider::CallReason;
using provider::CompletionEnd;
using provider::DisconnectMode;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto k_minute = 60s;

std::vector<CallState> states_of(const User& user, CallId call) {
  std::vector<CallState> out;
  for (const auto& view : user.states)
    if (view.id == call) out.push_back(view.state);
  return out;
}

class OnAPublicNetwork : public testing::TestWithParam<LineEnd> {
 protected:
  User a{ends_on(GetParam(), "nanp_class", "5550100")};
  sim::Subscriber& b = a.exchange->subscriber("5550123");
  sim::Subscriber& c = a.exchange->subscriber("5550124");

  CompletionId callback(std::string_view number) {
    const CallId call = a.calls(number, CallState::busy);
    const auto id = a.completes(call, CompletionMode::callback);
    EXPECT_TRUE(id) << (id ? "" : id.error().what);
    EXPECT_TRUE(a.waits_until(call, CallState::idle, k_minute));
    a.line->close_call(call);
    return id.value_or(CompletionId{});
  }
};

TEST_P(OnAPublicNetwork, ABusyCallStaysOffHook) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  a.waits(20s);
  EXPECT_EQ(a.state_of(call), CallState::busy);
  EXPECT_TRUE(a.off_hook());
}

TEST_P(OnAPublicNetwork, AnAnsweredCallIsConnectedAndEndsWhenTheOtherHangsUp) {
  b.answer_after_rings(2);
  const CallId call = a.calls("5550123", CallState::connected);
  EXPECT_THAT(states_of(a, call),
              ElementsAre(CallState::dialtone, CallState::dialing, CallState::proceeding, CallState::ringback, CallState::connected));
  b.hang_up();
  EXPECT_TRUE(a.waits_until(call, CallState::disconnected, k_minute));
  a.waits(1s);
  EXPECT_FALSE(a.off_hook());
}

TEST_P(OnAPublicNetwork, ABusyCallIsCompletedByCallback) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  EXPECT_EQ(a.last(id).acceptance, Acceptance::heard);
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  EXPECT_EQ(recall->reason, CallReason::call_completion);
  EXPECT_EQ(recall->completion, id);
  EXPECT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, k_minute));
  EXPECT_EQ(a.exchange->lines().front().talks_to, "5550123");
  EXPECT_EQ(a.last(id).state, CompletionState::completed);
  EXPECT_EQ(a.last(id).end, CompletionEnd::connected);
  EXPECT_THAT(a.counts, ElementsAre(1u, 0u));
}

TEST_P(OnAPublicNetwork, ARequestIsCompletedAtOnceWhenTheOtherHasBecomeFree) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  b.be_free();
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what;
  EXPECT_TRUE(a.waits_until(call, CallState::connected, k_minute));
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

TEST_P(OnAPublicNetwork, ARefusedRequestLeavesTheCallBusyAndNothingOutstanding) {
  b.be_busy();
  b.refuse_features();
  const CallId call = a.calls("5550123", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().code, ErrorCode::refused_by_network);
  EXPECT_EQ(a.state_of(call), CallState::busy);
  EXPECT_TRUE(a.off_hook());
  EXPECT_THAT(a.line->completions(), IsEmpty());
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
  EXPECT_THAT(a.counts, IsEmpty());
}

TEST_P(OnAPublicNetwork, ARefusedRequestMayBeTriedAgain) {
  b.be_busy();
  b.refuse_features();
  const CallId call = a.calls("5550123", CallState::busy);
  EXPECT_FALSE(a.completes(call, CompletionMode::callback));
  EXPECT_EQ(a.completes(call, CompletionMode::callback).error().code, ErrorCode::refused_by_network);
  EXPECT_TRUE(a.off_hook());
}

TEST_P(OnAPublicNetwork, OnlyWhatTheNetworkHasIsOffered) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  for (const auto mode : {CompletionMode::campon, CompletionMode::intrude, CompletionMode::message})
    EXPECT_EQ(a.completes(call, mode).error().code, ErrorCode::bad_mode);
  EXPECT_TRUE(a.off_hook());
}

TEST_P(OnAPublicNetwork, TwoRequestsEachGetTheirOwnRecall) {
  b.be_busy();
  c.be_busy();
  const CompletionId first = callback("5550123");
  const CompletionId second = callback("5550124");
  c.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  EXPECT_EQ(recall->completion, second);
  EXPECT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, k_minute));
  EXPECT_TRUE(a.drops(recall->id));
  b.be_free();
  const auto other = a.is_offered(k_minute);
  ASSERT_TRUE(other);
  EXPECT_EQ(other->completion, first);
}

TEST_P(OnAPublicNetwork, OneRequestAmongSeveralCannotBeCancelledAlone) {
  b.be_busy();
  c.be_busy();
  const CompletionId first = callback("5550123");
  callback("5550124");
  EXPECT_EQ(a.cancels(first).error().code, ErrorCode::cancel_not_offered);
  EXPECT_EQ(a.exchange->requests().size(), 2u);
  EXPECT_EQ(a.line->completions().size(), 2u);
}

TEST_P(OnAPublicNetwork, TheOnlyRequestIsCancelled) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  EXPECT_TRUE(a.cancels(id));
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
  EXPECT_EQ(a.last(id).end, CompletionEnd::cancelled_by_user);
  EXPECT_THAT(a.cancelled_from_outside, IsEmpty());
  EXPECT_EQ(a.cancels(id).error().code, ErrorCode::bad_completion_id);
  a.waits(5s);
  EXPECT_FALSE(a.off_hook());
}

TEST_P(OnAPublicNetwork, OneRequestTooManyChangesNothing) {
  const std::size_t limit = a.line->capabilities().max_completions;
  for (std::size_t i = 0; i < limit; ++i) {
    const std::string number = "555020" + std::to_string(i);
    a.exchange->subscriber(number).be_busy();
    callback(number);
  }
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  const std::string wire_before = a.wire;
  EXPECT_EQ(a.completes(call, CompletionMode::callback).error().code, ErrorCode::completion_overrun);
  EXPECT_EQ(a.state_of(call), CallState::busy);
  EXPECT_EQ(a.line->completions().size(), limit);
  EXPECT_EQ(a.exchange->requests().size(), limit);
  EXPECT_EQ(a.wire, wire_before);
}

TEST_P(OnAPublicNetwork, AStrangersCallIsAnOrdinaryCall) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  a.waits(2s);
  ASSERT_TRUE(a.exchange->call_line("5550100", "5550177", 30s));
  const auto call = a.is_offered(k_minute);
  ASSERT_TRUE(call);
  EXPECT_EQ(call->reason, CallReason::direct);
  EXPECT_EQ(call->completion, CompletionId{});
  EXPECT_TRUE(a.answers(call->id));
  EXPECT_TRUE(a.waits_until(call->id, CallState::connected, 5s));
  EXPECT_TRUE(a.drops(call->id));
  EXPECT_EQ(a.last(id).state, CompletionState::outstanding);
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  EXPECT_EQ(recall->completion, id);
}

TEST_P(OnAPublicNetwork, TheCalledPartyWhoCallsFirstIsNotTakenForTheRecall) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  a.waits(2s);
  b.be_free();
  ASSERT_TRUE(a.exchange->call_line("5550100", "5550123", 30s));
  const auto call = a.is_offered(k_minute);
  ASSERT_TRUE(call);
  EXPECT_EQ(call->reason, CallReason::direct);
  EXPECT_EQ(a.last(id).state, CompletionState::outstanding);
}

TEST_P(OnAPublicNetwork, ARecallThatNobodyAnswersEndsTheRequest) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  EXPECT_TRUE(a.waits_until(recall->id, CallState::idle, 120s));
  EXPECT_EQ(a.last(id).state, CompletionState::expired);
  EXPECT_EQ(a.last(id).end, CompletionEnd::recall_not_answered);
  EXPECT_THAT(a.cancelled_from_outside, ElementsAre(id));
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
}

TEST_P(OnAPublicNetwork, TheOtherMayBeBusyAgainWhenTheRecallIsAnswered) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  b.be_busy();
  EXPECT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::busy, k_minute));
  EXPECT_EQ(a.last(id).state, CompletionState::failed);
  EXPECT_EQ(a.last(id).end, CompletionEnd::busy_again);
  EXPECT_TRUE(a.drops(recall->id));
  EXPECT_FALSE(a.off_hook());
}

TEST_P(OnAPublicNetwork, ACancelThatComesAfterTheOfferIsTooLate) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  EXPECT_EQ(a.cancels(id).error().code, ErrorCode::bad_completion_id);
  EXPECT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, k_minute));
}

TEST_P(OnAPublicNetwork, ACancelBetweenTheFirstRingAndTheOfferWins) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  b.be_free();
  ASSERT_TRUE(a.scheduler.run_until([&] { return !a.rings.empty(); }, k_minute));
  ASSERT_THAT(a.offered, IsEmpty());
  EXPECT_TRUE(a.cancels(id));
  EXPECT_THAT(a.offered, IsEmpty());
  EXPECT_EQ(a.last(id).state, CompletionState::cancelled);
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
}

TEST_P(OnAPublicNetwork, HangingUpWhileTheNetworkIsAskedTakesTheRequestBack) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  std::optional<env::Expected<CompletionId>> reply;
  a.line->complete(call, CompletionMode::callback, 0, [&](auto result) { reply = std::move(result); });
  ASSERT_TRUE(a.scheduler.run_until([&] { return !a.exchange->requests().empty(); }, k_minute));
  ASSERT_FALSE(reply);
  EXPECT_TRUE(a.drops(call));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->error().remedy, env::Remedy::unknown);
  a.waits(k_minute);
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
  EXPECT_FALSE(a.off_hook());
}

TEST_P(OnAPublicNetwork, ARecallMayBeDeclined) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  EXPECT_TRUE(a.drops(recall->id));
  EXPECT_EQ(a.state_of(recall->id), CallState::idle);
  a.waits(120s);
  EXPECT_EQ(a.last(id).state, CompletionState::expired);
  EXPECT_EQ(a.offered.size(), 1u);
}

TEST_P(OnAPublicNetwork, ARequestThatNobodyServesExpires) {
  b.be_busy();
  const CompletionId id = callback("5550123");
  a.waits(31 * k_minute);
  EXPECT_EQ(a.last(id).state, CompletionState::expired);
  EXPECT_EQ(a.last(id).end, CompletionEnd::lifetime_over);
  EXPECT_THAT(a.cancelled_from_outside, ElementsAre(id));
  EXPECT_THAT(a.offered, IsEmpty());
}

TEST_P(OnAPublicNetwork, ARefusedCallIsNotBusy) {
  b.refuse_calls();
  const CallId call = a.calls("5550123", CallState::busy);
  EXPECT_EQ(a.line->call(call)->busy_mode, provider::BusyMode::trunk);
  EXPECT_EQ(a.completes(call, CompletionMode::callback).error().code, ErrorCode::bad_state);
}

TEST_P(OnAPublicNetwork, NoMachineCompletesACallToAnEmergencyNumber) {
  a.exchange->subscriber("911").be_busy();
  const CallId call = a.calls("911", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_FALSE(id);
  EXPECT_EQ(a.exchange->requests().size(), 0u);
  EXPECT_EQ(a.line->completions().size(), 0u);
}

TEST_P(OnAPublicNetwork, ADroppedCallIsOnHookAndTheLineRestsBeforeTheNext) {
  b.never_answer();
  const CallId call = a.calls("5550123", CallState::ringback);
  EXPECT_TRUE(a.drops(call));
  EXPECT_FALSE(a.off_hook());
  a.line->close_call(call);
  b.answer_after_rings(1);
  EXPECT_NE(a.calls("5550123", CallState::connected), CallId{});
}

class OnAPbx : public testing::TestWithParam<LineEnd> {
 protected:
  User a{ends_on(GetParam(), "panasonic_kx_tda", "101")};
  sim::Subscriber& b = a.exchange->subscriber("102");
  sim::Subscriber& c = a.exchange->subscriber("103");
};

TEST_P(OnAPbx, ABusyCallIsCompletedByCallback) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what;
  EXPECT_TRUE(a.waits_until(call, CallState::idle, k_minute));
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  EXPECT_EQ(recall->completion, *id);
  EXPECT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, k_minute));
  EXPECT_EQ(a.exchange->lines().front().talks_to, "102");
}

TEST_P(OnAPbx, ABusyCallIsCompletedByWaitingForIt) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  const auto id = a.completes(call, CompletionMode::campon);
  ASSERT_TRUE(id) << id.error().what;
  a.waits(10s);
  EXPECT_EQ(a.state_of(call), CallState::busy);
  EXPECT_EQ(a.line->completions().size(), 1u);
  b.be_free();
  EXPECT_TRUE(a.waits_until(call, CallState::connected, k_minute));
  EXPECT_EQ(a.last(*id).end, CompletionEnd::connected);
  EXPECT_EQ(a.line->call(call)->completion, *id);
}

TEST_P(OnAPbx, HangingUpGivesUpACampedCall) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  const auto id = a.completes(call, CompletionMode::campon);
  ASSERT_TRUE(id);
  EXPECT_TRUE(a.drops(call));
  EXPECT_EQ(a.last(*id).end, CompletionEnd::hung_up);
  EXPECT_THAT(a.cancelled_from_outside, ElementsAre(*id));
  a.waits(2s);
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
}

TEST_P(OnAPbx, CancellingACampedCallHangsUp) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  const auto id = a.completes(call, CompletionMode::campon);
  ASSERT_TRUE(id);
  EXPECT_TRUE(a.cancels(*id));
  EXPECT_EQ(a.last(*id).end, CompletionEnd::cancelled_by_user);
  EXPECT_EQ(a.state_of(call), CallState::idle);
  EXPECT_FALSE(a.off_hook());
}

TEST_P(OnAPbx, ABusyCallIsCompletedByIntrusion) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  const auto id = a.completes(call, CompletionMode::intrude);
  ASSERT_TRUE(id) << id.error().what;
  EXPECT_TRUE(a.waits_until(call, CallState::connected, 5s));
  EXPECT_EQ(a.last(*id).end, CompletionEnd::carried_out);
  a.waits(2s);
  EXPECT_EQ(a.exchange->lines().front().talks_to, "102");
}

TEST_P(OnAPbx, ABusyCallIsCompletedByAMessage) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  const auto id = a.completes(call, CompletionMode::message);
  ASSERT_TRUE(id) << id.error().what;
  EXPECT_TRUE(a.waits_until(call, CallState::idle, 10s));
  EXPECT_EQ(a.exchange->messages_left_for("102").size(), 1u);
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

TEST_P(OnAPbx, AnUnansweredCallLeavesAMessage) {
  b.never_answer();
  const CallId call = a.calls("102", CallState::ringback);
  const auto id = a.completes(call, CompletionMode::message);
  ASSERT_TRUE(id) << id.error().what;
  EXPECT_EQ(a.last(*id).condition, provider::CompletionCondition::no_answer);
  EXPECT_EQ(a.exchange->messages_left_for("102").size(), 1u);
}

TEST_P(OnAPbx, AMessageThatDoesNotExistIsRefused) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  EXPECT_EQ(a.completes(call, CompletionMode::message, 1).error().code, ErrorCode::bad_message_id);
}

TEST_P(OnAPbx, EachRefusedModeLeavesTheCallBusy) {
  b.be_busy();
  b.refuse_features();
  for (const auto mode : {CompletionMode::callback, CompletionMode::campon, CompletionMode::intrude, CompletionMode::message}) {
    const CallId call = a.calls("102", CallState::busy);
    const auto id = a.completes(call, mode);
    ASSERT_FALSE(id) << to_string(mode);
    EXPECT_EQ(id.error().code, ErrorCode::refused_by_network) << to_string(mode);
    EXPECT_EQ(a.state_of(call), CallState::busy);
    EXPECT_TRUE(a.off_hook());
    EXPECT_TRUE(a.drops(call));
    a.waits(3s);
  }
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

TEST_P(OnAPbx, ARefusalThatSilencesTheBusyToneEndsTheOffer) {
  b.be_busy();
  b.refuse_features();
  const CallId call = a.calls("102", CallState::busy);
  EXPECT_NE(a.line->call(call)->completion_modes, 0);
  EXPECT_FALSE(a.completes(call, CompletionMode::callback));
  EXPECT_EQ(a.line->call(call)->completion_modes, 0);
  EXPECT_EQ(a.completes(call, CompletionMode::campon).error().code, ErrorCode::completion_not_offered);
}

TEST_P(OnAPbx, TheNewestRequestTakesThePlaceOfTheOldest) {
  b.be_busy();
  c.be_busy();
  const CallId first_call = a.calls("102", CallState::busy);
  const auto first = a.completes(first_call, CompletionMode::callback);
  ASSERT_TRUE(first);
  a.waits_until(first_call, CallState::idle, k_minute);
  const CallId second_call = a.calls("103", CallState::busy);
  const auto second = a.completes(second_call, CompletionMode::callback);
  ASSERT_TRUE(second);
  EXPECT_EQ(a.last(*first).end, CompletionEnd::replaced);
  EXPECT_THAT(a.cancelled_from_outside, ElementsAre(*first));
  EXPECT_EQ(a.line->completions().size(), 1u);
  EXPECT_EQ(a.exchange->requests().size(), 1u);
}

TEST_P(OnAPbx, ACallbackIsCancelled) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id);
  EXPECT_TRUE(a.cancels(*id));
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
}

class OnAPbxThatKeepsSeveral : public testing::TestWithParam<LineEnd> {
 protected:
  User a{ends_on(GetParam(), "ericsson_md110", "4101")};
  sim::Subscriber& b = a.exchange->subscriber("4102");
  sim::Subscriber& c = a.exchange->subscriber("4103");

  CompletionId callback(std::string_view number) {
    const CallId call = a.calls(number, CallState::busy);
    const auto id = a.completes(call, CompletionMode::callback);
    EXPECT_TRUE(id) << (id ? "" : id.error().what);
    a.waits_until(call, CallState::idle, k_minute);
    return id.value_or(CompletionId{});
  }
};

TEST_P(OnAPbxThatKeepsSeveral, OneOfTwoRequestsIsCancelledByItsIdAndTheOtherIsRecalled) {
  b.be_busy();
  c.be_busy();
  const CompletionId first = callback("4102");
  const CompletionId second = callback("4103");
  EXPECT_NE(first, second);
  EXPECT_TRUE(a.cancels(first));
  ASSERT_EQ(a.exchange->requests().size(), 1u);
  EXPECT_EQ(a.exchange->requests().front().target, "4103");
  b.be_free();
  EXPECT_FALSE(a.is_offered(k_minute));
  c.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall);
  EXPECT_EQ(recall->completion, second);
  EXPECT_TRUE(a.answers(recall->id));
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, k_minute));
}

TEST_P(OnAPbxThatKeepsSeveral, EveryModeItHasCompletesACall) {
  b.be_busy();
  const CallId camped = a.calls("4102", CallState::busy);
  ASSERT_TRUE(a.completes(camped, CompletionMode::campon));
  b.be_free();
  EXPECT_TRUE(a.waits_until(camped, CallState::connected, k_minute));
  a.drops(camped);
  c.be_busy();
  const CallId intruding = a.calls("4103", CallState::busy);
  ASSERT_TRUE(a.completes(intruding, CompletionMode::intrude));
  EXPECT_TRUE(a.waits_until(intruding, CallState::connected, 10s));
}

TEST_P(OnAPbxThatKeepsSeveral, ABusyToneThatGoesOnIsARefusal) {
  b.be_busy();
  b.refuse_features();
  const CallId call = a.calls("4102", CallState::busy);
  EXPECT_EQ(a.completes(call, CompletionMode::callback).error().code, ErrorCode::refused_by_network);
  EXPECT_EQ(a.state_of(call), CallState::busy);
}

constexpr auto k_ends = [](const auto& end) { return to_string(end.param); };
INSTANTIATE_TEST_SUITE_P(OnEach, OnAPublicNetwork, testing::Values(LineEnd::modem, LineEnd::card), k_ends);
INSTANTIATE_TEST_SUITE_P(OnEach, OnAPbx, testing::Values(LineEnd::modem, LineEnd::card), k_ends);
INSTANTIATE_TEST_SUITE_P(OnEach, OnAPbxThatKeepsSeveral, testing::Values(LineEnd::modem, LineEnd::card), k_ends);

}  // namespace
}  // namespace campon::scenario
