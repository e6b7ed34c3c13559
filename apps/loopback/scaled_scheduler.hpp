// A loop with a thread of its own on which time passes faster than on the clock, by a fixed factor.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "hal/env/scheduler.hpp"

namespace campon::apps {

// Handlers run one per turn, each at the time it was due: what a slow machine makes late is not late in line time.
class ScaledScheduler final : public env::Scheduler {
 public:
  explicit ScaledScheduler(unsigned speed) : speed_(speed) {}
  ~ScaledScheduler() override { stop(); }

  // Only on the loop's thread, or before start().
  [[nodiscard]] env::Time now() const override { return now_; }
  // From any thread.
  void post(Handler handler) override;

  void start();
  // Ends the loop after its present turn. Not from its thread.
  void stop();
  [[nodiscard]] bool on_this_thread() const { return thread_.get_id() == std::this_thread::get_id(); }

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  // What may run now; empty: nothing, and `nap` says for how long.
  Handler next(std::unique_lock<std::mutex>& lock, Clock::duration& nap);
  void let_time_pass(Clock::duration wanted);

  const unsigned speed_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Handler> posted_;
  bool stopping_ = false;
  env::Time now_{};      // of the handler that runs
  env::Time reached_{};  // up to which handlers may run
  Clock::time_point looked_{};
  std::thread thread_;
};

}  // namespace campon::apps
