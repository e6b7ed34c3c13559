// The waits of a listening port: name, value, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::listening {

using namespace std::chrono_literals;

struct ListeningTimers {
  // A device that calls reorder busy too is not believed before the ears had time to hear the cadence: busy takes them up to 1.6 s,
  // the slowest reorder (US 500/500 against 250/250, UK with two bursts a round) 1.5 s. [measured: bench/ears]
  env::Duration busy_settles = 3s;
  // What the ears said last stands against the device for so long.
  env::Duration heard_stands = 5s;
  // A longer hole between two blocks of sound breaks every cadence. [hal/media_port.hpp]
  env::Duration gap = 60ms;
};

}  // namespace campon::listening
