// Every wait of the program: name, default, source. --patience multiplies all of them.
#pragma once

#include <chrono>

namespace campon::conformance {

using namespace std::chrono_literals;
using Duration = std::chrono::nanoseconds;

struct Timers {
  // A callback that must come: a reply, a state of a call, a recall. Ours: over two minutes of the loopback's line time.
  Duration callback = 4s;
  // A callback that must not come is given so long to come. Ours: some seconds of the loopback's line time.
  Duration quiet = 150ms;
  // A callback that is held, to see whether another comes beside it. Ours.
  Duration overlap = 30ms;
  // A function that has not returned, the longest of them after putting a line on hook: the provider hangs. Ours.
  Duration stuck = 40s;
};
inline constexpr Timers k_timers{};

}  // namespace campon::conformance
