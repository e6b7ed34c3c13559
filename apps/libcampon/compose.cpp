#include "apps/libcampon/compose.hpp"

#include <filesystem>
#include <system_error>

#include "drivers/atmodem/gsm/gsm_personality.hpp"
#include "drivers/atmodem/gsm/gsm_port.hpp"
#include "drivers/atmodem/gsm/modem_port.hpp"
#include "drivers/atmodem/personality.hpp"
#include "drivers/pty/pty_channel.hpp"
#include "drivers/serial/serial_channel.hpp"

namespace campon::apps {
namespace {

constexpr std::string_view k_ptys = "/dev/pts/";

// A mistake in a profile is told before a device is touched.
env::Result check(const ProfileText& modem) {
  const auto dialect = atmodem::modem_dialect(modem.text, modem.file);
  if (!dialect) return tl::unexpected(dialect.error());
  if (*dialect == atmodem::k_gsm_dialect) return atmodem::parse_gsm_personality(modem.text, modem.file).map([](const auto&) {});
  return atmodem::parse_personality(modem.text, modem.file).map([](const auto&) {});
}

std::unique_ptr<hotplug::TtyWatch> watch_for(env::AsioScheduler& scheduler, ports::SteadyPort& port) {
  auto watch = hotplug::TtyWatch::start(scheduler, [&port](hotplug::TtyWatch::Change change, const hotplug::TtyDevice&) {
    if (change == hotplug::TtyWatch::Change::added) port.plugged();
  });
  return watch ? std::move(*watch) : nullptr;
}

}  // namespace

bool is_pty(const std::string& device) {
  std::error_code error;
  const std::string path = std::filesystem::weakly_canonical(device, error).string();
  return path.starts_with(k_ptys) || device.starts_with(k_ptys);
}

env::Expected<std::unique_ptr<env::ByteChannel>> open_channel(env::AsioScheduler& scheduler, const std::string& device) {
  return is_pty(device) ? pty::open_pty(scheduler, device) : serial::open_port(scheduler, device);
}

env::Expected<Device> open_device(env::AsioScheduler& scheduler, const LineConfig& config, env::Trace& trace, const ProfileStore& profiles,
                                  std::shared_ptr<const hal::Ears> ears) {
  auto modem = profiles.find(ProfileKind::modem, config.modem);
  if (!modem) return tl::unexpected(modem.error());
  if (const auto good = check(*modem); !good) return tl::unexpected(good.error());
  auto opener = std::make_unique<DeviceOpener>(scheduler, config.device, std::move(*modem), trace, std::move(ears));
  auto channel = opener->open();
  if (!channel) return tl::unexpected(channel.error());
  auto port = std::make_unique<ports::SteadyPort>(config.device, std::move(*channel), *opener, scheduler, trace);
  auto watch = watch_for(scheduler, *port);
  auto line = std::make_unique<hal::Line>(config.name, *port, scheduler, trace);
  return Device(std::move(opener), std::move(port), std::move(watch), std::move(line));
}

}  // namespace campon::apps
