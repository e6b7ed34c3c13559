#include "apps/libcampon/compose.hpp"

#include <filesystem>
#include <system_error>

#include "apps/libcampon/card_channel.hpp"
#include "apps/libcampon/modem_driver.hpp"
#include "drivers/fxo/fxo_port.hpp"
#include "drivers/listening/listening_port.hpp"
#include "drivers/pty/pty_channel.hpp"
#include "drivers/serial/serial_channel.hpp"
#include "hal/env/real/system_device_calls.hpp"

namespace campon::apps {
namespace {

constexpr std::string_view k_ptys = "/dev/pts/";

std::unique_ptr<hotplug::TtyWatch> watch_for(env::AsioScheduler& scheduler, ports::SteadyPort& port) {
  auto watch = hotplug::TtyWatch::start(scheduler, [&port](hotplug::TtyWatch::Change change, const hotplug::TtyDevice&) {
    if (change == hotplug::TtyWatch::Change::added) port.plugged();
  });
  return watch ? std::move(*watch) : nullptr;
}

// Begun when the device is open, so that one that is not there leaves no file behind.
env::Expected<std::unique_ptr<DeviceRecording>> recording_of(const RecordingWish& wish, const ProfileText& modem, env::Scheduler& scheduler,
                                                             env::Trace& trace) {
  if (wish.file.empty()) return nullptr;
  return DeviceRecording::begin(wish, modem, scheduler, trace);
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
  if (const auto good = check_modem(*modem); !good) return tl::unexpected(good.error());
  auto opener = std::make_unique<DeviceOpener>(scheduler, config.device, *modem, trace, std::move(ears));
  auto channel = opener->open();
  if (!channel) return tl::unexpected(channel.error());
  auto recording = recording_of(config.recording, *modem, scheduler, trace);
  if (!recording) return tl::unexpected(recording.error());
  opener->record(recording->get());
  auto port = std::make_unique<ports::SteadyPort>(config.device, std::move(*channel), *opener, scheduler, trace);
  auto watch = watch_for(scheduler, *port);
  env::Trace& told = *recording != nullptr ? **recording : trace;
  auto line = std::make_unique<hal::Line>(config.name, *port, scheduler, told);
  return Device(std::move(*recording), std::move(opener), std::move(port), std::move(watch), std::move(line));
}

env::Expected<Device> open_card(env::AsioScheduler& scheduler, const LineConfig& config, env::Trace& trace, const provider::Region& region,
                                std::shared_ptr<const hal::Ears> ears) {
  const auto channel = card_channel(config.device);
  if (!channel)
    return env::fail(env::ErrorCode::device_missing, env::Remedy::misuse, env::escaped(config.device) + " is no channel of a line card");
  if (!config.recording.file.empty())
    return env::fail(env::ErrorCode::not_supported, env::Remedy::misuse, "a line card speaks by sound, of which there is no recording");
  // A card hears nothing by itself.
  if (config.listen && ears == nullptr)
    return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse,
                     "a line card hears by the tones of a country, and region '" + env::escaped(region.name) +
                         "' names none: give the line a region, as region = \"us\"");
  const auto standard = hearing::caller_id_standard(region.caller_id);
  const fxo::FxoSettings settings{*channel, standard ? std::optional(*standard) : std::nullopt, hearing::dtmf_levels(region.name), {}};
  auto calls = std::make_unique<env::SystemDeviceCalls>(scheduler);
  auto port = std::make_unique<fxo::FxoPort>(*calls, scheduler, trace, settings);
  if (auto opened = port->open(); !opened) return tl::unexpected(opened.error());
  auto heard = listening::with_ears(std::move(port), std::move(ears), scheduler, trace);
  auto line = std::make_unique<hal::Line>(config.name, *heard, scheduler, trace);
  return Device(std::move(calls), std::move(heard), std::move(line));
}

}  // namespace campon::apps
