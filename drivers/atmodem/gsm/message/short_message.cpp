#include "drivers/atmodem/gsm/message/short_message.hpp"

#include <algorithm>
#include <utility>

#include "drivers/atmodem/gsm/message/gsm_alphabet.hpp"
#include "hal/env/trace.hpp"

namespace campon::atmodem {

namespace {

using env::ErrorCode;
using env::Remedy;

constexpr std::string_view k_centre_of_sim{"\x00", 1};
constexpr char k_submit = 0x01;  // no validity period, no report, duplicates not rejected
constexpr char k_submit_with_header = 0x41;
constexpr char k_international = '\x91';
constexpr char k_national = '\x81';
constexpr std::string_view k_header{"\x05\x00\x03", 3};  // concatenation with an 8-bit reference [TS 23.040 9.2.3.24.1]
constexpr std::size_t k_header_size = 6;
constexpr std::size_t k_header_septets = 7;  // with its fill bit
constexpr unsigned k_header_fill = 1;
constexpr std::size_t k_longest_number = 20;
constexpr char k_escape = '\x1B';

struct Coding {
  char scheme;
  std::size_t alone;    // units in one message
  std::size_t of_many;  // units in one of several
};
constexpr Coding k_seven_bit{'\x00', 160, 153};
constexpr Coding k_ucs2{'\x08', 140, 134};

bool is_number(std::string_view number) {
  if (number.starts_with('+')) number.remove_prefix(1);
  return !number.empty() && number.size() <= k_longest_number &&
         std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Digits in pairs, the first of a pair in the low half. [TS 23.040 9.1.2.5]
std::string address(std::string_view number) {
  const bool international = number.starts_with('+');
  if (international) number.remove_prefix(1);
  std::string out{static_cast<char>(number.size()), international ? k_international : k_national};
  for (std::size_t i = 0; i < number.size(); i += 2) {
    const unsigned low = static_cast<unsigned>(number[i] - '0');
    const unsigned high = i + 1 < number.size() ? static_cast<unsigned>(number[i + 1] - '0') : 0xFU;
    out += static_cast<char>(high << 4U | low);
  }
  return out;
}

// A pair of units is never divided: an escape and its character, or a surrogate and its other half.
std::size_t cut(std::string_view units, std::size_t room, bool seven_bit) {
  if (units.size() <= room) return units.size();
  if (seven_bit) return units[room - 1] == k_escape ? room - 1 : room;
  const auto high = static_cast<std::uint8_t>(units[room - 2]);
  return high >= 0xD8 && high <= 0xDB ? room - 2 : room;
}

std::vector<std::string_view> divided(std::string_view units, const Coding& coding, bool seven_bit) {
  if (units.size() <= coding.alone) return {units};
  std::vector<std::string_view> parts;
  while (!units.empty()) {
    const std::size_t size = cut(units, coding.of_many, seven_bit);
    parts.push_back(units.substr(0, size));
    units.remove_prefix(size);
  }
  return parts;
}

std::string user_data(std::string_view units, bool seven_bit, std::string_view header) {
  const std::size_t header_units = header.empty() ? 0 : seven_bit ? k_header_septets : k_header_size;
  std::string out{static_cast<char>(header_units + units.size())};
  out += header;
  out += seven_bit ? packed(units, header.empty() ? 0 : k_header_fill) : std::string(units);
  return out;
}

MessagePart part(std::string_view number, const Coding& coding, std::string_view data, bool header) {
  std::string unit{header ? k_submit_with_header : k_submit, '\x00'};
  unit += address(number);
  unit += '\x00';
  unit += coding.scheme;
  unit += data;
  return {unit.size(), to_hex(std::string(k_centre_of_sim) + unit)};
}

}  // namespace

env::Expected<std::vector<MessagePart>> message_parts(std::string_view number, std::string_view text, std::uint8_t reference) {
  if (!is_number(number))
    return env::fail(ErrorCode::bad_dial_string, Remedy::misuse,
                     "no number for a message: " + env::escaped(number.substr(0, k_longest_number + 1)));
  if (text.empty()) return env::fail(ErrorCode::bad_mode, Remedy::misuse, "the message is empty");
  const auto points = code_points(text);
  if (!points) return tl::unexpected(points.error());
  const auto seven = septets(*points);
  const std::string units = seven ? *seven : utf16(*points);
  const Coding& coding = seven ? k_seven_bit : k_ucs2;
  const auto pieces = divided(units, coding, seven.has_value());
  if (pieces.size() > k_most_message_parts)
    return env::fail(ErrorCode::bad_mode, Remedy::misuse,
                     "the message is longer than " + std::to_string(k_most_message_parts) + " short messages");
  std::vector<MessagePart> parts;
  for (const auto& piece : pieces) {
    std::string header;
    if (pieces.size() > 1) {
      header = k_header;
      for (const std::size_t value : {std::size_t{reference}, pieces.size(), parts.size() + 1}) header += static_cast<char>(value);
    }
    parts.push_back(part(number, coding, user_data(piece, seven.has_value(), header), !header.empty()));
  }
  return parts;
}

}  // namespace campon::atmodem
