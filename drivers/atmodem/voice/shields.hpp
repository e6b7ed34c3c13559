// Shielded sequences as people write them: "<DLE><ETX>", "<DLE>!".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace campon::atmodem {

// Names in angle brackets (DLE ETX CAN ESC) and printable characters, at most 16. Nothing for any other name, or more.
std::optional<std::string> shields_of(std::string_view text);

}  // namespace campon::atmodem
