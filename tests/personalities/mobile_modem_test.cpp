// What a person does with a mobile modem, with each of them, over the simulated mobile network.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/atmodem/gsm/modem_port.hpp"
#include "shipped.hpp"
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

struct OnTheMobileNetwork : testing::TestWithParam<Twin> {
  [[nodiscard]] hal::Capabilities abilities() const { return port->capabilities(); }
  // Some may not be asked for their calls while they dial, and say nothing of them by themselves.
  [[nodiscard]] CallState when_it_is_answered() const { return abilities().hears_ringback ? CallState::connected : CallState::proceeding; }
  [[nodiscard]] CallState while_it_rings() const { return abilities().hears_ringback ? CallState::ringback : CallState::proceeding; }

  const bool ok_is_proof;
  hal::SignalPort* port = nullptr;
  User a{wanted()};
  sim::Subscriber& b = a.exchange->subscriber(k_other);

  explicit OnTheMobileNetwork(bool tried = false) : ok_is_proof(tried) { a.waits(5s); }  // until it is registered

  scenario::Setup wanted() {
    scenario::Setup out{"nanp_class", "gsm_3gpp", k_own, 1, std::string(GetParam().modem), std::string(GetParam().simulated)};
    out.port = [this](env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace) {
      auto made = atmodem::make_modem_port(wire, scheduler, trace, personality(), "own.toml").value();
      port = made.get();
      return made;
    };
    return out;
  }
  // The generic one may have what its owner has found out by trying.
  [[nodiscard]] std::string personality() const {
    constexpr std::string_view k_doubt = "ok_is_proof = false";
    std::string text(provider::shipped_text(profiles::shipped_modems(), GetParam().modem));
    if (const auto at = text.find(k_doubt); ok_is_proof && at != std::string::npos) text.replace(at, k_doubt.size(), "ok_is_proof = true");
    return text;
  }
  [[nodiscard]] sim::LineView own_line() const { return a.exchange->lines().front(); }
};
struct AMobileModem : OnTheMobileNetwork {};
struct AMobileModemThatCompletes : OnTheMobileNetwork {
  AMobileModemThatCompletes() : OnTheMobileNetwork(true) {}
};
struct AMobileModemWithoutCompletion : OnTheMobileNetwork {};
struct AMobileModemThatOnlyListsCompletion : OnTheMobileNetwork {};
struct AMobileModemWhoseOkProvesNothing : OnTheMobileNetwork {};
struct ADataStick : OnTheMobileNetwork {};

TEST_P(AMobileModem, MakesACallThatIsAnswered) {
  b.answer_after_rings(2);
  const CallId call = a.calls(k_other, when_it_is_answered());
  a.waits(20s);
  EXPECT_EQ(a.state_of(call), when_it_is_answered()) << a.trace.text;
  EXPECT_EQ(own_line().talks_to, k_other);
  ASSERT_TRUE(a.drops(call)) << a.trace.text;
  a.waits(5s);
  EXPECT_FALSE(own_line().off_hook);
}

TEST_P(AMobileModem, IsToldWhenTheOtherHangsUp) {
  b.answer_after_rings(1);
  const CallId call = a.calls(k_other, when_it_is_answered());
  a.waits(20s);
  b.hang_up();
  EXPECT_TRUE(a.waits_until(call, CallState::disconnected, k_minute)) << a.trace.text;
}

TEST_P(AMobileModem, MeetsABusyParty) {
  b.be_busy();
  const CallId call = a.calls(k_other, CallState::busy);
  EXPECT_EQ(a.state_of(call), CallState::busy) << a.trace.text;
}

TEST_P(AMobileModem, MakesACallThatIsNotAnswered) {
  b.never_answer();
  const CallId call = a.calls(k_other, while_it_rings());
  a.waits(10s);
  EXPECT_EQ(a.state_of(call), while_it_rings()) << a.trace.text;
  ASSERT_TRUE(a.drops(call)) << a.trace.text;
  a.waits(5s);
  EXPECT_FALSE(own_line().off_hook);
}

TEST_P(AMobileModem, TellsWhoCalls) {
  ASSERT_TRUE(a.exchange->call_line(k_own, k_stranger, 40s));
  const auto offered = a.is_offered(k_minute);
  ASSERT_TRUE(offered) << a.trace.text;
  a.waits(4s);
  EXPECT_EQ(a.line->call(offered->id)->caller.number, k_stranger) << a.trace.text;
  ASSERT_TRUE(a.answers(offered->id)) << a.trace.text;
  EXPECT_EQ(own_line().talks_to, k_stranger) << a.trace.text;
}

TEST_P(AMobileModemThatCompletes, HasABusyCallCompletedAndAnswersItsRecall) {
  b.be_busy();
  const CallId call = a.calls(k_other, CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what << "\n" << a.trace.text;
  ASSERT_EQ(a.exchange->requests().size(), 1u);
  a.waits_until(call, CallState::idle, k_minute);
  a.line->close_call(call);
  b.be_free();
  const auto recall = a.is_offered(k_minute);
  ASSERT_TRUE(recall) << a.trace.text;
  EXPECT_EQ(recall->reason, CallReason::call_completion) << recall->verdict;
  EXPECT_EQ(recall->completion, *id);
  ASSERT_TRUE(a.answers(recall->id)) << a.trace.text;
  EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, k_minute)) << a.trace.text;
  EXPECT_EQ(own_line().talks_to, k_other);
  EXPECT_EQ(a.last(*id).end, CompletionEnd::connected);
}

TEST_P(AMobileModemWithoutCompletion, RefusesClearlyAndAsksNobody) {
  b.be_busy();
  const CallId call = a.calls(k_other, CallState::busy);
  const auto asked = a.completes(call, CompletionMode::callback);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, env::ErrorCode::not_supported) << asked.error().what << "\n" << a.trace.text;
  EXPECT_EQ(a.wire.find("+CHLD=5"), std::string::npos);
  EXPECT_TRUE(a.exchange->requests().empty());
  EXPECT_TRUE(a.line->completions().empty());
}

TEST_P(AMobileModemThatOnlyListsCompletion, IsBelievedWhenItRefusesTheOrder) {
  b.be_busy();
  const CallId call = a.calls(k_other, CallState::busy);
  const auto asked = a.completes(call, CompletionMode::callback);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, env::ErrorCode::refused_by_network) << asked.error().what << "\n" << a.trace.text;
  EXPECT_TRUE(a.line->completions().empty());
}

TEST_P(AMobileModemWhoseOkProvesNothing, IsNotBelieved) {
  b.be_busy();
  const CallId call = a.calls(k_other, CallState::busy);
  const auto asked = a.completes(call, CompletionMode::callback);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().remedy, env::Remedy::unknown) << asked.error().what << "\n" << a.trace.text;
  a.waits(2 * k_minute);
  EXPECT_TRUE(a.line->completions().empty());
  EXPECT_TRUE(a.exchange->requests().empty()) << "taken back, since it may have been accepted\n" << a.trace.text;
}

TEST_P(ADataStick, CarriesNoCalls) {
  const CallId call = a.calls(k_other, CallState::proceeding);
  EXPECT_EQ(call, CallId{}) << a.trace.text;
  a.waits(k_minute);
  EXPECT_FALSE(own_line().off_hook);
  EXPECT_TRUE(a.exchange->calls().empty());
}

TEST_P(ADataStick, SaysSoWhereItsMakerTellsHow) {
  if (GetParam().modem == "generic_gsm") return;  // the standard has no sign for it
  std::optional<env::Result> reply;
  const auto call = a.line->make_call(hal::DialString::parse(k_other).value(), [&](const env::Result& result) { reply = result; });
  a.waits(k_minute);
  ASSERT_TRUE(call && reply && !*reply) << a.trace.text;
  EXPECT_EQ(reply->error().remedy, env::Remedy::unsupported) << reply->error().what;
}

std::vector<Twin> twins(bool (*wanted)(std::string_view simulated)) {
  std::vector<Twin> out;
  for (const Twin& twin : k_mobile_twins)
    if (wanted(twin.simulated)) out.push_back(twin);
  return out;
}
bool carries_no_calls(std::string_view simulated) { return simulated == "gsm_data_stick"; }
bool carries_calls(std::string_view simulated) { return !carries_no_calls(simulated); }
bool completes(std::string_view simulated) { return simulated == "gsm_ccbs" || simulated == "gsm_ti_calypso"; }
bool only_lists_it(std::string_view simulated) { return simulated == "gsm_lists_five"; }
bool says_ok(std::string_view simulated) { return simulated == "gsm_pretends" || simulated == "gsm_ccbs"; }
bool does_not_complete(std::string_view simulated) {
  return carries_calls(simulated) && !completes(simulated) && !only_lists_it(simulated) && !says_ok(simulated);
}
std::string name_of(const testing::TestParamInfo<Twin>& twin) {
  return std::string(twin.param.modem) + "_on_" + std::string(twin.param.simulated);
}

INSTANTIATE_TEST_SUITE_P(OfEachName, AMobileModem, testing::ValuesIn(twins(carries_calls)), name_of);
INSTANTIATE_TEST_SUITE_P(OfEachName, AMobileModemThatCompletes, testing::ValuesIn(twins(completes)), name_of);
INSTANTIATE_TEST_SUITE_P(OfEachName, AMobileModemWithoutCompletion, testing::ValuesIn(twins(does_not_complete)), name_of);
INSTANTIATE_TEST_SUITE_P(OfEachName, AMobileModemThatOnlyListsCompletion, testing::ValuesIn(twins(only_lists_it)), name_of);
INSTANTIATE_TEST_SUITE_P(OfEachName, AMobileModemWhoseOkProvesNothing, testing::ValuesIn(twins(says_ok)), name_of);
INSTANTIATE_TEST_SUITE_P(OfEachName, ADataStick, testing::ValuesIn(twins(carries_no_calls)), name_of);

}  // namespace
}  // namespace campon::scenario
