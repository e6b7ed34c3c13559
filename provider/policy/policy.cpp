#include "provider/policy/policy.hpp"

#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"

namespace campon::provider {

namespace {

using env::TableReader;

constexpr std::size_t k_most_calls = 100'000;
constexpr std::size_t k_most_minutes = 24 * 60 * 100;

constexpr std::size_t k_longest_outside_line = 4;

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

template <class Read>
void in_table(TableReader& outer, std::string_view key, std::string_view file, Read read) {
  if (!outer.has(key)) return;
  const toml::table* table = outer.table(key);
  if (table == nullptr) return;
  TableReader reader(*table, file);
  read(reader);
  if (const auto good = reader.finish(); !good) outer.adopt(good.error());
}

void patterns(TableReader& reader, std::string_view key, NumberPatterns& out) {
  for (const auto& text : reader.texts(key)) {
    if (auto pattern = NumberPattern::parse(text))
      out.push_back(std::move(*pattern));
    else
      reader.mistake(key, pattern.error().what);
  }
}

void at_least_one(TableReader& reader, std::string_view key, std::size_t& out) {
  if (!reader.has(key)) return;
  out = reader.count(key, k_most_calls);
  if (out == 0) reader.mistake(key, "'" + std::string(key) + "' must be at least 1");
}

void read_classes(TableReader& reader, std::vector<NumberClass>& classes) {
  if (!reader.has("deny_classes")) return;
  classes.clear();
  for (const auto& word : reader.texts("deny_classes")) {
    const auto what = number_class(word);
    if (!what) reader.mistake("deny_classes", "'" + env::escaped(word) + "' is no class of numbers");
    classes.push_back(what.value_or(NumberClass::premium));
  }
}

void read_numbers(TableReader& reader, Policy& policy) {
  read_classes(reader, policy.deny_classes);
  patterns(reader, "deny", policy.deny);
  patterns(reader, "allow", policy.allow);
  patterns(reader, "own", policy.local.own);
  policy.only_allowed = reader.flag("only_allowed", false);
  policy.outside_line = reader.text_or("outside_line", "");
  if (policy.outside_line.size() > k_longest_outside_line || !is_digits(policy.outside_line))
    reader.mistake("outside_line", "'outside_line' must be up to four digits");
  policy.local.local_emergency = reader.texts("local_emergency");
  for (const auto& number : policy.local.local_emergency)
    if (number.size() < 2 || number.size() > 20 || !is_digits(number))
      reader.mistake("local_emergency", "'local_emergency' may hold numbers of two to twenty digits only");
}

void read_limits(TableReader& reader, Policy& policy) {
  at_least_one(reader, "calls_per_minute", policy.calls_per_minute);
  at_least_one(reader, "burst", policy.burst);
  at_least_one(reader, "calls_per_minute_all", policy.calls_per_minute_all);
  at_least_one(reader, "concurrent", policy.concurrent);
  if (reader.has("machine_calls_per_day")) policy.machine_calls_per_day = reader.count("machine_calls_per_day", k_most_calls);
  if (reader.has("calls_per_day")) policy.calls_per_day = reader.count("calls_per_day", k_most_calls);
  if (reader.has("minutes_per_day"))
    policy.minutes_per_day = std::chrono::minutes(static_cast<std::int64_t>(reader.count("minutes_per_day", k_most_minutes)));
}

void read_intrude(TableReader& reader, Policy& policy) {
  policy.intrude = reader.flag("allowed", false);
  policy.intrude_owners = reader.texts("owners");
}

}  // namespace

env::Expected<Policy> parse_policy(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  TableReader reader(*root, file);
  Policy policy;
  in_table(reader, "numbers", file, [&](TableReader& table) { read_numbers(table, policy); });
  in_table(reader, "limits", file, [&](TableReader& table) { read_limits(table, policy); });
  in_table(reader, "intrude", file, [&](TableReader& table) { read_intrude(table, policy); });
  in_table(reader, "completion", file, [&](TableReader& table) {
    if (table.has("own_busy_call")) policy.own_busy_call = table.duration("own_busy_call");
  });
  if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
  return policy;
}

}  // namespace campon::provider
