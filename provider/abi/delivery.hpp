// Where the host's callbacks run: one at a time, in order, never on the loop's thread and never under a lock. On a thread of
// its own, or by hand: then inside dispatch(), on the thread that calls it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"
#include "provider/abi/wake_signal.hpp"

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
  // The same for all lines, and without a limit. By hand it runs what waits.
  void settle_all();

  // From now on by hand; a callback that runs already is finished. The descriptor is readable while something waits. When it
  // is by hand, settle() waits only for the callback that runs. Errors: device_unfit when there is no descriptor.
  env::Expected<int> by_hand();
  // Runs what waits now, and returns how much it was. Errors: bad_state from inside a callback, and unless by hand.
  env::Expected<std::size_t> dispatch();

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
  // The first that waits, with the lock let go meanwhile.
  void run_first(std::unique_lock<std::mutex>& lock);
  // How many; nothing unless by hand.
  std::optional<std::size_t> run_waiting();
  // No limit: as long as it takes.
  template <class Concerns>
  void wait_for(std::optional<env::Duration> limit, Concerns concerns);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> waiting_;
  Item running_;  // number 0: none; without its callback
  std::uint64_t pushed_ = 0;
  bool stopping_ = false;
  std::optional<WakeSignal> by_hand_;
  std::thread thread_;
};

}  // namespace campon::provider::abi
