// The waits of a mobile network.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// From power on, or from the PIN, to the registration.
inline constexpr env::Duration k_registers_after = std::chrono::seconds(3);
// SETUP to CALL PROCEEDING.
inline constexpr env::Duration k_proceeds_after = std::chrono::milliseconds(400);
// To page a telephone, and to tell it anything.
inline constexpr env::Duration k_paging = std::chrono::milliseconds(900);
inline constexpr env::Duration k_air = std::chrono::milliseconds(120);
// An emergency call is put through.
inline constexpr env::Duration k_desk_answers_after = std::chrono::seconds(1);
// Nobody answers: the network clears, with cause 19. [T301 is at least 180 s in TS 24.008 11.3; operators use less]
inline constexpr env::Duration k_no_answer = std::chrono::seconds(60);
// The telephone does not release a call that the network has cleared. [TS 24.008 T305]
inline constexpr env::Duration k_clearing = std::chrono::seconds(30);
// T1, retention: the failed call can be asked about. [TS 24.093 8; feature-codes 5: 15 s at least]
inline constexpr env::Duration k_retention = std::chrono::seconds(15);
// T3, the life of a request. [TS 24.093 8; feature-codes 5: 15 to 45 min]
inline constexpr env::Duration k_completion_life = std::chrono::minutes(45);
// T4, the telephone's time to accept the recall. [TS 24.093 8; feature-codes 5: 10 to 20 s]
inline constexpr env::Duration k_recall_time = std::chrono::seconds(20);
// The recall is withdrawn almost at once. [fault X09]
inline constexpr env::Duration k_recall_short = std::chrono::milliseconds(1500);
// An answer to a service code, to a text, and to a short message.
inline constexpr env::Duration k_service_answer = std::chrono::milliseconds(1200);
inline constexpr env::Duration k_text_answer = std::chrono::milliseconds(1500);
inline constexpr env::Duration k_message_answer = std::chrono::seconds(3);
// A recall that crosses a cancel, or that comes twice. [faults X06, X07]
inline constexpr env::Duration k_haunts_after = std::chrono::seconds(2);
// The line is told twice. [fault X13]
inline constexpr env::Duration k_told_again = std::chrono::milliseconds(300);

}  // namespace campon::sim
