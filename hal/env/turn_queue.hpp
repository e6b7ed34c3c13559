// Handlers that run in a later turn, and never after their owner is gone.
#pragma once

#include <deque>
#include <utility>

#include "hal/env/scheduler.hpp"

namespace campon::env {

// A member of the object whose handlers it carries: destroying it drops what has not run yet.
class TurnQueue {
 public:
  explicit TurnQueue(Scheduler& scheduler) : scheduler_(scheduler) {}

  // Runs `handler` in a turn of its own, in the order given.
  void defer(Scheduler::Handler handler) {
    waiting_.push_back(std::move(handler));
    if (!timer_.armed()) arm();
  }
  // Nothing waits.
  [[nodiscard]] bool empty() const { return waiting_.empty(); }

 private:
  void arm() {
    timer_ = scheduler_.at(scheduler_.now(), [this] { run_one(); });
  }
  void run_one() {
    const Scheduler::Handler handler = std::move(waiting_.front());
    waiting_.pop_front();
    if (!waiting_.empty()) arm();
    handler();  // last: it may destroy the owner, and this queue with it
  }

  Scheduler& scheduler_;
  std::deque<Scheduler::Handler> waiting_;
  Timer timer_;
};

}  // namespace campon::env
