// Two of our lines that wait for the same number: what others' call completion got wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

using provider::CallReason;
using provider::CompletionEnd;
using testing::IsEmpty;
using testing::SizeIs;

Setup line(const std::string& name, const std::string& number) {
  Setup setup{"nanp_class", "nanp_class", number};
  setup.line = name;
  return setup;
}

class TwoThatWaitForOne : public testing::Test {
 protected:
  std::shared_ptr<Place> place = std::make_shared<Place>("nanp_class", 1);
  User first{place, line("line 1", "5550100")};
  User second{place, line("line 2", "5550101")};
  sim::Subscriber& b = place->exchange->subscriber("5550123");

  static CompletionId callback(User& user) {
    const CallId call = user.calls("5550123", CallState::busy);
    const auto id = user.completes(call, CompletionMode::callback);
    EXPECT_TRUE(id) << (id ? "" : id.error().what);
    EXPECT_TRUE(user.waits_until(call, CallState::idle, 60s));
    user.line->close_call(call);
    return id.value_or(CompletionId{});
  }
};

TEST_F(TwoThatWaitForOne, AreServedInTheOrderInWhichTheyAsked) {
  b.be_busy();
  callback(first);
  callback(second);
  b.be_free();
  EXPECT_TRUE(first.is_offered(60s));
  EXPECT_THAT(second.offered, IsEmpty());
}

// Asterisk 69c252c290: who did not answer blocked who came after. [fault X09; invariant I16]
TEST_F(TwoThatWaitForOne, AreNotHeldUpByOneWhoDoesNotAnswer) {
  b.be_busy();
  const CompletionId unanswered = callback(first);
  const CompletionId next = callback(second);
  b.be_free();
  ASSERT_TRUE(first.is_offered(60s));
  const auto recall = second.is_offered(300s);
  ASSERT_TRUE(recall) << place->trace.text;
  EXPECT_EQ(recall->completion, next);
  first.waits(10s);
  EXPECT_EQ(first.last(unanswered).end, CompletionEnd::recall_not_answered);
}

// [fault X08]
TEST_F(TwoThatWaitForOne, AreNotHeldUpByOneWhoTalks) {
  b.be_busy();
  const CompletionId talks = callback(first);
  callback(second);
  ASSERT_NE(first.calls("5550124", CallState::connected).value, 0u);
  b.be_free();
  EXPECT_TRUE(second.is_offered(120s)) << place->trace.text;
  EXPECT_EQ(first.last(talks).end, CompletionEnd::none) << "its request waits until it has hung up";
}

// Asterisk 8d0c1fd4: a cancel and a recall met on their way. [fault X06]
TEST_F(TwoThatWaitForOne, MayTakeBackWhatIsBeingRecalled) {
  for (auto early = 0ms; early < 8'000ms; early += 250ms) {
    b.be_busy();
    const CompletionId id = callback(first);
    first.waits(10s);
    b.be_free();
    first.waits(early);
    std::optional<env::Result> cancelled;
    first.line->uncomplete(id, [&](const env::Result& result) { cancelled = result; });
    ASSERT_TRUE(first.scheduler.run_until([&] { return cancelled.has_value(); }, 180s)) << early.count();
    first.waits(60s);
    const auto ended = std::count_if(first.completions.begin(), first.completions.end(),
                                     [&](const CompletionView& view) { return view.id == id && view.end != CompletionEnd::none; });
    EXPECT_EQ(ended, 1) << early.count() << " ms after it became free";
    EXPECT_THAT(place->exchange->requests(), IsEmpty()) << early.count();
    for (const auto& call : first.line->calls()) first.drops(call.id);
    first.waits(10s);
  }
}

}  // namespace
}  // namespace campon::scenario
