// Tells when somebody opens or closes a pty node. A pty itself tells its host nothing of an open, and of a close only once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"

namespace campon::sim {

class SlaveWatch {
 public:
  using Handler = std::function<void()>;

  // One for all ptys of a program: the kernel has few inotify instances for a user. The scheduler must outlive it.
  explicit SlaveWatch(env::AsioScheduler& scheduler);
  ~SlaveWatch();
  SlaveWatch(const SlaveWatch&) = delete;
  SlaveWatch& operator=(const SlaveWatch&) = delete;

  // Calls `handler` in a turn after opens and closes of `node`; several may be told as one. The answer is for remove().
  // Errors: device_missing, with the kernel's reason.
  env::Expected<int> add(const std::string& node, Handler handler);
  void remove(int watch);

 private:
  class Core;
  std::shared_ptr<Core> core_;  // shared with a turn in which the owner goes away
};

}  // namespace campon::sim
