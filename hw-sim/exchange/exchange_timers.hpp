// Waits of the exchange that no plan changes.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// A break of this length while digits are expected is a dial pulse; a shorter one is a click. [fault L05, GR-506 10]
inline constexpr env::Duration k_pulse_min = std::chrono::milliseconds(20);
inline constexpr env::Duration k_pulse_max = std::chrono::milliseconds(200);
// The pause that ends a digit of pulses.
inline constexpr env::Duration k_pulse_pause = std::chrono::milliseconds(300);
// One break of a hook that bounces by itself. [fault L05]
inline constexpr env::Duration k_bounce = std::chrono::milliseconds(60);
// How long a target is free that is free for a moment only. [fault X17]
inline constexpr env::Duration k_moment_free = std::chrono::seconds(1);
// An intrusion that comes late. [fault X15]
inline constexpr env::Duration k_late = std::chrono::seconds(10);
// A line that has no feeding voltage has it back after this. [fault L12]
inline constexpr env::Duration k_line_dead = std::chrono::minutes(1);
// A ring that is too short to be one. [fault L07]
inline constexpr env::Duration k_short_ring = std::chrono::milliseconds(150);
// Until a caller who met the line as it was being seized is tired of it. [fault L06]
inline constexpr env::Duration k_glare_patience = std::chrono::minutes(1);

}  // namespace campon::sim
