#include "hal/caller_id.hpp"

#include <cstddef>
#include <numeric>

namespace campon::hal {

namespace {

constexpr std::size_t k_longest_number = 32;
constexpr std::size_t k_longest_name = 64;
constexpr std::uint8_t k_sdmf = 0x04;
constexpr std::uint8_t k_mdmf = 0x80;
constexpr std::size_t k_sdmf_date = 8;

// MDMF parameters. [GR-30; EN 300 659-3 5.4]
enum Parameter : std::uint8_t { number = 0x02, number_absent = 0x04, name = 0x07, name_absent = 0x08, call_type = 0x11 };

std::uint8_t byte_at(std::string_view bytes, std::size_t place) { return static_cast<std::uint8_t>(bytes[place]); }

env::Expected<CallerId> bad(std::string why) { return env::fail(env::ErrorCode::device_refused, env::Remedy::refused, "caller id message: " + why); }

Presentation presentation_of(std::string_view reason) {
  return !reason.empty() && reason[0] == 'P' ? Presentation::withheld : Presentation::unavailable;
}

CallType call_type_of(std::uint8_t value) {
  switch (value) {
    case 0x01: return CallType::voice;
    case 0x02: return CallType::ring_back;
    case 0x03: return CallType::calling_name;
    case 0x81: return CallType::message_waiting;
    default: return CallType::unknown;
  }
}

void set_number(CallerId& id, std::string_view digits) {
  id.number = std::string(digits.substr(0, k_longest_number));
  id.presentation = id.number.empty() ? Presentation::unavailable : Presentation::available;
}

env::Expected<CallerId> parse_sdmf(std::string_view body, CallerId id) {
  if (body.size() < k_sdmf_date) return bad("too short for its date");
  const std::string_view rest = body.substr(k_sdmf_date);
  if (rest == "P" || rest == "O") {
    id.presentation = presentation_of(rest);
  } else {
    set_number(id, rest);
  }
  return id;
}

env::Expected<CallerId> parse_mdmf(std::string_view body, CallerId id) {
  while (!body.empty()) {
    if (body.size() < 2) return bad("a parameter is cut off");
    const std::size_t length = byte_at(body, 1);
    if (body.size() < 2 + length) return bad("a parameter runs over the end");
    apply_parameter(id, byte_at(body, 0), body.substr(2, length));
    body.remove_prefix(2 + length);
  }
  return id;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
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
    case CallType::ring_back: return "ring back when free";
    case CallType::calling_name: return "calling name";
    case CallType::message_waiting: return "message waiting";
  }
  return "unknown";
}

void apply_parameter(CallerId& id, std::uint8_t type, std::string_view body) {
  switch (type) {
    case Parameter::number: return set_number(id, body);
    case Parameter::number_absent: id.presentation = presentation_of(body); return;
    case Parameter::name: id.name = std::string(body.substr(0, k_longest_name)); return;
    case Parameter::call_type:
      if (body.size() == 1) id.call_type = call_type_of(byte_at(body, 0));
      return;
    default: return;
  }
}

env::Expected<CallerId> parse_data_message(std::string_view message) {
  if (message.size() < 3) return bad("too short");
  const std::size_t length = byte_at(message, 1);
  if (message.size() != length + 2 && message.size() != length + 3) return bad("its length does not fit");
  if (message.size() == length + 3) {
    const unsigned sum = std::accumulate(message.begin(), message.end(), 0U, [](unsigned total, char c) { return total + static_cast<std::uint8_t>(c); });
    if (sum % 256 != 0) return bad("its checksum is wrong");
  }
  CallerId id;
  id.raw = std::string(message);
  const std::string_view body = message.substr(2, length);
  if (byte_at(message, 0) == k_sdmf) return parse_sdmf(body, std::move(id));
  if (byte_at(message, 0) == k_mdmf) return parse_mdmf(body, std::move(id));
  return bad("its type is unknown");
}

env::Expected<std::string> bytes_from_hex(std::string_view hex) {
  std::string out;
  int high = -1;
  for (const char c : hex) {
    if (c == ' ' && high < 0) continue;
    const int value = hex_value(c);
    if (value < 0) return env::fail(env::ErrorCode::device_refused, env::Remedy::refused, "not hexadecimal");
    if (high >= 0) out += static_cast<char>(high * 16 + value);
    high = high < 0 ? value : -1;
  }
  if (high >= 0 || out.empty()) return env::fail(env::ErrorCode::device_refused, env::Remedy::refused, "not pairs of hexadecimal digits");
  return out;
}

}  // namespace campon::hal
