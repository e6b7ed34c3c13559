// Rings one line: bursts of voltage in a cadence, with the caller id in the first long silence.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hal/env/scheduler.hpp"
#include "hw-sim/exchange/exchange_timers.hpp"
#include "hw-sim/line/analog_line.hpp"

namespace campon::sim {

class RingGenerator {
 public:
  RingGenerator(env::Scheduler& scheduler, const ExchangeTimers& timers) : scheduler_(scheduler), timers_(timers) {}

  // Rings until stop() or, after `cycles` cadences (0: for ever), until `over` is called.
  void start(AnalogLine& line, const std::vector<env::Duration>& cadence, std::string data_message, std::size_t cycles,
             std::function<void()> over);
  void stop();

 private:
  void phase();
  void silence(env::Duration length);

  env::Scheduler& scheduler_;
  const ExchangeTimers& timers_;
  AnalogLine* line_ = nullptr;
  std::vector<env::Duration> cadence_;
  std::string data_message_;
  std::size_t cycles_ = 0;
  std::size_t phase_ = 0;
  std::size_t cycle_ = 0;
  std::function<void()> over_;
  env::Timer next_;
  env::Timer data_;
};

}  // namespace campon::sim
