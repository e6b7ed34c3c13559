// The times of the safety rules: name, default, unit, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::provider {

using namespace std::chrono_literals;

struct PolicyTimers {
  // A completion is asked for on one's own busy call, or at most this long after it. [fault M06]
  env::Duration own_busy_call = 30s;
  // The window of "calls per minute".
  env::Duration minute = 1min;
  // The window of "per day"; it begins with the first call that is counted.
  env::Duration day = 24h;
  // After a restart the wall clock may say that less or more has passed; it is believed up to this. [invariant I11]
  env::Duration longest_restored = 24h;
};

}  // namespace campon::provider
