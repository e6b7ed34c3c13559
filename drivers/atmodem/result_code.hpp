// Result codes of a modem: texts that end a command, and texts that only tell. Matched whole, never by "contains".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace campon::atmodem {

enum class ResultCode : std::uint8_t {
  ok,
  connect,
  ring,
  no_carrier,
  error,
  no_dial_tone,
  busy,
  no_answer,
  ringing,  // ringback, while a command runs
  line_in_use,
  blocked,  // DELAYED, BLACKLISTED: the modem's own redial control [voice-modems 3.6]
};

// Verbose codes. Nothing for other texts: they are never taken for OK. Numeric codes are not understood: the same number
// means other things on other modems, and with V1 a bare number is an answer. [voice-modems 1.2; fault P05]
std::optional<ResultCode> result_code(std::string_view line);

// Whether this code ends a command. RING and RINGING do not.
constexpr bool is_final(ResultCode code) { return code != ResultCode::ring && code != ResultCode::ringing; }

}  // namespace campon::atmodem
