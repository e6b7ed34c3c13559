#include "provider/abi/delivery.hpp"

#include <algorithm>
#include <utility>

#include "provider/abi/abi_timers.hpp"

namespace campon::provider::abi {

namespace {
thread_local bool in_callback = false;
}

Delivery::Delivery() : thread_([this] { run(); }) {}

Delivery::~Delivery() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Delivery::push_event(std::uintptr_t owner, Callback callback) { push({owner, true, 0, std::move(callback)}); }

void Delivery::push_reply(std::uintptr_t owner, Callback callback) { push({owner, false, 0, std::move(callback)}); }

void Delivery::push(Item item) {
  {
    const std::lock_guard lock(mutex_);
    item.number = ++pushed_;
    waiting_.push_back(std::move(item));
    if (by_hand_) by_hand_->raise();
  }
  changed_.notify_all();
}

void Delivery::drop_events(std::uintptr_t owner) {
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(waiting_, [&](const Item& item) { return item.event && item.owner == owner; });
  }
  changed_.notify_all();
  settle(owner);
}

void Delivery::settle(std::uintptr_t owner) {
  wait_for(k_abi_timers.stuck_callback, [owner](const Item& item) { return item.owner == owner; });
}

void Delivery::settle_all() {
  if (!inside_callback()) static_cast<void>(dispatch());
  wait_for(std::nullopt, [](const Item&) { return true; });
}

template <class Concerns>
void Delivery::wait_for(std::optional<env::Duration> limit, Concerns concerns) {
  if (inside_callback()) return;
  std::unique_lock lock(mutex_);
  const std::uint64_t last = pushed_;
  const auto open = [&](const Item& item) { return item.number != 0 && item.number <= last && concerns(item); };
  const auto all_told = [&] { return !open(running_) && (by_hand_ || std::none_of(waiting_.begin(), waiting_.end(), open)); };
  if (limit)
    changed_.wait_for(lock, *limit, all_told);
  else
    changed_.wait(lock, all_told);
}

bool Delivery::inside_callback() { return in_callback; }

void Delivery::run() {
  in_callback = true;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || (!by_hand_ && !waiting_.empty()); });
    if (waiting_.empty() || by_hand_) return;
    run_first(lock);
  }
}

void Delivery::run_first(std::unique_lock<std::mutex>& lock) {
  Callback callback = std::move(waiting_.front().callback);
  running_ = std::move(waiting_.front());
  waiting_.pop_front();
  lock.unlock();
  callback();
  callback = nullptr;  // what it holds is destroyed outside the lock
  lock.lock();
  running_ = {};
  changed_.notify_all();
}

env::Expected<int> Delivery::by_hand() {
  const std::lock_guard lock(mutex_);
  if (!by_hand_) {
    auto signal = WakeSignal::create();
    if (!signal) return tl::unexpected(signal.error());
    by_hand_.emplace(std::move(*signal));
    if (!waiting_.empty()) by_hand_->raise();
  }
  changed_.notify_all();
  return by_hand_->descriptor();
}

env::Expected<std::size_t> Delivery::dispatch() {
  if (inside_callback()) return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, "callbacks do not run inside callbacks");
  in_callback = true;
  const auto ran = run_waiting();
  in_callback = false;
  if (!ran) return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, "callbacks run by themselves; call campon_fd first");
  return *ran;
}

// Whoever else is inside a callback is waited for, so that they come one at a time.
std::optional<std::size_t> Delivery::run_waiting() {
  std::unique_lock lock(mutex_);
  if (!by_hand_) return std::nullopt;
  const std::uint64_t last = pushed_;
  by_hand_->lower();
  std::size_t ran = 0;
  while (true) {
    changed_.wait(lock, [this] { return running_.number == 0; });
    if (waiting_.empty() || waiting_.front().number > last) break;
    run_first(lock);
    ++ran;
  }
  if (!waiting_.empty()) by_hand_->raise();
  return ran;
}

}  // namespace campon::provider::abi
