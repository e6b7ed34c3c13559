// What the figures of mobile networks and modems mean: causes of the end of a call, errors of the equipment and of messages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hal/line_event.hpp"

namespace campon::atmodem {

// Why a call that was never answered has ended. [Q.850; voice-modems 5.1 +CEER]
enum class CallEnd : std::uint8_t {
  unknown,
  user_busy,    // 17: the only one that a network offers completion for besides 34 [TS 24.093 4.2]
  no_circuit,   // 34, 42, 38, 41, 44, 47: the network is full or broken, which is not busy [fault L10]
  vacant,       // 1, 3, 28: no such number
  changed,      // 22
  no_answer,    // 18, 19
  rejected,     // 21
  unreachable,  // 20, 27: the telephone is off or out of order
  normal,       // 16, 31
};
CallEnd call_end(unsigned cause);
// "user busy (cause 17)", "cause 99".
std::string cause_text(unsigned cause);
// What is heard of it on a line.
hal::LineFact fact_of(CallEnd end);

// "+CME ERROR: 11" -> "SIM PIN required (+CME ERROR: 11)"; any other text as it is. [TS 27.007 9.2; TS 27.005 3.2.5; TS 24.011 E]
std::string error_text(std::string_view heard);

// Whether an error after the text was given says for certain that the message was not sent. [TS 27.005 3.2.5]
bool message_refused(std::string_view heard);

// What a SIM that is not ready needs. [TS 27.007 8.3 +CPIN]
enum class SimState : std::uint8_t { unknown, ready, pin, puk, missing, broken, busy };
SimState sim_state(std::string_view cpin);            // the value of +CPIN
SimState sim_state_of_error(std::string_view heard);  // an error in its place
// For people, with the next step.
std::string_view advice(SimState state);

}  // namespace campon::atmodem
