#include "provider/network/procedure_run.hpp"

#include <gtest/gtest.h>

#include "shipped.hpp"

namespace campon::provider {
namespace {

using namespace std::chrono_literals;

class AProcedureRun : public testing::Test {
 protected:
  std::optional<LineOrder> next() { return run.next_order(now); }
  void done() { run.order_ended({}, now); }
  void hears(hal::LineFact fact, hal::Evidence evidence = hal::Evidence::protocol) { run.heard({now, evidence, std::move(fact)}); }
  void passes(env::Duration time) {
    now += time;
    run.tick(now);
  }
  template <class Order>
  void expect_order() {
    const auto order = next();
    ASSERT_TRUE(order && std::holds_alternative<Order>(*order));
    done();
  }
  void until_code_sent() {
    expect_order<HangUp>();
    expect_order<Seize>();
    hears(hal::DialTone{});
    expect_order<SendDigits>();
  }

  NetworkProfile profile = shipped_network("nanp_class");
  env::Time now{};
  ProcedureRun run{*profile.completion(CompletionMode::callback, CompletionCondition::busy), "5550123"};
};

TEST_F(AProcedureRun, GivesItsOrdersOneAfterTheOther) {
  EXPECT_EQ(std::get<HangUp>(*next()).at_least, 2s);
  EXPECT_FALSE(next());
  done();
  expect_order<Seize>();
  EXPECT_FALSE(next());
  hears(hal::DialTone{});
  EXPECT_EQ(std::get<SendDigits>(*next()).digits, "*66");
}

TEST_F(AProcedureRun, IsAcceptedByAConfirmation) {
  until_code_sent();
  hears(hal::DialTone{true});
  expect_order<HangUp>();
  EXPECT_FALSE(next());
  EXPECT_EQ(run.end(), RunEnd::accepted);
  EXPECT_EQ(run.acceptance(), Acceptance::heard);
  EXPECT_EQ(run.why(), "stutter dial tone");
}

TEST_F(AProcedureRun, IsRefusedByReorder) {
  until_code_sent();
  hears(hal::Reorder{});
  EXPECT_EQ(run.end(), RunEnd::refused);
  EXPECT_FALSE(next());
}

TEST_F(AProcedureRun, CompletesAtOnceByRingback) {
  until_code_sent();
  hears(hal::Ringback{});
  EXPECT_EQ(run.end(), RunEnd::at_once);
}

TEST_F(AProcedureRun, IsUnknownWhenNothingAnswersTheCode) {
  until_code_sent();
  next();
  passes(10s);
  EXPECT_EQ(run.end(), RunEnd::unknown);
}

TEST_F(AProcedureRun, HasFailedWhenNoDialToneCameBeforeTheCode) {
  expect_order<HangUp>();
  expect_order<Seize>();
  next();
  passes(8s);
  EXPECT_EQ(run.end(), RunEnd::failed);
  EXPECT_EQ(run.error().code, env::ErrorCode::no_dial_tone);
}

TEST_F(AProcedureRun, IsUnknownWhenTheDeviceFailsWithTheCode) {
  expect_order<HangUp>();
  expect_order<Seize>();
  hears(hal::DialTone{});
  next();
  run.order_ended(env::fail(env::ErrorCode::no_answer_from_device, env::Remedy::unknown, "no answer"), now);
  EXPECT_EQ(run.end(), RunEnd::unknown);
}

TEST_F(AProcedureRun, TakesAnAnnouncementForAYesOnlyWhenNoRefusalFollowsIt) {
  until_code_sent();
  hears(hal::Voice{});
  EXPECT_EQ(run.end(), RunEnd::running);
  hears(hal::Reorder{});
  EXPECT_EQ(run.end(), RunEnd::refused);
}

TEST_F(AProcedureRun, AssumesThatAnAnnouncementWithoutARefusalSaidYes) {
  until_code_sent();
  hears(hal::Voice{});
  now += std::chrono::seconds(10);
  run.tick(now);
  EXPECT_EQ(run.acceptance(), Acceptance::assumed);
}

TEST_F(AProcedureRun, StaysAcceptedWhenTheHangUpFailsAfterwards) {
  until_code_sent();
  hears(hal::Confirmation{});
  next();
  run.order_ended(env::fail(env::ErrorCode::device_missing, env::Remedy::gone, "unplugged"), now);
  EXPECT_EQ(run.end(), RunEnd::accepted);
}

TEST_F(AProcedureRun, IgnoresWhatIsHeardBeforeItListens) {
  hears(hal::Reorder{});
  expect_order<HangUp>();
  EXPECT_EQ(run.end(), RunEnd::running);
}

TEST(AProcedureRunOfAPbx, AssumesAcceptanceWhenTheBusyToneHasStopped) {
  const NetworkProfile profile = shipped_network("panasonic_kx_tda");
  ProcedureRun run(*profile.completion(CompletionMode::callback, CompletionCondition::busy), "102");
  env::Time now{};
  EXPECT_EQ(std::get<SendDigits>(*run.next_order(now)).digits, "6");
  run.order_ended({}, now);
  now += 4s;
  run.tick(now);
  EXPECT_TRUE(std::holds_alternative<HangUp>(*run.next_order(now)));
  run.order_ended({}, now);
  EXPECT_EQ(run.end(), RunEnd::accepted);
  EXPECT_EQ(run.acceptance(), Acceptance::assumed);
}

TEST(AProcedureRunOfACancel, PutsTheNumberIntoTheCode) {
  const NetworkProfile profile = shipped_network("ericsson_md110");
  ProcedureRun run(profile.cancel()->procedure, "4711");
  env::Time now{};
  run.next_order(now);
  run.order_ended({}, now);
  run.heard({now, hal::Evidence::protocol, hal::DialTone{}});
  EXPECT_EQ(std::get<SendDigits>(*run.next_order(now)).digits, "#37*4711#");
}

}  // namespace
}  // namespace campon::provider
