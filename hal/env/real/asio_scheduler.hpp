// Real time: the same Scheduler over epoll and CLOCK_MONOTONIC. The one loop of a program.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "hal/env/scheduler.hpp"

namespace asio {
class io_context;
}

namespace campon::env {

// Built, run and destroyed by one thread at a time. Only post() and stop() may be called from other threads; neither may be
// called from a signal handler (use a signal_set on io()). Handlers run one per turn, so that descriptors and timers
// take turns whatever a handler arms. A handler that throws ends the program: the line is then on hook.
class AsioScheduler final : public Scheduler {
 public:
  AsioScheduler();
  // Drops posted handlers that did not run. Everything that uses io() must be gone by then.
  ~AsioScheduler() override;

  // Stands still during a turn; outside run() it follows the clock.
  [[nodiscard]] Time now() const override;
  // From any thread. Posted handlers run in the order in which they were posted.
  void post(Handler handler) override;

  // Runs turns until stop(). Must not be called from a handler.
  void run();
  // Runs turns until `done`, which is asked before the first turn and after each, holds (true), or until stop() or until
  // `within` is over (then what `done` says). Must not be called from a handler.
  bool run_until(const std::function<bool()>& done, std::optional<Duration> within = std::nullopt);
  // From any thread. The run in progress ends after its present turn; a stop before a run makes that run end at once.
  void stop();
  // Whether the caller is the thread that runs the loop, or ran it last, or built it.
  [[nodiscard]] bool on_loop_thread() const;

  // For everything that waits on io() by itself: the first thing its handler does, so that now() is the time of this turn.
  void begin_turn();
  // To be used with <asio.hpp> by those that wait for descriptors or signals.
  [[nodiscard]] asio::io_context& io();

 private:
  void deadline_changed() override;
  void wake();

  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace campon::env
