// Every modem that is shipped is tried against a simulated one, or says why not.
#include "twins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace campon::scenario {
namespace {

using testing::IsEmpty;

bool has_reason(std::string_view name) {
  return std::any_of(k_simulated_without_profile.begin(), k_simulated_without_profile.end(),
                     [&](const WithoutTwin& each) { return each.name == name && !each.why.empty(); });
}

bool has_twin(std::string_view modem) {
  return is_simulated(modem) ||
         std::any_of(k_mobile_twins.begin(), k_mobile_twins.end(), [&](const Twin& twin) { return twin.modem == modem; });
}

bool is_somebodys_twin(std::string_view simulated) {
  const auto voice = voice_modems();
  return std::find(voice.begin(), voice.end(), simulated) != voice.end() ||
         std::any_of(k_mobile_twins.begin(), k_mobile_twins.end(), [&](const Twin& twin) { return twin.simulated == simulated; });
}

std::vector<std::string> all_simulated() {
  auto names = sim::personality_names();
  for (auto& name : sim::mobile_personality_names()) names.push_back(std::move(name));
  return names;
}

TEST(AShippedModem, HasASimulatedTwin) {
  std::vector<std::string_view> without;
  for (const auto& file : profiles::shipped_modems())
    if (!has_twin(file.name)) without.push_back(file.name);
  EXPECT_THAT(without, IsEmpty());
}

TEST(ASimulatedModem, HasAShippedTwinOrAReasonWhyNot) {
  std::vector<std::string> without;
  for (const auto& name : all_simulated())
    if (!is_somebodys_twin(name) && !has_reason(name)) without.push_back(name);
  EXPECT_THAT(without, IsEmpty());
}

TEST(ATwin, ThatIsListedExists) {
  std::vector<std::string_view> missing;
  for (const auto& twin : k_mobile_twins)
    if (!is_simulated(twin.simulated)) missing.push_back(twin.simulated);
  EXPECT_THAT(missing, IsEmpty());
}

TEST(AReason, IsGivenOnlyWhereThereIsNoTwin) {
  std::vector<std::string_view> idle;
  for (const auto& each : k_simulated_without_profile)
    if (is_somebodys_twin(each.name)) idle.push_back(each.name);
  EXPECT_THAT(idle, IsEmpty());
}

}  // namespace
}  // namespace campon::scenario
