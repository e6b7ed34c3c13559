#include "provider/abi/state_map.hpp"

#include <array>

namespace campon::provider::abi {

namespace {

struct Mode {
  CompletionMode mode;
  DWORD line_mode;
  DWORD feature;
};
constexpr auto k_modes = std::to_array<Mode>({
    {CompletionMode::campon, LINECALLCOMPLMODE_CAMPON, LINECALLFEATURE2_COMPLCAMPON},
    {CompletionMode::callback, LINECALLCOMPLMODE_CALLBACK, LINECALLFEATURE2_COMPLCALLBACK},
    {CompletionMode::intrude, LINECALLCOMPLMODE_INTRUDE, LINECALLFEATURE2_COMPLINTRUDE},
    {CompletionMode::message, LINECALLCOMPLMODE_MESSAGE, LINECALLFEATURE2_COMPLMESSAGE},
});

bool has(std::uint8_t mask, CompletionMode mode) { return (mask >> static_cast<unsigned>(mode) & 1U) != 0; }

DWORD busy_mode(BusyMode mode) {
  switch (mode) {
    case BusyMode::station: return LINEBUSYMODE_STATION;
    case BusyMode::trunk: return LINEBUSYMODE_TRUNK;
    case BusyMode::unknown: return LINEBUSYMODE_UNAVAIL;
  }
  return LINEBUSYMODE_UNAVAIL;
}

// Words that version 2.0 brought fall back to the nearest that was there before. [tspi.md 4]
DWORD disconnect_mode_before_2_0(DisconnectMode mode) {
  return mode == DisconnectMode::cancelled ? LINEDISCONNECTMODE_NORMAL : LINEDISCONNECTMODE_UNKNOWN;
}

DWORD disconnect_mode(DisconnectMode mode, DWORD version) {
  const bool old = version < TSPI_VERSION_2_0;
  switch (mode) {
    case DisconnectMode::unknown: return LINEDISCONNECTMODE_UNAVAIL;
    case DisconnectMode::normal: return LINEDISCONNECTMODE_NORMAL;
    case DisconnectMode::busy: return LINEDISCONNECTMODE_BUSY;
    case DisconnectMode::no_answer: return LINEDISCONNECTMODE_NOANSWER;
    case DisconnectMode::no_dial_tone: return LINEDISCONNECTMODE_NODIALTONE;
    case DisconnectMode::congestion: return LINEDISCONNECTMODE_CONGESTION;
    case DisconnectMode::unreachable: return LINEDISCONNECTMODE_UNREACHABLE;
    case DisconnectMode::temporary_failure: return old ? disconnect_mode_before_2_0(mode) : LINEDISCONNECTMODE_TEMPFAILURE;
    case DisconnectMode::cancelled: return old ? disconnect_mode_before_2_0(mode) : LINEDISCONNECTMODE_CANCELLED;
  }
  return LINEDISCONNECTMODE_UNAVAIL;
}

DWORD special_info(hal::SitClass sit) {
  switch (sit) {
    case hal::SitClass::no_circuit: return LINESPECIALINFO_NOCIRCUIT;
    case hal::SitClass::intercept:
    case hal::SitClass::vacant_code: return LINESPECIALINFO_CUSTIRREG;
    case hal::SitClass::reorder: return LINESPECIALINFO_REORDER;
    case hal::SitClass::unknown: return LINESPECIALINFO_UNAVAIL;
  }
  return LINESPECIALINFO_UNAVAIL;
}

// CONFIRMED is a word of version 2.0. [LINECONNECTEDMODE_]
DWORD connected_mode(hal::Evidence evidence, DWORD version) {
  return evidence == hal::Evidence::electrical && version >= TSPI_VERSION_2_0 ? LINECONNECTEDMODE_CONFIRMED : LINECONNECTEDMODE_ACTIVE;
}

}  // namespace

DWORD line_call_state(CallState state) {
  switch (state) {
    case CallState::idle: return LINECALLSTATE_IDLE;
    case CallState::offering: return LINECALLSTATE_OFFERING;
    case CallState::dialtone: return LINECALLSTATE_DIALTONE;
    case CallState::dialing: return LINECALLSTATE_DIALING;
    case CallState::proceeding: return LINECALLSTATE_PROCEEDING;
    case CallState::ringback: return LINECALLSTATE_RINGBACK;
    case CallState::busy: return LINECALLSTATE_BUSY;
    case CallState::specialinfo: return LINECALLSTATE_SPECIALINFO;
    case CallState::connected: return LINECALLSTATE_CONNECTED;
    case CallState::disconnected: return LINECALLSTATE_DISCONNECTED;
  }
  return LINECALLSTATE_UNKNOWN;
}

DWORD line_call_state_mode(const CallView& call, DWORD version) {
  switch (call.state) {
    case CallState::busy: return busy_mode(call.busy_mode);
    case CallState::disconnected: return disconnect_mode(call.disconnect_mode, version);
    case CallState::dialtone: return call.stutter_dial_tone ? LINEDIALTONEMODE_SPECIAL : LINEDIALTONEMODE_NORMAL;
    case CallState::specialinfo: return special_info(call.sit);
    case CallState::connected: return connected_mode(call.answer_evidence, version);
    case CallState::offering: return LINEOFFERINGMODE_ACTIVE;
    default: return 0;
  }
}

DWORD disconnect_modes(DWORD version) {
  DWORD modes = 0;
  for (auto mode = DisconnectMode::unknown; mode <= DisconnectMode::cancelled;
       mode = static_cast<DisconnectMode>(static_cast<int>(mode) + 1))
    modes |= disconnect_mode(mode, version);
  return modes;
}

DWORD digit_features(bool sends, bool hears) {
  return (sends ? LINECALLFEATURE_GENERATEDIGITS : 0) | (hears ? LINECALLFEATURE_MONITORDIGITS | LINECALLFEATURE_GATHERDIGITS : 0);
}

DWORD line_call_features(const CallView& call, bool hears_digits) {
  DWORD features = 0;
  if (call.state != CallState::idle) features |= LINECALLFEATURE_DROP;
  if (call.state == CallState::offering) features |= LINECALLFEATURE_ANSWER;
  if (call.completion_modes != 0) features |= LINECALLFEATURE_COMPLETECALL;
  if (call.takes_number) features |= LINECALLFEATURE_DIAL;
  const bool over = call.state == CallState::idle || call.state == CallState::disconnected;
  features |= digit_features(call.sends_digits, hears_digits && !over);
  return features;
}

DWORD line_call_features2(const CallView& call) { return completion_features(call.completion_modes); }

DWORD completion_features(std::uint8_t modes) {
  DWORD out = 0;
  for (const Mode& row : k_modes)
    if (has(modes, row.mode)) out |= row.feature;
  return out;
}

DWORD completion_modes(std::uint8_t modes) {
  DWORD out = 0;
  for (const Mode& row : k_modes)
    if (has(modes, row.mode)) out |= row.line_mode;
  return out;
}

DWORD completion_conditions(std::uint8_t conditions) {
  DWORD out = 0;
  if ((conditions >> static_cast<unsigned>(CompletionCondition::busy) & 1U) != 0) out |= LINECALLCOMPLCOND_BUSY;
  if ((conditions >> static_cast<unsigned>(CompletionCondition::no_answer) & 1U) != 0) out |= LINECALLCOMPLCOND_NOANSWER;
  return out;
}

DWORD line_call_reason(const CallView& call) {
  const bool completion = call.reason == CallReason::call_completion || call.completion.value != 0;
  return completion ? LINECALLREASON_CALLCOMPLETION : LINECALLREASON_DIRECT;
}

DWORD line_caller_id_flags(const CallView& call) {
  if (call.origin == CallOrigin::outbound) return LINECALLPARTYID_UNAVAIL;
  DWORD flags = 0;
  if (!call.caller.number.empty()) flags |= LINECALLPARTYID_ADDRESS;
  if (!call.caller.name.empty()) flags |= LINECALLPARTYID_NAME;
  if (flags != 0) return flags;
  return call.caller.presentation == hal::Presentation::withheld ? LINECALLPARTYID_BLOCKED : LINECALLPARTYID_UNKNOWN;
}

DWORD line_call_info_changes(const CallView& before, const CallView& now) {
  DWORD changed = 0;
  if (before.caller != now.caller) changed |= LINECALLINFOSTATE_CALLERID;
  if (before.completion != now.completion) changed |= LINECALLINFOSTATE_COMPLETIONID;
  if (line_call_reason(before) != line_call_reason(now)) changed |= LINECALLINFOSTATE_REASON;
  return changed;
}

DWORD ring_modes(const AddressCapabilities& address) { return address.recall_ring_differs ? 2 : 1; }

std::optional<CompletionMode> completion_mode_of(DWORD mode) {
  for (const Mode& row : k_modes)
    if (row.line_mode == mode) return row.mode;
  return std::nullopt;
}

}  // namespace campon::provider::abi
