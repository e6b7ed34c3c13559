#include "hal/env/toml_reader.hpp"

#include <charconv>

#include "hal/env/trace.hpp"

namespace campon::env {

namespace {
// No wait or lifetime in a file is longer; a larger figure is a slip of the pen.
constexpr std::chrono::minutes k_longest{24 * 60};
}  // namespace

Error toml_error(std::string_view file, unsigned line, std::string what) {
  return Error{ErrorCode::bad_profile, Remedy::misuse, std::string(file) + ":" + std::to_string(line) + ": " + what, {}};
}

Expected<toml::table> parse_toml(std::string_view text, std::string_view file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& problem) {
    return tl::unexpected(toml_error(file, problem.source().begin.line, escaped(problem.description())));
  }
}

std::optional<Duration> parse_duration(std::string_view text) {
  unsigned value = 0;
  const auto [unit, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{}) return std::nullopt;
  const std::string_view name(unit, static_cast<std::size_t>(text.data() + text.size() - unit));
  Duration length{};
  if (std::chrono::milliseconds(value) > k_longest) return std::nullopt;  // also where a longer unit would overflow
  if (name == "ms")
    length = std::chrono::milliseconds(value);
  else if (name == "s")
    length = std::chrono::seconds(value);
  else if (name == "min")
    length = std::chrono::minutes(value);
  else
    return std::nullopt;
  if (length > k_longest) return std::nullopt;
  return length;
}

const toml::node* TableReader::find(std::string_view key, bool needed) {
  known_.emplace(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && needed) mistake(key, "key '" + std::string(key) + "' is missing");
  return node;
}

void TableReader::mistake(std::string_view key, std::string what) {
  if (!mistaken_.emplace(key).second) return;
  const toml::node* node = table_.get(key);
  mistakes_.push_back(toml_error(file_, node != nullptr ? node->source().begin.line : line(), std::move(what)));
}

void TableReader::adopt(const Error& error) { mistakes_.push_back(error); }

std::string TableReader::text(std::string_view key) {
  const toml::node* node = find(key, true);
  if (node == nullptr) return {};
  if (const auto value = node->value_exact<std::string>()) return *value;
  mistake(key, "'" + std::string(key) + "' must be a text in quotes");
  return {};
}

std::string TableReader::text_or(std::string_view key, std::string fallback) {
  if (!has(key)) {
    known_.emplace(key);
    return fallback;
  }
  return text(key);
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> out;
  const toml::node* node = find(key, false);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array == nullptr) mistake(key, "'" + std::string(key) + "' must be a list of texts");
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    if (const auto value = (*array)[i].value_exact<std::string>())
      out.push_back(*value);
    else
      mistake(key, "'" + std::string(key) + "' must be a list of texts");
  }
  return out;
}

Duration TableReader::duration(std::string_view key) {
  const std::string value = text(key);
  if (const auto length = parse_duration(value)) return *length;
  mistake(key, "'" + std::string(key) + "' must be a duration such as \"500ms\", \"8s\" or \"30min\"");
  return {};
}

std::size_t TableReader::count(std::string_view key, std::size_t limit) {
  const toml::node* node = find(key, true);
  if (node == nullptr) return 0;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= 0 && static_cast<std::uint64_t>(*value) <= limit) return static_cast<std::size_t>(*value);
  mistake(key, "'" + std::string(key) + "' must be a whole number from 0 to " + std::to_string(limit));
  return 0;
}

bool TableReader::flag(std::string_view key, bool fallback) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return fallback;
  if (const auto value = node->value_exact<bool>()) return *value;
  mistake(key, "'" + std::string(key) + "' must be true or false");
  return fallback;
}

void TableReader::must_be_true(std::string_view key) {
  if (!flag(key, false)) mistake(key, "'" + std::string(key) + "' can only be true");
}

const toml::table* TableReader::table(std::string_view key) {
  const toml::node* node = find(key, true);
  if (node == nullptr) return nullptr;
  if (!node->is_table()) mistake(key, "'" + std::string(key) + "' must be a table");
  return node->as_table();
}

std::vector<const toml::table*> TableReader::tables(std::string_view key) {
  std::vector<const toml::table*> out;
  const toml::node* node = find(key, false);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array == nullptr) mistake(key, "'" + std::string(key) + "' must be a list of tables");
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    if (const toml::table* entry = (*array)[i].as_table())
      out.push_back(entry);
    else
      mistake(key, "'" + std::string(key) + "' must be a list of tables");
  }
  return out;
}

Result TableReader::finish() {
  for (const auto& [key, node] : table_) {
    if (known_.contains(key.str())) continue;
    mistakes_.push_back(toml_error(file_, node.source().begin.line, "unknown key '" + escaped(key.str()) + "'"));
  }
  if (!mistakes_.empty()) return tl::unexpected(mistakes_.front());
  return {};
}

}  // namespace campon::env
