// The clock everything runs on: monotonic, injected, and distinct from every std clock so that no wall time converts into it.
#pragma once

#include <chrono>

namespace campon::env {

// Has no now(): only a Scheduler knows what time it is.
struct MonotonicClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<MonotonicClock>;
  static constexpr bool is_steady = true;
};

using Duration = MonotonicClock::duration;
using Time = MonotonicClock::time_point;

}  // namespace campon::env
