// Waits of the line that no plan changes.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// From the end of a burst until the caller id has been sent: it begins 0.5 s to 1.5 s after the burst. [GR-30]
inline constexpr env::Duration k_caller_id_after = std::chrono::milliseconds(900);
// A pause that is shorter has no room for it: the rest before it, channel seizure, marks, and up to 80 bytes. [GR-30]
inline constexpr env::Duration k_caller_id_room = std::chrono::seconds(2);

}  // namespace campon::sim
