// What stands after AT: cut into commands, without knowing what they do. [V.250 5.2 to 5.4]
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"
#include "hw-sim/modem/personality.hpp"

namespace campon::sim {

struct Command {
  enum class Kind { basic, s_register, extended, dial, wrong };
  Kind kind = Kind::wrong;
  std::string name;  // "E", "&F", "S7", "+VLS", "#VLS", "-STE", ":U"
  std::string rest;  // "1", "=30", "?", "=?", or the dial string with its ';'
};

// Names that begin with '#' need no ';' after them where a letter follows their value: "E0#VLS=0A". [Rockwell 833]
std::vector<Command> parse_commands(std::string_view line);

// A whole number from 0 to `limit`; -1 otherwise. Empty is 0.
int parse_number(std::string_view text, int limit);
// The same in base 16.
int parse_hex(std::string_view text, int limit);

// What a modem does towards the line, one after the other.
struct SendStep {
  enum class Kind { digit, pulse, flash, pause, await_dial, await_quiet };
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
bool parse_dial(std::string_view text, const DialRules& rules, const DialTimes& times, std::vector<SendStep>& out, bool& stays);

struct ToneTimes {
  env::Duration digit{};
  env::Duration pause{};  // after each digit
  env::Duration flash{};
};
// "*,3,{7,20},!,[350,440,50]". [V.253 8.2.3]
bool parse_tones(std::string_view text, const VoiceRules& rules, const ToneTimes& times, std::vector<SendStep>& out);

}  // namespace campon::sim
