// What may be destroyed when, and that no exception passes: the rules of service.hpp, line.hpp and call.hpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>

#include "scripted_line.hpp"

namespace campon::api_test {
namespace {

class ALifetime : public ScriptedLine {
 protected:
  // Runs as a program would, so that a handler may destroy the service.
  void run_service(env::Duration within) {
    service->run_until([] { return false; }, within);
  }
};

TEST_F(ALifetime, OfAServiceEndsInAHandlerOfItsCall) {
  const auto begun = call("5550123");
  begun->on_state([&](Call&) { service.reset(); });
  begun->connect();
  run_service(30s);
  EXPECT_EQ(service, nullptr);
  EXPECT_EQ(begun->state(), CallState::disconnected);
  run(30s);
}

TEST_F(ALifetime, OfALineEndsInItsOwnHandler) {
  auto busy = busy_call("5550123");
  bool more = false;
  line().on_completion([&](const Completion&) { service.reset(); });
  line().on_service([&](bool) { more = true; });
  busy->complete(CompletionMode::callback, [&](const Expected<Completion>&) { more = true; });
  run_service(30s);
  EXPECT_EQ(service, nullptr);
  EXPECT_FALSE(more) << "a handler was called after its line had gone";
}

TEST_F(ALifetime, OfAServiceEndsInARecall) {
  auto busy = busy_call("5550123");
  port.after("*66", hal::Confirmation{});
  busy->complete(CompletionMode::callback, {});
  run(30s);
  std::unique_ptr<Call> kept;
  line().on_recall([&](Recall recall) {
    kept = std::move(recall.call);
    service.reset();
  });
  ring_back("5550123");
  ASSERT_EQ(service, nullptr);
  EXPECT_EQ(kept->state(), CallState::disconnected);
  run(30s);
}

TEST_F(ALifetime, OfAServiceEndsWhileItCloses) {
  line().on_service([](bool) {});
  const auto begun = call("5550123");
  begun->on_state([&](Call& changed) {
    if (changed.state() == CallState::disconnected) service.reset();
  });
  begun->connect();
  run(5s);
  service->close(10s);
  EXPECT_EQ(service, nullptr);
}

TEST_F(ALifetime, OfAServiceEndsWithCallsInProgress) {
  std::vector<std::unique_ptr<Call>> kept;
  kept.push_back(call("5550123"));
  kept.push_back(call("5550124"));
  kept.front()->connect();
  run(5s);
  service.reset();
  EXPECT_EQ(kept.front()->state(), CallState::disconnected);
  for (const auto& each : kept) {
    bool told = false;
    each->connect([&](const Result&) { told = true; });
    each->disconnect();
    run(5s);
    EXPECT_FALSE(told);
  }
}

TEST_F(ALifetime, OfAServiceLetsGoWhatItsHandlersHold) {
  const auto held = std::make_shared<int>(1);
  const auto begun = call("5550123");
  begun->on_state([held](Call&) {});
  line().on_recall([held](const Recall&) {});
  line().on_completion([held](const Completion&) {});
  begun->connect();
  run(1s);
  service.reset();
  EXPECT_EQ(held.use_count(), 1);
}

TEST_F(ALifetime, OfAHandlerEndsWhenItReplacesItself) {
  int first = 0, second = 0;
  const auto begun = call("5550123");
  begun->on_state([&, alive = std::make_shared<int>(7)](Call& changed) {
    changed.on_state([&](Call&) { ++second; });
    first += *alive;
  });
  begun->connect();
  run(30s);
  EXPECT_EQ(first, 7);
  EXPECT_GT(second, 0);
}

TEST_F(ALifetime, OfACompletionIsItsOwn) {
  port.after("*66", hal::Confirmation{});
  auto busy = busy_call("5550123");
  std::optional<Completion> kept;
  busy->complete(CompletionMode::callback, [&](const Expected<Completion>& accepted) {
    if (accepted) kept = *accepted;
  });
  run(30s);
  const Completion copy = kept.value();
  const Completion moved = std::move(*kept);
  service.reset();
  moved.cancel();
  EXPECT_EQ(copy.id(), moved.id());
  EXPECT_EQ(moved.number(), "5550123");
  kept->cancel();  // moved from: whatever it says, it does no harm
}

TEST(ALongLivedObject, IsNeitherCopiedNorMoved) {
  static_assert(!std::is_copy_constructible_v<Call> && !std::is_move_constructible_v<Call>);
  static_assert(!std::is_copy_constructible_v<Line> && !std::is_move_constructible_v<Line>);
  static_assert(!std::is_copy_constructible_v<Service> && !std::is_move_constructible_v<Service>);
  static_assert(std::is_copy_constructible_v<Completion> && std::is_nothrow_destructible_v<Completion>);
}

// Every kind of handler throws, and the loop goes on.
class AThrowingHandler : public ScriptedLine {
 protected:
  void SetUp() override {
    ScriptedLine::SetUp();
    service->on_error([this](const Error& error) { thrown += error.remedy == Remedy::defect ? 1 : 0; });
  }
  [[noreturn]] static void fail() { throw std::runtime_error("a handler's own"); }

  int thrown = 0;
};

TEST_F(AThrowingHandler, OfAnOrderIsTold) {
  const auto begun = call("5550123");
  begun->connect([](const Result&) { fail(); });
  run(5s);
  EXPECT_EQ(thrown, 1);
  EXPECT_EQ(begun->state(), CallState::inprogress);
}

TEST_F(AThrowingHandler, OfACompletionIsToldAndTheCompletionStands) {
  port.after("*66", hal::Confirmation{});
  auto busy = busy_call("5550123");
  line().on_completion([](const Completion&) { fail(); });
  busy->complete(CompletionMode::callback, [](const Expected<Completion>&) { fail(); });
  run(30s);
  EXPECT_GE(thrown, 2);
  EXPECT_EQ(line().completions().size(), 1u);
}

TEST_F(AThrowingHandler, OfPostedWorkIsTold) {
  service->post([] { throw 7; });
  run(1s);
  EXPECT_EQ(thrown, 1);
}

TEST_F(AThrowingHandler, OfAnIncomingCallLetsItRingOut) {
  line().on_incoming([](const std::unique_ptr<Call>&) { fail(); });
  port.tell(hal::RingBurst{2s, std::nullopt});
  run(6s);
  EXPECT_EQ(thrown, 1);
  const auto next = call("5550124");
  EXPECT_NE(next, nullptr);
}

}  // namespace
}  // namespace campon::api_test
