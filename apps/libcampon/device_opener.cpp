#include "apps/libcampon/device_opener.hpp"

#include "apps/libcampon/compose.hpp"
#include "apps/libcampon/modem_driver.hpp"
#include "drivers/listening/listening_port.hpp"

namespace campon::apps {
namespace {

// udev knows no ptys, and asking it for all devices takes milliseconds.
std::optional<hotplug::TtyDevice> device_at(const std::string& path) {
  if (is_pty(path)) return std::nullopt;
  const auto present = hotplug::list_ttys();
  auto found = present ? hotplug::named(path, *present) : std::nullopt;
  return found ? found : hotplug::tty_behind(path);
}

}  // namespace

env::Expected<std::string> DeviceOpener::present_path() const {
  if (is_pty(device_)) return device_;
  const auto present = hotplug::list_ttys();
  if (!present) return device_;
  return hotplug::path_of(device_, known_, *present);
}

// Another device may have come between the look and the opening.
env::Result DeviceOpener::check_known(const std::string& path) {
  auto opened = device_at(path);
  if (known_ && (!opened || !hotplug::same_device(*known_, *opened)))
    return env::fail(env::ErrorCode::device_missing, env::Remedy::gone, device_ + " is another device than before");
  if (!known_) known_ = std::move(opened);
  return {};
}

env::Expected<std::unique_ptr<env::ByteChannel>> DeviceOpener::open() {
  const auto path = present_path();
  if (!path) return tl::unexpected(path.error());
  auto channel = open_channel_ ? open_channel_(*path) : open_channel(scheduler_, *path);
  if (!channel) return channel;
  if (const auto same = check_known(*path); !same) return tl::unexpected(same.error());
  return channel;
}

std::unique_ptr<hal::SignalPort> DeviceOpener::drive(env::ByteChannel& channel) {
  if (recording_ != nullptr) return recording_->drive(channel);
  return listening::with_ears(driver_of(modem_)(channel, scheduler_, trace_), ears_, scheduler_, trace_);
}

}  // namespace campon::apps
