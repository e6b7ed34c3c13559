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
};

// Follows a scheduler from a fixed start; tests make it jump.
class VirtualWallClock final : public WallClock {
 public:
  VirtualWallClock(const Scheduler& scheduler, WallTime start) : scheduler_(scheduler), start_(start) {}
  [[nodiscard]] WallTime now() const override {
    return start_ + std::chrono::duration_cast<std::chrono::milliseconds>(scheduler_.now().time_since_epoch());
  }
  void jump(std::chrono::milliseconds by) { start_ += by; }

 private:
  const Scheduler& scheduler_;
  WallTime start_;
};

}  // namespace campon::env
