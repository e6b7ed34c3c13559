// A completion without a call in hand: the code about the last number.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

using env::ErrorCode;
using provider::CallReason;
using testing::IsEmpty;

class ALineWithoutACall : public testing::TestWithParam<LineEnd> {
 protected:
  User a{ends_on(GetParam(), "nanp_class", "5550100")};
  sim::Subscriber& b = a.exchange->subscriber("5550123");

  void calls_in_vain(std::string_view number) {
    const CallId call = a.calls(number, CallState::busy);
    a.drops(call);
    a.line->close_call(call);
    a.waits(5s);
  }
};

TEST_P(ALineWithoutACall, HasItsLastNumberCompleted) {
  b.be_busy();
  calls_in_vain("5550123");
  const auto id = a.completes_without_call({"5550123"});
  ASSERT_TRUE(id) << id.error().what;
  a.waits(3s);
  EXPECT_FALSE(a.off_hook());
  b.be_free();
  const auto recall = a.is_offered(60s);
  ASSERT_TRUE(recall);
  EXPECT_EQ(recall->completion, *id);
}

TEST_P(ALineWithoutACall, HasWhateverWasCalledLastCompleted) {
  b.be_busy();
  calls_in_vain("5550123");
  const auto id = a.completes_without_call({});
  ASSERT_TRUE(id) << id.error().what;
  EXPECT_EQ(a.last(*id).number, "5550123");
}

TEST_P(ALineWithoutACall, SendsNoCodeThatWouldMeanAnotherNumber) {
  b.be_busy();
  a.exchange->subscriber("5550124").be_busy();
  calls_in_vain("5550123");
  calls_in_vain("5550124");
  EXPECT_EQ(a.completes_without_call({"5550123"}).error().code, ErrorCode::completion_not_offered);
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
}

TEST_P(ALineWithoutACall, IsCalledAtOnceWhenTheOtherHasBecomeFree) {
  b.be_busy();
  calls_in_vain("5550123");
  b.be_free();
  const auto id = a.completes_without_call({"5550123"});
  ASSERT_TRUE(id) << id.error().what;
  ASSERT_FALSE(a.offered.empty());
  const CallView call = a.offered.back();
  EXPECT_EQ(call.reason, CallReason::call_completion);
  EXPECT_TRUE(a.waits_until(call.id, CallState::connected, 60s)) << a.trace.text;
}

TEST_P(ALineWithoutACall, HearsNothingOfARefusal) {
  b.be_busy();
  calls_in_vain("5550123");
  b.refuse_features();
  EXPECT_EQ(a.completes_without_call({"5550123"}).error().code, ErrorCode::refused_by_network);
  a.waits(3s);
  EXPECT_FALSE(a.off_hook());
}

TEST_P(ALineWithoutACall, WaitsForNoCallThatIsOnTheLine) {
  b.be_busy();
  ASSERT_NE(a.calls("5550123", CallState::busy).value, 0u);
  EXPECT_EQ(a.completes_without_call({"5550123"}).error().code, ErrorCode::line_busy);
}

INSTANTIATE_TEST_SUITE_P(OnEach, ALineWithoutACall, testing::Values(LineEnd::modem, LineEnd::card),
                         [](const auto& end) { return to_string(end.param); });

}  // namespace
}  // namespace campon::scenario
