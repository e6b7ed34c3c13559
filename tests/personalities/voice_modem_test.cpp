// What a person does with a voice modem, with each of them, on a North American line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "twins.hpp"
#include "world.hpp"

namespace campon::scenario {
namespace {

using provider::CallReason;
using provider::CompletionEnd;

constexpr auto k_minute = 60s;
constexpr const char* k_own = "5550100";
constexpr const char* k_other = "5550123";
constexpr const char* k_stranger = "5550199";

struct AVoiceModem : testing::TestWithParam<std::string> {
  [[nodiscard]] hal::Capabilities abilities() const { return port->capabilities(); }
  [[nodiscard]] bool tells_answers() const { return abilities().hears_voice || abilities().hears_ringback; }

  hal::SignalPort* port = nullptr;
  User a{wanted()};
  sim::Subscriber& b = a.exchange->subscriber(k_other);

  scenario::Setup wanted() {
    scenario::Setup out{"nanp_class", "nanp_class", k_own, 1, GetParam(), GetParam()};
    out.port = [this](env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace) {
      auto made = shipped_port(GetParam(), wire, scheduler, trace);
      port = made.get();
      return made;
    };
    return out;
  }

  CallId meets_busy() {
    b.be_busy();
    return a.calls(k_other, CallState::busy);
  }
  // The recall of a request; nothing when it did not come so far.
  std::optional<CallView> recall() {
    const CallId call = meets_busy();
    id = a.completes(call, CompletionMode::callback).value_or(CompletionId{});
    a.waits_until(call, CallState::idle, k_minute);
    a.line->close_call(call);
    b.be_free();
    auto offered = a.is_offered(k_minute);
    EXPECT_TRUE(offered) << a.trace.text;
    EXPECT_TRUE(!offered || offered->reason == CallReason::call_completion) << offered->verdict;
    return offered;
  }
  [[nodiscard]] std::optional<std::string> talks_to() const { return a.exchange->lines().front().talks_to; }

  CompletionId id;
};
struct ARecallOnAVoiceModem : AVoiceModem {};
struct AVoiceModemWithASlowDetector : AVoiceModem {};

TEST_P(AVoiceModem, MeetsABusyPartyAndStaysOffHook) {
  const CallId call = meets_busy();
  a.waits(20s);
  EXPECT_EQ(a.state_of(call), CallState::busy) << a.trace.text;
  EXPECT_TRUE(a.off_hook());
}

TEST_P(ARecallOnAVoiceModem, IsRecognisedAndReachesTheOther) {
  const auto offered = recall();
  ASSERT_TRUE(offered);
  EXPECT_EQ(offered->completion, id);
  ASSERT_TRUE(a.answers(offered->id)) << a.trace.text;
  a.waits(20s);
  EXPECT_EQ(talks_to(), k_other) << a.trace.text;
  EXPECT_EQ(a.exchange->counts().recalls, 1u);
}

TEST_P(AVoiceModemWithASlowDetector, MissesTheConfirmationAndSaysThatItIsAssumed) {
  const auto asked = a.completes(meets_busy(), CompletionMode::callback);
  ASSERT_TRUE(asked) << asked.error().what << "\n" << a.trace.text;
  EXPECT_EQ(a.line->completion(*asked)->acceptance, provider::Acceptance::assumed);
  a.waits(2 * k_minute);
  EXPECT_EQ(a.exchange->requests().size(), 1u) << a.trace.text;
  EXPECT_FALSE(a.off_hook());
}

TEST_P(ARecallOnAVoiceModem, IsConnectedForAsLongAsTheyTalk) {
  const auto offered = recall();
  ASSERT_TRUE(offered);
  ASSERT_TRUE(a.answers(offered->id));
  a.waits(5 * k_minute);
  EXPECT_EQ(talks_to(), k_other) << a.trace.text;
  EXPECT_EQ(a.state_of(offered->id), CallState::connected) << a.trace.text;
  EXPECT_EQ(a.line->call(offered->id)->answer_evidence == hal::Evidence::inferred, !abilities().hears_voice);
  EXPECT_EQ(a.last(id).end, CompletionEnd::connected);
}

TEST_P(ARecallOnAVoiceModem, LeavesTheLineOnHook) {
  const auto offered = recall();
  ASSERT_TRUE(offered);
  ASSERT_TRUE(a.answers(offered->id));
  a.waits(20s);
  ASSERT_TRUE(a.drops(offered->id));
  a.waits(10s);
  EXPECT_FALSE(a.off_hook()) << a.trace.text;
}

TEST_P(AVoiceModem, MakesACallThatIsAnswered) {
  b.answer_after_rings(2);
  const CallId call = a.calls(k_other, tells_answers() ? CallState::connected : CallState::proceeding);
  a.waits(20s);
  EXPECT_EQ(talks_to(), k_other) << a.trace.text;
  EXPECT_EQ(a.state_of(call), tells_answers() ? CallState::connected : CallState::proceeding) << a.trace.text;
}

TEST_P(AVoiceModem, MakesACallThatIsNotAnswered) {
  b.never_answer();
  const CallState reached = abilities().hears_ringback ? CallState::ringback : CallState::proceeding;
  const CallId call = a.calls(k_other, reached);
  a.waits(20s);
  EXPECT_EQ(a.state_of(call), reached) << a.trace.text;
  ASSERT_TRUE(a.drops(call)) << a.trace.text;
  a.waits(10s);
  EXPECT_FALSE(a.off_hook());
}

TEST_P(AVoiceModem, TellsThatAnUnansweredCallCannotBeCompletedHere) {
  b.never_answer();
  const CallId call = a.calls(k_other, abilities().hears_ringback ? CallState::ringback : CallState::proceeding);
  const auto asked = a.completes(call, CompletionMode::callback);
  EXPECT_EQ(asked.error().code, abilities().hears_ringback ? env::ErrorCode::completion_not_offered : env::ErrorCode::bad_state);
  EXPECT_TRUE(a.off_hook()) << "the call goes on";
}

TEST_P(AVoiceModem, TellsWhoCallsWhereItCan) {
  ASSERT_TRUE(a.exchange->call_line(k_own, k_stranger, 40s));
  const auto offered = a.is_offered(k_minute);
  ASSERT_TRUE(offered) << a.trace.text;
  a.waits(8s);
  EXPECT_EQ(a.line->call(offered->id)->caller.number, abilities().caller_id ? k_stranger : "") << a.trace.text;
  EXPECT_EQ(offered->reason, CallReason::direct);
  ASSERT_TRUE(a.answers(offered->id)) << a.trace.text;
  EXPECT_EQ(talks_to(), k_stranger);
}

// Slower than the short tone with which the exchange says yes; another exchange speaks, or says it with a longer tone.
constexpr const char* k_slow = "rockwell_rc336";

std::vector<std::string> quick_modems() {
  auto names = voice_modems_with_twin();
  std::erase(names, k_slow);
  return names;
}
std::string name_of(const testing::TestParamInfo<std::string>& modem) { return modem.param; }

INSTANTIATE_TEST_SUITE_P(OfEachName, AVoiceModem, testing::ValuesIn(voice_modems_with_twin()), name_of);
INSTANTIATE_TEST_SUITE_P(OfEachName, ARecallOnAVoiceModem, testing::ValuesIn(quick_modems()), name_of);
INSTANTIATE_TEST_SUITE_P(OfEachName, AVoiceModemWithASlowDetector, testing::Values(k_slow), name_of);

}  // namespace
}  // namespace campon::scenario
