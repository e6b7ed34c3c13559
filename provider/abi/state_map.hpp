// Calls and completions of the provider in TAPI's words.
#pragma once

#include <optional>

#include "campon/tspi.h"
#include "provider/types.hpp"

namespace campon::provider::abi {

// All states that a call of ours can have.
inline constexpr DWORD k_call_states = LINECALLSTATE_IDLE | LINECALLSTATE_OFFERING | LINECALLSTATE_DIALTONE | LINECALLSTATE_DIALING |
                                       LINECALLSTATE_PROCEEDING | LINECALLSTATE_RINGBACK | LINECALLSTATE_BUSY | LINECALLSTATE_SPECIALINFO |
                                       LINECALLSTATE_CONNECTED | LINECALLSTATE_DISCONNECTED;

DWORD line_call_state(CallState state);
// dwParam2 of LINE_CALLSTATE: busy mode, disconnect mode and the like.
DWORD line_call_state_mode(const CallView& call);
// LINECALLFEATURE and LINECALLFEATURE2 as the call is now.
DWORD line_call_features(const CallView& call);
DWORD line_call_features2(const CallView& call);
// LINECALLFEATURE2 bits for a mask of CompletionMode bits.
DWORD completion_features(std::uint8_t modes);
DWORD completion_modes(std::uint8_t modes);
DWORD completion_conditions(std::uint8_t conditions);
// Nothing unless exactly one known bit is set.
std::optional<CompletionMode> completion_mode_of(DWORD mode);

}  // namespace campon::provider::abi
