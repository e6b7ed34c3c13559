#include "hal/line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "obedient_port.hpp"

namespace campon::hal {
namespace {

using namespace std::chrono_literals;
using env::ErrorCode;
using testing::ElementsAre;

class ALine : public testing::Test, public LineSink {
 protected:
  void SetUp() override {
    line.attach(this);
    line.start(outcome());
    run();
  }
  void on_line_event(const LineEvent& event) override { heard.push_back(describe(event.fact)); }

  Done outcome() {
    return [this](const env::Result& result) {
      ++ends;
      last = result ? std::nullopt : std::optional(result.error().code);
    };
  }
  void run(env::Duration time = 100ms) { scheduler.advance(time); }
  void seize() {
    line.seize(outcome());
    run();
  }
  static DialString digits(std::string_view text) { return DialString::parse(text).value(); }

  env::VirtualScheduler scheduler;
  env::NullTrace trace;
  ObedientPort port{scheduler};
  Line line{"line 1", port, scheduler, trace};
  std::vector<std::string> heard;
  std::optional<ErrorCode> last;
  int ends = 0;
};

TEST_F(ALine, IsIdleWhenItsDeviceHasStarted) {
  EXPECT_EQ(line.state(), LineState::idle);
  EXPECT_EQ(ends, 1);
}

TEST_F(ALine, GoesOffHookWhenSeized) {
  seize();
  EXPECT_EQ(line.state(), LineState::off_hook);
}

TEST_F(ALine, EndsNoOrderInsideTheCallThatGaveIt) {
  line.seize(outcome());
  line.flash(100ms, outcome());
  EXPECT_EQ(ends, 1);
  run();
  EXPECT_EQ(ends, 3);
}

TEST_F(ALine, RefusesDigitsOnHookWithoutTellingTheDevice) {
  line.send_digits(digits("5"), outcome());
  run();
  EXPECT_EQ(last, ErrorCode::bad_state);
  EXPECT_THAT(port.orders, ElementsAre("start"));
}

TEST_F(ALine, RefusesASecondOrderWhileOneRuns) {
  seize();
  line.send_digits(digits("5"), outcome());
  line.flash(100ms, outcome());
  scheduler.advance(1ms);
  EXPECT_EQ(last, ErrorCode::bad_state);
  run();
  EXPECT_FALSE(last.has_value());
}

TEST_F(ALine, RestsTwoSecondsBetweenTwoSeizures) {
  seize();
  line.release(outcome());
  run();
  EXPECT_EQ(line.state(), LineState::guard);
  const Time on_hook = port.order_times.back() + 10ms;
  line.seize(outcome());
  run(3s);
  EXPECT_EQ(line.state(), LineState::off_hook);
  EXPECT_EQ(port.order_times.back() - on_hook, 2s);
}

TEST_F(ALine, LetsARingGoBeforeAWaitingSeizure) {
  seize();
  line.release(outcome());
  run();
  line.seize(outcome());
  port.says(RingBurst{});
  run();
  EXPECT_EQ(last, ErrorCode::line_ringing);
  EXPECT_EQ(line.state(), LineState::ringing);
}

TEST_F(ALine, GivesWayToARingWhileItIsBeingSeized) {
  line.seize(outcome());
  port.says(RingBurst{});
  run();
  EXPECT_EQ(last, ErrorCode::line_ringing);
  EXPECT_THAT(port.orders, ElementsAre("start", "seize", "release"));
}

TEST_F(ALine, GoesOnHookWhenASeizureFails) {
  port.fails_at = "seize";
  seize();
  EXPECT_EQ(last, ErrorCode::device_refused);
  EXPECT_EQ(port.orders.back(), "release");
  EXPECT_EQ(line.state(), LineState::guard);
}

TEST_F(ALine, StaysOffHookWhenDigitsFail) {
  seize();
  port.fails_at = "digits 5";
  line.send_digits(digits("5"), outcome());
  run();
  EXPECT_EQ(last, ErrorCode::device_refused);
  EXPECT_EQ(line.state(), LineState::off_hook);
}

TEST_F(ALine, EndsTheRunningOrderWithCancelledWhenReleased) {
  seize();
  line.send_digits(digits("5"), outcome());
  std::optional<ErrorCode> released = ErrorCode::internal;
  line.release([&](const env::Result& result) { released = result ? std::nullopt : std::optional(result.error().code); });
  run();
  EXPECT_EQ(last, ErrorCode::cancelled);
  EXPECT_FALSE(released.has_value());
  EXPECT_EQ(ends, 3);
}

TEST_F(ALine, ReleasesAtOnceWhenItIsOnHookAlready) {
  line.release(outcome());
  run();
  EXPECT_FALSE(last.has_value());
  EXPECT_THAT(port.orders, ElementsAre("start"));
}

TEST_F(ALine, IsOutOfServiceWhenTheDeviceDoesNotGoOnHook) {
  seize();
  port.fails_at = "release";
  line.release(outcome());
  run();
  EXPECT_EQ(last, ErrorCode::device_refused);
  EXPECT_EQ(line.state(), LineState::out_of_service);
}

TEST_F(ALine, NoticesThatRingingHasStopped) {
  port.says(RingBurst{});
  run(7s);
  EXPECT_EQ(line.state(), LineState::ringing);
  run(1s);
  EXPECT_EQ(line.state(), LineState::idle);
  EXPECT_EQ(heard.back(), "ringing stopped");
}

TEST_F(ALine, AnswersARing) {
  port.says(RingBurst{});
  line.answer(outcome());
  run();
  EXPECT_EQ(line.state(), LineState::off_hook);
  run(20s);
  EXPECT_EQ(heard.back(), "ring burst");
}

TEST_F(ALine, DoesNotAnswerWhatDoesNotRing) {
  line.answer(outcome());
  run();
  EXPECT_EQ(last, ErrorCode::bad_state);
}

TEST_F(ALine, TakesVoiceAfterRingbackForAnAnswer) {
  seize();
  port.says(Ringback{});
  port.says(Voice{});
  EXPECT_THAT(heard, ElementsAre("ringback", "voice", "answered"));
}

TEST_F(ALine, TakesVoiceWithoutRingbackForNoAnswer) {
  seize();
  port.says(Voice{});
  EXPECT_THAT(heard, ElementsAre("voice"));
}

TEST_F(ALine, InfersAnAnswerWhenRingbackDoesNotComeAgain) {
  seize();
  port.says(Ringback{});
  run(6s);
  port.says(Ringback{});
  run(7s);
  EXPECT_EQ(heard.back(), "ringback");
  run(1s);
  EXPECT_EQ(heard.back(), "answered");
}

TEST_F(ALine, InfersNoAnswerWhenBusyFollowsRingback) {
  seize();
  port.says(Ringback{});
  port.says(Busy{});
  run(20s);
  EXPECT_EQ(heard.back(), "busy tone");
}

TEST_F(ALine, FailsEverythingPendingWhenTheDeviceGoes) {
  seize();
  port.silent = true;
  line.send_digits(digits("5"), outcome());
  port.says(DeviceGone{"unplugged"});
  run();
  EXPECT_EQ(last, ErrorCode::device_missing);
  EXPECT_EQ(line.state(), LineState::out_of_service);
  line.seize(outcome());
  run();
  EXPECT_EQ(last, ErrorCode::line_down);
}

TEST_F(ALine, RefusesAFlashOutsideTheDevicesRange) {
  seize();
  line.flash(750ms, outcome());
  run();
  EXPECT_EQ(last, ErrorCode::not_supported);
}

TEST_F(ALine, HandsOnWhatTheNetworkAnswersToAService) {
  std::optional<ServiceReport> told;
  line.service({ServiceKind::query_completions, {}, {}, 0}, [&](const env::Expected<ServiceReport>& report) { told = report.value(); });
  EXPECT_FALSE(told) << "not inside the order";
  run();
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->granted);
}

TEST_F(ALine, RefusesAServiceThatItsDeviceDoesNotOffer) {
  std::optional<ErrorCode> why;
  line.service({ServiceKind::send_message, "5550123", "call me", 0},
               [&](const env::Expected<ServiceReport>& report) { why = report.error().code; });
  run();
  EXPECT_EQ(why, ErrorCode::not_supported);
  EXPECT_THAT(port.orders, ElementsAre("start"));
}

TEST_F(ALine, RunsOneServiceAtATimeAndEndsItWhenTheDeviceGoes) {
  std::vector<ErrorCode> why;
  const auto ended = [&](const env::Expected<ServiceReport>& report) { why.push_back(report.error().code); };
  port.silent = true;
  line.service({ServiceKind::query_completions, {}, {}, 0}, ended);
  line.service({ServiceKind::query_completions, {}, {}, 0}, ended);
  run();
  EXPECT_THAT(why, ElementsAre(ErrorCode::bad_state));
  port.says(DeviceGone{"unplugged"});
  run();
  EXPECT_THAT(why, ElementsAre(ErrorCode::bad_state, ErrorCode::device_missing));
}

TEST_F(ALine, CallsNobodyAfterItsEnd) {
  int calls = 0;
  {
    Line short_lived("line 2", port, scheduler, trace);
    short_lived.release([&](const env::Result&) { ++calls; });
  }
  run();
  EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace campon::hal
