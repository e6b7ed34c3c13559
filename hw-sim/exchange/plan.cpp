#include "hw-sim/exchange/plan.hpp"

#include <algorithm>
#include <charconv>

namespace campon::sim {

namespace {

constexpr std::size_t k_longest_cadence = 32;
constexpr unsigned k_longest_burst_ms = 60000;

std::optional<unsigned> whole(std::string_view text, unsigned limit) {
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value > limit) return std::nullopt;
  return value;
}

std::optional<Burst> parse_burst(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto on = whole(text.substr(0, slash), k_longest_burst_ms);
  const auto off = whole(text.substr(slash + 1), k_longest_burst_ms);
  if (!on || !off || *on == 0) return std::nullopt;
  return Burst{std::chrono::milliseconds(*on), std::chrono::milliseconds(*off)};
}

bool parse_bursts(std::string_view text, std::vector<Burst>& out) {
  while (out.size() < k_longest_cadence) {
    const auto comma = text.find(',');
    const auto burst = parse_burst(text.substr(0, comma));
    if (!burst) return false;
    out.push_back(*burst);
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
  return false;
}

enum class Fit : std::uint8_t { none, begun, whole };

constexpr std::size_t k_longest_outside = 15;  // [E.164 6]
constexpr std::string_view k_decimal = "0123456789";

// Takes from `digits` what one character of a code stands for; nothing when they end before it does.
std::optional<bool> takes(char wanted, std::size_t number_length, std::string_view& digits, std::string& number) {
  if (wanted == 'T') {
    number = digits.substr(0, std::min(digits.find_first_not_of(k_decimal), digits.size()));
    digits.remove_prefix(number.size());
    if (digits.empty() && number.size() <= k_longest_outside) return std::nullopt;
    return !number.empty() && number.size() <= k_longest_outside;
  }
  const std::string_view got = digits.substr(0, wanted == 'D' ? number_length : 1);
  if (wanted == 'D' || wanted == 'X') {
    if (got.find_first_not_of(k_decimal) != std::string_view::npos) return false;
    if (got.size() < (wanted == 'D' ? number_length : 1)) return std::nullopt;
    if (wanted == 'D') number = got;
  } else if (got.empty()) {
    return std::nullopt;
  } else if (got[0] != wanted) {
    return false;
  }
  digits.remove_prefix(got.size());
  return true;
}

Fit fit(const Feature& feature, std::string_view digits, std::size_t number_length, std::string& number) {
  if (feature.code.empty()) return Fit::none;
  for (const char wanted : feature.code) {
    const auto taken = takes(wanted, number_length, digits, number);
    if (!taken) return Fit::begun;
    if (!*taken) return Fit::none;
  }
  return digits.empty() ? Fit::whole : Fit::none;
}

}  // namespace

std::optional<Cadence> parse_cadence(std::string_view text) {
  Cadence out;
  if (text == "cont") return out;
  if (text.ends_with('*')) {
    if (parse_bursts(text.substr(0, text.size() - 1), out.bursts)) return out;
    return std::nullopt;
  }
  out.repeats = false;
  const auto times_at = text.find(" x");
  const auto times = times_at == std::string_view::npos ? std::optional<unsigned>(1) : whole(text.substr(times_at + 2), 16);
  if (!times || !parse_bursts(text.substr(0, times_at), out.bursts)) return std::nullopt;
  const std::vector<Burst> once = out.bursts;
  for (unsigned i = 1; i < *times; ++i) out.bursts.insert(out.bursts.end(), once.begin(), once.end());
  return out;
}

Signal Plan::signal(Sound sound) const {
  switch (sound) {
    case Sound::dial: return {sound, tones.dial};
    case Sound::stutter: return {sound, tones.stutter};
    case Sound::busy: return {sound, tones.busy};
    case Sound::reorder: return {sound, tones.reorder};
    case Sound::ringback: return {sound, tones.ringback};
    case Sound::confirmation: return {sound, tones.confirmation};
    case Sound::sit: return {sound, tones.sit.value_or(Cadence{})};
    case Sound::waiting: return {sound, tones.waiting};
    case Sound::warning: return {sound, tones.warning};
    case Sound::howler: return {sound, tones.howler};
    case Sound::silence:
    case Sound::voice: break;
  }
  return {sound, {}};
}

Signal Plan::signal(const Cue& cue) const {
  Signal out = signal(cue.sound);
  if (cue.cadence) out.cadence = *cue.cadence;
  if (cue.sound == Sound::voice) out.cadence = {{{cue.lasts.value_or(waits.announcement), {}}}, false};
  return out;
}

bool Plan::has(Moment moment) const {
  return std::any_of(features.begin(), features.end(), [&](const Feature& one) { return one.on == moment; });
}

const Feature* Plan::by_waiting() const {
  const auto found = std::find_if(features.begin(), features.end(), [](const Feature& one) { return one.code.empty(); });
  return found == features.end() ? nullptr : &*found;
}

Reading Plan::read(Moment moment, std::string_view digits, std::string_view guide) const {
  Reading out;
  const bool dialling = moment == Moment::dial || moment == Moment::recall;
  for (const Feature& feature : features) {
    const bool counts = feature.on == moment || (dialling && feature.on == Moment::dial);
    if (!counts || (moment == Moment::guide && feature.guide != guide)) continue;
    std::string number;
    const Fit found = fit(feature, digits, numbering.lowest.size(), number);
    if (found == Fit::whole) return {Match::feature, &feature, number};
    if (found == Fit::begun) out.match = Match::more;
  }
  return dialling ? read_number(digits, out) : out;
}

Reading Plan::read_number(std::string_view digits, Reading so_far) const {
  for (const auto& number : numbering.emergency) {
    if (number == digits) return {Match::emergency, nullptr, number};
    if (number.starts_with(digits)) so_far.match = Match::more;
  }
  for (const auto& trunk : numbering.trunks) {
    if (trunk == digits) return {Match::trunk, nullptr, trunk};
    if (trunk.starts_with(digits)) so_far.match = Match::more;
  }
  const std::string_view low = numbering.lowest;
  const std::string_view high = numbering.highest;
  if (digits.size() > low.size() || digits.find_first_not_of(k_decimal) != std::string_view::npos) return so_far;
  if (digits < low.substr(0, digits.size()) || digits > high.substr(0, digits.size())) return so_far;
  if (digits.size() == low.size()) return {Match::number, nullptr, std::string(digits)};
  so_far.match = Match::more;
  return so_far;
}

}  // namespace campon::sim
