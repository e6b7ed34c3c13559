// Text as mobile networks carry it: the GSM 7-bit default alphabet with its extension, and UCS2. [3GPP TS 23.038]
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"

namespace campon::atmodem {

// UTF-8 to code points. Errors: bad_message (misuse) for what is not UTF-8: overlong forms, surrogates, cut sequences. [fault R03]
env::Expected<std::u32string> code_points(std::string_view utf8);
// The other way; what is no code point becomes U+FFFD.
std::string utf8(std::u32string_view points);

// One septet per character, two (with escape 1Bh) for those of the extension. Nothing when a character is in neither table.
std::optional<std::string> septets(std::u32string_view points);
// UTF-16, high byte first.
std::string utf16(std::u32string_view points);
// The other way; a lone surrogate becomes U+FFFD.
std::string utf8_of_utf16(std::string_view bytes);

// Septets to octets, lowest bit first, after `fill` bits of padding. [TS 23.038 6.1.2.1]
std::string packed(std::string_view septets, unsigned fill);

std::string to_hex(std::string_view bytes);

}  // namespace campon::atmodem
