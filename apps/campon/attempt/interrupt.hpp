// Ctrl-C and SIGTERM as turns of the loop.
#pragma once

#include <functional>
#include <memory>

#include "hal/env/real/asio_scheduler.hpp"

namespace campon::cli {

class Interrupts {
 public:
  // The scheduler must outlive it. `handler` runs in a turn of its own for each signal.
  Interrupts(env::AsioScheduler& scheduler, std::function<void()> handler);
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

 private:
  class Core;
  // Shared so that a wait which ends after us finds nothing.
  std::shared_ptr<Core> core_;
};

}  // namespace campon::cli
