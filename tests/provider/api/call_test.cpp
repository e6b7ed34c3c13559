// Calls of the C++ API: TAPI 3's states over a line.
#include <gtest/gtest.h>

#include "scripted_line.hpp"

namespace campon::api_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ACall : public ScriptedLine {};

TEST_F(ACall, IsIdleAndDialsNothingBeforeConnect) {
  const auto idle = call("5550123");
  run(30s);
  EXPECT_EQ(idle->state(), CallState::idle);
  EXPECT_TRUE(port.dialled.empty());
}

TEST_F(ACall, DialsOnConnect) {
  const auto begun = call("5550123");
  begun->connect();
  run(5s);
  EXPECT_THAT(port.dialled, ElementsAre("5550123"));
  EXPECT_EQ(begun->state(), CallState::inprogress);
}

TEST_F(ACall, TellsItsStatesInOrder) {
  port.after("5550123", hal::Answered{});
  std::vector<CallState> states;
  const auto begun = call("5550123");
  begun->on_state([&](Call& changed) { states.push_back(changed.state()); });
  begun->connect();
  run(20s);
  EXPECT_EQ(states.front(), CallState::inprogress);
  EXPECT_EQ(states.back(), CallState::connected);
}

TEST_F(ACall, ThatIsBusyStaysInProgressAndOffHook) {
  const auto busy = busy_call("5550123");
  EXPECT_EQ(busy->state(), CallState::inprogress);
  EXPECT_TRUE(busy->busy());
  EXPECT_TRUE(port.off_hook);
  EXPECT_EQ(busy->cause(), CallCause::busy);
}

TEST_F(ACall, ThatIsBusyOffersWhatTheNetworkCanDo) {
  EXPECT_THAT(busy_call("5550123")->completion_modes(), ElementsAre(CompletionMode::callback));
}

TEST_F(ACall, ThatWasBusyIsDisconnectedForThatReason) {
  const auto busy = busy_call("5550123");
  busy->disconnect();
  run(5s);
  EXPECT_EQ(busy->state(), CallState::disconnected);
  EXPECT_EQ(busy->cause(), CallCause::busy);
  EXPECT_FALSE(port.off_hook);
}

TEST_F(ACall, WithoutDialToneFailsAndSaysWhy) {
  port.dial_tone = false;
  std::optional<Error> why;
  const auto begun = call("5550123");
  begun->connect([&](const Result& result) { why = result.error(); });
  run(30s);
  EXPECT_EQ(begun->state(), CallState::disconnected);
  EXPECT_EQ(begun->cause(), CallCause::failed);
  ASSERT_TRUE(why && begun->error());
  EXPECT_EQ(why->what, begun->error()->what);
}

TEST_F(ACall, CannotBeConnectedTwice) {
  std::optional<Error> why;
  const auto begun = call("5550123");
  begun->connect();
  begun->connect([&](const Result& result) { why = result.error(); });
  run(5s);
  ASSERT_TRUE(why);
  EXPECT_EQ(code_name(*why), "LINEERR_INVALCALLSTATE");
  EXPECT_EQ(port.dialled.size(), 1u);
}

TEST_F(ACall, ThatFindsTheLineTakenStaysIdle) {
  std::optional<Error> why;
  const auto first = call("5550123");
  const auto second = call("5550124");
  first->connect();
  second->connect([&](const Result& result) { why = result.error(); });
  run(5s);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->remedy, Remedy::later);
  EXPECT_EQ(second->state(), CallState::idle);
}

TEST_F(ACall, HangsUpWhenItIsDestroyed) {
  auto begun = call("5550123");
  begun->connect();
  run(5s);
  begun.reset();
  run(5s);
  EXPECT_FALSE(port.off_hook);
}

TEST_F(ACall, MayBeDestroyedByItsOwnHandler) {
  port.after("5550123", hal::Busy{});
  auto begun = call("5550123");
  begun->on_state([&](Call& changed) {
    if (changed.busy()) begun.reset();
  });
  begun->connect();
  run(30s);
  EXPECT_EQ(begun, nullptr);
  EXPECT_FALSE(port.off_hook);
}

TEST_F(ACall, CallsNoHandlerAfterItIsDestroyed) {
  bool told = false;
  auto begun = call("5550123");
  begun->connect([&](const Result&) { told = true; });
  begun.reset();
  run(30s);
  EXPECT_FALSE(told);
}

TEST_F(ACall, NeverEndsAnOrderInsideTheOrder) {
  bool told = false;
  const auto idle = call("5550123");
  idle->answer([&](const Result&) { told = true; });
  EXPECT_FALSE(told);
  run(1s);
  EXPECT_TRUE(told);
}

TEST_F(ACall, OutlivesItsService) {
  const auto begun = call("5550123");
  begun->connect();
  run(5s);
  service.reset();
  begun->disconnect();
  EXPECT_EQ(begun->state(), CallState::disconnected);
}

TEST_F(ACall, InAnAnnouncementLetsTheLineGo) {
  port.after("5550123", hal::Sit{hal::SitClass::vacant_code});
  const auto begun = call("5550123");
  begun->connect();
  run(30s);
  EXPECT_EQ(begun->cause(), CallCause::bad_address);
  EXPECT_FALSE(port.off_hook);
}

class AnIncomingCall : public ScriptedLine {};

TEST_F(AnIncomingCall, IsOfferedAndAnswered) {
  std::unique_ptr<Call> offered;
  line().on_incoming([&](std::unique_ptr<Call> call) { offered = std::move(call); });
  for (int burst = 0; burst < 3; ++burst) {
    port.tell(hal::RingBurst{2s, burst == 0 ? std::nullopt : std::optional<env::Duration>(4s)});
    run(6s);
  }
  ASSERT_NE(offered, nullptr);
  EXPECT_EQ(offered->state(), CallState::offering);
  port.tell(hal::RingBurst{2s, 4s});
  offered->answer();
  run(2s);
  EXPECT_EQ(offered->state(), CallState::connected);
}

TEST_F(AnIncomingCall, WithoutAHandlerRingsOut) {
  port.tell(hal::RingBurst{2s, std::nullopt});
  run(60s);
  EXPECT_FALSE(port.off_hook);
}

class ADialString : public ScriptedLine, public ::testing::WithParamInterface<std::string> {};

TEST_P(ADialString, ThatIsNotDialableIsRefusedBeforeAnythingIsDialled) {
  const auto refused = line().call(GetParam());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::misuse);
  EXPECT_TRUE(port.dialled.empty());
}
INSTANTIATE_TEST_SUITE_P(Hostile, ADialString,
                         ::testing::Values("", "555\r0123", "555\n0123", "5550123;", "A/", "555!", "555$", "+1555", "5550123\x80"));

class AnError : public ScriptedLine {};

TEST_F(AnError, OfAnOrderWithoutHandlerGoesToTheService) {
  std::optional<Error> told;
  service->on_error([&](const Error& error) { told = error; });
  const auto idle = call("5550123");
  idle->answer();
  run(1s);
  ASSERT_TRUE(told);
  EXPECT_THAT(told->what, HasSubstr("5550123"));
}

TEST_F(AnError, IsWhatBecomesOfAnExceptionInAHandler) {
  std::optional<Error> told;
  service->on_error([&](const Error& error) { told = error; });
  const auto begun = call("5550123");
  begun->on_state([](Call&) { throw std::runtime_error("oh\n"); });
  begun->connect();
  run(2s);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->remedy, Remedy::defect);
  EXPECT_THAT(told->what, HasSubstr("oh\\x0A"));
}

TEST_F(AnError, HandlerThatThrowsHarmsNobody) {
  service->on_error([](const Error&) { throw std::runtime_error("again"); });
  const auto idle = call("5550123");
  idle->answer();
  run(1s);
  EXPECT_EQ(idle->state(), CallState::idle);
}

}  // namespace
}  // namespace campon::api_test
