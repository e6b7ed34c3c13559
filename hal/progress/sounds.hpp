// A tone plan as the ears need it: the distinct sounds, and each tone as a sequence of them.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

#include "hal/progress/ear_limits.hpp"
#include "hal/progress/tone_plan.hpp"

namespace campon::hal::ear {

// Frequencies that sound together, or one that is amplitude modulated.
struct Sound {
  std::vector<double> hz;
  std::optional<AmplitudeModulation> am;
  // Its power swings by itself, slowly enough to look like pauses.
  [[nodiscard]] bool beats() const;
  // How long it can pause by itself.
  [[nodiscard]] Millis own_pause() const;
  // How much shorter a burst of it can look.
  [[nodiscard]] Millis blur() const;
  friend bool operator==(const Sound&, const Sound&) = default;
};

using SoundSet = std::uint64_t;  // one bit for each sound of the table
inline constexpr std::size_t k_most_sounds = 64;
constexpr SoundSet bit_of(std::size_t sound) { return SoundSet{1} << sound; }

struct Element {
  std::size_t sound = 0;
  Millis on = 0;
  Millis off = 0;
  bool endless = false;
  double level_db = 0;  // against the first of the pattern
  Millis blur = k_cadence_blur_ms;
  friend bool operator==(const Element&, const Element&) = default;
};

// Elements in order; after the last one again from `loop_from`, where it loops.
struct Pattern {
  std::vector<Element> elements;
  std::size_t loop_from = 0;
  bool loops = false;
  bool any_level = false;  // the bursts differ in level by an amount that nobody knows
  SoundSet sounds = 0;
  Millis longest_off = 0;  // over all elements
  Millis shortest_on = 0;
  friend bool operator==(const Pattern&, const Pattern&) = default;
};

struct Sounds {
  std::vector<Sound> sounds;
  std::vector<Pattern> patterns;  // one for each tone of the plan
};

// Errors: bad_profile when the plan has more than 64 distinct sounds.
env::Expected<Sounds> sounds_of(const TonePlan& plan);

}  // namespace campon::hal::ear
