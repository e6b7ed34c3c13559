// What random lives have found, each as the shortest story that shows it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw-sim/faults/faults.hpp"
#include "provider/line/completion_states.hpp"
#include "world.hpp"

namespace campon::scenario {
namespace {

using env::ErrorCode;
using provider::CompletionCondition;
using provider::CompletionEnd;
using provider::CompletionRequest;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Setup durable(const std::string& network, const std::string& number) {
  Setup setup{network, network, number};
  setup.durable = true;
  return setup;
}

// The exchange accepts, and says nothing: nobody knows, so it is taken back. Killed in between.
TEST(AnUnknownResult, IsToldOnceThoughTheProgramIsKilledBeforeItIsTakenBack) {
  User a(durable("nanp_class", "5550100"));
  ASSERT_TRUE(a.exchange->faults().order("X02"));
  a.exchange->subscriber("5550123").be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  ASSERT_FALSE(a.completes(call, CompletionMode::callback));
  const auto told = a.completions.size();
  a.is_killed();
  ASSERT_TRUE(a.starts());
  a.waits(2min);
  EXPECT_THAT(a.completions, SizeIs(told));
  EXPECT_THAT(a.exchange->requests(), IsEmpty()) << "it is still taken back";
}

TEST(ALine, ComesBackIntoServiceThoughItsModemFailedOnceMoreWhileItWasMadeReady) {
  User a("nanp_class", "nanp_class", "5550100");
  ASSERT_TRUE(a.exchange->order_fault("5550100", "D11", 1));
  ASSERT_TRUE(a.exchange->order_fault("5550100", "D14", 2));
  const CallId call = a.calls("5550123", CallState::connected);
  a.waits(10min);
  a.line->close_call(call);
  ASSERT_TRUE(a.line->in_service()) << a.trace.text;
  EXPECT_NE(a.calls("5550123", CallState::connected), CallId{});
}

TEST(ACallThatIsBeingHungUp, IsNotCompletedAnyMore) {
  User a("nanp_class", "nanp_class", "5550100");
  a.exchange->subscriber("5550123").be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  ASSERT_NE(a.line->call(call)->completion_modes, 0);
  a.line->drop(call, nullptr);
  EXPECT_EQ(a.line->call(call)->completion_modes, 0);
  const auto asked = a.completes(call, CompletionMode::callback);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, ErrorCode::bad_state);
}

// The network said nothing, so the line is hung up; who asks once more before it is on hook asks on nothing.
TEST(ACallThatIsGivenUpAfterAnUnknownResult, IsNotCompletedAnyMore) {
  User a("nanp_class", "nanp_class", "5550100");
  a.exchange->subscriber("5550123").be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  ASSERT_TRUE(a.exchange->faults().order("X02"));
  ASSERT_FALSE(a.completes(call, CompletionMode::callback));
  ASSERT_TRUE(a.off_hook());
  EXPECT_EQ(a.line->call(call)->completion_modes, 0);
  const auto again = a.completes(call, CompletionMode::callback);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::bad_state);
  a.waits(10s);
  EXPECT_FALSE(a.off_hook());
}

// [fault X02]
TEST(ACancelThatNobodyAnswered, LeavesARequestOfWhichNobodyKnowsWhetherItStands) {
  User a("nanp_class", "nanp_class", "5550100");
  a.exchange->subscriber("5550123").be_busy();
  const auto id = a.completes(a.calls("5550123", CallState::busy), CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what;
  EXPECT_EQ(a.line->completion(*id)->acceptance, provider::Acceptance::heard);
  ASSERT_TRUE(a.exchange->faults().order("X02"));
  const auto cancelled = a.cancels(*id);
  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.error().remedy, env::Remedy::unknown);
  EXPECT_EQ(a.line->completion(*id)->state, CompletionState::outstanding);
  EXPECT_EQ(a.line->completion(*id)->acceptance, provider::Acceptance::assumed);
}

// The code that intrudes names the number, so no call is needed: the network makes one.
TEST(AnIntrusionWithoutACallInHand, BringsACall) {
  User a("alcatel_oxo", "alcatel_oxo", User::on("alcatel_oxo").number);
  const std::string other = a.another_number();
  a.exchange->subscriber(other).be_busy();
  CompletionRequest wanted{other, CompletionMode::intrude, CompletionCondition::busy, 0};
  const auto id = a.completes_without_call(wanted);
  if (!id) {
    EXPECT_EQ(id.error().code, ErrorCode::completion_not_offered) << id.error().what;
    return;
  }
  ASSERT_THAT(a.offered, SizeIs(1));
  EXPECT_EQ(a.state_of(a.offered.front().id), CallState::connected);
}

TEST(ARedialledRequest, IsNotTakenForOneThatTheNetworkRingsBackFor) {
  User a("emulated_redial", "emulated_redial", User::on("emulated_redial").number);
  const std::string other = a.another_number();
  a.exchange->subscriber(other).be_busy();
  const CallId call = a.calls(other, CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what;
  a.waits_until(call, CallState::idle, 1min);
  ASSERT_TRUE(a.exchange->call_line(User::on("emulated_redial").number, "5550999", 20s));
  ASSERT_TRUE(a.is_offered(30s));
  EXPECT_EQ(a.offered.back().completion, CompletionId{});
}

// Where the first digits close the loop, the line can ring until then.
TEST(AModemThatGoesOffHookByDialling, LetsARecallComeBeforeACallThatWasNotDialledYet) {
  User a("nanp_class", "nanp_class", "5550100", 1, "multitech_mt5634zpx", "multitech_mt5634zpx");
  ASSERT_TRUE(a.exchange->call_line("5550100", "5550123", 30s));
  a.waits(100ms);
  std::optional<env::Result> made;
  const auto call = a.line->make_call(hal::DialString::parse("5550124").value(), [&](const env::Result& result) { made = result; });
  a.waits(10s);
  const bool refused = !call || (made && !*made);
  EXPECT_TRUE(refused) << a.trace.text;
  EXPECT_THAT(a.offered, SizeIs(1)) << a.trace.text;
}

TEST(AMobileModemThatWasResetUnnoticed, MakesTheNextCallAllTheSame) {
  User a("nanp_class", "gsm_3gpp", "5550100", 1, "quectel_m95", "gsm_quectel_m95");
  a.waits(5s);
  ASSERT_TRUE(a.exchange->order_fault("5550100", "D11", 1));
  a.waits(5min);
  std::optional<env::Result> made;
  ASSERT_TRUE(a.line->make_call(hal::DialString::parse("5550123").value(), [&](const env::Result& result) { made = result; }));
  a.waits(30s);
  ASSERT_TRUE(made);
  EXPECT_TRUE(*made) << made->error().what;
}

// The network answers by announcement, which this modem does not tell; a refusal that is a tone, it does.
TEST(AModemThatTellsNoAnnouncement, TakesSilenceForOneAndSaysThatItIsAssumed) {
  User a("etsi_pstn", "etsi_pstn", User::on("etsi_pstn").number, 1, "usr_5637", "usr_5637");
  const std::string other = a.another_number();
  a.exchange->subscriber(other).be_busy();
  const CallId call = a.calls(other, CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what << "\n" << a.trace.text;
  EXPECT_EQ(a.line->completion(*id)->acceptance, provider::Acceptance::assumed);
  EXPECT_THAT(a.exchange->requests(), SizeIs(1));
}

// Who answered has hung up before this modem could tell; the exchange gives dial tone again.
TEST(ARecallWhoseOtherPartyHasGone, EndsWithTheDialToneThatFollows) {
  User a("toshiba_strata", "toshiba_strata", User::on("toshiba_strata").number, 1, "elsa_ml_56k", "elsa_ml_56k");
  const std::string other = a.another_number();
  sim::Subscriber& b = a.exchange->subscriber(other);
  b.be_busy();
  const CallId call = a.calls(other, CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what;
  a.line->close_call(call);
  b.be_free();
  b.answer_after_rings(1);
  b.hang_up_after(20s);
  const auto offered = a.is_offered(1min);
  ASSERT_TRUE(offered);
  ASSERT_TRUE(a.answers(offered->id));
  a.waits(32s);
  EXPECT_TRUE(provider::is_terminal(a.last(*id).state)) << a.trace.text;
  EXPECT_FALSE(a.off_hook());
}

}  // namespace
}  // namespace campon::scenario
