// A line device behind a pseudo terminal: the simulator, or any program that plays a modem.
#pragma once

#include <memory>
#include <string>

#include "hal/env/byte_channel.hpp"
#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"

namespace campon::pty {

// Opens the slave side; `path` is /dev/pts/N or a link to it. The pty is raw, and held by flock and TIOCEXCL until the
// channel closes. A pty has no modem lines: set_dtr(false) sets the speed to B0, which the host of the pty can see and take
// for DTR low, set_dtr(true) sets it back. [voice-modems 7.2]
// Errors: device_missing (gone), device_held (later) naming the holder, device_unfit (misuse) for what is no pty.
env::Expected<std::unique_ptr<env::ByteChannel>> open_pty(env::AsioScheduler& scheduler, const std::string& path);

}  // namespace campon::pty
