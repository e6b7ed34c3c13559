// An exchange as data: numbers, codes, rings and limits. Written from the network's side.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::sim {

enum class Feature : std::uint8_t { callback, campon, intrude, message, cancel_all, cancel_one };

struct Plan {
  std::string name;
  std::size_t number_length = 7;
  std::string number_first_digits;  // digits that a number may begin with
  std::string first_number;         // of the lines, when nobody asks for others
  std::vector<std::string> emergency;
  std::map<std::string, Feature> at_dial_tone;  // "*66"; {number} stands for the digits of a number
  std::map<char, Feature> at_busy;
  std::map<char, Feature> at_ringback;
  bool busy_tone_returns_on_refusal = false;  // otherwise reorder
  std::size_t max_requests = 5;               // of one caller
  bool newest_replaces = false;
  env::Duration lifetime{};
  std::vector<env::Duration> ring;  // ms on, off, ...
  std::vector<env::Duration> recall_ring;
  std::size_t recall_cycles = 6;  // then it counts as not answered
  bool recall_call_type = false;  // the caller id says "ring back when free"
  env::Duration ringback_on{}, ringback_off{};
};

// Errors: bad_profile naming file and line.
env::Expected<Plan> parse_plan(std::string_view toml, std::string_view file);

}  // namespace campon::sim
