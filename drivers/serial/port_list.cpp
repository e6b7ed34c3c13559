#include "drivers/serial/port_list.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "drivers/serial/port_handle.hpp"
#include "hal/env/trace.hpp"

namespace campon::serial {
namespace {

namespace fs = std::filesystem;

// A legacy port without a UART is of type 0. [linux serial_core: PORT_UNKNOWN]
bool has_uart(const fs::path& tty) {
  std::ifstream file(tty / "type");
  int type = 0;
  return !(file >> type) || type != 0;
}

bool has_hardware(const fs::path& tty) {
  std::error_code error;
  return fs::exists(tty / "device" / "driver", error) && has_uart(tty);
}

PortInfo described(const std::string& name) {
  PortInfo info{name, {}, {}};
  const PortHandle port = find_port(name.c_str());
  if (!port) return info;
  if (const char* text = sp_get_port_description(port.get())) info.description = env::escaped(text);
  int vendor = 0;
  int product = 0;
  if (sp_get_port_usb_vid_pid(port.get(), &vendor, &product) == SP_OK)
    info.usb = UsbId{static_cast<std::uint16_t>(vendor), static_cast<std::uint16_t>(product)};
  return info;
}

}  // namespace

std::vector<PortInfo> list_ports(const std::string& tty_class) {
  std::vector<PortInfo> ports;
  std::error_code error;
  for (fs::directory_iterator at(tty_class, error), end; !error && at != end; at.increment(error))
    if (has_hardware(at->path())) ports.push_back(described("/dev/" + at->path().filename().string()));
  std::sort(ports.begin(), ports.end(), [](const PortInfo& a, const PortInfo& b) { return a.name < b.name; });
  return ports;
}

std::string names_of(const std::vector<PortInfo>& ports) {
  std::string names;
  for (const auto& port : ports) names += (names.empty() ? "" : ", ") + port.name;
  return names.empty() ? "none" : names;
}

}  // namespace campon::serial
