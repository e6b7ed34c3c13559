#include "drivers/atmodem/voice/ring_report.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace campon::atmodem {

namespace {

constexpr unsigned k_largest = 600;  // a minute in tenths; no burst or pause is near it, so more measures nothing

// "DRON=20", "DRON = 20".
std::optional<unsigned> figure_of(std::string_view line, std::string_view tag) {
  if (!line.starts_with(tag)) return std::nullopt;
  line.remove_prefix(tag.size());
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  if (!line.starts_with('=')) return std::nullopt;
  line.remove_prefix(1);
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), value);
  if (problem != std::errc{} || end != line.data() + line.size()) return std::nullopt;
  return value;
}

}  // namespace

bool RingReport::feed(std::string_view line, env::Time now, const Sink& sink) {
  if (const auto off = figure_of(line, "DROF")) {
    pause_ = measured(*off);
    return true;
  }
  const auto on = figure_of(line, "DRON");
  if (!on) return false;
  measures_ = true;
  unmeasured_at_.reset();
  const hal::RingBurst burst{measured(*on), gap(now)};
  pause_.reset();
  last_burst_ = now;
  sink(burst);
  return true;
}

std::optional<env::Duration> RingReport::measured(unsigned figure) const {
  return figure <= k_largest ? std::optional(figure * unit_) : std::nullopt;
}

// The first DROF of a ringing measures nothing.
std::optional<env::Duration> RingReport::gap(env::Time now) const {
  return last_burst_ && now - *last_burst_ <= timers_.ring_memory ? pause_ : std::nullopt;
}

void RingReport::ring(env::Time now, const Sink& sink) {
  if (!measures_) return sink(hal::RingBurst{});
  if (last_burst_ && now - *last_burst_ <= timers_.measured_burst) return;  // some say RING after the measure
  if (!unmeasured_at_) unmeasured_at_ = now + timers_.measured_burst;
}

void RingReport::tick(env::Time now, const Sink& sink) {
  if (!unmeasured_at_ || *unmeasured_at_ > now) return;
  unmeasured_at_.reset();
  measures_ = false;
  sink(hal::RingBurst{});
}

void RingReport::forget() {
  pause_.reset();
  last_burst_.reset();
  unmeasured_at_.reset();
}

}  // namespace campon::atmodem
