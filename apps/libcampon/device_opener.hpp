// Finds and opens the device of one line, at first and every time it comes back.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "apps/libcampon/device_recording.hpp"
#include "apps/libcampon/profile_store.hpp"
#include "drivers/hotplug/tty_devices.hpp"
#include "drivers/ports/steady_port.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hal/progress/progress_analyser.hpp"

namespace campon::apps {

// The device is remembered by what it calls itself and by its socket, so that it is found under another node, and another device
// under its old node is left alone. [faults D04, D05, D06]
class DeviceOpener final : public ports::Opener {
 public:
  using OpenChannel = std::function<env::Expected<std::unique_ptr<env::ByteChannel>>(const std::string& path)>;

  // Scheduler and trace must outlive it. The modem's profile must be one that make_modem_port takes. Without ears its sound is not
  // listened to. `open_channel` opens a path; empty: as compose.hpp's does.
  DeviceOpener(env::AsioScheduler& scheduler, std::string device, ProfileText modem, env::Trace& trace,
               std::shared_ptr<const hal::Ears> ears = {}, OpenChannel open_channel = {})
      : scheduler_(scheduler),
        device_(std::move(device)),
        modem_(std::move(modem)),
        trace_(trace),
        ears_(std::move(ears)),
        open_channel_(std::move(open_channel)) {}

  // The device is recorded from when it is driven first, and not listened to. The recording must outlive the opener.
  void record(DeviceRecording* recording) { recording_ = recording; }

  // Errors: those of open_channel, device_unfit when two devices look the same, device_missing when another is in its place.
  env::Expected<std::unique_ptr<env::ByteChannel>> open() override;
  std::unique_ptr<hal::SignalPort> drive(env::ByteChannel& channel) override;

 private:
  [[nodiscard]] env::Expected<std::string> present_path() const;
  env::Result check_known(const std::string& path);

  env::AsioScheduler& scheduler_;
  std::string device_;
  ProfileText modem_;
  env::Trace& trace_;
  std::shared_ptr<const hal::Ears> ears_;
  OpenChannel open_channel_;
  DeviceRecording* recording_ = nullptr;
  std::optional<hotplug::TtyDevice> known_;  // since it was opened first; nothing where udev does not know it, as a pty
};

}  // namespace campon::apps
