#include "apps/loopback/scaled_scheduler.hpp"

#include <algorithm>
#include <utility>

#include "apps/loopback/loopback_timers.hpp"

namespace campon::apps {

void ScaledScheduler::post(Handler handler) {
  {
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(handler));
  }
  changed_.notify_all();
}

void ScaledScheduler::start() {
  looked_ = Clock::now();
  thread_ = std::thread([this] { run(); });
}

void ScaledScheduler::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ScaledScheduler::let_time_pass(Clock::duration wanted) {
  const auto now = Clock::now();
  const auto passed = std::min<Clock::duration>(now - looked_, wanted + k_loopback_timers.held_up);
  looked_ = now;
  reached_ += std::chrono::duration_cast<env::Duration>(passed * speed_);
}

ScaledScheduler::Handler ScaledScheduler::next(std::unique_lock<std::mutex>& lock, Clock::duration& nap) {
  if (!posted_.empty()) {
    Handler handler = std::move(posted_.front());
    posted_.pop_front();
    now_ = std::max(now_, reached_);
    return handler;
  }
  if (auto due = take_due(reached_)) {
    now_ = std::max(now_, due->first);
    return std::move(due->second);
  }
  const auto deadline = next_deadline();
  const auto awake = [this] { return stopping_ || !posted_.empty(); };
  if (deadline) {
    nap = std::chrono::duration_cast<Clock::duration>(*deadline - reached_) / speed_ + Clock::duration(1);
    changed_.wait_for(lock, nap, awake);
  } else {
    changed_.wait(lock, awake);
  }
  return nullptr;
}

void ScaledScheduler::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    Clock::duration nap{};
    const Handler handler = next(lock, nap);
    lock.unlock();
    if (handler) handler();
    let_time_pass(nap);
    lock.lock();
  }
}

}  // namespace campon::apps
