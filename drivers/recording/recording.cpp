#include "drivers/recording/recording.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "hal/env/trace.hpp"

namespace campon::recording {

namespace {

using env::ErrorCode;
using env::Remedy;

constexpr std::string_view k_title = "# campon recording 1";
constexpr std::string_view k_modem = "# modem ";
constexpr std::array<std::string_view, 7> k_words{"order", "<", "closed", ">", "dtr", "end", "fact"};

bool is_bytes(What what) { return what == What::received || what == What::sent; }

std::string quoted(std::string_view bytes) {
  constexpr std::string_view k_hex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\r')
      out += "\\r";
    else if (c == '\n')
      out += "\\n";
    else if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (byte >= 0x20 && byte < 0x7F)
      out += c;
    else
      out += {'\\', 'x', k_hex[byte >> 4U], k_hex[byte & 15U]};
  }
  return out + '"';
}

std::optional<char> hex_byte(std::string_view two) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(two.data(), two.data() + two.size(), value, 16);
  if (two.size() != 2 || error != std::errc{} || end != two.data() + 2) return std::nullopt;
  return static_cast<char>(value);
}

// What stands behind a backslash at `rest`; takes it off.
std::optional<char> unescape(std::string_view& rest) {
  if (rest.empty()) return std::nullopt;
  const char kind = rest.front();
  rest.remove_prefix(1);
  switch (kind) {
    case 'r': return '\r';
    case 'n': return '\n';
    case '"':
    case '\\': return kind;
    case 'x': {
      const auto byte = hex_byte(rest.substr(0, 2));
      if (byte) rest.remove_prefix(2);
      return byte;
    }
    default: return std::nullopt;
  }
}

std::optional<std::string> unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  std::string_view rest = text.substr(1, text.size() - 2);
  std::string out;
  while (!rest.empty()) {
    const char c = rest.front();
    rest.remove_prefix(1);
    if (c == '"') return std::nullopt;
    if (c != '\\') {
      out += c;
      continue;
    }
    const auto meant = unescape(rest);
    if (!meant) return std::nullopt;
    out += *meant;
  }
  return out;
}

std::string seconds(env::Duration at) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(at).count();
  std::string fraction = std::to_string(us % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  return std::to_string(us / 1'000'000) + "." + fraction;
}

std::optional<env::Duration> parse_seconds(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos || text.size() - dot != 7 || dot > 9) return std::nullopt;
  std::string digits(text);
  digits.erase(dot, 1);
  std::int64_t us = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), us);
  if (error != std::errc{} || end != digits.data() + digits.size() || us < 0) return std::nullopt;
  return std::chrono::microseconds(us);
}

std::string_view take_word(std::string_view& rest) {
  const auto blank = rest.find(' ');
  const std::string_view word = rest.substr(0, blank);
  rest.remove_prefix(blank == std::string_view::npos ? rest.size() : blank + 1);
  return word;
}

std::optional<Event> parse_event(std::string_view line) {
  Event event;
  const auto at = parse_seconds(take_word(line));
  const std::string_view kind = take_word(line);
  const auto* const word = std::find(k_words.begin(), k_words.end(), kind);
  if (!at || word == k_words.end()) return std::nullopt;
  event.at = *at;
  event.what = static_cast<What>(word - k_words.begin());
  if (!is_bytes(event.what)) {
    event.text = env::escaped(line);
    return event;
  }
  auto bytes = unquoted(line);
  if (!bytes) return std::nullopt;
  event.text = std::move(*bytes);
  return event;
}

tl::unexpected<env::Error> mistake(std::string_view file, unsigned line, std::string_view what) {
  return env::fail(ErrorCode::bad_profile, Remedy::misuse, env::escaped(file) + ":" + std::to_string(line) + ": " + std::string(what));
}

}  // namespace

std::string_view to_string(What what) { return k_words.at(static_cast<std::size_t>(what)); }

std::string header(std::string_view modem) { return std::string(k_title) + "\n" + std::string(k_modem) + env::escaped(modem) + "\n"; }

std::string to_line(const Event& event) {
  const std::string text = is_bytes(event.what) ? quoted(event.text) : env::escaped(event.text);
  return seconds(event.at) + " " + std::string(to_string(event.what)) + (text.empty() ? "" : " ") + text + "\n";
}

std::string to_text(const Recording& recording) {
  std::string out = header(recording.modem);
  for (const auto& event : recording.events) out += to_line(event);
  return out;
}

env::Expected<Recording> parse_recording(std::string_view text, std::string_view file) {
  if (text.size() > k_most_bytes) return mistake(file, 1, "a recording has at most 16 MiB");
  Recording out;
  unsigned number = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (end == std::string_view::npos && number > 0) break;
    ++number;
    if (number == 1 && line != k_title) return mistake(file, number, "it does not begin with '" + std::string(k_title) + "'");
    if (line.starts_with(k_modem)) out.modem = env::escaped(line.substr(k_modem.size()));
    if (line.empty() || line.front() == '#') continue;
    auto event = parse_event(line);
    if (!event) return mistake(file, number, "this is no event");
    if (!out.events.empty() && event->at < out.events.back().at) return mistake(file, number, "this is before the line above");
    if (out.events.size() == k_most_events) return mistake(file, number, "a recording has at most 200000 events");
    event->file_line = number;
    out.events.push_back(std::move(*event));
  }
  if (number == 0) return mistake(file, 1, "it is empty");
  return out;
}

}  // namespace campon::recording
