#include "hal/env/scheduler.hpp"

#include <algorithm>

namespace campon::env {

void Timer::reset() {
  if (owner_ == nullptr) return;
  owner_->waiting_.erase(key_);
  owner_ = nullptr;
}

bool Timer::armed() const { return owner_ != nullptr && owner_->waiting_.contains(key_); }

std::optional<Time> Timer::due() const {
  if (!armed()) return std::nullopt;
  return key_.first;
}

Timer Scheduler::at(Time due, Handler handler) {
  const Timer::Key key{std::max(due, now()), ++sequence_};
  const bool earliest = waiting_.empty() || key < waiting_.begin()->first;
  waiting_.emplace(key, std::move(handler));
  if (earliest) deadline_changed();
  return Timer(*this, key);
}

Timer Scheduler::after(Duration delay, Handler handler) { return at(now() + delay, std::move(handler)); }

std::optional<Time> Scheduler::next_deadline() const {
  if (waiting_.empty()) return std::nullopt;
  return waiting_.begin()->first.first;
}

std::optional<std::pair<Time, Scheduler::Handler>> Scheduler::take_due(Time limit) {
  if (waiting_.empty() || waiting_.begin()->first.first > limit) return std::nullopt;
  auto node = waiting_.extract(waiting_.begin());
  return std::pair{node.key().first, std::move(node.mapped())};
}

}  // namespace campon::env
