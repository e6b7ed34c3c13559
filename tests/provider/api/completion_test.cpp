// Completions and recalls of the C++ API.
#include <gtest/gtest.h>

#include "scripted_line.hpp"

namespace campon::api_test {
namespace {

class ACompletion : public ScriptedLine {
 protected:
  // A callback that the network has accepted.
  Completion accepted(const std::string& number) {
    port.after("*66", hal::Confirmation{});
    busy = busy_call(number);
    std::optional<Completion> made;
    busy->complete(CompletionMode::callback, [&](Expected<Completion> reply) { made = std::move(reply).value(); });
    run(30s);
    return made.value();
  }
  std::unique_ptr<Call> busy;
};

TEST_F(ACompletion, IsOutstandingWhenTheNetworkConfirms) {
  const auto completion = accepted("5550123");
  EXPECT_NE(completion.id(), 0u);
  EXPECT_EQ(line().completion(completion.id())->state(), CompletionState::outstanding);
}

TEST_F(ACompletion, KnowsWhatItsAcceptanceRestsOn) {
  const auto completion = accepted("5550123");
  EXPECT_EQ(completion.acceptance(), Acceptance::heard);
  EXPECT_EQ(completion.number(), "5550123");
}

TEST_F(ACompletion, IsListedOnItsLine) {
  const auto completion = accepted("5550123");
  ASSERT_EQ(line().completions().size(), 1u);
  EXPECT_EQ(line().completions().front().id(), completion.id());
}

TEST_F(ACompletion, ByCallbackEndsTheCall) {
  accepted("5550123");
  EXPECT_EQ(busy->state(), CallState::disconnected);
  EXPECT_EQ(busy->cause(), CallCause::busy);
}

TEST_F(ACompletion, SurvivesItsCall) {
  const auto completion = accepted("5550123");
  busy.reset();
  run(1min);
  EXPECT_EQ(line().completion(completion.id())->state(), CompletionState::outstanding);
}

TEST_F(ACompletion, ThatIsRefusedLeavesNothingOutstanding) {
  port.after("*66", hal::Reorder{});
  busy = busy_call("5550123");
  std::optional<Error> why;
  busy->complete(CompletionMode::callback, [&](Expected<Completion> reply) { why = reply.error(); });
  run(30s);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->remedy, Remedy::refused);
  EXPECT_TRUE(line().completions().empty());
}

TEST_F(ACompletion, OfAModeThatTheNetworkLacksIsMisuse) {
  busy = busy_call("5550123");
  std::optional<Error> why;
  busy->complete(CompletionMode::intrude, [&](Expected<Completion> reply) { why = reply.error(); });
  run(5s);
  ASSERT_TRUE(why);
  EXPECT_EQ(code_name(*why), "LINEERR_INVALCALLCOMPLMODE");
  EXPECT_TRUE(busy->busy());
}

TEST_F(ACompletion, OfAnIdleCallIsRefused) {
  std::optional<Error> why;
  const auto idle = call("5550123");
  idle->complete(CompletionMode::callback, [&](Expected<Completion> reply) { why = reply.error(); });
  run(1s);
  ASSERT_TRUE(why);
  EXPECT_EQ(code_name(*why), "LINEERR_INVALCALLSTATE");
}

TEST_F(ACompletion, IsCancelledByItsId) {
  port.after("*86", hal::Confirmation{});
  const auto completion = accepted("5550123");
  std::optional<Result> reply;
  completion.cancel([&](Result result) { reply = std::move(result); });
  run(1min);
  ASSERT_TRUE(reply && *reply);
  EXPECT_TRUE(line().completions().empty());
}

TEST_F(ACompletion, ThatIsCancelledTwiceIsUnknown) {
  port.after("*86", hal::Confirmation{});
  const auto completion = accepted("5550123");
  completion.cancel();
  run(30s);
  std::optional<Error> why;
  completion.cancel([&](const Result& result) { why = result.error(); });
  run(5s);
  ASSERT_TRUE(why);
  EXPECT_EQ(code_name(*why), "LINEERR_INVALCOMPLETIONID");
}

TEST_F(ACompletion, OutlivesItsService) {
  const auto completion = accepted("5550123");
  service.reset();
  bool told = false;
  completion.cancel([&](const Result&) { told = true; });
  run(10s);
  EXPECT_FALSE(told);
}

TEST_F(ACompletion, TellsItsEndOnce) {
  const auto completion = accepted("5550123");
  int ends = 0;
  line().on_completion([&](const Completion& changed) { ends += changed.over() ? 1 : 0; });
  run(60min);
  EXPECT_EQ(ends, 1);
  EXPECT_TRUE(line().completions().empty());
}

class ARecall : public ACompletion {};

TEST_F(ARecall, CarriesTheIdOfItsCompletion) {
  const auto completion = accepted("5550123");
  std::optional<Recall> recall;
  line().on_recall([&](Recall told) { recall = std::move(told); });
  ring_back("5550123");
  ASSERT_TRUE(recall);
  EXPECT_EQ(recall->completion, completion.id());
  EXPECT_EQ(recall->call->completion_id(), completion.id());
  EXPECT_EQ(recall->call->reason(), CallReason::call_completion);
}

TEST_F(ARecall, SaysWhyItIsTakenForOne) {
  accepted("5550123");
  std::string verdict;
  line().on_recall([&](const Recall& told) { verdict = told.verdict; });
  ring_back("5550123");
  EXPECT_FALSE(verdict.empty());
}

TEST_F(ARecall, ConnectsWhenTheOtherPartyAnswers) {
  accepted("5550123");
  std::unique_ptr<Call> call;
  line().on_recall([&](Recall told) { call = std::move(told.call); });
  ring_back("5550123");
  ASSERT_NE(call, nullptr);
  call->answer();
  run(2s);
  port.tell(hal::Voice{});
  run(2s);
  EXPECT_EQ(call->state(), CallState::connected);
}

TEST_F(ARecall, ComesAsAnIncomingCallWhereNobodyListensForRecalls) {
  const auto completion = accepted("5550123");
  std::unique_ptr<Call> call;
  line().on_incoming([&](std::unique_ptr<Call> offered) { call = std::move(offered); });
  ring_back("5550123");
  ASSERT_NE(call, nullptr);
  EXPECT_EQ(call->completion_id(), completion.id());
}

TEST_F(ARecall, IsNotWhatAStrangerRings) {
  accepted("5550123");
  bool recalled = false;
  std::unique_ptr<Call> stranger;
  line().on_recall([&](const Recall&) { recalled = true; });
  line().on_incoming([&](std::unique_ptr<Call> offered) { stranger = std::move(offered); });
  port.tell(hal::RingBurst{2s, std::nullopt});
  hal::CallerId from;
  from.number = "5559999";
  from.presentation = hal::Presentation::available;
  port.tell(hal::CallerIdReceived{from});
  run(4s);
  port.tell(hal::RingBurst{2s, 4s});
  run(5s);
  EXPECT_FALSE(recalled);
  ASSERT_NE(stranger, nullptr);
  EXPECT_FALSE(stranger->completion_id());
  EXPECT_EQ(stranger->caller().number, "5559999");
}

class AService : public ScriptedLine {};

TEST_F(AService, FindsItsLinesByName) {
  EXPECT_EQ(service->line("line 1"), &line());
  EXPECT_EQ(service->line("line 2"), nullptr);
}

TEST_F(AService, ClosesWithEveryLineOnHook) {
  const auto begun = call("5550123");
  begun->connect();
  run(5s);
  EXPECT_TRUE(service->close(10s));
  EXPECT_FALSE(port.off_hook);
  EXPECT_EQ(begun->state(), CallState::disconnected);
}

TEST_F(AService, RunsUntilItIsStopped) {
  bool posted = false;
  service->post([&] {
    posted = true;
    service->stop();
  });
  service->run();
  EXPECT_TRUE(posted);
}

}  // namespace
}  // namespace campon::api_test
