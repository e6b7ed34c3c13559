// Reads the keys of one part of a plan. In a plan that is like another a missing key leaves what the other one has.
#pragma once

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "hal/env/toml_reader.hpp"
#include "hw-sim/exchange/plan.hpp"

namespace campon::sim {

class PartReader {
 public:
  PartReader(const toml::table& table, std::string_view file, bool derived)
      : table_(table), reader_(table, file), file_(file), derived_(derived) {}

  // Needed, unless the plan is like another.
  void need(std::string_view key, std::string& value) {
    if (wanted(key)) value = reader_.text(key);
  }
  void need(std::string_view key, env::Duration& value) {
    if (wanted(key)) value = reader_.duration(key);
  }
  void need(std::string_view key, Cadence& value);
  void need_count(std::string_view key, std::size_t& value, std::size_t limit) {
    if (wanted(key)) value = reader_.count(key, limit);
  }
  template <class Value, std::size_t N>
  void need(std::string_view key, Value& value, const std::array<std::pair<std::string_view, Value>, N>& names) {
    if (wanted(key)) value = choose(key, value, names);
  }

  // May be missing.
  void may(std::string_view key, std::string& value) { value = reader_.text_or(key, std::move(value)); }
  void may(std::string_view key, env::Duration& value) {
    if (given(key)) value = reader_.duration(key);
  }
  void may(std::string_view key, Cadence& value) {
    if (given(key)) need(key, value);
  }
  void may(std::string_view key, bool& value) { value = reader_.flag(key, value); }
  void may_count(std::string_view key, std::size_t& value, std::size_t limit) {
    if (given(key)) value = reader_.count(key, limit);
  }
  template <class Value, std::size_t N>
  void may(std::string_view key, Value& value, const std::array<std::pair<std::string_view, Value>, N>& names) {
    if (given(key)) value = choose(key, value, names);
  }

  [[nodiscard]] bool given(std::string_view key) const { return reader_.has(key); }
  [[nodiscard]] bool is_table(std::string_view key) const { return table_[key].is_table(); }
  env::TableReader& table() { return reader_; }
  [[nodiscard]] std::string_view file() const { return file_; }
  [[nodiscard]] bool derived() const { return derived_; }
  void mistake(std::string_view key, std::string what) { reader_.mistake(key, std::move(what)); }
  env::Result finish() { return reader_.finish(); }

 private:
  [[nodiscard]] bool wanted(std::string_view key) const { return !derived_ || given(key); }
  template <class Value, std::size_t N>
  Value choose(std::string_view key, Value fallback, const std::array<std::pair<std::string_view, Value>, N>& names) {
    const std::string text = reader_.text(key);
    for (const auto& [name, value] : names)
      if (text == name) return value;
    mistake(key, "'" + std::string(key) + "' has a value that is not known");
    return fallback;
  }

  const toml::table& table_;
  env::TableReader reader_;
  std::string_view file_;
  bool derived_;
};

// Whether `text` has 1 to 32 of the characters `allowed`.
bool all_of(std::string_view text, std::string_view allowed);

// One [[feature]]. `codes` are the administered ones.
Feature read_feature(PartReader& part, const std::map<std::string, std::string, std::less<>>& codes);

}  // namespace campon::sim
