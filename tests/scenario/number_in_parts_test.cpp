// Rules about numbers hold for those that come in parts.
#include <gtest/gtest.h>

#include "world.hpp"

namespace campon::scenario {
namespace {

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

Setup guarded() {
  Setup setup = User::on("nanp_class");
  setup.guarded = true;
  setup.policy = provider::parse_policy("[numbers]\ndeny = [\"55501\"]\n", "policy.toml").value();
  return setup;
}

void nothing(const env::Result& /*result*/) {}

TEST(ANumberInParts, IsJudgedAsAWhole) {
  User user(guarded());
  const auto call = user.line->make_call(provider::FirstDigits{digits("555"), true}, nothing);
  ASSERT_TRUE(call);
  ASSERT_TRUE(user.waits_until(*call, CallState::dialing, 10s));
  user.waits(2s);
  const auto denied = user.line->dial(*call, {digits("0123"), false}, nothing);
  ASSERT_FALSE(denied);
  EXPECT_EQ(denied.error().code, env::ErrorCode::call_denied);
  EXPECT_TRUE(user.line->dial(*call, {digits("0223"), false}, nothing));
}

TEST(ANumberInParts, BehindAFlashIsJudgedToo) {
  User user(guarded());
  const CallId call = user.calls("5550223", CallState::connected);
  ASSERT_NE(call.value, 0u);
  EXPECT_TRUE(user.line->generate(call, "5550123", nothing));
  ASSERT_TRUE(user.line->generate(call, "!555", nothing));
  user.waits(5s);
  const auto denied = user.line->generate(call, "0123", nothing);
  ASSERT_FALSE(denied);
  EXPECT_EQ(denied.error().code, env::ErrorCode::call_denied);
}

}  // namespace
}  // namespace campon::scenario
