#include "hand_driven_scheduler.hpp"

#include <algorithm>
#include <chrono>
#include <future>

namespace campon::abi_test {

namespace {
constexpr auto k_far = std::chrono::hours(1);
}

void HandDrivenScheduler::post(Handler handler) {
  {
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(handler));
  }
  changed_.notify_all();
}

void HandDrivenScheduler::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void HandDrivenScheduler::run_there(const std::function<void()>& work) {
  std::promise<void> done;
  post([&] {
    work();
    done.set_value();
  });
  done.get_future().wait();
}

bool HandDrivenScheduler::step(env::Time limit) {
  bool happened = false;
  run_there([&] {
    happened = one(limit);
    if (!happened) now_ = std::max(now_, limit);
  });
  return happened;
}

void HandDrivenScheduler::hurry(bool on) {
  {
    const std::lock_guard lock(mutex_);
    hurried_ = on;
    asked_ = false;
  }
  changed_.notify_all();
}

bool HandDrivenScheduler::one(env::Time limit) {
  auto due = take_due(limit);
  if (!due) return false;
  now_ = std::max(now_, due->first);
  due->second();
  return true;
}

void HandDrivenScheduler::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !posted_.empty() || (hurried_ && asked_ && next_deadline()); });
    if (stopping_) return;
    Handler handler;
    if (!posted_.empty()) {
      handler = std::move(posted_.front());
      posted_.pop_front();
      asked_ = true;
    }
    const bool hurried = hurried_ && asked_;
    lock.unlock();
    if (handler)
      handler();
    else if (hurried)
      one(now_ + k_far);
    while (one(now_)) {
    }
    lock.lock();
  }
}

}  // namespace campon::abi_test
