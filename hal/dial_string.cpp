#include "hal/dial_string.hpp"

#include <algorithm>
#include <optional>

#include "hal/env/trace.hpp"

namespace campon::hal {

namespace {

using env::ErrorCode;

constexpr std::size_t k_longest = 60;         // the shortest limit of a modem's dial string [voice-modems 1.1]
constexpr std::size_t k_longest_text = 256;   // with formatting characters
constexpr std::ptrdiff_t k_most_pauses = 30;  // of two seconds each: a minute in all [V.250 6.3.11; fault U03]
constexpr std::string_view k_dialable = "0123456789*#ABCD,";
constexpr std::string_view k_formatting = " -().";

std::optional<ErrorCode> modifier_error(char c) {
  switch (c) {
    case '$': return ErrorCode::dial_billing;
    case '@': return ErrorCode::dial_quiet;
    case 'W':
    case 'w': return ErrorCode::dial_dial_tone;
    case '?': return ErrorCode::dial_prompt;
    case ':': return ErrorCode::dial_voice_detect;
    default: return std::nullopt;
  }
}

env::Expected<DialString> refuse(std::string_view text, std::size_t place) {
  const std::string shown = env::escaped(text.substr(place, 1));
  const std::string what = "character '" + shown + "' at position " + std::to_string(place + 1) + " of the number cannot be dialled";
  return env::fail(modifier_error(text[place]).value_or(ErrorCode::bad_dial_string), env::Remedy::misuse, what);
}

char upper(char c) { return c >= 'a' && c <= 'd' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

env::Expected<DialString> DialString::parse(std::string_view text) {
  if (text.size() > k_longest_text) return env::fail(ErrorCode::bad_dial_length, env::Remedy::misuse, "the number is too long");
  std::string digits;
  const std::size_t first = !text.empty() && (text[0] == 'T' || text[0] == 't') ? 1 : 0;
  for (std::size_t place = first; place < text.size(); ++place) {
    const char c = upper(text[place]);
    if (k_formatting.find(c) != std::string_view::npos) continue;
    if (k_dialable.find(c) == std::string_view::npos) return refuse(text, place);
    digits += c;
  }
  const bool only_pauses = std::all_of(digits.begin(), digits.end(), [](char c) { return c == ','; });
  if (digits.empty() || only_pauses) return env::fail(ErrorCode::bad_dial_length, env::Remedy::misuse, "the number has no digits");
  if (digits.size() > k_longest)
    return env::fail(ErrorCode::bad_dial_length, env::Remedy::misuse, "the number is longer than " + std::to_string(k_longest) + " digits");
  if (std::count(digits.begin(), digits.end(), ',') > k_most_pauses)
    return env::fail(ErrorCode::bad_dial_length, env::Remedy::misuse, "the number pauses for more than a minute");
  return DialString(std::move(digits));
}

std::string DialString::number() const {
  std::string out = digits_;
  std::erase(out, ',');
  return out;
}

}  // namespace campon::hal
