#include "hal/caller_id.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <numeric>
#include <optional>

#include "hal/env/trace.hpp"

namespace campon::hal {

namespace {

constexpr std::uint8_t k_sdmf = 0x04;
constexpr std::uint8_t k_mdmf = 0x80;
constexpr std::size_t k_number_limit = 32;
constexpr std::size_t k_name_limit = 64;
constexpr std::size_t k_date_size = 8;  // MMDDhhmm
constexpr std::string_view k_digits = "0123456789";
constexpr std::string_view k_dialable = "0123456789*#ABCD";

// Parameters of an MDMF message. [EN 300 659-3 5.4, GR-30]
constexpr std::uint8_t k_number = 0x02;
constexpr std::uint8_t k_no_number = 0x04;
constexpr std::uint8_t k_name = 0x07;
constexpr std::uint8_t k_call_type = 0x11;
constexpr std::array k_known{k_number, k_no_number, k_name, k_call_type};

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

tl::unexpected<env::Error> damaged(std::string why, std::string_view message) {
  return env::fail(env::ErrorCode::device_refused, env::Remedy::refused, "caller id dropped: " + std::move(why), env::escaped(message));
}

void set_number(CallerId& id, std::string_view number) {
  id.number = number.substr(0, k_number_limit);
  if (!number.empty()) id.presentation = Presentation::available;
}

Presentation reason_of(std::string_view body) { return body == "P" ? Presentation::withheld : Presentation::unavailable; }

CallType call_type_of(std::uint8_t value) {
  switch (value) {
    case 0x01: return CallType::voice;
    case 0x02: return CallType::ring_back;
    case 0x03: return CallType::calling_name;
    case 0x81: return CallType::message_waiting;
    default: return CallType::unknown;
  }
}

// The body of a message whose length and, where it is there, checksum are right.
env::Expected<std::string_view> body_of(std::string_view message) {
  const std::size_t length = message.size() < 2 ? 0 : byte_at(message, 1);
  const std::size_t checked = length + 3;
  if (message.size() < 2 || (message.size() != checked && message.size() + 1 != checked))
    return damaged("its length does not fit", message);
  const auto sum =
      std::accumulate(message.begin(), message.end(), 0U, [](unsigned total, char c) { return total + static_cast<std::uint8_t>(c); });
  if (message.size() == checked && sum % 256 != 0) return damaged("its checksum is wrong", message);
  return message.substr(2, length);
}

bool is_made_of(std::string_view text, std::string_view characters) { return text.find_first_not_of(characters) == std::string_view::npos; }

// Only its digits show that a message without a checksum is not one with a damaged length.
env::Expected<CallerId> parse_sdmf(std::string_view body, std::string_view message) {
  const std::string_view date = body.substr(0, k_date_size);
  if (date.size() < k_date_size || !is_made_of(date, k_digits)) return damaged("it has no date", message);
  CallerId id;
  const std::string_view number = body.substr(k_date_size);
  if (number != "P" && number != "O" && !is_made_of(number, k_dialable)) return damaged("its number is none", message);
  if (number == "P" || number == "O")
    id.presentation = reason_of(number);
  else
    set_number(id, number);
  return id;
}

env::Expected<CallerId> parse_mdmf(std::string_view body, std::string_view message) {
  CallerId id;
  std::bitset<256> seen;
  while (!body.empty()) {
    const std::uint8_t type = byte_at(body, 0);
    const std::size_t length = body.size() < 2 ? body.size() : byte_at(body, 1);
    if (body.size() < length + 2) return damaged("a parameter runs over its end", message);
    const bool known = std::find(k_known.begin(), k_known.end(), type) != k_known.end();
    if (known && seen.test(type)) return damaged("a parameter comes twice", message);
    seen.set(type);
    apply_parameter(id, type, body.substr(2, length));
    body.remove_prefix(length + 2);
  }
  return id;
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Presentation presentation) {
  switch (presentation) {
    case Presentation::available: return "available";
    case Presentation::withheld: return "withheld";
    case Presentation::unavailable: return "unavailable";
  }
  return "unavailable";
}

std::string_view to_string(CallType type) {
  switch (type) {
    case CallType::unknown: return "unknown";
    case CallType::voice: return "voice";
    case CallType::ring_back: return "ring back";
    case CallType::calling_name: return "calling name";
    case CallType::message_waiting: return "message waiting";
  }
  return "unknown";
}

env::Expected<CallerId> parse_data_message(std::string_view message) {
  const auto body = body_of(message);
  if (!body) return tl::unexpected(body.error());
  const std::uint8_t type = byte_at(message, 0);
  if (type != k_sdmf && type != k_mdmf) return damaged("its type is unknown", message);
  auto id = type == k_sdmf ? parse_sdmf(*body, message) : parse_mdmf(*body, message);
  if (id) id->raw = message;
  return id;
}

void apply_parameter(CallerId& id, std::uint8_t type, std::string_view body) {
  if (type == k_number && id.presentation != Presentation::withheld) set_number(id, body);
  if (type == k_no_number) {  // beside a number, too, it is the caller's wish
    id.number.clear();
    id.presentation = reason_of(body);
  }
  if (type == k_name) id.name = body.substr(0, k_name_limit);
  if (type == k_call_type && body.size() == 1) id.call_type = call_type_of(byte_at(body, 0));
}

env::Expected<std::string> bytes_from_hex(std::string_view hex) {
  std::string bytes;
  std::optional<unsigned> high;
  for (const char c : hex) {
    if (c == ' ' && !high) continue;
    const auto digit = hex_digit(c);
    if (!digit) return damaged("not pairs of hex digits", hex);
    if (high) bytes += static_cast<char>(*high << 4 | *digit);
    high = high ? std::nullopt : digit;
  }
  if (high || bytes.empty()) return damaged("not pairs of hex digits", hex);
  return bytes;
}

}  // namespace campon::hal
