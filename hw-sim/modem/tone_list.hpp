// The argument of +VTS: digits, flashes, tones and pauses with their lengths. [V.253; voice-modems 2.2]
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"

namespace campon::sim {

struct ToneElement {
  enum class Kind : unsigned char { digit, flash, tone };
  Kind kind = Kind::digit;
  char digit = 0;
  std::optional<env::Duration> length;  // otherwise the modem's default
};

// "5", "*,6,6", "{5,8}", "{!,50}", "[697,1209,10]". Nothing when it is not well formed.
std::optional<std::vector<ToneElement>> parse_tone_list(std::string_view text);

}  // namespace campon::sim
