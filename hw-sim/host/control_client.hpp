// The other end of the control socket: what `campon-sim ctl` does.
#pragma once

#include <string>
#include <string_view>

#include "hal/env/error.hpp"
#include "hw-sim/host/control_protocol.hpp"
#include "hw-sim/host/host_timers.hpp"

namespace campon::sim {

// Sends one command and waits for the answer, without a loop. Errors: device_missing (gone) when no simulator is there or it
// does not answer in time; misuse for what cannot be a command or a path.
env::Expected<Answer> ask(const std::string& socket, std::string_view command, HostTimers timers = {});

}  // namespace campon::sim
