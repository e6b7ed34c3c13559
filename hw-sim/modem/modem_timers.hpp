// Units and waits of the modem that are no setting: everything else is in its S-registers and personality.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// What +VDR, +VRA and +VRN count in. [V.253]
inline constexpr env::Duration k_tenth = std::chrono::milliseconds(100);
// What +VTS, +VTD, S25 and S29 count in. [V.250, V.253]
inline constexpr env::Duration k_hundredth = std::chrono::milliseconds(10);
// S11 and +VTD are not taken below this: receivers want 40 ms. [Q.24]
inline constexpr env::Duration k_shortest_digit = std::chrono::milliseconds(50);
// '/' in a dial string. [USR V.34 manual B-16]
inline constexpr env::Duration k_short_pause = std::chrono::milliseconds(125);
// Ten pulses a second. [feature-codes 7]
inline constexpr env::Duration k_pulse_break = std::chrono::milliseconds(60);
inline constexpr env::Duration k_pulse_make = std::chrono::milliseconds(40);
inline constexpr env::Duration k_pulse_gap = std::chrono::milliseconds(800);
// '@' wants so much silence after ringback. [V.250 6.3.1.1]
inline constexpr env::Duration k_quiet_answer = std::chrono::seconds(5);
// A held DTMF digit is reported again so often. [voice-modems 2.4]
inline constexpr env::Duration k_digit_again = std::chrono::milliseconds(70);
// A digit of the far end sounds at least so long. [Q.24]
inline constexpr env::Duration k_shortest_sound = std::chrono::milliseconds(70);
// A voice stream moves in pieces of this length.
inline constexpr env::Duration k_stream_tick = std::chrono::milliseconds(20);
inline constexpr std::int64_t k_stream_ticks_per_second = std::chrono::seconds(1) / k_stream_tick;
// What S12 counts in. [V.250]
inline constexpr env::Duration k_guard_unit = std::chrono::milliseconds(20);
// A data call that nobody carries on ends so.
inline constexpr env::Duration k_carrier_lost = std::chrono::seconds(30);

}  // namespace campon::sim
