// Every wait of the loopback library: name, default, source.
#pragma once

#include <chrono>

namespace campon::apps {

using namespace std::chrono_literals;

struct LoopbackTimers {
  // A loop that was held up this much longer than it wanted to sleep does not catch up: programs under load keep their turns. Ours.
  std::chrono::nanoseconds held_up = 5ms;
};
inline constexpr LoopbackTimers k_loopback_timers{};

// Seconds of line time in one second; CAMPON_LOOPBACK_SPEED says another, from 1 to 1000.
inline constexpr unsigned k_loopback_speed = 50;

}  // namespace campon::apps
