// The waits for a device that is away.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::ports {

using namespace std::chrono_literals;

struct PortsTimers {
  // Nobody tells when a held device becomes free: it is tried again so often. [fault D07: at least 5 s]
  env::Duration try_again = 5s;
  // From the notice that a device is there to the first attempt: udev makes the links and sets the rights meanwhile.
  env::Duration settle = 300ms;
};

}  // namespace campon::ports
