// Dial strings and tone lists, read into what is done on the line. [V.250 6.3.1, V.253 8.2.3]
#include <algorithm>
#include <optional>

#include "hw-sim/modem/command_line.hpp"
#include "hw-sim/modem/modem_timers.hpp"

namespace campon::sim {

namespace {

constexpr std::string_view k_dtmf = "0123456789ABCD*#";
constexpr int k_longest_tone = 6000;  // hundredths of a second
constexpr int k_lowest_hz = 200;
constexpr int k_highest_hz = 3000;
constexpr std::size_t k_most_steps = 128;

bool has(std::string_view set, char byte) { return set.find(byte) != std::string_view::npos; }

std::optional<SendStep> tone_step(std::string_view element, const VoiceRules& rules, const ToneTimes& times) {
  if (element == "!" && rules.flash_in_vts) return SendStep{SendStep::Kind::flash, 0, times.flash, {}};
  if (element.size() == 1 && has(k_dtmf, element[0])) return SendStep{SendStep::Kind::digit, element[0], times.digit, times.pause};
  return std::nullopt;
}

// "{d,len}": one digit or flash with a length of its own.
std::optional<SendStep> timed_step(std::string_view inside, const VoiceRules& rules) {
  const auto comma = inside.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const int length = parse_number(inside.substr(comma + 1), k_longest_tone);
  if (length <= 0) return std::nullopt;
  const env::Duration own = length * k_hundredth;
  return tone_step(inside.substr(0, comma), rules, {own, own, own});
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

std::optional<SendStep> take_element(std::string_view& text, const VoiceRules& rules, const ToneTimes& times) {
  const char first = text.empty() ? '\0' : text[0];
  if (first == '{' || first == '[') {
    const auto end = text.find(first == '{' ? '}' : ']');
    if (end == std::string_view::npos || !rules.brackets_in_vts) return std::nullopt;
    const std::string_view inside = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    return first == '{' ? timed_step(inside, rules) : pause_step(inside);
  }
  const std::string_view element = text.substr(0, text.find(','));
  text.remove_prefix(element.size());
  return tone_step(element, rules, times);
}

// One break of the loop for each pulse, ten for a nought.
void add_pulses(char digit, std::vector<SendStep>& out) {
  const int pulses = digit == '0' ? 10 : digit - '0';
  for (int i = 0; i < pulses; ++i) out.push_back({SendStep::Kind::pulse, digit, k_pulse_break, k_pulse_make});
  out.push_back({SendStep::Kind::pause, 0, k_pulse_gap, {}});
}

bool add_digit(char byte, bool pulse, const DialTimes& times, std::vector<SendStep>& out) {
  if (!has(k_dtmf, byte)) return false;
  if (!pulse)
    out.push_back({SendStep::Kind::digit, byte, times.digit, times.digit});
  else if (byte >= '0' && byte <= '9')
    add_pulses(byte, out);
  return true;
}

}  // namespace

bool parse_dial(std::string_view text, const DialRules& rules, const DialTimes& times, std::vector<SendStep>& out, bool& stays) {
  stays = text.ends_with(';');
  if (stays) text.remove_suffix(1);
  if (rules.limit > 0 && text.size() > rules.limit) return false;
  bool pulse = false;
  for (const char byte : text) {
    if (out.size() > k_most_steps) return false;
    if (byte == 'P' && rules.pulse)
      pulse = true;
    else if (byte == 'T')
      pulse = false;
    else if (has(rules.pause, byte))
      out.push_back({SendStep::Kind::pause, 0, times.comma, {}});
    else if (has(rules.short_pause, byte))
      out.push_back({SendStep::Kind::pause, 0, k_short_pause, {}});
    else if (has(rules.flash, byte))
      out.push_back({SendStep::Kind::flash, 0, times.flash, {}});
    else if (has(rules.second_tone, byte))
      out.push_back({SendStep::Kind::await_dial, 0, times.second_dial_tone, {}});
    else if (has(rules.quiet_answer, byte))
      out.push_back({SendStep::Kind::await_quiet, 0, times.second_dial_tone, {}});
    else if (!has(rules.ignored, byte) && !add_digit(byte, pulse, times, out))
      return false;
  }
  return true;
}

bool parse_tones(std::string_view text, const VoiceRules& rules, const ToneTimes& times, std::vector<SendStep>& out) {
  while (out.size() <= k_most_steps) {
    const auto step = take_element(text, rules, times);
    if (!step) return false;
    out.push_back(*step);
    if (text.empty()) return true;
    if (text[0] != ',') return false;
    text.remove_prefix(1);
  }
  return false;
}

}  // namespace campon::sim
