// Modems whose sound is listened to: what their result codes do not tell is heard on the simulated exchange.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/listening/listening_port.hpp"
#include "shipped.hpp"
#include "world.hpp"

namespace campon::scenario {
namespace {

std::shared_ptr<const hal::Ears> ears_of(std::string_view region) {
  return hal::Ears::make(provider::shipped_region(region).tones).value();
}

Setup plain(const std::string& network, const std::string& modem) {
  Setup out = User::on(network);
  out.modem = out.sim_modem = modem;
  return out;
}

Setup with_ears_on(const std::string& network, const std::string& modem, const std::string& region) {
  Setup out = plain(network, modem);
  out.port = [modem, region](env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace) {
    return listening::with_ears(shipped_port(modem, wire, scheduler, trace), ears_of(region), scheduler, trace);
  };
  return out;
}

provider::Acceptance acceptance_by(Setup setup) {
  User a(std::move(setup));
  a.exchange->subscriber("5550123").be_busy();
  const auto id = a.completes(a.calls("5550123", CallState::busy), CompletionMode::callback);
  return id ? a.last(*id).acceptance : provider::Acceptance::none;
}

// These tell dial tone and busy at most; the exchange answers *66 with a confirmation tone.
class AModemWithoutConfirmation : public testing::TestWithParam<std::string> {};

TEST_P(AModemWithoutConfirmation, HasItsAcceptanceHeardInsteadOfAssumed) {
  EXPECT_EQ(acceptance_by(plain("nanp_class", GetParam())), provider::Acceptance::assumed);
  EXPECT_EQ(acceptance_by(with_ears_on("nanp_class", GetParam(), "us")), provider::Acceptance::heard);
}

TEST_P(AModemWithoutConfirmation, CompletesTheCallAllTheSame) {
  User a(with_ears_on("nanp_class", GetParam(), "us"));
  sim::Subscriber& b = a.exchange->subscriber("5550123");
  b.be_busy();
  const CallId call = a.calls("5550123", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what << "\n" << a.trace.text;
  ASSERT_TRUE(a.waits_until(call, CallState::idle, 60s));
  a.line->close_call(call);
  b.be_free();
  b.answer_after_rings(1);
  const auto offered = a.is_offered(180s);
  ASSERT_TRUE(offered) << a.trace.text;
  ASSERT_TRUE(a.answers(offered->id));
  a.waits(60s);
  EXPECT_EQ(a.exchange->lines().front().talks_to, "5550123") << a.trace.text;
}

INSTANTIATE_TEST_SUITE_P(OfEachName, AModemWithoutConfirmation, testing::Values("cx93010", "usr_5637", "conexant_rc56"),
                         [](const auto& modem) { return modem.param; });

TEST(AModemThatTellsAllItself, IsHeardToTheSameEnd) {
  EXPECT_EQ(acceptance_by(with_ears_on("nanp_class", "generic_v253", "us")), provider::Acceptance::heard);
}

}  // namespace
}  // namespace campon::scenario
