// What a line tells, in order: in a later turn, and not before everything that it rests on is on the disk.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "hal/env/turn_queue.hpp"

namespace campon::provider {

// A member of the object that tells: destroying it drops what has not been told yet.
class Outbox {
 public:
  explicit Outbox(env::Scheduler& scheduler) : turns_(scheduler) {}

  void tell(env::Scheduler::Handler handler) {
    if (holds_ == 0) return turns_.defer(std::move(handler));
    held_.push_back(std::move(handler));
  }

  // From here until let_go(), what is told waits: a record is on its way to the disk. Each hold needs its own let_go.
  void hold() { ++holds_; }
  void let_go() {
    if (--holds_ > 0) return;
    for (auto& handler : std::exchange(held_, {})) turns_.defer(std::move(handler));
  }

 private:
  env::TurnQueue turns_;
  std::size_t holds_ = 0;
  std::vector<env::Scheduler::Handler> held_;
};

}  // namespace campon::provider
