// What a modem makes of the tone on its line: a letter, after the time that a detector needs to be sure.
#pragma once

#include <functional>

#include "hal/env/scheduler.hpp"
#include "hw-sim/line/analog_line.hpp"
#include "hw-sim/modem/modem_timers.hpp"

namespace campon::sim {

class ToneDetector {
 public:
  using Heard = std::function<void(ToneKind)>;

  ToneDetector(env::Scheduler& scheduler, const ModemTimers& timers, Heard heard)
      : scheduler_(scheduler), timers_(timers), heard_(std::move(heard)) {}

  void listen(const Tone& tone);
  void stop() { sure_.reset(); }

 private:
  void report();

  env::Scheduler& scheduler_;
  const ModemTimers& timers_;
  Heard heard_;
  Tone tone_;
  env::Timer sure_;
};

}  // namespace campon::sim
