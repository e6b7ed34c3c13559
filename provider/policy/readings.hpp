// The ways in which dialled digits can be read: behind a PBX's outside line, a carrier, *67, a trunk prefix, a pause.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "provider/network/region.hpp"
#include "provider/policy/heard_digits.hpp"

namespace campon::provider {

// What remains when the prefixes before it are taken for what they may be.
struct Reading {
  std::string_view rest;  // of the digits that were read
  bool first = false;     // nothing was taken off
  bool loose = false;     // more prefixes than anybody dials
};

// All readings, the whole first. An outside line (an access prefix of one or two digits), a carrier (a longer one) and a trunk
// prefix are taken off once each, codes as often as they come; a second one makes the reading loose. A number that is ordinary in its region, or one of `own_numbers`, is
// taken apart only where the sender paused. Bounded by the number of digits. `heard` must outlive the readings.
std::vector<Reading> readings(const Region& region, const NumberPatterns& own_numbers, const HeardDigits& heard);

// "*911#" ends in what only ends the dialling; without it.
std::string_view without_end(std::string_view digits);

}  // namespace campon::provider
