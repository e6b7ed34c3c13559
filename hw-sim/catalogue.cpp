#include "hw-sim/catalogue.hpp"

#include <algorithm>

#include "hal/env/trace.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {

namespace {

std::vector<std::string> names_of(std::span<const env::EmbeddedFile> files) {
  std::vector<std::string> out;
  for (const auto& file : files) out.emplace_back(file.name);
  std::sort(out.begin(), out.end());
  return out;
}

template <class Parse>
auto load(std::span<const env::EmbeddedFile> files, std::string_view folder, std::string_view what, std::string_view name, Parse parse)
    -> decltype(parse(name, std::string())) {
  std::string known;
  for (const auto& file : files)
    if (file.name == name) return parse(file.text, std::string(folder) + "/" + std::string(name) + ".toml");
  for (const auto& one : names_of(files)) known += (known.empty() ? "" : ", ") + one;
  return env::fail(env::ErrorCode::unknown_profile, env::Remedy::misuse,
                   "there is no " + std::string(what) + " '" + env::escaped(name) + "'; there are: " + known);
}

constexpr std::size_t k_deepest_likeness = 4;

// A plan may be like one that is like a third; those that are like each other have no end.
env::Expected<Plan> load_plan_like(std::string_view name, std::size_t depth) {
  return load(embedded_plans(), "plans", "exchange plan", name, [depth](std::string_view text, const std::string& file) {
    return parse_plan_like(text, file, [depth, &file](std::string_view base) -> env::Expected<Plan> {
      if (depth == 0)
        return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, file + ":1: plans are like each other without end");
      return load_plan_like(base, depth - 1);
    });
  });
}

}  // namespace

env::Expected<Plan> load_plan(std::string_view name) { return load_plan_like(name, k_deepest_likeness); }

env::Expected<Personality> load_personality(std::string_view name) {
  return load(embedded_personalities(), "personalities", "modem personality", name, parse_personality);
}

env::Expected<GsmPersonality> load_gsm_personality(std::string_view name) {
  return load(embedded_mobile_personalities(), "personalities", "mobile modem personality", name, parse_gsm_personality);
}

env::Expected<TonePlan> load_tone_plan(std::string_view region) {
  return load(embedded_regions(), "regions", "tone plan", region, parse_tone_plan);
}

std::vector<std::string> plan_names() { return names_of(embedded_plans()); }
std::vector<std::string> personality_names() { return names_of(embedded_personalities()); }
std::vector<std::string> mobile_personality_names() { return names_of(embedded_mobile_personalities()); }

}  // namespace campon::sim
