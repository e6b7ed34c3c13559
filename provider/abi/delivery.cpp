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
  wait_for(std::nullopt, [](const Item&) { return true; });
}

template <class Concerns>
void Delivery::wait_for(std::optional<env::Duration> limit, Concerns concerns) {
  if (inside_callback()) return;
  std::unique_lock lock(mutex_);
  const std::uint64_t last = pushed_;
  const auto open = [&](const Item& item) { return item.number != 0 && item.number <= last && concerns(item); };
  const auto all_told = [&] { return !open(running_) && std::none_of(waiting_.begin(), waiting_.end(), open); };
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
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
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
}

}  // namespace campon::provider::abi
