// Reads one TOML table with a memory for its mistakes: wrong types and unknown keys become file:line errors.
#pragma once

#include <toml++/toml.h>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::env {

// Parses a file. Errors: bad_profile with file:line:column.
Expected<toml::table> parse_toml(std::string_view text, std::string_view file);

Error toml_error(std::string_view file, unsigned line, std::string what);

// "500ms", "8s", "30min". Nothing when it is not a whole number with one of these units, or over 24 hours.
std::optional<Duration> parse_duration(std::string_view text);

class TableReader {
 public:
  // `table` and `file` must outlive the reader.
  TableReader(const toml::table& table, std::string_view file) : table_(table), file_(file) {}

  std::string text(std::string_view key);
  std::string text_or(std::string_view key, std::string fallback);
  std::vector<std::string> texts(std::string_view key);
  Duration duration(std::string_view key);
  std::size_t count(std::string_view key, std::size_t limit);
  bool flag(std::string_view key, bool fallback);
  void must_be_true(std::string_view key);
  const toml::table* table(std::string_view key);
  // The tables of an array of tables; empty when the key is absent.
  std::vector<const toml::table*> tables(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

  // Records a mistake at `key`'s line (or the table's); only the first one of each key.
  void mistake(std::string_view key, std::string what);
  void adopt(const Error& error);
  [[nodiscard]] unsigned line() const { return table_.source().begin.line; }
  // The first mistake, an unknown key included.
  Result finish();
  // All of them, once finish() was called.
  [[nodiscard]] const std::vector<Error>& mistakes() const { return mistakes_; }

 private:
  const toml::node* find(std::string_view key, bool needed);

  const toml::table& table_;
  std::string_view file_;
  std::set<std::string, std::less<>> known_;
  std::set<std::string, std::less<>> mistaken_;
  std::vector<Error> mistakes_;
};

}  // namespace campon::env
