// Handlers that run in a later turn, and never after their owner is gone.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

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
  [[nodiscard]] bool empty() const { return next_ == waiting_.size(); }

 private:
  void arm() {
    timer_ = scheduler_.at(scheduler_.now(), [this] { run_one(); });
  }
  void run_one() {
    const Scheduler::Handler handler = take();
    if (!empty()) arm();
    handler();  // last: it may destroy the owner, and this queue with it
  }
  Scheduler::Handler take() {
    Scheduler::Handler handler = std::exchange(waiting_[next_++], nullptr);
    if (2 * next_ >= waiting_.size()) {
      waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(next_));
      next_ = 0;
    }
    return handler;
  }

  Scheduler& scheduler_;
  // A queue that has run empty keeps its memory, and one that never held anything has none: each line has several.
  std::vector<Scheduler::Handler> waiting_;
  std::size_t next_ = 0;
  Timer timer_;
};

}  // namespace campon::env
