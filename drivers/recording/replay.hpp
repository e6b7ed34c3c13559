// Gives a driver what a recording says that it was given, in virtual time, and compares what it does.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "drivers/recording/recording.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/signal_port.hpp"

namespace campon::recording {

// Makes the driver of the recording's modem on a channel.
using MakeDriver = std::function<std::unique_ptr<hal::SignalPort>(env::ByteChannel&, env::Scheduler&, env::Trace&)>;

struct ReplayResult {
  // Empty when the driver did all that the recording says, and nothing else. "line 12: expected > ..., and it did > ..."
  std::string difference;
  std::size_t events = 0;  // how many of the recording were reached
};

// What goes in keeps its distance to the event before it; what comes out may come up to 5 s late before it is missed.
ReplayResult replay(const Recording& recording, const MakeDriver& make);
// Gives the driver what goes in, at its times, and answers everything that happens, without comparing.
std::vector<Event> replay_inputs(const Recording& recording, const MakeDriver& make);

}  // namespace campon::recording
