// The loop under a Service: a scheduler, and somebody who runs its turns.
#pragma once

#include <functional>

#include "hal/env/scheduler.hpp"

namespace campon {

class Loop {
 public:
  virtual ~Loop() = default;
  virtual env::Scheduler& scheduler() = 0;
  // Runs turns until `done` holds (true) or `within` is over (false). `done` is asked before the first and after each turn.
  virtual bool run_until(const std::function<bool()>& done, env::Duration within) = 0;
};

// Over any scheduler that runs its own turns. The scheduler must outlive the loop.
template <class RunnableScheduler>
class LoopOver final : public Loop {
 public:
  explicit LoopOver(RunnableScheduler& scheduler) : scheduler_(scheduler) {}
  env::Scheduler& scheduler() override { return scheduler_; }
  bool run_until(const std::function<bool()>& done, env::Duration within) override { return scheduler_.run_until(done, within); }

 private:
  RunnableScheduler& scheduler_;
};

}  // namespace campon
