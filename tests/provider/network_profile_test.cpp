#include "provider/network/network_profile.hpp"

#include <gtest/gtest.h>

#include "shipped.hpp"

namespace campon::provider {
namespace {

constexpr std::string_view k_small = R"([network]
name = "small"
title = "A small network"
kind = "pbx"
region = "us"
confidence = "known"
source = "made for this test"
max_outstanding = 2
lifetime = "30min"

[recall]
cadences = ["400/200/800/4000"]

[[completion]]
mode = "callback"
on = "busy"
steps = [
  { send = "6" },
  { acknowledge = "4s", yes = ["confirmation"], no = ["reorder"], silence = "yes" },
]
)";

std::string replaced(std::string_view from, std::string_view to) {
  std::string text(k_small);
  return text.replace(text.find(from), from.size(), to);
}

std::string mistake(const std::string& text) {
  const auto profile = parse_network_profile(text, "small.toml");
  return profile ? "" : profile.error().what;
}

TEST(ANetworkProfile, IsReadFromItsFile) {
  const auto profile = parse_network_profile(k_small, "small.toml").value();
  EXPECT_EQ(profile.name, "small");
  EXPECT_EQ(profile.max_outstanding, 2u);
  EXPECT_EQ(profile.lifetime, std::chrono::minutes(30));
  ASSERT_NE(profile.completion(CompletionMode::callback, CompletionCondition::busy), nullptr);
  EXPECT_EQ(profile.completion(CompletionMode::campon, CompletionCondition::busy), nullptr);
  EXPECT_EQ(profile.cancel(), nullptr);
}

TEST(ANetworkProfile, NamesFileAndLineOfEachMistake) {
  EXPECT_EQ(mistake(replaced("title =", "titel =")), "small.toml:1: key 'title' is missing");
  EXPECT_EQ(mistake(replaced("max_outstanding = 2", "max_outstanding = \"2\"")),
            "small.toml:8: 'max_outstanding' must be a whole number from 0 to 100");
  EXPECT_EQ(mistake(replaced("lifetime = \"30min\"", "lifetime = \"30\"")),
            "small.toml:9: 'lifetime' must be a duration such as \"500ms\", \"8s\" or \"30min\"");
  EXPECT_EQ(mistake(replaced("400/200/800/4000", "400/200/800")),
            "small.toml:12: '400/200/800' is no ring pattern: on/off times in ms are expected, such as 2000/4000");
  EXPECT_EQ(mistake(replaced("mode = \"callback\"", "mode = \"camp\"")),
            "small.toml:15: 'mode' must be campon, callback, intrude or message");
  EXPECT_EQ(mistake(replaced("send = \"6\"", "send = \"6;\"")),
            "small.toml:18: 'send' may hold 0-9 * # A-D ',' and {number}, {code:NAME}, {index}");
  EXPECT_EQ(mistake(replaced("[\"reorder\"]", "[\"noise\"]")), "small.toml:19: 'noise' is not something that can be heard");
  EXPECT_EQ(mistake(replaced("silence = \"yes\"", "silence = \"yes\", colour = 1")), "small.toml:19: unknown key 'colour'");
}

TEST(ANetworkProfile, RefusesWhatIsNoToml) { EXPECT_EQ(mistake("[network\n").substr(0, 13), "small.toml:1:"); }

TEST(ANetworkProfile, RefusesAModeGivenTwice) {
  std::string twice(k_small);
  twice += twice.substr(twice.find("[[completion]]"));
  EXPECT_EQ(mistake(twice), "small.toml:22: this mode and condition were given before");
}

TEST(EachShippedProfile, IsValidAndBearsItsFilesName) {
  for (const auto& file : profiles::shipped_networks()) {
    const auto profile = parse_network_profile(file.text, file.name);
    ASSERT_TRUE(profile) << profile.error().what;
    EXPECT_EQ(profile->name, file.name);
    EXPECT_NO_THROW(shipped_region(profile->region));
  }
}

TEST(TheNorthAmericanRegion, KnowsEmergencyNumbersBehindPrefixes) {
  const Region us = shipped_region("us");
  for (const auto* number : {"911", "9911", "*67911", "9*67911", "1911", "9115551234"}) EXPECT_TRUE(us.is_emergency(number)) << number;
  for (const auto* number : {"5550911", "411", "", "9"}) EXPECT_FALSE(us.is_emergency(number)) << number;
}

TEST(ARegionThatWaitsForAllDigits, LeavesLongerNumbersAlone) {
  const Region world = shipped_region("world");
  EXPECT_TRUE(world.is_emergency("112"));
  EXPECT_TRUE(world.is_emergency("0112"));
  EXPECT_FALSE(world.is_emergency("1123"));
}

}  // namespace
}  // namespace campon::provider
