#include "hal/progress/tone_notation.hpp"

#include <charconv>
#include <chrono>

namespace campon::hal::notation {

namespace {

constexpr std::size_t k_most_parts = 8;
constexpr unsigned k_longest_ms = 60'000;
constexpr unsigned k_most_times = 100;
constexpr double k_lowest_hz = 50;
constexpr double k_highest_hz = 4000;

// The part before `mark`, which is taken off `rest` with the mark; all of it when there is none.
std::string_view next_part(std::string_view& rest, std::string_view mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + mark.size());
  return part;
}

// All parts; an empty one makes it nothing, and so does a text that ends with the mark.
std::optional<std::vector<std::string_view>> parts(std::string_view text, std::string_view mark) {
  if (text.empty() || text.ends_with(mark)) return std::nullopt;
  std::vector<std::string_view> out;
  while (!text.empty()) {
    out.push_back(next_part(text, mark));
    if (out.back().empty() || out.size() > k_most_parts) return std::nullopt;
  }
  return out;
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "425", "985.2".
std::optional<double> decimal(std::string_view text) {
  if (text.size() > 8 || text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  return number<double>(text);
}

std::optional<env::Duration> milliseconds(std::string_view text) {
  const auto value = number<unsigned>(text);
  if (!value || *value > k_longest_ms) return std::nullopt;
  return std::chrono::milliseconds(*value);
}

std::optional<std::vector<double>> together(std::string_view text) {
  std::vector<double> out;
  const auto each = parts(text, "+");
  if (!each) return std::nullopt;
  for (const auto part : *each) {
    const auto hertz = decimal(part);
    if (!hertz || *hertz < k_lowest_hz || *hertz > k_highest_hz) return std::nullopt;
    out.push_back(*hertz);
  }
  return out;
}

// "400/200", or "380" without a pause.
std::optional<ToneBurst> burst(std::string_view text) {
  const bool has_pause = text.find('/') != std::string_view::npos;
  const auto on = milliseconds(next_part(text, "/"));
  const auto off = has_pause ? milliseconds(text) : env::Duration{};
  if (!on || !off || *on == env::Duration{}) return std::nullopt;
  ToneBurst out;
  out.on = *on;
  out.off = *off;
  return out;
}

// How often: "*" for ever, " x3" three times, nothing once. Takes the ending off `text`.
std::optional<unsigned> times(std::string_view& text) {
  if (text.ends_with('*')) {
    text.remove_suffix(1);
    return 0;
  }
  const std::size_t mark = text.find(" x");
  if (mark == std::string_view::npos) return 1;
  const auto count = number<unsigned>(text.substr(mark + 2));
  text = text.substr(0, mark);
  if (!count || *count == 0 || *count > k_most_times) return std::nullopt;
  return count;
}

TonePhase for_ever() {
  ToneBurst sound;
  sound.endless = true;
  return {{sound}, 1};
}

std::optional<TonePhase> phase(std::string_view text) {
  if (text == "cont") return for_ever();
  TonePhase out;
  const auto count = times(text);
  const auto each = parts(text, ",");
  if (!count || !each) return std::nullopt;
  out.times = *count;
  for (const auto part : *each) {
    const auto one = burst(part);
    if (!one) return std::nullopt;
    out.bursts.push_back(*one);
  }
  return out;
}

// "25 Hz", "15..20 Hz (16)"; the figure in parentheses is what is sent usually.
std::optional<AmplitudeModulation> amplitude(std::string_view text) {
  if (text.find(" Hz") == std::string_view::npos) return std::nullopt;
  const std::string_view range = next_part(text, " Hz");
  std::string_view high = range;
  const auto from = decimal(next_part(high, ".."));
  const auto to = high.empty() ? from : decimal(high);
  if (!from || !to || *from <= 0 || *from > *to || *to >= k_lowest_hz) return std::nullopt;
  if (text.empty()) return AmplitudeModulation{*from, *to, (*from + *to) / 2};
  if (!text.starts_with(" (") || !text.ends_with(')')) return std::nullopt;
  const auto nominal = decimal(text.substr(2, text.size() - 3));
  if (!nominal || *nominal < *from || *nominal > *to) return std::nullopt;
  return AmplitudeModulation{*from, *to, *nominal};
}

// What may follow the shape. False when it is something else.
bool addition(std::string_view text, Modulation& out) {
  constexpr std::string_view k_some = ", bursts differ in level";
  constexpr std::string_view k_every_other = ", every other burst ";
  constexpr std::string_view k_lower = " dB lower";
  if (text.empty()) return true;
  if (text.starts_with(" (") && text.ends_with(')')) return text.find_first_of("()", 2) == text.size() - 1;
  out.levels_differ = true;
  if (text == k_some) return true;
  if (!text.starts_with(k_every_other) || !text.ends_with(k_lower)) return false;
  text.remove_prefix(k_every_other.size());
  if (text.size() <= k_lower.size()) return false;
  text.remove_suffix(k_lower.size());
  const auto decibels = decimal(text);
  if (decibels) out.every_other_db = -*decibels;
  return decibels.has_value();
}

}  // namespace

std::optional<Frequencies> parse_frequencies(std::string_view text) {
  const auto each = parts(text, text.find(" then ") == std::string_view::npos ? "," : " then ");
  if (!each) return std::nullopt;
  Frequencies out;
  for (const auto part : *each) {
    const auto sound = together(part);
    if (!sound) return std::nullopt;
    out.push_back(*sound);
  }
  return out;
}

std::optional<Modulation> parse_modulation(std::string_view text) {
  Modulation out;
  if (text.starts_with("AM ")) {
    out.shape = ToneShape::modulated;
    out.am = amplitude(text.substr(3));
    if (!out.am) return std::nullopt;
    return out;
  }
  const std::size_t end = std::min(text.find_first_of(", "), text.size());
  const std::string_view shape = text.substr(0, end);
  if (shape == "sum")
    out.shape = ToneShape::sum;
  else if (shape == "sequence" || shape == "sum/single")
    out.shape = ToneShape::sequence;
  else if (shape != "single")
    return std::nullopt;
  if (!addition(text.substr(end), out)) return std::nullopt;
  return out;
}

std::optional<std::vector<TonePhase>> parse_cadence(std::string_view text) {
  const auto each = parts(text, " | ");
  if (!each) return std::nullopt;
  std::vector<TonePhase> out;
  for (const auto part : *each) {
    if (!out.empty() && out.back().endless()) return std::nullopt;
    const auto one = phase(part);
    if (!one) return std::nullopt;
    out.push_back(*one);
  }
  return out;
}

}  // namespace campon::hal::notation
