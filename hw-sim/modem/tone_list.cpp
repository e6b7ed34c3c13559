#include "hw-sim/modem/tone_list.hpp"

#include <charconv>

namespace campon::sim {

namespace {

constexpr long k_longest = 1000;  // 10 s

bool is_dtmf(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'D') || c == '*' || c == '#'; }

// Hundredths of a second.
std::optional<env::Duration> length_of(std::string_view text) {
  long value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < 0 || value > k_longest) return std::nullopt;
  return std::chrono::milliseconds(value * 10);
}

std::optional<ToneElement> plain(char c) {
  if (c == '!') return ToneElement{ToneElement::Kind::flash, 0, std::nullopt};
  if (is_dtmf(c)) return ToneElement{ToneElement::Kind::digit, c, std::nullopt};
  return std::nullopt;
}

std::optional<ToneElement> bracketed(std::string_view inside, bool braces) {
  const auto comma = inside.rfind(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto length = length_of(inside.substr(comma + 1));
  if (!length) return std::nullopt;
  if (!braces) return ToneElement{ToneElement::Kind::tone, 0, length};
  if (comma != 1) return std::nullopt;
  auto out = plain(inside[0]);
  if (out) out->length = length;
  return out;
}

}  // namespace

std::optional<std::vector<ToneElement>> parse_tone_list(std::string_view text) {
  std::vector<ToneElement> out;
  while (!text.empty()) {
    std::optional<ToneElement> element;
    if (text[0] == '{' || text[0] == '[') {
      const auto end = text.find(text[0] == '{' ? '}' : ']');
      if (end == std::string_view::npos) return std::nullopt;
      element = bracketed(text.substr(1, end - 1), text[0] == '{');
      text.remove_prefix(end + 1);
    } else {
      element = plain(text[0]);
      text.remove_prefix(1);
    }
    if (!element) return std::nullopt;
    out.push_back(*element);
    if (text.empty()) break;
    if (text[0] != ',' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
  }
  if (out.empty()) return std::nullopt;
  return out;
}

}  // namespace campon::sim
