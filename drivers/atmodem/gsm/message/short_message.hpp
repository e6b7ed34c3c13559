// A text to a number as the protocol data units of the short message service. [3GPP TS 23.040 9.2.2.2 SMS-SUBMIT; TS 27.005 4.3]
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"

namespace campon::atmodem {

// One message for AT+CMGS=<length> and its prompt.
struct MessagePart {
  std::size_t length = 0;  // octets, without the address of the message centre
  std::string hex;         // the message centre that the SIM knows, then the data unit
};

inline constexpr std::size_t k_most_message_parts = 4;  // ours: 612 characters, or 268 in UCS2

// In the 7-bit alphabet where it has every character, else in UCS2; more than one message carries `reference` and is put
// together by the receiver. Errors (misuse): bad_dial_string for a number that is not at most 20 digits, with '+' before an
// international one; bad_mode for a text that is empty, not UTF-8 or longer than k_most_message_parts.
env::Expected<std::vector<MessagePart>> message_parts(std::string_view number, std::string_view text, std::uint8_t reference);

}  // namespace campon::atmodem
