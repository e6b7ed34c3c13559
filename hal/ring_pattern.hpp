// Ringing as a pattern of bursts and pauses, and whether what rings now is that pattern.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/line_event.hpp"

namespace campon::hal {

// One cycle of a cadence: on, off, on, off, ... in the order in which it rings.
class RingPattern {
 public:
  // "400/200/400/200/800/4000": milliseconds, pairs of on and off. Errors: bad_profile.
  static env::Expected<RingPattern> parse(std::string_view text);

  [[nodiscard]] const std::vector<Duration>& on_off() const { return on_off_; }
  [[nodiscard]] std::size_t bursts() const { return on_off_.size() / 2; }
  [[nodiscard]] std::string to_string() const;
  friend bool operator==(const RingPattern&, const RingPattern&) = default;

 private:
  std::vector<Duration> on_off_;
};

enum class PatternMatch : std::uint8_t {
  no,        // contradicts
  possible,  // nothing contradicts so far, but a whole cycle has not been heard
  yes,       // one whole cycle was heard and fits
};

// Gathers the bursts of one ringing.
class RingCadence {
 public:
  void clear() { bursts_.clear(); }
  void add(const RingBurst& burst);
  [[nodiscard]] std::size_t bursts() const { return bursts_.size(); }
  // Whether burst lengths are known at all; without them no pattern matches.
  [[nodiscard]] bool measured() const;
  // Modems measure in steps of 100 ms: a burst or pause fits within 150 ms or a quarter of the pattern's, whichever is more.
  // The first burst heard may be any of the cycle, since what rings while the line is let go is lost; a pause that was
  // not measured contradicts nothing. [fault L06]
  [[nodiscard]] PatternMatch matches(const RingPattern& pattern) const;
  // "0.4 on, 0.2 off, 0.4 on", for traces.
  [[nodiscard]] std::string describe() const;

 private:
  [[nodiscard]] bool fits_from(const RingPattern& pattern, std::size_t first) const;

  std::vector<RingBurst> bursts_;
};

}  // namespace campon::hal
