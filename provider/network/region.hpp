// What is the same for all networks of a country: emergency numbers, flash length, ringback.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::provider {

struct Region {
  std::string name;  // "us"
  std::string title;
  std::vector<std::string> emergency;        // numbers a machine never dials
  bool emergency_at_once = true;             // the exchange connects as soon as these digits are in, whatever follows
  std::vector<std::string> access_prefixes;  // digits that may stand before one: a PBX's outside line, caller-id codes
  env::Duration flash{};                     // length to send. [feature-codes 7]

  // Whether `digits` reach an emergency desk, behind any of the prefixes, with '#' for the end of dialling or with the
  // tones A-D that most exchanges pass over. [fault U05]
  [[nodiscard]] bool is_emergency(std::string_view digits) const;
};

// Errors: bad_profile naming file and line.
env::Expected<Region> parse_region(std::string_view toml, std::string_view file);

}  // namespace campon::provider
