#include "hal/ring_pattern.hpp"

#include <algorithm>
#include <charconv>

#include "hal/line_timers.hpp"

namespace campon::hal {

namespace {

using std::chrono::milliseconds;

env::Expected<RingPattern> bad(std::string_view text) {
  return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse,
                   "'" + std::string(text) + "' is no ring pattern: on/off times in ms are expected, such as 2000/4000");
}

bool fits(Duration heard, Duration expected) {
  const Duration tolerance = std::max<Duration>(k_ring_tolerance, expected / 4);
  return std::chrono::abs(heard - expected) <= tolerance;
}

}  // namespace

env::Expected<RingPattern> RingPattern::parse(std::string_view text) {
  RingPattern pattern;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at != end) {
    unsigned value = 0;
    const auto [next, problem] = std::from_chars(at, end, value);
    if (problem != std::errc{} || value == 0 || value > 60'000) return bad(text);
    pattern.on_off_.push_back(milliseconds(value));
    if (next == end) break;
    if (*next != '/' || next + 1 == end) return bad(text);
    at = next + 1;
  }
  if (pattern.on_off_.empty() || pattern.on_off_.size() % 2 != 0 || pattern.on_off_.size() > 32) return bad(text);
  return pattern;
}

std::string RingPattern::to_string() const {
  std::string out;
  for (const Duration part : on_off_) {
    if (!out.empty()) out += '/';
    out += std::to_string(std::chrono::duration_cast<milliseconds>(part).count());
  }
  return out;
}

void RingCadence::add(const RingBurst& burst) {
  constexpr std::size_t k_remembered = 32;
  if (bursts_.size() < k_remembered) bursts_.push_back(burst);
}

bool RingCadence::measured() const { return !bursts_.empty() && bursts_.front().on.has_value(); }

PatternMatch RingCadence::matches(const RingPattern& pattern) const {
  if (!measured()) return bursts_.empty() ? PatternMatch::possible : PatternMatch::no;
  for (std::size_t first = 0; first < pattern.bursts(); ++first)
    if (fits_from(pattern, first)) return bursts_.size() >= pattern.bursts() ? PatternMatch::yes : PatternMatch::possible;
  return PatternMatch::no;
}

bool RingCadence::fits_from(const RingPattern& pattern, std::size_t first) const {
  const auto& on_off = pattern.on_off();
  for (std::size_t i = 0; i < bursts_.size(); ++i) {
    const std::size_t place = (first + i) % pattern.bursts();
    if (!bursts_[i].on || !fits(*bursts_[i].on, on_off[2 * place])) return false;
    if (i == 0) continue;
    const std::size_t before = (first + i - 1) % pattern.bursts();
    if (bursts_[i].gap_before && !fits(*bursts_[i].gap_before, on_off[2 * before + 1])) return false;
  }
  return true;
}

std::string RingCadence::describe() const {
  std::string out;
  const auto ms = [](Duration d) { return std::to_string(std::chrono::duration_cast<milliseconds>(d).count()); };
  for (const RingBurst& burst : bursts_) {
    if (!out.empty()) out += burst.gap_before ? "/" + ms(*burst.gap_before) + "/" : " ";
    out += burst.on ? ms(*burst.on) : "?";
  }
  return out;
}

}  // namespace campon::hal
