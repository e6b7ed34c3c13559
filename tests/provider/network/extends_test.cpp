// A user's own file builds upon a shipped profile: it fills in codes and changes what is different here.
#include <gtest/gtest.h>

#include "shipped.hpp"

namespace campon::provider {
namespace {

using namespace std::chrono_literals;

env::Expected<NetworkProfile> shipped(std::string_view name) {
  try {
    return shipped_network(name);
  } catch (const std::invalid_argument&) {
    return env::fail(env::ErrorCode::unknown_profile, env::Remedy::misuse, "unknown network profile '" + std::string(name) + "'");
  }
}

NetworkProfile read(const std::string& text) { return parse_network_profile(text, "own.toml", shipped).value(); }

std::string mistake(const std::string& text) {
  const auto profile = parse_network_profile(text, "own.toml", shipped);
  return profile ? "" : profile.error().what;
}

constexpr const char* k_codes = "extends = \"avaya_definity\"\n[codes]\nauto_callback = \"*5\"\n";

TEST(AnExtension, FillsInACode) {
  const NetworkProfile profile = read(k_codes);
  const Procedure* callback = profile.completion(CompletionMode::callback, CompletionCondition::busy);
  ASSERT_NE(callback, nullptr);
  EXPECT_EQ(expand("{code:auto_callback}", *callback, "4711"), "*5");
}

TEST(AnExtension, KeepsTheRest) {
  const NetworkProfile profile = read(k_codes);
  EXPECT_EQ(profile.name, "avaya_definity");
  EXPECT_EQ(profile.extends, "avaya_definity");
  EXPECT_EQ(profile.lifetime, 30min);
  EXPECT_EQ(profile.missing_codes(), (std::vector<std::string>{"priority", "lwc_send", "auto_callback_cancel", "lwc_cancel"}));
  EXPECT_EQ(profile.cancel(), nullptr);
}

TEST(AnExtension, ChangesSingleKeys) {
  const NetworkProfile profile =
      read("extends = \"nanp_class\"\n[network]\nname = \"my_line\"\nmax_outstanding = 2\n[recall]\ncall_type = true\n");
  EXPECT_EQ(profile.name, "my_line");
  EXPECT_EQ(profile.max_outstanding, 2u);
  EXPECT_TRUE(profile.recall.call_type);
  EXPECT_TRUE(profile.recall.caller_id_is_target);
  EXPECT_EQ(profile.recall.cadences.size(), 1u);
}

TEST(AnExtension, ReplacesTheWaysToOneEnd) {
  const NetworkProfile profile = read(
      "extends = \"nanp_class\"\n[[completion]]\nmode = \"callback\"\non = \"busy\"\nsteps = [ { send = \"7\" } ]\n"
      "[[cancel]]\nscope = \"all\"\nsteps = [ { seize = true }, { await = [\"dial_tone\"], within = \"8s\" }, { send = \"*87\" } ]\n");
  const auto ways = profile.completions(CompletionMode::callback, CompletionCondition::busy);
  ASSERT_EQ(ways.size(), 1u);
  EXPECT_EQ(std::get<SendDigits>(ways.front()->steps.front().what).digits, "7");
  EXPECT_EQ(profile.cancels.size(), 1u);
}

TEST(AnExtension, FillsAGapThatTheShippedProfileExplains) {
  const NetworkProfile profile =
      read("extends = \"au_telstra\"\n[[completion]]\nmode = \"callback\"\non = \"busy\"\nsteps = [ { send = \"5\" } ]\n");
  EXPECT_NE(profile.completion(CompletionMode::callback, CompletionCondition::busy), nullptr);
  EXPECT_EQ(profile.why_not(CompletionMode::callback, CompletionCondition::busy), nullptr);
}

TEST(AnExtension, SwitchesOffAMode) {
  const NetworkProfile profile =
      read("extends = \"panasonic_kx_tda\"\n[[unavailable]]\nmode = \"intrude\"\non = \"busy\"\nwhy = \"not in this office\"\n");
  EXPECT_EQ(profile.completion(CompletionMode::intrude, CompletionCondition::busy), nullptr);
  EXPECT_EQ(profile.why_not(CompletionMode::intrude, CompletionCondition::busy)->why, "not in this office");
}

TEST(AnExtension, MayUseWhatIsUncertain) {
  const NetworkProfile profile = read("extends = \"nec_sl1000\"\n[network]\nuse_uncertain = true\n");
  EXPECT_NE(profile.completion(CompletionMode::intrude, CompletionCondition::busy), nullptr);
}

TEST(AnExtension, TellsItsMistakesWithItsOwnLines) {
  EXPECT_EQ(mistake("extends = \"nanp_class\"\n[network]\nlifetime = \"soon\"\n"),
            "own.toml:3: 'lifetime' must be a duration such as \"500ms\", \"8s\" or \"30min\"");
  EXPECT_EQ(mistake("extends = \"no_such\"\n"), "own.toml:1: unknown network profile 'no_such'");
  EXPECT_EQ(mistake("extends = \"../nanp_class\"\n"), "own.toml:1: 'extends' must be the name of a shipped profile");
}

TEST(AProfileWithNoBaseToLookIn, CannotExtendAnother) {
  EXPECT_EQ(parse_network_profile(k_codes, "own.toml").error().what, "own.toml:1: this profile cannot extend another");
}

}  // namespace
}  // namespace campon::provider
