// The program is killed, and begins anew: what was promised is still there, and nothing is invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

using env::ErrorCode;
using provider::CallReason;
using provider::CompletionEnd;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Setup durable(LineEnd end, const std::string& network) {
  Setup setup = ends_on(end, network, "5550100");
  setup.durable = true;
  return setup;
}

class ADurableLine : public testing::TestWithParam<LineEnd> {
 protected:
  User a{durable(GetParam(), "nanp_class")};
  sim::Subscriber& b = a.exchange->subscriber("5550123");

  CompletionId callback(std::string_view number = "5550123") {
    const CallId call = a.calls(number, CallState::busy);
    const auto id = a.completes(call, CompletionMode::callback);
    EXPECT_TRUE(id) << (id ? "" : id.error().what);
    EXPECT_TRUE(a.waits_until(call, CallState::idle, 60s));
    a.line->close_call(call);
    return id.value_or(CompletionId{});
  }
  void restart(env::Duration away = 1s) {
    a.is_killed();
    a.waits(away);
    ASSERT_TRUE(a.starts());
  }
};

TEST_P(ADurableLine, KnowsItsRequestsAgainAndTheirRecall) {
  b.be_busy();
  const CompletionId id = callback();
  restart();
  EXPECT_THAT(a.line->completions(), SizeIs(1));
  b.be_free();
  const auto recall = a.is_offered(60s);
  ASSERT_TRUE(recall);
  EXPECT_EQ(recall->reason, CallReason::call_completion);
  EXPECT_EQ(recall->completion, id);
}

TEST_P(ADurableLine, CancelsWhatItAskedForInAnEarlierLife) {
  b.be_busy();
  const CompletionId id = callback();
  restart();
  EXPECT_TRUE(a.cancels(id));
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
}

TEST_P(ADurableLine, GivesNoIdTwice) {
  b.be_busy();
  const CompletionId first = callback();
  EXPECT_TRUE(a.cancels(first));
  restart();
  EXPECT_GT(callback().value, first.value);
}

TEST_P(ADurableLine, EndsAtTheDeadlineThatItHadBefore) {
  b.be_busy();
  const CompletionId id = callback();
  a.waits(600s);
  restart();
  a.waits(1300s);
  EXPECT_EQ(a.last(id).end, CompletionEnd::lifetime_over);
}

TEST_P(ADurableLine, ForgetsWhatExpiredWhileItWasAway) {
  b.be_busy();
  callback();
  restart(2000s);
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

TEST_P(ADurableLine, IsNotKeptAliveByAClockThatJumpsBack) {
  b.be_busy();
  callback();
  a.is_killed();
  a.clock.jump(-std::chrono::hours(24 * 365));
  ASSERT_TRUE(a.starts());
  a.waits(1810s);
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

// Killed at every moment of the request: either it was promised and is there, or nothing is left in the network.
TEST_P(ADurableLine, LeavesNothingInTheNetworkThatItDoesNotKnowWhenKilledAtAnyMoment) {
  b.be_busy();
  for (auto after = 0ms; after < 20'000ms; after += 400ms) {
    const CallId call = a.calls("5550123", CallState::busy);
    ASSERT_NE(call.value, 0u) << after.count();
    a.line->complete(call, CompletionMode::callback, 0, [](const auto&) {});
    a.waits(after);
    restart();
    a.waits(60s);
    EXPECT_EQ(a.line->completions().size(), a.exchange->requests().size()) << "killed after " << after.count() << " ms\n";
    for (const auto& view : a.line->completions()) EXPECT_TRUE(a.cancels(view.id)) << after.count();
    EXPECT_THAT(a.exchange->requests(), IsEmpty()) << after.count();
  }
}

TEST_P(ADurableLine, RefusesANewRequestBeforeTheWireWhenTheDiskRefuses) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  const std::string before = a.wire;
  a.storage.fail_nth(1);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().code, ErrorCode::storage_failed);
  EXPECT_EQ(a.wire, before) << "the exchange was not asked";
  EXPECT_EQ(a.state_of(call), CallState::busy);
}

TEST_P(ADurableLine, CancelsThoughTheDiskRefuses) {
  b.be_busy();
  const CompletionId id = callback();
  a.storage.fail_nth(1);
  EXPECT_TRUE(a.cancels(id));
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
}

TEST_P(ADurableLine, PromisesWhatAFileMadeAnewHasKept) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  std::optional<env::Expected<CompletionId>> reply;
  a.line->complete(call, CompletionMode::callback, 0, [&](env::Expected<CompletionId> result) { reply = std::move(result); });
  ASSERT_TRUE(a.scheduler.run_until([&] { return !a.exchange->requests().empty(); }, 60s));
  a.storage.fail_nth(1);
  ASSERT_TRUE(a.scheduler.run_until([&] { return reply.has_value(); }, 60s));
  ASSERT_TRUE(*reply);
  a.is_killed();
  ASSERT_TRUE(a.starts());
  EXPECT_THAT(a.line->completions(), SizeIs(1));
}

TEST_P(ADurableLine, TellsAnEndOnceThoughTheDiskRefusedIt) {
  b.be_busy();
  const CompletionId id = callback();
  a.storage.fail_nth(1);
  a.waits(1900s);
  ASSERT_EQ(a.last(id).end, CompletionEnd::lifetime_over);
  const auto told = a.completions.size();
  a.is_killed();
  ASSERT_TRUE(a.starts());
  EXPECT_EQ(a.completions.size(), told);
}

TEST_P(ADurableLine, TakesBackWhatItCouldNotPromise) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  bool asked = false;
  std::optional<env::Expected<CompletionId>> reply;
  a.line->complete(call, CompletionMode::callback, 0, [&](env::Expected<CompletionId> result) { reply = std::move(result); });
  ASSERT_TRUE(a.scheduler.run_until([&] { return asked = !a.exchange->requests().empty(); }, 60s));
  a.storage.fail_all(true);
  ASSERT_TRUE(a.scheduler.run_until([&] { return reply.has_value(); }, 60s));
  a.storage.fail_all(false);
  EXPECT_FALSE(*reply);
  a.waits(60s);
  EXPECT_THAT(a.exchange->requests(), IsEmpty()) << "nothing is left behind";
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(OnEach, ADurableLine, testing::Values(LineEnd::modem, LineEnd::card),
                         [](const auto& end) { return to_string(end.param); });

}  // namespace
}  // namespace campon::scenario
