// A line device on a real serial port, USB or built in. libserialport finds, opens and configures; the bytes go through the
// descriptor, because libserialport hides an unplug. [faults 0.2-0.4]
#pragma once

#include <memory>
#include <string>

#include "drivers/serial/port_list.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"

namespace campon::serial {

struct PortOptions {
  int baud = 115200;
  bool rts_cts = false;  // hardware flow control; a modem that does not raise CTS then takes no output
};

// Opens `device`, which may be a link such as /dev/serial/by-id/..., raw, 8 data bits, no parity, 1 stop bit. It is held by
// flock and TIOCEXCL, and DTR falls when it is closed, however the program ends. A port that somebody holds is not
// configured and not spoken to. [faults D04, D07, D15, M08]
// Errors: device_missing (gone) naming the ports there are, device_held (later) naming the holder, device_unfit (misuse) for
// what is no serial port, no_permission included.
env::Expected<std::unique_ptr<env::ByteChannel>> open_port(env::AsioScheduler& scheduler, const std::string& device,
                                                           PortOptions options = {});

}  // namespace campon::serial
