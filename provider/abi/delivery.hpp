// The thread on which the host's callbacks run: one at a time, in order, never the loop's thread and never under a lock.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "hal/env/time.hpp"

namespace campon::provider::abi {

class Delivery {
 public:
  using Callback = std::function<void()>;

  Delivery();
  // Delivers what is waiting, then ends. Not from inside a callback.
  ~Delivery();
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  // Something that a line tells; `owner` names the line.
  void push_event(std::uintptr_t owner, Callback callback);
  // The reply to a request of a line; never dropped.
  void push_reply(std::uintptr_t owner, Callback callback);
  // Drops the events of a line that wait, then settles it.
  void drop_events(std::uintptr_t owner);
  // Waits until what the line had to tell has been told, the callback that runs included; callbacks of other lines are not
  // waited for, and one that does not return is waited for no longer than AbiTimers::stuck_callback: replies that stand behind
  // it then come later. From inside a callback it does not wait, because it would wait for itself.
  void settle(std::uintptr_t owner);
  // The same for all lines, and without a limit.
  void settle_all();
  // Whether the caller is inside a callback, of this or any other object of this class.
  [[nodiscard]] static bool inside_callback();

 private:
  struct Item {
    std::uintptr_t owner = 0;
    bool event = false;
    std::uint64_t number = 0;
    Callback callback;
  };
  void push(Item item);
  void run();
  // No limit: as long as it takes.
  template <class Concerns>
  void wait_for(std::optional<env::Duration> limit, Concerns concerns);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> waiting_;
  Item running_;  // number 0: none; without its callback
  std::uint64_t pushed_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace campon::provider::abi
