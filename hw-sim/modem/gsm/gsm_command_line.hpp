// What stands after AT, for a modem whose commands hold quoted strings: cut into commands, without knowing what they do.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campon::sim {

struct GsmCommand {
  enum class Kind { basic, s_register, extended, dial, wrong };
  enum class Form { run, set, read, test };  // "+X", "+X=..", "+X?", "+X=?"
  Kind kind = Kind::wrong;
  Form form = Form::run;
  std::string name;                    // "E", "&F", "S0", "+CHLD", "%CCBS"; letters in upper case
  std::vector<std::string> arguments;  // without their quotes; of an extended command that sets
  std::string text;                    // the dial string with its ';', or the number of a basic command
};

// [V.250 5.2 to 5.4; 27.007 4]
std::vector<GsmCommand> parse_gsm_commands(std::string_view line);

// A whole number from 0 to `limit`; nothing otherwise. An empty text is nothing.
std::optional<int> number_in(std::string_view text, int limit);

// The digits of a dial string: what is not understood, or only structure, is left out. [27.007 6.1 to 6.4]
struct GsmDial {
  std::string number;  // digits * # + A B C D
  std::string tones;   // after the first pause; sent when the call is answered
  bool voice = false;  // ends in ';'
  bool wrong = false;
};
GsmDial parse_gsm_dial(std::string_view text);

}  // namespace campon::sim
