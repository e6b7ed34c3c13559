// A short message as the computer hands it over in PDU mode. [TS 23.040 9.2.2.2, 23.038]
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hw-sim/mobile/radio.hpp"

namespace campon::sim {

// `length` counts the octets behind the address of the service centre. Nothing when the PDU does not fit itself.
std::optional<Submission> parse_submit_pdu(std::string_view hexadecimal, std::size_t length);

// UCS2 in hexadecimal digits as UTF-8; nothing when it is none. [27.007 5.5]
std::optional<std::string> from_ucs2_digits(std::string_view digits);
std::string to_ucs2_digits(std::string_view ascii);

}  // namespace campon::sim
