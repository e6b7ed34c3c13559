#include "hw-sim/exchange/plan.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "hal/env/toml_reader.hpp"

namespace campon::sim {

namespace {

using env::TableReader;

constexpr auto k_features = std::to_array<std::pair<std::string_view, Feature>>({
    {"callback", Feature::callback},
    {"campon", Feature::campon},
    {"intrude", Feature::intrude},
    {"message", Feature::message},
    {"cancel_all", Feature::cancel_all},
    {"cancel_one", Feature::cancel_one},
});

std::vector<env::Duration> cadence(TableReader& reader, std::string_view key) {
  std::vector<env::Duration> out;
  const std::string text = reader.text(key);
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    unsigned value = 0;
    const auto [next, problem] = std::from_chars(at, end, value);
    if (problem != std::errc{}) break;
    out.push_back(std::chrono::milliseconds(value));
    at = next + 1;
  }
  if (out.size() < 2 || out.size() % 2 != 0)
    reader.mistake(key, "'" + std::string(key) + "' must be on/off times in ms, such as \"2000/4000\"");
  return out;
}

std::string first_number(TableReader& reader, const Plan& plan) {
  std::string number = reader.text("first_number");
  const bool fits = !number.empty() && number.size() == plan.number_length && number.find_first_not_of("0123456789") == std::string::npos &&
                    plan.number_first_digits.find(number.front()) != std::string::npos;
  if (!fits) reader.mistake("first_number", "'first_number' is no number of this plan: see number_length and number_first_digits");
  return number;
}

std::map<std::string, Feature> codes(std::string_view file, TableReader& parent, std::string_view key) {
  std::map<std::string, Feature> out;
  if (!parent.has(key)) return out;
  const toml::table* table = parent.table(key);
  if (table == nullptr) return out;
  TableReader reader(*table, file);
  for (const auto& [word, feature] : k_features)
    if (reader.has(word)) out.emplace(reader.text(word), feature);
  if (const auto good = reader.finish(); !good) parent.adopt(good.error());
  return out;
}

std::map<char, Feature> single(const std::map<std::string, Feature>& codes, TableReader& reader, std::string_view key) {
  std::map<char, Feature> out;
  for (const auto& [code, feature] : codes) {
    if (code.size() != 1) reader.mistake(key, "a code during a tone is one digit");
    out.emplace(code.empty() ? '?' : code[0], feature);
  }
  return out;
}

}  // namespace

env::Expected<Plan> parse_plan(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  TableReader reader(*root, file);
  Plan plan;
  plan.name = reader.text("name");
  reader.text("source");
  plan.number_length = reader.count("number_length", 15);
  plan.number_first_digits = reader.text("number_first_digits");
  plan.first_number = first_number(reader, plan);
  plan.emergency = reader.texts("emergency");
  plan.busy_tone_returns_on_refusal = reader.flag("busy_tone_returns_on_refusal", false);
  plan.max_requests = reader.count("max_requests", 64);
  plan.newest_replaces = reader.flag("newest_replaces", false);
  plan.lifetime = reader.duration("lifetime");
  plan.ring = cadence(reader, "ring");
  plan.recall_ring = cadence(reader, "recall_ring");
  plan.recall_cycles = reader.count("recall_cycles", 50);
  plan.recall_call_type = reader.flag("recall_call_type", false);
  const auto ringback = cadence(reader, "ringback");
  plan.at_dial_tone = codes(file, reader, "at_dial_tone");
  plan.at_busy = single(codes(file, reader, "at_busy"), reader, "at_busy");
  plan.at_ringback = single(codes(file, reader, "at_ringback"), reader, "at_ringback");
  if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
  plan.ringback_on = ringback[0];
  plan.ringback_off = ringback[1];
  return plan;
}

}  // namespace campon::sim
