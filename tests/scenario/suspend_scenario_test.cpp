// The machine sleeps and wakes up: what a network keeps for a while has run out meanwhile, what the line does is as it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

using provider::CompletionEnd;
using testing::IsEmpty;

class ASuspendedMachine : public testing::TestWithParam<LineEnd> {
 protected:
  CompletionId callback() {
    b.be_busy();
    const CallId call = a.calls("5550123", CallState::busy);
    const auto id = a.completes(call, CompletionMode::callback);
    EXPECT_TRUE(id) << a.trace.text;
    EXPECT_TRUE(a.waits_until(call, CallState::idle, 60s));
    a.line->close_call(call);
    return id.value_or(CompletionId{});
  }

  User a{ends_on(GetParam(), "nanp_class", "5550100")};
  sim::Subscriber& b = a.exchange->subscriber("5550123");
};

// [fault D16]
TEST_P(ASuspendedMachine, EndsOnceWhatExpiredInItsSleep) {
  const CompletionId id = callback();
  a.clock.suspend(2h);
  a.waits(60s);
  EXPECT_EQ(a.last(id).end, CompletionEnd::lifetime_over);
  EXPECT_THAT(a.line->completions(), IsEmpty());
  a.waits(3600s);
  EXPECT_THAT(a.cancelled_from_outside, testing::ElementsAre(id)) << "told once";
}

// [fault D16]
TEST_P(ASuspendedMachine, KeepsWhatHasTimeLeft) {
  const CompletionId id = callback();
  a.clock.suspend(10min);
  a.waits(60s);
  EXPECT_EQ(a.last(id).state, CompletionState::outstanding);
  a.waits(18min);
  EXPECT_EQ(a.last(id).state, CompletionState::outstanding);
  a.waits(2min);
  EXPECT_EQ(a.last(id).end, CompletionEnd::lifetime_over);
}

// [fault D16]
TEST_P(ASuspendedMachine, CountsTheTimeOfARequestFromItsAcceptance) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  CompletionId id;
  a.line->complete(call, CompletionMode::callback, 0, [&](const auto& result) { id = result.value_or(CompletionId{}); });
  a.waits(1s);
  a.clock.suspend(2h);
  a.waits(40s);
  ASSERT_EQ(a.last(id).state, CompletionState::outstanding);
  EXPECT_GT(a.line->completion(id)->deadline, a.clock.now());
}

// [fault D16]
TEST_P(ASuspendedMachine, DoesNotHurryWhatTheLineDoes) {
  b.never_answer();
  const CallId call = a.calls("5550123", CallState::ringback);
  a.clock.suspend(2h);
  a.waits(5s);
  EXPECT_EQ(a.state_of(call), CallState::ringback);
  EXPECT_TRUE(a.off_hook());
}

INSTANTIATE_TEST_SUITE_P(OnEach, ASuspendedMachine, testing::Values(LineEnd::modem, LineEnd::card),
                         [](const auto& end) { return to_string(end.param); });

}  // namespace
}  // namespace campon::scenario
