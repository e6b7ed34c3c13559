// Simulated time: hours of it pass in milliseconds, and the same program makes the same turns every time.
#pragma once

#include <functional>

#include "hal/env/scheduler.hpp"

namespace campon::env {

class VirtualScheduler final : public Scheduler {
 public:
  [[nodiscard]] Time now() const override { return now_; }
  void post(Handler handler) override;

  // Runs everything due up to and including `limit`, then stands at `limit`.
  void advance_to(Time limit);
  void advance(Duration step) { advance_to(now_ + step); }
  // Runs turns until `done` holds (true) or nothing is due before now + `within` (false; time then stands at the limit).
  bool run_until(const std::function<bool()>& done, Duration within);
  // Runs one handler, moving time to it. False when nothing waits before `limit`.
  bool step(Time limit);

 private:
  Time now_{};
  std::uint64_t posted_ = 0;
  std::map<std::uint64_t, Timer> posts_;
};

}  // namespace campon::env
