// The waits of a replay, in virtual time.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::recording {

using namespace std::chrono_literals;

struct ReplayTimers {
  // What the recording expects may come so much later before it is missed.
  env::Duration late = 5s;
  // After the last event nothing more may happen for so long.
  env::Duration after_the_end = 1s;
};
inline constexpr ReplayTimers k_replay_timers;

}  // namespace campon::recording
