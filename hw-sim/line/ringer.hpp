// Rings a bell: bursts, the pause with the caller id, and the count of rings.
#pragma once

#include <functional>
#include <optional>

#include "hal/env/scheduler.hpp"
#include "hw-sim/line/line_port.hpp"
#include "hw-sim/line/line_timers.hpp"

namespace campon::sim {

class Ringer {
 public:
  struct Handlers {
    std::function<void(bool begins)> burst;
    std::function<void(const CallerId&)> caller_id;
    std::function<void(std::size_t cycles)> cycle;  // at the end of each whole cycle; may stop the ringer
  };

  Ringer(env::Scheduler& scheduler, Handlers handlers) : scheduler_(scheduler), handlers_(std::move(handlers)) {}
  // `pattern` is copied. Rings at once, in a turn of its own.
  void start(const RingPattern& pattern, std::optional<CallerId> id);
  void stop();
  [[nodiscard]] bool active() const { return timer_.armed(); }
  [[nodiscard]] std::size_t bursts() const { return bursts_; }

 private:
  void begin_burst();
  void end_burst();
  void announce_in(env::Duration pause);

  env::Scheduler& scheduler_;
  Handlers handlers_;
  RingPattern pattern_;
  std::optional<CallerId> id_;
  std::size_t at_ = 0;
  std::size_t bursts_ = 0;
  std::size_t cycles_ = 0;
  env::Timer timer_;
  env::Timer id_timer_;
};

}  // namespace campon::sim
