// What the user wants tried, and where.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campon/tspi.h"

namespace campon::conformance {

// One line of the provider, and the other parties that do there what a check needs.
struct LinePlan {
  DWORD device = 0;      // from 0, in the order of the provider
  std::string exchange;  // how the peer calls the exchange of this line
  std::string own;       // the line's number
  std::string first;     // ten numbers from this one on belong to the checks
};

struct Options {
  std::string library;
  std::string config;  // CAMPON_CONFIG for the provider; empty: as it is
  std::string peer;    // the shell command that speaks to the other parties; empty: the library does
  std::vector<LinePlan> lines;
  std::string only;  // checks whose title holds this
  bool list = false, json = false;
  double patience = 1;
};

// Nothing when the program is over already, with `code` to end with: help was shown, or the arguments are wrong.
std::optional<Options> parse_options(int argc, char** argv, int& code);

}  // namespace campon::conformance
