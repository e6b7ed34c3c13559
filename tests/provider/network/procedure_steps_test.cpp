// Each step of the language, run.
#include <gtest/gtest.h>

#include <variant>

#include "provider/network/procedure_run.hpp"

namespace campon::provider {
namespace {

using namespace std::chrono_literals;
using hal::ServiceKind;

constexpr std::string_view k_head = R"(
[network]
name = "steps"
title = "Steps"
kind = "gsm"
region = "world"
confidence = "known"
source = "made for this test"
max_outstanding = 5
lifetime = "45min"
messages = ["Please call back"]
[codes]
callback = "*5"
[[completion]]
mode = "callback"
on = "busy"
steps = [
)";

NetworkProfile with_steps(std::string_view steps) {
  return parse_network_profile(std::string(k_head) + std::string(steps) + "]\n", "steps.toml").value();
}

class ARun {
 public:
  explicit ARun(std::string_view steps) : profile_(with_steps(steps)) {}

  template <class Order>
  Order order() {
    const auto next = run.next_order(now);
    EXPECT_TRUE(next && std::holds_alternative<Order>(*next));
    return next ? std::get<Order>(*next) : Order{};
  }
  template <class Order>
  void carry_out() {
    order<Order>();
    run.order_ended({}, now);
  }
  hal::ServiceOrder asked() { return order<hal::ServiceOrder>(); }
  void network_says(bool granted, std::vector<hal::ServiceEntry> entries = {}) {
    run.service_ended(hal::ServiceReport{granted, granted ? "OK" : "operator determined barring", std::move(entries)}, now);
  }
  void fails(env::Remedy remedy) { run.service_ended(env::fail(env::ErrorCode::device_refused, remedy, "ERROR"), now); }
  void hears(hal::LineFact fact) { run.heard({now, hal::Evidence::protocol, std::move(fact)}); }
  void passes(env::Duration time) {
    now += time;
    run.tick(now);
  }
  bool idle() { return !run.next_order(now); }

 private:
  NetworkProfile profile_;

 public:
  env::Time now{};
  ProcedureRun run{profile_.procedures.front().procedure, "0701234567", "Please call back"};
};

TEST(ADoubleFlash, IsFlashWaitFlash) {
  ARun a("{ flash = true }, { wait = \"1s\" }, { flash = \"250ms\" }");
  EXPECT_EQ(a.order<Flash>().length, env::Duration::zero());
  a.run.order_ended({}, a.now);
  EXPECT_EQ(a.order<Wait>().length, 1s);
  a.run.order_ended({}, a.now);
  EXPECT_EQ(a.order<Flash>().length, 250ms);
  a.run.order_ended({}, a.now);
  EXPECT_EQ(a.run.end(), RunEnd::accepted);
}

TEST(AnAdministeredCode, IsSent) {
  ARun a("{ send = \"{code:callback}#{number}\" }");
  EXPECT_EQ(a.order<SendDigits>().digits, "*5#0701234567");
}

constexpr const char* k_deaf =
    "{ send = \"5\" }, { acknowledge = \"4s\", deaf = \"1s\", yes = [\"confirmation\"], no = [\"busy\"], silence = \"yes\" }";

TEST(AStepThatIsDeafAtFirst, DoesNotTakeTheOldBusyToneForARefusal) {
  ARun a(k_deaf);
  a.carry_out<SendDigits>();
  a.passes(500ms);
  a.hears(hal::Busy{});
  EXPECT_EQ(a.run.end(), RunEnd::running);
  a.hears(hal::Confirmation{});
  EXPECT_EQ(a.run.end(), RunEnd::accepted);
}

TEST(AStepThatIsDeafAtFirst, HearsTheBusyToneGoOn) {
  ARun a(k_deaf);
  a.carry_out<SendDigits>();
  a.passes(1s);
  a.hears(hal::Busy{});
  EXPECT_EQ(a.run.end(), RunEnd::refused);
}

TEST(AStepThatIsDeafAtFirst, DoesNotKnowAfterABusyToneThatWasToldOnce) {
  ARun a(k_deaf);
  a.carry_out<SendDigits>();
  a.hears(hal::Busy{});
  a.passes(4s);
  EXPECT_EQ(a.run.end(), RunEnd::unknown);
}

constexpr const char* k_spoken =
    "{ send = \"5\" }, { acknowledge = \"8s\", deaf = \"1s\", yes = [\"voice\"], no = [\"reorder\"], silence = \"unknown\" }";

TEST(AnAnnouncement, IsAssumedToBeAYesWhenNothingFollows) {
  ARun a(k_spoken);
  a.carry_out<SendDigits>();
  EXPECT_TRUE(a.idle());
  a.hears(hal::Voice{});
  EXPECT_EQ(a.run.end(), RunEnd::running);
  a.passes(8s);
  EXPECT_EQ(a.run.end(), RunEnd::accepted);
  EXPECT_EQ(a.run.acceptance(), Acceptance::assumed);
}

TEST(AnAnnouncement, IsARefusalWhenAToneFollows) {
  ARun a(k_spoken);
  a.carry_out<SendDigits>();
  EXPECT_TRUE(a.idle());
  a.hears(hal::Voice{});
  a.passes(2s);
  a.hears(hal::Reorder{});
  EXPECT_EQ(a.run.end(), RunEnd::refused);
}

TEST(AStepThatIsDeafAtFirst, TakesSilenceAloneForAYes) {
  ARun a(k_deaf);
  a.carry_out<SendDigits>();
  a.passes(4s);
  EXPECT_EQ(a.run.end(), RunEnd::accepted);
  EXPECT_EQ(a.run.acceptance(), Acceptance::assumed);
}

TEST(WaitingOnTheLine, IsRefusedBySilence) {
  ARun a("{ acknowledge = \"10s\", yes = [\"ringback\"], silence = \"no\" }");
  EXPECT_TRUE(a.idle());
  a.passes(10s);
  EXPECT_EQ(a.run.end(), RunEnd::refused);
  EXPECT_FALSE(a.run.has_sent());
}

constexpr const char* k_guided =
    "{ send = \"159\" }, { acknowledge = \"10s\", yes = [\"voice\"], silence = \"unknown\" }, { send = \"1\" },"
    "{ acknowledge = \"10s\", yes = [\"voice\"], no = [\"reorder\"], silence = \"unknown\" }, { hang_up = \"0s\" }";

TEST(AGuidance, IsNoAcceptanceYet) {
  ARun a(k_guided);
  a.carry_out<SendDigits>();
  EXPECT_TRUE(a.idle());
  a.hears(hal::Voice{});
  EXPECT_EQ(a.run.acceptance(), Acceptance::none);
  a.carry_out<SendDigits>();
  a.hears(hal::Reorder{});
  EXPECT_EQ(a.run.end(), RunEnd::refused);
}

TEST(AGuidance, LeavesTheResultOpenWhenTheDeviceFailsAfterIt) {
  ARun a(k_guided);
  a.carry_out<SendDigits>();
  a.hears(hal::Voice{});
  a.order<SendDigits>();
  a.run.order_ended(env::fail(env::ErrorCode::device_missing, env::Remedy::gone, "unplugged"), a.now);
  EXPECT_EQ(a.run.end(), RunEnd::unknown);
}

TEST(AService, IsAcceptedByTheNetworksYes) {
  ARun a("{ service = \"request_completion\" }");
  EXPECT_EQ(a.asked().kind, ServiceKind::request_completion);
  EXPECT_TRUE(a.run.has_sent());
  a.network_says(true);
  EXPECT_EQ(a.run.end(), RunEnd::accepted);
  EXPECT_EQ(a.run.acceptance(), Acceptance::reported);
  EXPECT_EQ(a.run.why(), "OK");
  EXPECT_FALSE(a.run.decided_by());
}

TEST(AService, IsRefusedByTheNetworksNo) {
  ARun a("{ service = \"request_completion\" }");
  a.asked();
  a.network_says(false);
  EXPECT_EQ(a.run.end(), RunEnd::refused);
  EXPECT_EQ(a.run.why(), "operator determined barring");
}

TEST(AService, IsUnknownWhenItIsNotKnownWhetherItWasSent) {
  ARun a("{ service = \"request_completion\" }");
  a.asked();
  a.fails(env::Remedy::unknown);
  EXPECT_EQ(a.run.end(), RunEnd::unknown);
  EXPECT_TRUE(a.run.has_sent());
}

TEST(AService, HasFailedWhenTheDeviceDoesNotHaveIt) {
  ARun a("{ service = \"request_completion\" }");
  a.asked();
  a.fails(env::Remedy::unsupported);
  EXPECT_EQ(a.run.end(), RunEnd::failed);
  EXPECT_FALSE(a.run.has_sent());
  EXPECT_EQ(a.run.error().remedy, env::Remedy::unsupported);
}

TEST(AService, SendsTheMessageToTheNumber) {
  ARun a("{ service = \"send_message\" }");
  const auto order = a.asked();
  EXPECT_EQ(order.number, "0701234567");
  EXPECT_EQ(order.text, "Please call back");
}

constexpr const char* k_cancel_one = "{ service = \"query_completions\" }, { service = \"cancel_completion\" }";

TEST(ACancelByIndex, TakesTheIndexThatTheNetworkListsForTheNumber) {
  ARun a(k_cancel_one);
  EXPECT_EQ(a.asked().kind, ServiceKind::query_completions);
  EXPECT_FALSE(a.run.has_sent());
  a.network_says(true, {{1, "+46709999999"}, {3, "+46701234567"}});
  const auto cancel = a.asked();
  EXPECT_EQ(cancel.kind, ServiceKind::cancel_completion);
  EXPECT_EQ(cancel.index, 3u);
  a.network_says(true);
  EXPECT_EQ(a.run.end(), RunEnd::accepted);
}

TEST(ACancelByIndex, IsRefusedWhenTheNetworkListsNoSuchRequest) {
  ARun a(k_cancel_one);
  a.asked();
  a.network_says(true, {{1, "+46709999999"}});
  EXPECT_EQ(a.run.end(), RunEnd::refused);
  EXPECT_FALSE(a.run.has_sent());
}

TEST(ACancelByIndex, IsUnknownWhenTheNetworkDoesNotAnswer) {
  ARun a(k_cancel_one);
  a.asked();
  a.network_says(true, {{2, "0701234567"}});
  a.asked();
  a.fails(env::Remedy::unknown);
  EXPECT_EQ(a.run.end(), RunEnd::unknown);
}

TEST(AnIndex, IsSentWhereDigitsCancel) {
  ARun a("{ service = \"query_completions\" }, { send = \"#37*{index}#\" }");
  a.asked();
  a.network_says(true, {{4, "0701234567"}});
  EXPECT_EQ(a.order<SendDigits>().digits, "#37*4#");
}

TEST(AQuery, TellsWhatTheNetworkListed) {
  ARun a("{ service = \"query_completions\" }");
  a.asked();
  a.network_says(true, {{1, "5550123"}, {2, "5550124"}});
  EXPECT_EQ(a.run.end(), RunEnd::accepted);
  ASSERT_EQ(a.run.entries().size(), 2u);
  EXPECT_EQ(a.run.entries()[1].number, "5550124");
}

TEST(AQuery, IsSafeToLose) {
  ARun a("{ service = \"query_completions\" }");
  a.asked();
  a.fails(env::Remedy::unknown);
  EXPECT_EQ(a.run.end(), RunEnd::failed);
}

TEST(AProcedureWithoutSteps, NeedsNothingOfTheLine) {
  EXPECT_TRUE(needs_no_call({}));
  EXPECT_TRUE(begins_afresh({}));
  EXPECT_FALSE(names_the_number({}));
}

}  // namespace
}  // namespace campon::provider
