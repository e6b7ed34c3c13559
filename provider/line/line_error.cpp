#include "provider/line/line_error.hpp"

#include <array>

namespace campon::provider {
namespace {

using env::ErrorCode;

constexpr LineError named(std::uint32_t value, std::string_view name) { return {static_cast<std::int32_t>(value), name}; }

constexpr LineError k_call_unavail = named(0x80000005, "LINEERR_CALLUNAVAIL");
constexpr LineError k_completion_overrun = named(0x80000006, "LINEERR_COMPLETIONOVERRUN");
constexpr LineError k_dial_billing = named(0x80000008, "LINEERR_DIALBILLING");
constexpr LineError k_dial_dial_tone = named(0x80000009, "LINEERR_DIALDIALTONE");
constexpr LineError k_dial_prompt = named(0x8000000A, "LINEERR_DIALPROMPT");
constexpr LineError k_dial_quiet = named(0x8000000B, "LINEERR_DIALQUIET");
constexpr LineError k_file_corrupt = named(0x8000000E, "LINEERR_INIFILECORRUPT");
constexpr LineError k_in_use = named(0x8000000F, "LINEERR_INUSE");
constexpr LineError k_bad_address = named(0x80000010, "LINEERR_INVALADDRESS");
constexpr LineError k_bad_mode = named(0x80000017, "LINEERR_INVALCALLCOMPLMODE");
constexpr LineError k_bad_call = named(0x80000018, "LINEERR_INVALCALLHANDLE");
constexpr LineError k_bad_state = named(0x8000001C, "LINEERR_INVALCALLSTATE");
constexpr LineError k_bad_completion = named(0x8000001F, "LINEERR_INVALCOMPLETIONID");
constexpr LineError k_bad_message = named(0x80000030, "LINEERR_INVALMESSAGEID");
constexpr LineError k_no_device = named(0x80000042, "LINEERR_NODEVICE");
constexpr LineError k_no_memory = named(0x80000044, "LINEERR_NOMEM");
constexpr LineError k_failed = named(0x80000048, "LINEERR_OPERATIONFAILED");
constexpr LineError k_unavailable = named(0x80000049, "LINEERR_OPERATIONUNAVAIL");
constexpr LineError k_no_resource = named(0x8000004B, "LINEERR_RESOURCEUNAVAIL");
constexpr LineError k_dial_voice = named(0x8000005C, "LINEERR_DIALVOICEDETECT");

constexpr std::array k_all{
    k_call_unavail, k_completion_overrun, k_dial_billing, k_dial_dial_tone, k_dial_prompt, k_dial_quiet,     k_file_corrupt,
    k_in_use,       k_bad_address,        k_bad_mode,     k_bad_call,       k_bad_state,   k_bad_completion, k_bad_message,
    k_no_device,    k_no_memory,          k_failed,       k_unavailable,    k_no_resource, k_dial_voice};

}  // namespace

LineError line_error(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_dial_string:
    case ErrorCode::bad_dial_length: return k_bad_address;
    case ErrorCode::dial_billing: return k_dial_billing;
    case ErrorCode::dial_quiet: return k_dial_quiet;
    case ErrorCode::dial_dial_tone: return k_dial_dial_tone;
    case ErrorCode::dial_prompt: return k_dial_prompt;
    case ErrorCode::dial_voice_detect: return k_dial_voice;
    case ErrorCode::bad_handle: return k_bad_call;
    case ErrorCode::bad_state: return k_bad_state;
    case ErrorCode::bad_mode: return k_bad_mode;
    case ErrorCode::bad_completion_id: return k_bad_completion;
    case ErrorCode::bad_message_id: return k_bad_message;
    case ErrorCode::completion_overrun: return k_completion_overrun;
    case ErrorCode::emergency_number:
    case ErrorCode::call_denied:
    case ErrorCode::completion_not_offered:
    case ErrorCode::cancel_not_offered:
    case ErrorCode::not_supported: return k_unavailable;
    case ErrorCode::line_busy:
    case ErrorCode::line_ringing: return k_call_unavail;
    case ErrorCode::device_held: return k_in_use;
    case ErrorCode::line_down:
    case ErrorCode::device_missing: return k_no_device;
    case ErrorCode::device_unfit: return k_no_resource;
    case ErrorCode::bad_profile:
    case ErrorCode::unknown_profile: return k_file_corrupt;
    case ErrorCode::out_of_memory: return k_no_memory;
    case ErrorCode::refused_by_network:
    case ErrorCode::no_dial_tone:
    case ErrorCode::no_answer_from_device:
    case ErrorCode::device_refused:
    case ErrorCode::storage_failed:
    case ErrorCode::cancelled:
    case ErrorCode::internal: return k_failed;
  }
  return k_failed;
}

std::string_view line_error_name(std::int32_t value) {
  for (const auto& error : k_all)
    if (error.value == value) return error.name;
  return {};
}

}  // namespace campon::provider
