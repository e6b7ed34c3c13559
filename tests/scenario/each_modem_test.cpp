// A busy call kept and completed on every voice modem there is a personality for, against its twin.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shipped.hpp"
#include "world.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace campon::scenario {
namespace {

std::vector<std::string> voice_modems() {
  std::vector<std::string> names;
  for (const auto& file : profiles::shipped_modems())
    if (file.text.find("dialect = \"gsm\"") == std::string_view::npos) names.emplace_back(file.name);
  return names;
}

struct OnEachModem : testing::TestWithParam<std::string> {
  User a{"panasonic_kx_tda", "panasonic_kx_tda", "101", 1, GetParam(), GetParam()};
  sim::Subscriber& b = a.exchange->subscriber("102");
};

TEST_P(OnEachModem, ABusyCallStaysOffHook) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  a.waits(20s);
  EXPECT_EQ(a.state_of(call), CallState::busy) << a.trace.text;
  EXPECT_TRUE(a.off_hook());
}

TEST_P(OnEachModem, ABusyCallIsCompletedByCallback) {
  b.be_busy();
  const CallId call = a.calls("102", CallState::busy);
  const auto id = a.completes(call, CompletionMode::callback);
  ASSERT_TRUE(id) << id.error().what << "\n" << a.trace.text;
  ASSERT_TRUE(a.waits_until(call, CallState::idle, 60s));
  a.line->close_call(call);
  b.be_free();
  b.answer_after_rings(1);
  const auto offered = a.is_offered(60s);
  ASSERT_TRUE(offered) << a.trace.text;
  ASSERT_TRUE(a.answers(offered->id));
  a.waits(60s);
  EXPECT_EQ(a.exchange->lines().front().talks_to, "102") << a.trace.text;
  EXPECT_NE(a.last(*id).state, CompletionState::failed);  // without ringback and voice told, nobody knows that it was answered
}

INSTANTIATE_TEST_SUITE_P(OfEachName, OnEachModem, testing::ValuesIn(voice_modems()), [](const auto& modem) { return modem.param; });

}  // namespace
}  // namespace campon::scenario
