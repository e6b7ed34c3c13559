// Every fault that the simulated modem has, by its name, under the whole stack: what the user of a line sees of it, and that the
// line serves again afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "hw-sim/faults/faults.hpp"
#include "world.hpp"

namespace campon::scenario {
namespace {

using testing::Each;
using testing::Gt;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* k_own = "5550100";
constexpr const char* k_other = "5550123";

class AFaultyModem : public testing::Test {
 protected:
  void order(std::string_view fault, unsigned times = 1) { ASSERT_TRUE(a.exchange->order_fault(k_own, fault, times)); }
  [[nodiscard]] std::uint64_t fired(std::string_view fault) { return a.exchange->faults_of(k_own)->fired(fault); }
  void is_called() { ASSERT_TRUE(a.exchange->call_line(k_own, k_other, 20s)); }
  // The recall that the user takes; nothing when it did not come so far.
  std::optional<CallId> takes_recall() {
    b.be_busy();
    const CallId call = a.calls(k_other, CallState::busy);
    if (call == CallId{} || !a.completes(call, CompletionMode::callback)) return std::nullopt;
    a.waits_until(call, CallState::idle, 60s);
    a.line->close_call(call);
    b.be_free();
    const auto recall = a.is_offered(60s);
    if (!recall || !a.answers(recall->id)) return std::nullopt;
    return recall->id;
  }
  // As a user who does not know that anything went wrong, and tries again.
  void hangs_up() {
    for (const auto& view : a.line->calls()) {
      if (view.state != CallState::idle) (void)a.drops(view.id);
      a.line->close_call(view.id);
    }
    for (const auto& view : a.line->completions()) (void)a.cancels(view.id);
    b.be_free();
    a.waits(180s);
  }
  bool serves() {
    for (int attempt = 0; attempt < 3; ++attempt) {
      hangs_up();
      if (takes_recall()) return true;
    }
    return false;
  }

  User a{"nanp_class", "nanp_class", k_own};
  sim::Subscriber& b = a.exchange->subscriber(k_other);
};

// The faults of a modem that may meet any moment of a call.
class AModemWithAFault : public AFaultyModem, public testing::WithParamInterface<std::string> {};

// [faults D08, D11, D12, D13, D14, P01, P02, P03, P04, P05, P06, P07, P09, P12, P13, P14, R11]
TEST_P(AModemWithAFault, ServesAgainAfterwardsWhereverItMeetsTheCall) {
  for (const auto moment : {0ms, 700ms, 2500ms, 6000ms, 9000ms}) {
    b.be_busy();
    (void)a.line->make_call(hal::DialString::parse(k_other).value(), nullptr);
    a.waits(moment);
    order(GetParam());
    a.waits(30s);
    EXPECT_TRUE(serves()) << GetParam() << " after " << moment.count() << " ms\n";
    hangs_up();
    EXPECT_FALSE(a.off_hook()) << GetParam() << " after " << moment.count() << " ms";
  }
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
  EXPECT_EQ(a.exchange->emergency_calls(), 0);
  EXPECT_THAT(fired(GetParam()), Gt(0u));
}

INSTANTIATE_TEST_SUITE_P(OfEachRow, AModemWithAFault,
                         testing::Values("D08", "D11", "D12", "D13", "D14", "P01", "P02", "P03", "P04", "P05", "P06", "P07", "P09", "P12",
                                         "P13", "P14", "R11"),
                         [](const auto& row) { return row.param; });

// What a log may hold. [invariant I14]
bool is_clean(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char byte) { return (byte < 0x20 && byte != '\n') || byte == 0x7F; });
}

class AHostileCallerOf : public AFaultyModem, public testing::WithParamInterface<std::string> {};

// The caller is offered once, within the sizes of the standard, and the line is as it was. [faults R01, R02, R03, R04, R05, R06]
TEST_P(AHostileCallerOf, IsOneOfferedCallAndNothingElse) {
  for (int i = 0; i < 20; ++i) {
    order(GetParam());
    is_called();
    a.waits(60s);
  }
  EXPECT_THAT(a.offered, SizeIs(20));
  for (const auto& view : a.infos) {
    EXPECT_LE(view.caller.number.size(), 32u);
    EXPECT_LE(view.caller.name.size(), 64u);
  }
  EXPECT_TRUE(is_clean(a.trace.text));
  EXPECT_THAT(fired(GetParam()), Gt(0u));
  EXPECT_THAT(a.line->completions(), IsEmpty());
  EXPECT_TRUE(serves());
}

INSTANTIATE_TEST_SUITE_P(OfEachRow, AHostileCallerOf, testing::Values("R01", "R02", "R03", "R04", "R05", "R06"),
                         [](const auto& row) { return row.param; });

// [fault R06]
TEST_F(AFaultyModem, CallsNobodyBackWhoClaimsToBeTheEmergencyDesk) {
  for (int i = 0; i < 20; ++i) {
    order("R06");
    is_called();
    a.waits(60s);
  }
  EXPECT_EQ(a.exchange->emergency_calls(), 0);
  EXPECT_EQ(a.exchange->counts().seizures, 0u) << "nothing was dialled, and nothing answered";
}

// [fault R07]
TEST_F(AFaultyModem, MakesAFloodOfRingsFewCalls) {
  order("R07");
  a.waits(120s);
  EXPECT_THAT(fired("R07"), Gt(0u));
  EXPECT_LE(a.offered.size(), 10u);
  EXPECT_LE(a.line->calls().size(), 10u);
  EXPECT_TRUE(serves());
}

// [fault D09]
TEST_F(AFaultyModem, FailsTheCallAndNothingElseWhenItTakesNoBytes) {
  order("D09");
  EXPECT_EQ(a.calls(k_other, CallState::ringback), CallId{});
  a.waits(60s);
  EXPECT_THAT(fired("D09"), Gt(0u));
  hangs_up();
  EXPECT_FALSE(a.off_hook());
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

// A modem counts the cadences itself and says once that it heard busy [voice-modems 2.4]: the call may end by it, and nothing else
// follows from it. [fault R08]
TEST_F(AFaultyModem, MakesNothingOfABusyToneInTheTalkButTheEndOfTheCall) {
  order("R08");
  const CallId call = a.calls(k_other, CallState::connected);
  ASSERT_NE(call, CallId{}) << a.trace.text;
  const auto seizures = a.exchange->counts().seizures;
  a.waits(60s);
  EXPECT_THAT(fired("R08"), Gt(0u));
  EXPECT_EQ(a.state_of(call), CallState::disconnected);
  EXPECT_FALSE(a.completes(call, CompletionMode::callback)) << "it is no busy subscriber";
  a.waits(600s);
  EXPECT_EQ(a.exchange->counts().seizures, seizures) << "nobody is dialled by what is heard";
  EXPECT_FALSE(a.off_hook());
}

// [fault R10]
TEST_F(AFaultyModem, EndsACompletionWhoseOtherPartyIsSilentForEver) {
  order("R10");
  const auto recall = takes_recall();
  ASSERT_TRUE(recall) << a.trace.text;
  a.waits(180s);
  EXPECT_THAT(a.line->completions(), IsEmpty()) << "it does not wait for ever";
  ASSERT_TRUE(a.drops(*recall));
  a.waits(10s);
  EXPECT_FALSE(a.off_hook()) << "the line is free";
}

// [fault R12]
TEST_F(AFaultyModem, RingsNobodyForRecallsThatNobodyAskedFor) {
  order("R12");
  a.waits(180s);
  EXPECT_THAT(fired("R12"), Gt(0u));
  for (const auto& view : a.offered) EXPECT_EQ(view.completion, CompletionId{});
  EXPECT_LE(a.offered.size(), 10u);
  EXPECT_TRUE(serves());
}

// [fault P08]
TEST_F(AFaultyModem, DoesNotDialAgainByItselfWhatTheModemBlocks) {
  order("P08");
  const CallId call = a.calls(k_other, CallState::busy);
  EXPECT_EQ(call, CallId{});
  const auto seizures = a.exchange->counts().seizures;
  a.waits(600s);
  EXPECT_THAT(fired("P08"), Gt(0u));
  EXPECT_EQ(a.exchange->counts().seizures, seizures);
  EXPECT_TRUE(serves());
}

}  // namespace
}  // namespace campon::scenario
