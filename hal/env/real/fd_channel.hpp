// Bytes over a descriptor that the loop waits for: a serial port or a pty.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "hal/env/byte_channel.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/real/unique_fd.hpp"

namespace campon::env {

using namespace std::chrono_literals;

// Every wait of a channel.
struct FdTimers {
  // Queued bytes of which the device takes none for this long: no CTS, or dead. The channel then closes. [fault D09]
  Duration output_stuck = 5s;
};

// What differs between kinds of descriptors. Both are called with the open descriptor.
struct FdHooks {
  std::function<Result(int fd, bool on)> set_dtr;  // without it set_dtr answers not_supported
  std::function<void(int fd)> before_close;        // gives back locks
};

// A write queues at most this much.
inline constexpr std::size_t k_fd_queue = 64 * 1024;
// One turn reads at most this much, so that a device that never stops does not starve the others. [fault D13]
inline constexpr std::size_t k_fd_read = 4 * 1024;

// Nothing is read while no sink is attached: it stays in the kernel's buffer. The channel closes itself, and then frees
// the descriptor at once, when the device hangs up (read 0, EIO, ENODEV, ENXIO, POLLHUP, POLLERR), breaks, or takes no
// output. Errors told by on_closed: device_missing (gone), no_answer_from_device (gone) after output_stuck.
// Closing a tty drops what it has not sent yet, because a driver that waits for it may block for 30 s [voice-modems 7.3].
class FdChannel final : public ByteChannel {
 public:
  // A tty must be raw with VMIN 1: with VMIN 0 "nothing there" and "hung up" would look the same.
  FdChannel(AsioScheduler& scheduler, UniqueFd fd, std::string name, FdHooks hooks = {}, FdTimers timers = {});
  ~FdChannel() override;

  void attach(ByteSink* sink) override;
  Result write(std::string_view bytes) override;
  Result set_dtr(bool on) override;
  [[nodiscard]] std::string_view name() const override;

 private:
  class Core;
  std::shared_ptr<Core> core_;  // shared with a turn in which the sink destroys the channel [fault C04]
};

}  // namespace campon::env
