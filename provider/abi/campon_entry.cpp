#include "provider/abi/campon_entry.hpp"

#include "campon/tspi.h"

namespace campon::provider::abi {

// Those that are over are never listed.
DWORD request_state(CompletionState state) {
  switch (state) {
    case CompletionState::activating: return CAMPONREQUESTSTATE_ACTIVATING;
    case CompletionState::uncertain: return CAMPONREQUESTSTATE_UNCERTAIN;
    case CompletionState::outstanding: return CAMPONREQUESTSTATE_OUTSTANDING;
    case CompletionState::suspended: return CAMPONREQUESTSTATE_SUSPENDED;
    case CompletionState::camped: return CAMPONREQUESTSTATE_CAMPED;
    case CompletionState::cancelling: return CAMPONREQUESTSTATE_CANCELLING;
    case CompletionState::recalling: return CAMPONREQUESTSTATE_RECALLING;
    case CompletionState::connecting: return CAMPONREQUESTSTATE_CONNECTING;
    case CompletionState::completed:
    case CompletionState::cancelled:
    case CompletionState::expired:
    case CompletionState::failed:
    case CompletionState::refused: break;
  }
  return 0;
}

DWORD request_acceptance(Acceptance acceptance) {
  switch (acceptance) {
    case Acceptance::none: return CAMPONACCEPTANCE_NONE;
    case Acceptance::assumed: return CAMPONACCEPTANCE_ASSUMED;
    case Acceptance::reported: return CAMPONACCEPTANCE_REPORTED;
    case Acceptance::heard: return CAMPONACCEPTANCE_HEARD;
  }
  return CAMPONACCEPTANCE_NONE;
}

DWORD mode_bit(CompletionMode mode) {
  switch (mode) {
    case CompletionMode::campon: return LINECALLCOMPLMODE_CAMPON;
    case CompletionMode::callback: return LINECALLCOMPLMODE_CALLBACK;
    case CompletionMode::intrude: return LINECALLCOMPLMODE_INTRUDE;
    case CompletionMode::message: return LINECALLCOMPLMODE_MESSAGE;
  }
  return 0;
}

DWORD condition_bit(CompletionCondition condition) {
  return condition == CompletionCondition::busy ? LINECALLCOMPLCOND_BUSY : LINECALLCOMPLCOND_NOANSWER;
}

std::optional<CompletionCondition> condition_of(DWORD bit) {
  if (bit == LINECALLCOMPLCOND_BUSY) return CompletionCondition::busy;
  if (bit == LINECALLCOMPLCOND_NOANSWER) return CompletionCondition::no_answer;
  return std::nullopt;
}

}  // namespace campon::provider::abi
