// Every wait of the HAL: name, default, range, source. No other duration stands in hal/.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::hal {

using namespace std::chrono_literals;

struct LineTimers {
  // On hook between two seizures, so that the exchange sees a hang-up and not a flash. 2 s at least. [invariant I12]
  env::Duration hook_guard = 2s;
  // After a burst: nothing for this long means that the caller gave up. 1.5 x the longest pause of a cadence, which is
  // 5 s (AT, SE). [voice-modems 4.5: 6-8 s]
  env::Duration ring_stopped = 7500ms;
  // After the last burst of ringback: nothing for this long means that the call was answered, where the device cannot
  // hear voice. 1.25 x the longest ringback cycle, which is 6 s (US). [V.253 +VRA]
  env::Duration ringback_stopped = 7500ms;
};

// Modems measure bursts in steps of 100 ms; a burst fits a pattern within this or a quarter of its length. [V.253 +VDR]
inline constexpr env::Duration k_ring_tolerance = 150ms;

}  // namespace campon::hal
