// The commands of one AT line, in order. [V.250 5.2]
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campon::sim {

struct AtCommand {
  enum class Kind : unsigned char { basic, s_register, dial, extended };
  Kind kind = Kind::basic;
  std::string name;         // "E", "&D", "S7", "D", "+VLS"
  std::string value;        // number, dial string, or what follows '='; empty when nothing does
  bool asks = false;        // '?'
  bool asks_range = false;  // '=?'
};

// Nothing when the line is not well formed. `body` is what follows AT.
std::optional<std::vector<AtCommand>> parse_command_line(std::string_view body);

}  // namespace campon::sim
