#include "drivers/hotplug/tty_devices.hpp"

#include <libudev.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <asio.hpp>
#include <sstream>

#include "hal/env/trace.hpp"

namespace campon::hotplug {
namespace {

using env::ErrorCode;
using env::Remedy;

struct Unref {
  void operator()(udev* it) const { udev_unref(it); }
  void operator()(udev_device* it) const { udev_device_unref(it); }
  void operator()(udev_enumerate* it) const { udev_enumerate_unref(it); }
  void operator()(udev_monitor* it) const { udev_monitor_unref(it); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

tl::unexpected<env::Error> no_udev(std::string_view doing) {
  return env::fail(ErrorCode::not_supported, Remedy::unsupported, "udev does not " + std::string(doing));
}

std::string property(udev_device* device, const char* key) {
  const char* value = udev_device_get_property_value(device, key);
  return value == nullptr ? std::string() : env::escaped(value);
}

std::string link(udev_device* device, std::string_view folder) {
  const char* links = udev_device_get_property_value(device, "DEVLINKS");
  std::istringstream names(links == nullptr ? "" : links);
  for (std::string name; names >> name;)
    if (name.starts_with(folder)) return env::escaped(name);
  return {};
}

TtyDevice described(udev_device* device) {
  TtyDevice out;
  out.node = udev_device_get_devnode(device);
  out.by_id = link(device, "/dev/serial/by-id/");
  out.by_path = link(device, "/dev/serial/by-path/");
  out.vendor = property(device, "ID_VENDOR_FROM_DATABASE");
  if (out.vendor.empty()) out.vendor = property(device, "ID_VENDOR");
  out.model = property(device, "ID_MODEL");
  out.serial = property(device, "ID_SERIAL_SHORT");
  const std::string vendor = property(device, "ID_VENDOR_ID");
  if (!vendor.empty()) out.usb_id = vendor + ":" + property(device, "ID_MODEL_ID");
  out.driver = property(device, "ID_USB_DRIVER");
  out.interface = property(device, "ID_USB_INTERFACE_NUM");
  out.not_for_modem_manager = property(device, "ID_MM_DEVICE_IGNORE") == "1" || property(device, "ID_MM_PORT_IGNORE") == "1";
  return out;
}

// Consoles and ptys have no device of their own.
bool has_hardware(udev_device* device) { return udev_device_get_devnode(device) != nullptr && udev_device_get_parent(device) != nullptr; }

}  // namespace

env::Expected<std::vector<TtyDevice>> list_ttys() {
  const Owned<udev> context(udev_new());
  if (!context) return no_udev("answer");
  const Owned<udev_enumerate> all(udev_enumerate_new(context.get()));
  udev_enumerate_add_match_subsystem(all.get(), "tty");
  if (udev_enumerate_scan_devices(all.get()) < 0) return no_udev("list devices");
  std::vector<TtyDevice> out;
  udev_list_entry* entry = nullptr;
  udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(all.get())) {
    const Owned<udev_device> device(udev_device_new_from_syspath(context.get(), udev_list_entry_get_name(entry)));
    if (device && has_hardware(device.get())) out.push_back(described(device.get()));
  }
  std::sort(out.begin(), out.end(), [](const TtyDevice& a, const TtyDevice& b) { return a.node < b.node; });
  return out;
}

bool same_device(const TtyDevice& a, const TtyDevice& b) {
  if (!a.by_id.empty() || !b.by_id.empty()) return a.by_id == b.by_id;
  return !a.by_path.empty() && a.by_path == b.by_path;
}

env::Expected<TtyDevice> find_again(const TtyDevice& known, const std::vector<TtyDevice>& present) {
  const auto is_it = [&](const TtyDevice& each) { return same_device(known, each); };
  const auto first = std::find_if(present.begin(), present.end(), is_it);
  const std::string& what = known.by_id.empty() ? known.node : known.by_id;
  if (first == present.end()) return env::fail(ErrorCode::device_missing, Remedy::gone, what + " is not plugged in");
  if (std::find_if(first + 1, present.end(), is_it) == present.end()) return *first;
  return env::fail(ErrorCode::device_unfit, Remedy::misuse,
                   "two devices call themselves " + what + "; name the socket instead, as " + first->by_path);
}

namespace {

constexpr std::string_view k_ids = "/dev/serial/by-id/";
constexpr std::string_view k_sockets = "/dev/serial/by-path/";

// udev gives the link of two that look the same to either of them.
env::Expected<std::string> by_its_id(const std::string& device, const std::vector<TtyDevice>& present) {
  TtyDevice named;
  named.by_id = device;
  const auto found = find_again(named, present);
  if (!found && found.error().code == ErrorCode::device_unfit) return tl::unexpected(found.error());
  return device;
}

env::Expected<std::string> in_its_socket(const std::string& device, const std::optional<TtyDevice>& known,
                                         const std::vector<TtyDevice>& present) {
  const auto there = std::find_if(present.begin(), present.end(), [&](const TtyDevice& each) { return each.by_path == device; });
  if (!known || there == present.end() || same_device(*known, *there)) return device;
  return env::fail(ErrorCode::device_missing, Remedy::gone, "another device is in " + env::escaped(device) + ": " + there->by_id);
}

}  // namespace

env::Expected<std::string> path_of(const std::string& device, const std::optional<TtyDevice>& known,
                                   const std::vector<TtyDevice>& present) {
  if (device.starts_with(k_ids)) return by_its_id(device, present);
  if (device.starts_with(k_sockets)) return in_its_socket(device, known, present);
  if (!known) return device;
  return find_again(*known, present).map([](const TtyDevice& found) { return found.node; });
}

std::optional<TtyDevice> named(const std::string& path, const std::vector<TtyDevice>& present) {
  for (const auto& each : present)
    if (path == each.node || path == each.by_id || path == each.by_path) return each;
  return std::nullopt;
}

std::optional<TtyDevice> tty_behind(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISCHR(info.st_mode)) return std::nullopt;
  const Owned<udev> context(udev_new());
  if (!context) return std::nullopt;
  const Owned<udev_device> device(udev_device_new_from_devnum(context.get(), 'c', info.st_rdev));
  if (!device || !has_hardware(device.get())) return std::nullopt;
  return described(device.get());
}

// Kept alive by the wait that runs, so that a handler which destroys the watch does no harm. [fault C04]
class TtyWatch::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(env::AsioScheduler& scheduler, Owned<udev> context, Owned<udev_monitor> monitor, Told told)
      : scheduler_(scheduler),
        context_(std::move(context)),
        monitor_(std::move(monitor)),
        told_(std::move(told)),
        descriptor_(scheduler.io(), udev_monitor_get_fd(monitor_.get())) {}
  ~Core() { descriptor_.release(); }

  void wait() {
    descriptor_.async_wait(asio::posix::stream_descriptor::wait_read, [self = shared_from_this()](const asio::error_code& error) {
      if (error || !self->told_) return;
      self->scheduler_.begin_turn();
      self->read();
      if (self->told_) self->wait();
    });
  }
  void stop() {
    told_ = nullptr;
    descriptor_.cancel();
  }

 private:
  void read() {
    while (const Owned<udev_device> device{udev_monitor_receive_device(monitor_.get())}) {
      const char* action = udev_device_get_action(device.get());
      if (action == nullptr || udev_device_get_devnode(device.get()) == nullptr || !told_) continue;
      const std::string_view word = action;
      if (word == "add") told_(Change::added, described(device.get()));
      if (word == "remove" && told_) told_(Change::removed, described(device.get()));
    }
  }

  env::AsioScheduler& scheduler_;
  Owned<udev> context_;
  Owned<udev_monitor> monitor_;
  Told told_;
  asio::posix::stream_descriptor descriptor_;
};

env::Expected<std::unique_ptr<TtyWatch>> TtyWatch::start(env::AsioScheduler& scheduler, Told told) {
  Owned<udev> context(udev_new());
  if (!context) return no_udev("answer");
  Owned<udev_monitor> monitor(udev_monitor_new_from_netlink(context.get(), "udev"));
  if (!monitor) return no_udev("tell what is plugged in");
  udev_monitor_filter_add_match_subsystem_devtype(monitor.get(), "tty", nullptr);
  if (udev_monitor_enable_receiving(monitor.get()) < 0) return no_udev("tell what is plugged in");
  auto core = std::make_shared<Core>(scheduler, std::move(context), std::move(monitor), std::move(told));
  core->wait();
  return std::unique_ptr<TtyWatch>(new TtyWatch(std::move(core)));
}

TtyWatch::TtyWatch(std::shared_ptr<Core> core) : core_(std::move(core)) {}
TtyWatch::~TtyWatch() { core_->stop(); }

}  // namespace campon::hotplug
