#include "provider/abi/wake_signal.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <utility>

namespace campon::provider::abi {

env::Expected<WakeSignal> WakeSignal::create() {
  const int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (descriptor < 0)
    return env::fail(env::ErrorCode::device_unfit, env::Remedy::later, "no file descriptor is left; close some, or raise the limit");
  return WakeSignal(descriptor);
}

WakeSignal::~WakeSignal() {
  if (descriptor_ >= 0) close(descriptor_);
}

WakeSignal::WakeSignal(WakeSignal&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

// A counter that is full is raised all the same.
void WakeSignal::raise() { static_cast<void>(eventfd_write(descriptor_, 1)); }

void WakeSignal::lower() {
  eventfd_t count = 0;
  static_cast<void>(eventfd_read(descriptor_, &count));
}

}  // namespace campon::provider::abi
