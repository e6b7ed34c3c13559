// The tty devices of this machine as udev knows them: what they are, and under which lasting names they can be found.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"

namespace campon::hotplug {

// Strings come from the device, escaped; empty where it does not tell.
struct TtyDevice {
  std::string node;     // "/dev/ttyUSB0"; another one after the next plug
  std::string by_id;    // "/dev/serial/by-id/usb-...": what the device calls itself
  std::string by_path;  // "/dev/serial/by-path/...": the socket that it is plugged into
  std::string vendor;   // "Conexant"
  std::string model;
  std::string serial;
  std::string usb_id;                  // "0572:1329"; empty without USB
  std::string driver;                  // "cdc_acm"
  std::string interface;               // "02": which interface of a USB device with several
  bool not_for_modem_manager = false;  // ID_MM_DEVICE_IGNORE or ID_MM_PORT_IGNORE
};

// All that have hardware behind them, sorted by node. Errors: not_supported without udev.
env::Expected<std::vector<TtyDevice>> list_ttys();

// Whether this is the same device as before, under whatever node: the same by_id where it has one, else the same socket.
bool same_device(const TtyDevice& a, const TtyDevice& b);

// The one device among `present` that is `known`. Errors: device_missing (gone); device_unfit (misuse) when two look the same,
// telling to name the socket (by-path) instead. [faults D04, D05, D06]
env::Expected<TtyDevice> find_again(const TtyDevice& known, const std::vector<TtyDevice>& present);

// Where to open the device that the configuration calls `device` ("/dev/serial/by-id/...", "/dev/serial/by-path/...", or a node),
// after it was seen as `known`. A name that lasts stays the name, but must not lead to another device than before; a node leads to
// the known device wherever it is now. Errors: device_missing (gone) when it is away, another device in its socket included;
// device_unfit (misuse) when two devices call themselves so. [faults D04, D05, D06]
env::Expected<std::string> path_of(const std::string& device, const std::optional<TtyDevice>& known, const std::vector<TtyDevice>& present);

// The one of `present` that has this node or this lasting name.
std::optional<TtyDevice> named(const std::string& path, const std::vector<TtyDevice>& present);

// The device behind a path: its node, or any link to it. Nothing where udev does not know it, as a pty.
std::optional<TtyDevice> tty_behind(const std::string& path);

// Tells of ttys that come and go.
class TtyWatch {
 public:
  enum class Change : std::uint8_t { added, removed };
  using Told = std::function<void(Change, const TtyDevice&)>;

  // The scheduler must outlive the watch. Errors: not_supported without udev.
  static env::Expected<std::unique_ptr<TtyWatch>> start(env::AsioScheduler& scheduler, Told told);
  ~TtyWatch();
  TtyWatch(const TtyWatch&) = delete;
  TtyWatch& operator=(const TtyWatch&) = delete;

 private:
  class Core;
  explicit TtyWatch(std::shared_ptr<Core> core);
  std::shared_ptr<Core> core_;
};

}  // namespace campon::hotplug
