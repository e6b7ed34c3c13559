#include "provider/abi/delivery.hpp"

#include <utility>

namespace campon::provider::abi {

Delivery::Delivery() : thread_([this] { run(); }) {}

Delivery::~Delivery() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Delivery::push(std::uintptr_t owner, std::function<void()> callback) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({owner, std::move(callback)});
    ++pushed_;
  }
  changed_.notify_all();
}

void Delivery::drop_events(std::uintptr_t owner) {
  std::unique_lock lock(mutex_);
  for (Item& item : waiting_)
    if (item.owner == owner && owner != 0) item.callback = nullptr;
  if (on_this_thread()) return;
  const std::uint64_t until = pushed_;
  changed_.wait(lock, [&] { return delivered_ >= until; });
}

void Delivery::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto callback = std::move(waiting_.front().callback);
    waiting_.pop_front();
    lock.unlock();
    if (callback) callback();
    lock.lock();
    ++delivered_;
    changed_.notify_all();
  }
}

}  // namespace campon::provider::abi
