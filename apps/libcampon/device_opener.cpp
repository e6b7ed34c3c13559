#include "apps/libcampon/device_opener.hpp"

#include "apps/libcampon/compose.hpp"
#include "drivers/atmodem/gsm/modem_port.hpp"

namespace campon::apps {

namespace {
// Links that udev makes anew for the same device: they name it wherever it is.
constexpr std::string_view k_lasting_names = "/dev/serial/";
}  // namespace

env::Expected<std::string> DeviceOpener::present_path() const {
  if (!known_ || device_.starts_with(k_lasting_names)) return device_;
  const auto present = hotplug::list_ttys();
  if (!present) return device_;
  return hotplug::find_again(*known_, *present).map([](const hotplug::TtyDevice& found) { return found.node; });
}

env::Expected<std::unique_ptr<env::ByteChannel>> DeviceOpener::open() {
  const auto path = present_path();
  if (!path) return tl::unexpected(path.error());
  auto channel = open_channel(scheduler_, *path);
  if (channel && !known_) known_ = hotplug::tty_behind(*path);
  return channel;
}

std::unique_ptr<hal::SignalPort> DeviceOpener::drive(env::ByteChannel& channel) {
  return std::move(*atmodem::make_modem_port(channel, scheduler_, trace_, modem_.text, modem_.file));
}

}  // namespace campon::apps
