// Every wait of the program campon-sim: name, default, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

using namespace std::chrono_literals;

struct HostTimers {
  // A control connection must have sent its line and taken its answer. Ours.
  env::Duration connection = 5s;
  // Pause after the system could not give a connection. Ours.
  env::Duration accept_again = 1s;
  // `ctl` waits this long for the answer; more than the above, so that the simulator is the one that says why. Ours.
  env::Duration answer = 8s;
};

}  // namespace campon::sim
