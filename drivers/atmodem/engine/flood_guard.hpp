// Holds a port that says more than any modem can, so that one mad device costs neither memory nor the time of other lines.
#pragma once

#include <cstdint>
#include <optional>

#include "drivers/atmodem/engine/atmodem_timers.hpp"

namespace campon::atmodem {

// Passive. [faults R07, R11]
class FloodGuard {
 public:
  explicit FloodGuard(const FloodLimits& limits) : limits_(limits) {}

  // Counts one item. False while the port is in quarantine: the item counts for nothing.
  bool admits(env::Time now);
  // True once after each begin of a quarantine.
  bool quarantined();
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 private:
  FloodLimits limits_;
  env::Time window_end_{};
  std::optional<env::Time> held_until_;
  unsigned items_ = 0;
  bool news_ = false;
  std::uint64_t dropped_ = 0;
};

}  // namespace campon::atmodem
