// Errors are values: what failed, what the caller can do about it, and what was heard or read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace campon::env {

// What the receiver of an error can do next.
enum class Remedy : std::uint8_t {
  misuse,       // the caller's mistake: do not repeat the call as it was
  refused,      // the network or the device said no
  later,        // busy, full or not ready: the same call may succeed later
  gone,         // the device is away: wait until it is back
  unsupported,  // this line or network cannot do it: use another way
  unknown,      // sent, and no answer came: interrogate or cancel, never repeat blindly
  defect,       // our own mistake
};

enum class ErrorCode : std::uint8_t {
  bad_dial_string,         // a character that is not dialable
  bad_dial_length,         // empty or too long
  dial_billing,            // '$' is not supported
  dial_quiet,              // '@' is not supported
  dial_dial_tone,          // 'W' is not supported
  dial_prompt,             // '?' is never supported
  dial_voice_detect,       // ':' is not supported
  bad_handle,              // unknown, stale or foreign line, call or device
  bad_state,               // not in this state of the line or call
  bad_mode,                // not exactly one completion mode, or one that this network lacks
  bad_completion_id,       // unknown, finished or already cancelled
  bad_message_id,          // message index out of range
  completion_overrun,      // as many requests outstanding as the network allows
  completion_not_offered,  // the network has no such service in this state
  cancel_not_offered,      // the network cannot cancel just this request
  refused_by_network,      // the exchange answered with a refusal tone or announcement
  no_dial_tone,            // off hook, and no dial tone within the time limit
  emergency_number,        // a machine never dials an emergency number
  call_denied,             // the owner of the line does not allow this number, so many calls, or this service
  line_busy,               // the line has a call already
  line_ringing,            // a ring came first
  line_down,               // no line current, out of service
  no_answer_from_device,   // the device did not answer a command within its deadline
  device_refused,          // the device answered with an error
  device_missing,          // no such device, or it went away
  device_held,             // another program holds the device
  device_unfit,            // not a device that can do this
  bad_profile,             // a profile file with a wrong key or value; what() names file and line
  unknown_profile,         // no profile of that name
  storage_failed,          // the disk refused
  not_supported,           // this line cannot do it
  cancelled,               // ended because the caller asked for it
  out_of_memory,
  internal,
};

std::string_view to_string(Remedy remedy);
std::string_view to_string(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::internal;
  Remedy remedy = Remedy::defect;
  std::string what;   // a sentence for people: names file:line, device or number, and the next step
  std::string heard;  // what the line or device said, escaped; empty when nothing was
};

template <class T>
using Expected = tl::expected<T, Error>;
using Result = Expected<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Remedy remedy, std::string what, std::string heard = {}) {
  return tl::unexpected<Error>(Error{code, remedy, std::move(what), std::move(heard)});
}

}  // namespace campon::env
