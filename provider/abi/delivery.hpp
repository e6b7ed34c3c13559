// The thread on which the host's callbacks run: one at a time, in order, never the loop's thread and never under a lock.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace campon::provider::abi {

class Delivery {
 public:
  Delivery();
  // Delivers what is waiting, then ends. Not from inside a callback.
  ~Delivery();
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  // `owner` names the line whose event this is; 0 for replies, which are never dropped.
  void push(std::uintptr_t owner, std::function<void()> callback);
  // Drops the events of a line that are still waiting, then waits until everything before this call has been delivered.
  // From inside a callback it does not wait.
  void drop_events(std::uintptr_t owner);
  // Whether the caller is inside a callback.
  [[nodiscard]] bool on_this_thread() const { return thread_.get_id() == std::this_thread::get_id(); }

 private:
  struct Item {
    std::uintptr_t owner;
    std::function<void()> callback;
  };
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> waiting_;
  std::uint64_t pushed_ = 0;
  std::uint64_t delivered_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace campon::provider::abi
