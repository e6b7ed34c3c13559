// How long the faults of a modem last.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// Between the bytes of an answer that comes byte by byte. [fault P01]
inline constexpr env::Duration k_split_gap = std::chrono::milliseconds(3);
// An answer waits so long for the next, and both come at once. [fault P01]
inline constexpr env::Duration k_glue = std::chrono::milliseconds(120);
// Between the pieces of an endless line. [fault D13]
inline constexpr env::Duration k_spew_gap = std::chrono::milliseconds(10);
// The modem takes no bytes. [fault D09]
inline constexpr env::Duration k_stuck = std::chrono::seconds(20);
// Later than any deadline of a setting. [fault P06]
inline constexpr env::Duration k_late_answer = std::chrono::seconds(12);
// A second result, or a stray one, after the first. [faults P04, P13]
inline constexpr env::Duration k_second_result = std::chrono::milliseconds(80);
// Into a dial, when a byte comes that nobody typed. [fault P07]
inline constexpr env::Duration k_stray_byte = std::chrono::milliseconds(1500);
// Into a stream, when the escape is taken. [fault P10]
inline constexpr env::Duration k_escape_after = std::chrono::seconds(1);
// Between the rings of a flood. [fault R07]
inline constexpr env::Duration k_flood_gap = std::chrono::milliseconds(100);
// A busy tone in the talk: from its beginning, and its burst and pause. [fault R08]
inline constexpr env::Duration k_false_tone_after = std::chrono::seconds(2);
inline constexpr env::Duration k_false_tone_length = std::chrono::milliseconds(2500);
inline constexpr env::Duration k_false_tone_burst = std::chrono::milliseconds(500);

}  // namespace campon::sim
