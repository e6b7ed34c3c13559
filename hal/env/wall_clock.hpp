// Civil time, for display, journals and retention only. It may jump; nothing on the line is timed by it.
#pragma once

#include <chrono>

#include "hal/env/scheduler.hpp"

namespace campon::env {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

class WallClock {
 public:
  virtual ~WallClock() = default;
  [[nodiscard]] virtual WallTime now() const = 0;
  // Since some moment before the program began. Counts the time in which the machine is suspended, too, in which the scheduler
  // stands still, and never jumps back. [fault D16]
  [[nodiscard]] virtual Duration elapsed() const = 0;
};

// Follows a scheduler from a fixed start; tests make it jump.
class VirtualWallClock final : public WallClock {
 public:
  VirtualWallClock(const Scheduler& scheduler, WallTime start) : scheduler_(scheduler), start_(start) {}
  [[nodiscard]] WallTime now() const override {
    return start_ + std::chrono::duration_cast<std::chrono::milliseconds>(scheduler_.now().time_since_epoch());
  }
  [[nodiscard]] Duration elapsed() const override { return scheduler_.now().time_since_epoch() + suspended_; }
  void jump(std::chrono::milliseconds by) { start_ += by; }
  // The machine has been suspended for so long, and is awake again.
  void suspend(std::chrono::milliseconds length) {
    start_ += length;
    suspended_ += length;
  }

 private:
  const Scheduler& scheduler_;
  WallTime start_;
  Duration suspended_{};
};

}  // namespace campon::env
