// The waits of a mobile modem that no personality changes.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// What S25 counts in. [V.250]
inline constexpr env::Duration k_dtr_unit = std::chrono::milliseconds(10);
inline constexpr unsigned k_dtr_units = 5;
// How long the modem waits for the network: with a completion request, a service code, a short message. [27.005 3.5.1: up to 60 s]
inline constexpr env::Duration k_completion_wait = std::chrono::seconds(30);
inline constexpr env::Duration k_service_wait = std::chrono::seconds(30);
inline constexpr env::Duration k_message_wait = std::chrono::seconds(60);
// A data call that nobody carries on ends so.
inline constexpr env::Duration k_data_call = std::chrono::seconds(30);
inline constexpr env::Duration k_data_refused = std::chrono::seconds(5);
// The guard of the escape from data. [S12 = 50]
inline constexpr env::Duration k_escape_guard = std::chrono::seconds(1);
// From the answer to the digits after a pause in the dial string, and between two of them.
inline constexpr env::Duration k_tones_after = std::chrono::seconds(3);
inline constexpr env::Duration k_tone_gap = std::chrono::milliseconds(300);

}  // namespace campon::sim
