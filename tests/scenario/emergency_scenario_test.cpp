// A machine never calls an emergency number, and a human always can.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

using env::ErrorCode;

class AnEmergencyCall : public testing::TestWithParam<LineEnd> {
 protected:
  User a{ends_on(GetParam(), "nanp_class", "5550100")};
  sim::Subscriber& b = a.exchange->subscriber("5550123");

  // The call that leads there, whatever it goes through on its way.
  bool reaches_the_desk() {
    const auto call = a.line->make_call(hal::DialString::parse("911").value(), nullptr);
    if (!call) ADD_FAILURE() << call.error().what;
    return a.scheduler.run_until([&] { return a.exchange->emergency_calls() == 1; }, 30s);
  }
};

TEST_P(AnEmergencyCall, GoesBeforeACancelThatRuns) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id);
  a.waits(10s);
  a.line->uncomplete(*id, nullptr);
  a.waits(2s);
  EXPECT_TRUE(reaches_the_desk()) << a.trace.text;
}

TEST_P(AnEmergencyCall, GoesBeforeARingOnTheLine) {
  ASSERT_TRUE(a.exchange->call_line("5550100", "5550177", 60s));
  ASSERT_TRUE(a.is_offered(60s));
  EXPECT_TRUE(reaches_the_desk()) << a.trace.text;
}

TEST_P(AnEmergencyCall, GoesBeforeABusyCall) {
  b.be_busy();
  ASSERT_NE(a.calls("5550123", CallState::busy).value, 0u);
  EXPECT_TRUE(reaches_the_desk()) << a.trace.text;
}

TEST_P(AnEmergencyCall, GoesBeforeARequestThatIsBeingMade) {
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  a.line->complete(call, CompletionMode::callback, 0, [](const auto&) {});
  a.waits(3s);
  EXPECT_TRUE(reaches_the_desk()) << a.trace.text;
}

TEST_P(AnEmergencyCall, DoesNotEndAConversation) {
  ASSERT_NE(a.calls("5550124", CallState::connected).value, 0u);
  const auto call = a.line->make_call(hal::DialString::parse("911").value(), nullptr);
  ASSERT_FALSE(call);
  EXPECT_EQ(call.error().code, ErrorCode::line_busy);
}

TEST_P(AnEmergencyCall, IsNeverCompletedByAMachine) {
  a.exchange->subscriber("911").be_busy();
  const CallId call = a.calls("911", CallState::busy);
  EXPECT_EQ(a.completes(call, CompletionMode::callback).error().code, ErrorCode::emergency_number);
  a.drops(call);
  a.waits(10s);
  EXPECT_EQ(a.completes_without_call({"911"}).error().code, ErrorCode::emergency_number);
}

INSTANTIATE_TEST_SUITE_P(OnEach, AnEmergencyCall, testing::Values(LineEnd::modem, LineEnd::card),
                         [](const auto& end) { return to_string(end.param); });

}  // namespace
}  // namespace campon::scenario
