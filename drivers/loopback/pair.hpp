// A wire inside the process: what one end writes arrives at the other in a later turn.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"

namespace campon::loopback {

// A computer and a modem on one wire. Destroying the pair closes both ends.
class Pair {
 public:
  using Tap = std::function<void(env::Time, bool to_modem, std::string_view bytes)>;

  // The scheduler must outlive the pair.
  explicit Pair(env::Scheduler& scheduler);
  ~Pair();
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  [[nodiscard]] env::ByteChannel& computer();
  [[nodiscard]] env::ByteChannel& modem();
  // Told of everything that is written, when it is written.
  void tap(Tap tap);
  // Pulls the plug: both ends are told that the wire is gone.
  void unplug();

 private:
  class End;
  std::unique_ptr<End> computer_;
  std::unique_ptr<End> modem_;
};

}  // namespace campon::loopback
