// Waits of the sound on a line.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// How far back the sound of a line can be asked for.
inline constexpr env::Duration k_audio_memory = std::chrono::seconds(10);
// Talk comes in syllables of this length.
inline constexpr env::Duration k_syllable = std::chrono::milliseconds(220);

}  // namespace campon::sim
