// The times of a line card and of the kernel behind it. [fxo-dsp 1]
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

inline constexpr env::Duration k_card_block = std::chrono::milliseconds(20);
// The card looks twice before it believes that the battery is gone or turned.
inline constexpr env::Duration k_battery_debounce = std::chrono::milliseconds(64);
// RINGOFFHOOK after the end of a burst.
inline constexpr env::Duration k_ring_off = std::chrono::milliseconds(50);
// A ring that begins so soon after hanging up is not told by RINGBEGIN.
inline constexpr env::Duration k_ring_deaf = std::chrono::seconds(2);
// Without battery for so long is an alarm, and with it for so long is none.
inline constexpr env::Duration k_alarm_after = std::chrono::seconds(1);
inline constexpr env::Duration k_start_extra = std::chrono::milliseconds(500);  // HOOK(START) takes starttime and this
inline constexpr env::Duration k_dialled_tone = std::chrono::milliseconds(100);
inline constexpr env::Duration k_dialled_pause = std::chrono::milliseconds(100);
inline constexpr env::Duration k_dialled_wait = std::chrono::milliseconds(500);  // W
// A handler that leaves an event where it is, is told of it again after this.
inline constexpr env::Duration k_event_again = std::chrono::milliseconds(1);
// A digit of the far end that begins and ends in one moment sounds for so long.
inline constexpr env::Duration k_card_shortest_sound = std::chrono::milliseconds(60);

}  // namespace campon::sim
