// A dial string as the exchange takes it: the digits it hears, and the places where it was made to wait.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace campon::provider {

struct HeardDigits {
  std::string digits;              // 0-9 * # and '+'
  std::vector<std::size_t> waits;  // indexes into digits before which the sender paused: ',' W P ; ! or a new command
  bool strange = false;            // a byte that nobody dials, or more digits than are looked at

  // `more` sent after this, in a command of its own.
  void append(const HeardDigits& more);
};

// Formatting (space - . ( ) / : _), T and the tones A-D, which most exchanges pass over, are left out. Never fails.
HeardDigits heard_digits(std::string_view text);

}  // namespace campon::provider
