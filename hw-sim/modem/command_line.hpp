// What stands after AT: cut into commands, without knowing what they do. [V.250 5.2 to 5.4]
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"

namespace campon::sim {

struct Command {
  enum class Kind { basic, s_register, extended, dial, wrong };
  Kind kind = Kind::wrong;
  std::string name;  // "E", "&F", "S7", "+VLS"
  std::string rest;  // "1", "=30", "?", "=?", or the dial string with its ';'
};

std::vector<Command> parse_commands(std::string_view line);

// A whole number from 0 to `limit`; -1 otherwise. Empty is 0.
int parse_number(std::string_view text, int limit);

// What a modem does towards the line, one after the other.
struct SendStep {
  enum class Kind { digit, flash, pause, await_dial };
  Kind kind = Kind::pause;
  char digit = 0;
  env::Duration on{};  // the tone, the break, the pause or the limit
  env::Duration off{};
};

struct DialTimes {
  env::Duration digit{};
  env::Duration comma{};
  env::Duration flash{};
  env::Duration second_dial_tone{};
};

// False when a character is not understood. Fills `stays` when the string ends in ';'.
bool parse_dial(std::string_view text, const DialTimes& times, std::vector<SendStep>& out, bool& stays);
// "*,3,{7,20},!,[350,440,50]"; `length` is the default for tones, `flash` for '!'. [V.253 8.2.3]
bool parse_tones(std::string_view text, env::Duration length, env::Duration flash, std::vector<SendStep>& out);

}  // namespace campon::sim
