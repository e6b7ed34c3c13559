// The serial ports of this machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace campon::serial {

struct UsbId {
  std::uint16_t vendor = 0;
  std::uint16_t product = 0;
  friend bool operator==(const UsbId&, const UsbId&) = default;
};

struct PortInfo {
  std::string name;         // "/dev/ttyACM0"
  std::string description;  // what the device calls itself, escaped; may be empty
  std::optional<UsbId> usb;
};

// Opens nothing: opening a port raises DTR, and what hangs on it may be in use. Sorted by name. Only ports with hardware
// behind them: no consoles, ptys, or legacy ports without a UART. `tty_class` is for tests.
std::vector<PortInfo> list_ports(const std::string& tty_class = "/sys/class/tty");

// "/dev/ttyACM0, /dev/ttyS0", or "none", for messages.
std::string names_of(const std::vector<PortInfo>& ports);

}  // namespace campon::serial
