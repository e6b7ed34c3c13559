// Who calls, as the line said it, and the on-hook data messages it is carried in (SDMF and MDMF).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hal/env/error.hpp"

namespace campon::hal {

// Why there is no number. [EN 300 659-3 5.4.3]
enum class Presentation : std::uint8_t { available, withheld, unavailable };

// What kind of call announces itself. [EN 300 659-3 5.4.12, parameter 11h]
enum class CallType : std::uint8_t {
  unknown,          // not told
  voice,            // 01h
  ring_back,        // 02h, "CLI ring back when free call": the mark of a recall
  calling_name,     // 03h
  message_waiting,  // 81h
};

std::string_view to_string(Presentation presentation);
std::string_view to_string(CallType type);

// Text comes from a stranger: number is cut to 32 and name to 64 bytes and both are kept as received. [fault R01 R04]
// Escape before printing.
struct CallerId {
  std::string number;
  std::string name;
  Presentation presentation = Presentation::unavailable;
  CallType call_type = CallType::unknown;
  std::string raw;  // the data message, or the text lines it was made from

  friend bool operator==(const CallerId&, const CallerId&) = default;
};

// One data message: type 04h (SDMF) or 80h (MDMF), length, body, checksum. [GR-30, EN 300 659-3]
// A message without its checksum byte is accepted when its length fits; a wrong checksum or a length that runs
// over the end drops the whole message, and so does an SDMF date or number that is not made of digits.
// Errors: device_refused with the reason.
env::Expected<CallerId> parse_data_message(std::string_view message);

// Applies one MDMF parameter (type, body) to `id`. Unknown types change nothing. [fault R05]
void apply_parameter(CallerId& id, std::uint8_t type, std::string_view body);

// "40 4F" or "404F" to bytes; nothing when it is not pairs of hex digits.
env::Expected<std::string> bytes_from_hex(std::string_view hex);

}  // namespace campon::hal
