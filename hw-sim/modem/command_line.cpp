#include "hw-sim/modem/command_line.hpp"

#include "hw-sim/modem/modem_timers.hpp"

#include <charconv>
#include <optional>

namespace campon::sim {

namespace {

constexpr std::string_view k_digits = "0123456789";
constexpr std::string_view k_dtmf = "0123456789ABCD*#";
constexpr int k_longest_tone = 6000;  // hundredths of a second
constexpr int k_lowest_hz = 200;
constexpr int k_highest_hz = 3000;
constexpr std::size_t k_most_steps = 128;

std::string upper_without_blanks(std::string_view line) {
  std::string out;
  for (const char byte : line) {
    if (byte == ' ') continue;
    out += byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
  }
  return out;
}

bool is_letter(char byte) { return byte >= 'A' && byte <= 'Z'; }

std::string_view take_digits(std::string_view& text) {
  const std::string_view digits = text.substr(0, std::min(text.find_first_not_of(k_digits), text.size()));
  text.remove_prefix(digits.size());
  return digits;
}

Command take_extended(std::string_view& text) {
  const std::string_view whole = text.substr(0, text.find(';'));
  text.remove_prefix(std::min(whole.size() + 1, text.size()));
  const std::size_t end = std::min(whole.find_first_of("=?"), whole.size());
  return {Command::Kind::extended, std::string(whole.substr(0, end)), std::string(whole.substr(end))};
}

Command take_register(std::string_view& text) {
  text.remove_prefix(1);
  const std::string name = "S" + std::string(take_digits(text));
  std::string rest;
  if (text.starts_with('?')) {
    rest = "?";
    text.remove_prefix(1);
  } else if (text.starts_with('=')) {
    text.remove_prefix(1);
    rest = "=" + std::string(take_digits(text));
  }
  return {rest.empty() || name.size() == 1 ? Command::Kind::wrong : Command::Kind::s_register, name, rest};
}

Command take_dial(std::string_view& text) {
  const std::size_t end = std::min(text.find(';'), text.size() - 1) + 1;
  Command out{Command::Kind::dial, "D", std::string(text.substr(1, end - 1))};
  text.remove_prefix(end);
  return out;
}

Command take_basic(std::string_view& text) {
  const std::size_t length = text[0] == '&' ? 2 : 1;
  if (text.size() < length || !is_letter(text[length - 1])) {
    text = {};
    return {};
  }
  const std::string name(text.substr(0, length));
  text.remove_prefix(length);
  return {Command::Kind::basic, name, std::string(take_digits(text))};
}

Command take_command(std::string_view& text) {
  switch (text[0]) {
    case '+': return take_extended(text);
    case 'S': return take_register(text);
    case 'D': return take_dial(text);
    default: return take_basic(text);
  }
}

std::optional<SendStep> tone_step(std::string_view element, env::Duration length, env::Duration flash) {
  if (element == "!") return SendStep{SendStep::Kind::flash, 0, flash, {}};
  if (element.size() == 1 && k_dtmf.find(element[0]) != std::string_view::npos)
    return SendStep{SendStep::Kind::digit, element[0], length, length};
  return std::nullopt;
}

// "{d,len}": one digit or flash with a length of its own.
std::optional<SendStep> timed_step(std::string_view inside) {
  const auto comma = inside.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const int length = parse_number(inside.substr(comma + 1), k_longest_tone);
  if (length <= 0) return std::nullopt;
  return tone_step(inside.substr(0, comma), length * k_hundredth, length * k_hundredth);
}

// "[f1,f2,d]": tones that no exchange acts on; only their time matters here.
std::optional<SendStep> pause_step(std::string_view inside) {
  int values[3] = {0, 0, 0};
  for (int i = 0; i < 3; ++i) {
    const auto comma = inside.find(',');
    if ((comma == std::string_view::npos) != (i == 2)) return std::nullopt;
    values[i] = parse_number(inside.substr(0, comma), k_longest_tone);
    const bool silent = values[i] == 0;
    if (values[i] < 0 || (i < 2 && !silent && (values[i] < k_lowest_hz || values[i] > k_highest_hz))) return std::nullopt;
    if (i < 2) inside.remove_prefix(comma + 1);
  }
  return SendStep{SendStep::Kind::pause, 0, values[2] * k_hundredth, {}};
}

std::optional<SendStep> take_element(std::string_view& text, env::Duration length, env::Duration flash) {
  const char first = text.empty() ? '\0' : text[0];
  if (first == '{' || first == '[') {
    const auto end = text.find(first == '{' ? '}' : ']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view inside = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    return first == '{' ? timed_step(inside) : pause_step(inside);
  }
  const std::string_view element = text.substr(0, text.find(','));
  text.remove_prefix(element.size());
  return tone_step(element, length, flash);
}

}  // namespace

std::vector<Command> parse_commands(std::string_view line) {
  const std::string text = upper_without_blanks(line);
  std::vector<Command> out;
  std::string_view left = text;
  while (!left.empty()) {
    if (left[0] == ';') {
      left.remove_prefix(1);
      continue;
    }
    out.push_back(take_command(left));
    if (out.back().kind == Command::Kind::wrong) break;
  }
  return out;
}

int parse_number(std::string_view text, int limit) {
  if (text.empty()) return 0;
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = problem == std::errc{} && end == text.data() + text.size() && text[0] != '-';
  return whole && value <= limit ? value : -1;
}

bool parse_dial(std::string_view text, const DialTimes& times, std::vector<SendStep>& out, bool& stays) {
  stays = text.ends_with(';');
  if (stays) text.remove_suffix(1);
  for (const char byte : text) {
    if (out.size() > k_most_steps) return false;
    if (std::string_view("T()-.").find(byte) != std::string_view::npos) continue;
    if (byte == ',')
      out.push_back({SendStep::Kind::pause, 0, times.comma, {}});
    else if (byte == '!')
      out.push_back({SendStep::Kind::flash, 0, times.flash, {}});
    else if (byte == 'W')
      out.push_back({SendStep::Kind::await_dial, 0, times.second_dial_tone, {}});
    else if (k_dtmf.find(byte) != std::string_view::npos)
      out.push_back({SendStep::Kind::digit, byte, times.digit, times.digit});
    else
      return false;
  }
  return true;
}

bool parse_tones(std::string_view text, env::Duration length, env::Duration flash, std::vector<SendStep>& out) {
  while (out.size() <= k_most_steps) {
    const auto step = take_element(text, length, flash);
    if (!step) return false;
    out.push_back(*step);
    if (text.empty()) return true;
    if (text[0] != ',') return false;
    text.remove_prefix(1);
  }
  return false;
}

}  // namespace campon::sim
