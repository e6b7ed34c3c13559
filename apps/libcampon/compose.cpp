#include "apps/libcampon/compose.hpp"

#include <filesystem>
#include <system_error>

#include "drivers/atmodem/personality.hpp"
#include "drivers/pty/pty_channel.hpp"
#include "drivers/serial/serial_channel.hpp"

namespace campon::apps {
namespace {

constexpr std::string_view k_ptys = "/dev/pts/";

env::Expected<atmodem::Personality> personality(const ProfileStore& profiles, const std::string& modem) {
  return profiles.find(ProfileKind::modem, modem).and_then([](const ProfileText& profile) {
    return atmodem::parse_personality(profile.text, profile.file);
  });
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

env::Expected<Device> open_device(env::AsioScheduler& scheduler, const LineConfig& config, env::Trace& trace,
                                  const ProfileStore& profiles) {
  auto modem = personality(profiles, config.modem);
  if (!modem) return tl::unexpected(modem.error());
  auto channel = open_channel(scheduler, config.device);
  if (!channel) return tl::unexpected(channel.error());
  auto port = std::make_unique<atmodem::VoicePort>(**channel, scheduler, trace, std::move(*modem));
  auto line = std::make_unique<hal::Line>(config.name, *port, scheduler, trace);
  return Device(std::move(*channel), std::move(port), std::move(line));
}

}  // namespace campon::apps
