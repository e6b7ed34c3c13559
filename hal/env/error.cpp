#include "hal/env/error.hpp"

namespace campon::env {

std::string_view to_string(Remedy remedy) {
  switch (remedy) {
    case Remedy::misuse: return "misuse";
    case Remedy::refused: return "refused";
    case Remedy::later: return "later";
    case Remedy::gone: return "gone";
    case Remedy::unsupported: return "unsupported";
    case Remedy::unknown: return "unknown";
    case Remedy::defect: return "defect";
  }
  return "defect";
}

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_dial_string: return "bad_dial_string";
    case ErrorCode::bad_dial_length: return "bad_dial_length";
    case ErrorCode::dial_billing: return "dial_billing";
    case ErrorCode::dial_quiet: return "dial_quiet";
    case ErrorCode::dial_dial_tone: return "dial_dial_tone";
    case ErrorCode::dial_prompt: return "dial_prompt";
    case ErrorCode::dial_voice_detect: return "dial_voice_detect";
    case ErrorCode::bad_handle: return "bad_handle";
    case ErrorCode::bad_state: return "bad_state";
    case ErrorCode::bad_mode: return "bad_mode";
    case ErrorCode::bad_completion_id: return "bad_completion_id";
    case ErrorCode::bad_message_id: return "bad_message_id";
    case ErrorCode::completion_overrun: return "completion_overrun";
    case ErrorCode::completion_not_offered: return "completion_not_offered";
    case ErrorCode::cancel_not_offered: return "cancel_not_offered";
    case ErrorCode::refused_by_network: return "refused_by_network";
    case ErrorCode::no_dial_tone: return "no_dial_tone";
    case ErrorCode::emergency_number: return "emergency_number";
    case ErrorCode::call_denied: return "call_denied";
    case ErrorCode::line_busy: return "line_busy";
    case ErrorCode::line_ringing: return "line_ringing";
    case ErrorCode::line_down: return "line_down";
    case ErrorCode::no_answer_from_device: return "no_answer_from_device";
    case ErrorCode::device_refused: return "device_refused";
    case ErrorCode::device_missing: return "device_missing";
    case ErrorCode::device_held: return "device_held";
    case ErrorCode::device_unfit: return "device_unfit";
    case ErrorCode::bad_profile: return "bad_profile";
    case ErrorCode::unknown_profile: return "unknown_profile";
    case ErrorCode::storage_failed: return "storage_failed";
    case ErrorCode::not_supported: return "not_supported";
    case ErrorCode::cancelled: return "cancelled";
    case ErrorCode::out_of_memory: return "out_of_memory";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

}  // namespace campon::env
