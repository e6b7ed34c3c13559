#include "provider/policy/policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace campon::provider {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::string mistake(std::string_view toml) {
  const auto policy = parse_policy(toml, "policy.toml");
  return policy ? "" : policy.error().what;
}

TEST(APolicy, IsTheSafeOneWhenNothingIsSaid) {
  const Policy policy = parse_policy("", "policy.toml").value();
  EXPECT_FALSE(policy.intrude);
  EXPECT_FALSE(policy.only_allowed);
  EXPECT_THAT(policy.deny_classes,
              ElementsAre(NumberClass::premium, NumberClass::satellite, NumberClass::international, NumberClass::personal));
  EXPECT_EQ(policy.own_busy_call, 30s);
  EXPECT_EQ(policy.calls_per_minute, 6U);
  EXPECT_FALSE(policy.calls_per_day);
}

TEST(APolicy, IsReadFromItsFile) {
  const auto policy = parse_policy(R"([numbers]
deny_classes = ["premium", "carrier"]
deny = ["0190", "03[2-4]x"]
allow = ["0033"]
only_allowed = true
own = ["11xx"]
outside_line = "0"
local_emergency = ["5550199"]

[limits]
calls_per_minute = 2
burst = 3
calls_per_minute_all = 4
concurrent = 5
machine_calls_per_day = 0
calls_per_day = 7
minutes_per_day = 90

[intrude]
allowed = true
owners = ["uid 0"]

[completion]
own_busy_call = "10s"
)",
                                   "policy.toml");
  ASSERT_TRUE(policy) << policy.error().what;
  EXPECT_THAT(policy->deny_classes, ElementsAre(NumberClass::premium, NumberClass::carrier));
  EXPECT_EQ(policy->deny.at(1).text(), "03[2-4]x");
  EXPECT_EQ(policy->allow.at(0).text(), "0033");
  EXPECT_TRUE(policy->only_allowed);
  EXPECT_EQ(policy->outside_line, "0");
  EXPECT_TRUE(any_is(policy->local.own, "1123"));
  EXPECT_THAT(policy->local.local_emergency, ElementsAre("5550199"));
  EXPECT_EQ(policy->calls_per_minute, 2U);
  EXPECT_EQ(policy->burst, 3U);
  EXPECT_EQ(policy->calls_per_minute_all, 4U);
  EXPECT_EQ(policy->concurrent, 5U);
  EXPECT_EQ(policy->machine_calls_per_day, 0U);
  EXPECT_EQ(policy->calls_per_day, 7U);
  EXPECT_EQ(policy->minutes_per_day, 90min);
  EXPECT_TRUE(policy->intrude);
  EXPECT_THAT(policy->intrude_owners, ElementsAre("uid 0"));
  EXPECT_EQ(policy->own_busy_call, 10s);
}

TEST(APolicysFile, NamesFileAndLineOfAMistake) {
  EXPECT_EQ(mistake("[numbers]\ndenny = []\n"), "policy.toml:2: unknown key 'denny'");
  EXPECT_EQ(mistake("[number]\n"), "policy.toml:1: unknown key 'number'");
  EXPECT_THAT(mistake("[numbers]\n\ndeny = [\"0a\"]\n"), StartsWith("policy.toml:3: '0a' is no number pattern"));
  EXPECT_THAT(mistake("[numbers]\ndeny_classes = [\"dear\"]\n"), "policy.toml:2: 'dear' is no class of numbers");
  EXPECT_THAT(mistake("[limits]\nburst = 0\n"), "policy.toml:2: 'burst' must be at least 1");
  EXPECT_THAT(mistake("[limits]\ncalls_per_day = -1\n"), HasSubstr("must be a whole number"));
  EXPECT_THAT(mistake("[intrude]\nallowed = \"yes\"\n"), "policy.toml:2: 'allowed' must be true or false");
  EXPECT_THAT(mistake("[completion]\nown_busy_call = \"30\"\n"), HasSubstr("must be a duration"));
  EXPECT_THAT(mistake("[numbers]\nlocal_emergency = [\"11-2\"]\n"), HasSubstr("two to twenty digits"));
  EXPECT_THAT(mistake("[numbers]\noutside_line = \"*9\"\n"), HasSubstr("up to four digits"));
  EXPECT_THAT(mistake("[numbers"), StartsWith("policy.toml:1: "));
}

TEST(ANumberPattern, IsMadeOfPlaces) {
  const auto pattern = NumberPattern::parse("0[2-47]xzn*#").value();
  EXPECT_EQ(pattern.size(), 7U);
  EXPECT_TRUE(pattern.is("02012*#"));
  EXPECT_TRUE(pattern.is("07999*#"));
  EXPECT_TRUE(pattern.begins("07999*#5"));
  EXPECT_FALSE(pattern.is("07999*#5"));
  for (const auto* other : {"05012*#", "02002*#", "02011*#", "02012#*", "02012*", "", "+2012*#"})
    EXPECT_FALSE(pattern.begins(other)) << other;
}

TEST(ANumberPattern, IsRefusedWhenItIsNone) {
  for (const std::string_view text : {"", "0a", "[", "[]", "0]", "[5-2]", "[2-#]", "[2-", "+44", " 0", "0\n", "[*-#]"})
    EXPECT_FALSE(NumberPattern::parse(text)) << text;
  EXPECT_FALSE(NumberPattern::parse(std::string(33, 'x')));
  EXPECT_TRUE(NumberPattern::parse(std::string(32, 'x')));
}

}  // namespace
}  // namespace campon::provider
