// A descriptor that is readable while it is raised, for loops that poll.
#pragma once

#include "hal/env/error.hpp"

namespace campon::provider::abi {

class WakeSignal {
 public:
  // Errors: device_unfit when the process has no descriptor left.
  static env::Expected<WakeSignal> create();
  ~WakeSignal();
  WakeSignal(WakeSignal&& other) noexcept;
  WakeSignal& operator=(WakeSignal&&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  // Both may be repeated.
  void raise();
  void lower();

 private:
  explicit WakeSignal(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace campon::provider::abi
