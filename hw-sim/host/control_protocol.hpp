// What goes over the control socket: one line with a command; then "ok" or "refused" in a line, and a text for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hal/env/error.hpp"

namespace campon::sim {

// A command with its end of line is no longer than this, an answer not longer than the other.
inline constexpr std::size_t k_longest_command = 4 * 1024;
inline constexpr std::size_t k_longest_answer = 1024 * 1024;

struct Answer {
  bool accepted = false;
  std::string text;
};

// Nothing for what no simulator says.
std::optional<Answer> parse_answer(std::string_view bytes);
std::string to_bytes(const env::Expected<std::string>& answer);

// Whether it may be a command: printable ASCII, within the limit.
bool is_command(std::string_view line);

// Printable ASCII and line ends stay, the rest is escaped.
std::string shown(std::string_view text);

// Whether the path can be that of a socket. Errors: misuse.
env::Result check_socket_path(const std::string& path);

}  // namespace campon::sim
