// Time as a dependency: what runs later, in which order, and what the time is now.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "hal/env/time.hpp"

namespace campon::env {

class Scheduler;

// A handler that waits for its time. Destroying or resetting it cancels the handler. Must not outlive its Scheduler.
class Timer {
 public:
  Timer() = default;
  Timer(Timer&& other) noexcept { swap(other); }
  Timer& operator=(Timer&& other) noexcept {
    Timer(std::move(other)).swap(*this);
    return *this;
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  ~Timer() { reset(); }

  void reset();
  [[nodiscard]] bool armed() const;
  // When it fires; nothing when it is not armed.
  [[nodiscard]] std::optional<Time> due() const;

 private:
  friend class Scheduler;
  using Key = std::pair<Time, std::uint64_t>;
  Timer(Scheduler& owner, Key key) : owner_(&owner), key_(key) {}
  void swap(Timer& other) noexcept {
    std::swap(owner_, other.owner_);
    std::swap(key_, other.key_);
  }

  Scheduler* owner_ = nullptr;
  Key key_{};
};

// Runs handlers at their time, one at a time, never inside the call that armed them. now() stands still during a turn.
// Handlers due at the same time run in the order in which they were armed.
class Scheduler {
 public:
  using Handler = std::function<void()>;

  Scheduler() = default;
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;
  virtual ~Scheduler() = default;

  [[nodiscard]] virtual Time now() const = 0;
  // A time in the past counts as now.
  [[nodiscard]] Timer at(Time due, Handler handler);
  [[nodiscard]] Timer after(Duration delay, Handler handler);
  // Runs the handler in a turn of its own. In the real form this is the one call that any thread may make.
  virtual void post(Handler handler) = 0;
  [[nodiscard]] std::optional<Time> next_deadline() const;

 protected:
  // Takes the first handler that is due at or before `limit`.
  std::optional<std::pair<Time, Handler>> take_due(Time limit);
  // Called after the earliest deadline has changed.
  virtual void deadline_changed() {}

 private:
  friend class Timer;
  std::map<Timer::Key, Handler> waiting_;
  std::uint64_t sequence_ = 0;
};

}  // namespace campon::env
