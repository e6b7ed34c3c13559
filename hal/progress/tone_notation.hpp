// The three small notations of a tone: frequencies, modulation, cadence. Private to hal/progress; see parse_tone.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "hal/progress/tone_plan.hpp"

namespace campon::hal::notation {

// One after the other; in each, those that sound together.
using Frequencies = std::vector<std::vector<double>>;

struct Modulation {
  ToneShape shape = ToneShape::single;
  std::optional<AmplitudeModulation> am;
  bool levels_differ = false;
  double every_other_db = 0;  // of the 2nd, 4th, ... burst against the others
};

// Nothing for anything that is not wholly in the notation.
std::optional<Frequencies> parse_frequencies(std::string_view text);
std::optional<Modulation> parse_modulation(std::string_view text);
std::optional<std::vector<TonePhase>> parse_cadence(std::string_view text);

}  // namespace campon::hal::notation
