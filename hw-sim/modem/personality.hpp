// A modem model as data: what it says of itself, how quick it is, which events it reports.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"
#include "hw-sim/line/analog_line.hpp"

namespace campon::sim {

struct ModemPersonality {
  std::string name;
  std::vector<std::string> identity;  // answers to ATI0, ATI3
  env::Duration latency_shortest{};
  env::Duration latency_longest{};
  std::size_t longest_command = 80;
  std::map<ToneKind, char> events;  // the letter after DLE
  char loop_break = 0;
};

// Errors: bad_profile naming file and line.
env::Expected<ModemPersonality> parse_personality(std::string_view toml, std::string_view file);

}  // namespace campon::sim
