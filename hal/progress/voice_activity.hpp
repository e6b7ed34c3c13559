// Silence or somebody speaking, from the level alone: speech swings within a second, noise and tones do not.
#pragma once

#include <array>
#include <cstdint>

#include "hal/progress/ear_limits.hpp"

namespace campon::hal::ear {

enum class Activity : std::uint8_t { unknown, silence, voice };

class VoiceActivity {
 public:
  // The energy of one tick, and whether a tone is on. True when the activity has changed.
  bool tick(float energy, bool tone);
  [[nodiscard]] Activity activity() const { return activity_; }

 private:
  [[nodiscard]] Activity judge() const;

  std::array<float, k_level_frames> levels_{};  // mean square of 32 ms each; negative: a tone was on
  std::size_t count_ = 0;
  float sum_ = 0;
  std::size_t ticks_ = 0;
  bool tone_ = false;
  Activity activity_ = Activity::unknown;
};

}  // namespace campon::hal::ear
