// Puts a line device together: channel, driver, line. The one place where a device path and a modem's name become objects.
#pragma once

#include <memory>
#include <string>

#include "apps/libcampon/device_opener.hpp"
#include "apps/libcampon/line_config.hpp"
#include "apps/libcampon/profile_store.hpp"
#include "drivers/hotplug/tty_devices.hpp"
#include "drivers/ports/steady_port.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/device_calls.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/line.hpp"
#include "provider/network/region.hpp"

namespace campon::apps {

// Destroying it closes the channel, which drops DTR: the modem goes on hook. A device that is unplugged may come back.
class Device {
 public:
  Device(std::unique_ptr<DeviceRecording> recording, std::unique_ptr<DeviceOpener> opener, std::unique_ptr<ports::SteadyPort> port,
         std::unique_ptr<hotplug::TtyWatch> watch, std::unique_ptr<hal::Line> line)
      : recording_(std::move(recording)),
        opener_(std::move(opener)),
        port_(std::move(port)),
        watch_(std::move(watch)),
        line_(std::move(line)) {}
  Device(std::unique_ptr<env::DeviceCalls> calls, std::unique_ptr<hal::SignalPort> card, std::unique_ptr<hal::Line> line)
      : calls_(std::move(calls)), card_(std::move(card)), line_(std::move(line)) {}
  Device(Device&&) = default;
  Device& operator=(Device&&) = delete;

  [[nodiscard]] hal::Line& line() { return *line_; }
  // What everything on this line tells its doings; nullptr when it is not recorded.
  [[nodiscard]] env::Trace* recording() { return recording_.get(); }

 private:
  // Each stands on the one before it, and is destroyed before it.
  std::unique_ptr<DeviceRecording> recording_;
  std::unique_ptr<DeviceOpener> opener_;
  std::unique_ptr<ports::SteadyPort> port_;
  std::unique_ptr<hotplug::TtyWatch> watch_;  // null where udev does not tell; then it is looked for every few seconds
  std::unique_ptr<env::DeviceCalls> calls_;   // these two of a line card, those above of a modem
  std::unique_ptr<hal::SignalPort> card_;
  std::unique_ptr<hal::Line> line_;
};

bool is_pty(const std::string& device);

// "/dev/pts/N", or a link to one, is a pty; everything else is taken for a serial port.
// Errors: device_missing, device_held, device_unfit.
env::Expected<std::unique_ptr<env::ByteChannel>> open_channel(env::AsioScheduler& scheduler, const std::string& device);

// The line is not started: nothing has been sent yet. Scheduler and trace must outlive the device. A device with sound is listened
// to by the ears, if any, and if it is not recorded.
// Errors: those of open_channel and of DeviceRecording::begin, unknown_profile, bad_profile.
env::Expected<Device> open_device(env::AsioScheduler& scheduler, const LineConfig& config, env::Trace& trace,
                                  const ProfileStore& profiles = ProfileStore(), std::shared_ptr<const hal::Ears> ears = nullptr);

// The same for a channel of a line card (card_channel.hpp); caller id and the levels of digits are those of the region.
// Errors: device_missing, device_held, device_unfit; bad_profile where the line is to be listened to and there are no ears.
env::Expected<Device> open_card(env::AsioScheduler& scheduler, const LineConfig& config, env::Trace& trace, const provider::Region& region,
                                std::shared_ptr<const hal::Ears> ears);

}  // namespace campon::apps
