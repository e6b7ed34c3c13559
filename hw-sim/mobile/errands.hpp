// Things to be done after a while, all of which are dropped with their owner.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "hal/env/scheduler.hpp"

namespace campon::sim {

class Errands {
 public:
  // The scheduler must outlive this.
  explicit Errands(env::Scheduler& scheduler) : scheduler_(scheduler) {}

  // `what` may destroy the owner, or clear() this.
  void after(env::Duration delay, std::function<void()> what) {
    const std::uint64_t key = ++last_;
    waiting_[key] = scheduler_.after(delay, [this, key, what = std::move(what)] {
      const auto mine = waiting_.extract(key);
      what();
    });
  }
  void clear() { waiting_.clear(); }
  [[nodiscard]] bool empty() const { return waiting_.empty(); }

 private:
  env::Scheduler& scheduler_;
  std::map<std::uint64_t, env::Timer> waiting_;
  std::uint64_t last_ = 0;
};

}  // namespace campon::sim
