// What the tones of a country are made of: frequencies and levels, as data. When they sound is said by the Cadence of a Signal.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"

namespace campon::sim {

struct Tone {
  // One set of frequencies for each burst of the cadence, in turn. Each sounds at the level.
  struct Part {
    std::vector<double> hz;
    double modulated_by = 0;  // Hz, 0: not at all
  };
  std::vector<Part> parts;
  bool speech = false;  // somebody talks
  double level = 0;     // dBm0 of each frequency
};

enum class FskStandard : std::uint8_t { bell202, v23 };

struct TonePlan {
  double noise = 0;  // dBm0 of what is always there
  FskStandard caller_id = FskStandard::bell202;
  std::map<std::string, Tone, std::less<>> tones;  // by the name of the Sound

  // Null where the sound is silence or unknown to the plan.
  [[nodiscard]] const Tone* tone(std::string_view sound) const;
};

// "350+440 -13", "985.2,1370.6,1776.7 -24", "400*16 -13", "speech -20". Errors: bad_profile with file:line.
env::Expected<TonePlan> parse_tone_plan(std::string_view text, std::string_view file);

}  // namespace campon::sim
