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
    -> decltype(parse(name, name)) {
  std::string known;
  for (const auto& file : files)
    if (file.name == name) return parse(file.text, std::string(folder) + "/" + std::string(name) + ".toml");
  for (const auto& one : names_of(files)) known += (known.empty() ? "" : ", ") + one;
  return env::fail(env::ErrorCode::unknown_profile, env::Remedy::misuse,
                   "there is no " + std::string(what) + " '" + env::escaped(name) + "'; there are: " + known);
}

}  // namespace

env::Expected<Plan> load_plan(std::string_view name) { return load(embedded_plans(), "plans", "exchange plan", name, parse_plan); }

env::Expected<Personality> load_personality(std::string_view name) {
  return load(embedded_personalities(), "personalities", "modem personality", name, parse_personality);
}

std::vector<std::string> plan_names() { return names_of(embedded_plans()); }
std::vector<std::string> personality_names() { return names_of(embedded_personalities()); }

}  // namespace campon::sim
