// The public C++ API over the whole stack: provider, hal, driver, the bytes, a modem and an exchange, in virtual time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "apps/campon/stand/stand.hpp"
#include "hal/env/virtual_scheduler.hpp"

namespace campon::cli {
namespace {

using namespace std::chrono_literals;

class AProgram : public ::testing::Test {
 protected:
  void plug_in(const std::string& network) {
    auto stand = simulated({network, network, {}, {}}, {}, {time, rng, clock, trace}).value();
    exchange = &stand->simulator();
    auto& line = stand->line();
    service = make_service({loop, {&line}, std::move(stand)});
    service->lines().front()->open();
    ASSERT_TRUE(service->run_until([this] { return line_().in_service(); }, 30s));
  }
  Line& line_() { return *service->lines().front(); }
  std::unique_ptr<Call> calls_busy(const std::string& number) {
    exchange->subscriber(number).be_busy();
    auto call = std::move(line_().call(number)).value();
    call->connect();
    EXPECT_TRUE(service->run_until([&] { return call->busy(); }, 1min));
    return call;
  }
  Expected<Completion> completes(Call& call, CompletionMode mode) {
    std::optional<Expected<Completion>> reply;
    call.complete(mode, [&](Expected<Completion> told) { reply = std::move(told); });
    EXPECT_TRUE(service->run_until([&] { return reply.has_value(); }, 1min));
    return reply.value();
  }
  Completion calls_back(const std::string& number) {
    auto call = calls_busy(number);
    auto completion = completes(*call, CompletionMode::callback).value();
    service->run_until([&] { return call->state() == CallState::disconnected; }, 10s);
    return completion;
  }
  Recall is_recalled() {
    std::optional<Recall> recall;
    line_().on_recall([&](Recall told) { recall = std::move(told); });
    EXPECT_TRUE(service->run_until([&] { return recall.has_value(); }, 5min));
    line_().on_recall({});
    return std::move(recall).value();
  }

  env::VirtualScheduler time;
  env::SeededRng rng{1};
  env::VirtualWallClock clock{time, env::WallTime{}};
  env::NullTrace trace;
  LoopOver<env::VirtualScheduler> loop{time};
  sim::Simulator* exchange = nullptr;
  std::unique_ptr<Service> service;
};

TEST_F(AProgram, IsConnectedByTheRecallOfItsCallback) {
  plug_in("nanp_class");
  const auto completion = calls_back("5550123");
  exchange->subscriber("5550123").be_free();
  const auto recall = is_recalled();
  EXPECT_EQ(recall.completion, completion.id());
  recall.call->answer();
  EXPECT_TRUE(service->run_until([&] { return recall.call->state() == CallState::connected; }, 1min));
  EXPECT_EQ(exchange->lines().front().talks_to, "5550123");
}

TEST_F(AProgram, KeepsSeveralCallbacksApart) {
  plug_in("nanp_class");
  const auto first = calls_back("5550123");
  const auto second = calls_back("5550124");
  EXPECT_NE(first.id(), second.id());
  EXPECT_EQ(line_().completions().size(), 2u);
}

TEST_F(AProgram, IsToldWhenTheNetworkKeepsNoMore) {
  plug_in("nanp_class");
  for (std::size_t i = 0; i < line_().max_completions(); ++i) calls_back("555012" + std::to_string(i));
  const auto call = calls_busy("5550199");
  const auto refused = completes(*call, CompletionMode::callback);
  ASSERT_FALSE(refused);
  EXPECT_EQ(code_name(refused.error()), "LINEERR_COMPLETIONOVERRUN");
  EXPECT_TRUE(call->busy());
  EXPECT_EQ(line_().completions().size(), line_().max_completions());
}

TEST_F(AProgram, WhoseCallbackIsRefusedHasABusyCallStill) {
  plug_in("panasonic_kx_tda");
  exchange->subscriber("102").refuse_features();
  const auto call = calls_busy("102");
  const auto refused = completes(*call, CompletionMode::callback);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::refused);
  EXPECT_TRUE(line_().completions().empty());
}

TEST_F(AProgram, CampsOnUntilTheOtherIsFree) {
  plug_in("panasonic_kx_tda");
  const auto call = calls_busy("102");
  ASSERT_TRUE(completes(*call, CompletionMode::campon));
  EXPECT_EQ(call->state(), CallState::queued);
  exchange->subscriber("102").be_free();
  EXPECT_TRUE(service->run_until([&] { return call->state() == CallState::connected; }, 1min));
}

TEST_F(AProgram, IntrudesIntoAConversation) {
  plug_in("panasonic_kx_tda");
  const auto call = calls_busy("102");
  ASSERT_TRUE(completes(*call, CompletionMode::intrude));
  EXPECT_TRUE(service->run_until([&] { return call->state() == CallState::connected; }, 10s));
}

TEST_F(AProgram, LeavesAMessage) {
  plug_in("panasonic_kx_tda");
  const auto call = calls_busy("102");
  const auto completion = completes(*call, CompletionMode::message);
  ASSERT_TRUE(completion);
  EXPECT_EQ(completion->end(), CompletionEnd::carried_out);
  EXPECT_EQ(exchange->messages_left_for("102").size(), 1u);
}

TEST_F(AProgram, ThatEndsLeavesTheLineOnHook) {
  plug_in("nanp_class");
  const auto call = calls_busy("5550123");
  EXPECT_TRUE(service->close(10s));
  EXPECT_FALSE(exchange->lines().front().off_hook);
}

}  // namespace
}  // namespace campon::cli
