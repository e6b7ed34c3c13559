// Calls and completions of the provider in TAPI's words.
#pragma once

#include <optional>

#include "campon/tspi.h"
#include "provider/line/line_provider.hpp"

namespace campon::provider::abi {

// All states that a call of ours can have.
inline constexpr DWORD k_call_states = LINECALLSTATE_IDLE | LINECALLSTATE_OFFERING | LINECALLSTATE_DIALTONE | LINECALLSTATE_DIALING |
                                       LINECALLSTATE_PROCEEDING | LINECALLSTATE_RINGBACK | LINECALLSTATE_BUSY | LINECALLSTATE_SPECIALINFO |
                                       LINECALLSTATE_CONNECTED | LINECALLSTATE_DISCONNECTED;

DWORD line_call_state(CallState state);
// dwParam2 of LINE_CALLSTATE: busy mode, disconnect mode and the like, in the words of `version` of TSPI.
DWORD line_call_state_mode(const CallView& call, DWORD version = TSPI_VERSION_2_2);
// LINEDISCONNECTMODE bits that a call of ours can end with.
DWORD disconnect_modes(DWORD version);
// LINECALLFEATURE and LINECALLFEATURE2 as the call is now.
DWORD line_call_features(const CallView& call, bool hears_digits = false);
// LINECALLFEATURE bits of sending digits in a call and of hearing them.
DWORD digit_features(bool sends, bool hears);
DWORD line_call_features2(const CallView& call);
// LINECALLFEATURE2 bits for a mask of CompletionMode bits.
DWORD completion_features(std::uint8_t modes);
DWORD completion_modes(std::uint8_t modes);
DWORD completion_conditions(std::uint8_t conditions);
// What LINECALLINFO says of a call. A camp-on and an intrusion give their call the reason and the completion id too: no
// new call comes that could carry them. [tspi.md 2.3]
DWORD line_call_reason(const CallView& call);
DWORD line_caller_id_flags(const CallView& call);
// LINECALLINFOSTATE bits of what differs.
DWORD line_call_info_changes(const CallView& before, const CallView& now);
// dwRingModes: 2 where a recall rings in its own way.
DWORD ring_modes(const AddressCapabilities& address);
// Nothing unless exactly one known bit is set.
std::optional<CompletionMode> completion_mode_of(DWORD mode);

}  // namespace campon::provider::abi
