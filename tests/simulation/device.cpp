#include "device.hpp"

#include <utility>

#include "drivers/listening/listening_port.hpp"

namespace campon::simulation {

namespace {

// What the configuration calls it. A node, because that is the name that changes.
constexpr std::string_view k_configured = "/dev/ttyUSB0";

env::Error unplugged() { return {env::ErrorCode::device_missing, env::Remedy::gone, "unplugged", {}}; }

hotplug::TtyDevice described(std::string node, std::string_view id, std::string_view socket) {
  hotplug::TtyDevice out;
  out.node = std::move(node);
  out.by_id = "/dev/serial/by-id/usb-" + std::string(id);
  out.by_path = "/dev/serial/by-path/usb-" + std::string(socket);
  return out;
}

}  // namespace

class Device::Plug final : public env::ByteChannel {
 public:
  explicit Plug(Device& device) : device_(device), wire_(*device.wire_) { device_.in_use_ = this; }
  ~Plug() override {
    wire_.attach(nullptr);
    if (device_.in_use_ == this) device_.in_use_ = nullptr;
  }
  Plug(const Plug&) = delete;
  Plug& operator=(const Plug&) = delete;

  void attach(env::ByteSink* sink) override {
    sink_ = sink;
    wire_.attach(is_in_use() ? sink : nullptr);
  }
  // A system call that fails is told as the end of the channel, in a turn of its own.
  env::Result write(std::string_view bytes) override {
    if (!is_in_use()) return tl::unexpected(unplugged());
    if (!std::exchange(device_.fails_, false)) return wire_.write(bytes);
    device_.findings_.fault("D10");
    broken_ = device_.scheduler_->after(env::Duration{}, [this] {
      (void)wire_.set_dtr(false);
      pulled();
    });
    return tl::unexpected(unplugged());
  }
  env::Result set_dtr(bool on) override { return is_in_use() ? wire_.set_dtr(on) : env::Result(tl::unexpected(unplugged())); }
  [[nodiscard]] std::string_view name() const override { return wire_.name(); }

  void pulled() {
    if (is_in_use()) device_.in_use_ = nullptr;
    wire_.attach(nullptr);
    if (sink_ != nullptr) sink_->on_closed(unplugged());
  }

 private:
  [[nodiscard]] bool is_in_use() const { return device_.in_use_ == this; }

  Device& device_;
  env::ByteChannel& wire_;
  env::ByteSink* sink_ = nullptr;
  env::Timer broken_;
};

Device::Device(DeviceParts parts, Findings& findings)
    : parts_(std::move(parts)), findings_(findings), own_(described(std::string(k_configured), parts_.modem, "0:1")) {}

std::unique_ptr<hal::SignalPort> Device::make_port(env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace) {
  wire_ = &wire;
  scheduler_ = &scheduler;
  trace_ = &trace;
  return std::make_unique<ports::SteadyPort>("the modem", std::make_unique<Plug>(*this), *this, scheduler, trace);
}

void Device::unplug() {
  plugged_ = false;
  if (in_use_ != nullptr) in_use_->pulled();
}

void Device::plug(env::Rng& chance) {
  constexpr std::uint64_t k_ways = 8;
  switch (chance.between(1, k_ways)) {
    case 1: comes_under_another_name(); break;
    case 2:
      others_.push_back(described(own_.node, "gps", "0:2"));
      comes_under_another_name();
      findings_.fault("D05");
      break;
    case 3:
      others_.push_back(own_);
      others_.back().node = "/dev/ttyUSB9";
      others_.back().by_path = "/dev/serial/by-path/usb-0:9";
      findings_.fault("D06");
      break;
    case 4:
      held_ = static_cast<unsigned>(chance.between(1, 5));
      findings_.fault("D07");
      break;
    default: break;
  }
  plugged_ = true;
}

void Device::comes_under_another_name() {
  own_.node = "/dev/ttyUSB" + std::to_string(next_node_++);
  findings_.fault("D04");
}

void Device::clear_the_way() {
  others_.clear();
  held_ = 0;
  fails_ = false;
}

std::vector<hotplug::TtyDevice> Device::present() const {
  auto out = others_;
  if (plugged_) out.push_back(own_);
  return out;
}

env::Expected<std::unique_ptr<env::ByteChannel>> Device::open() {
  const auto path = hotplug::path_of(std::string(k_configured), own_, present());
  if (!path) return tl::unexpected(path.error());
  if (*path != own_.node) findings_.add(scheduler_->now(), "D05", *path + " is opened, which is another device");
  if (held_ == 0) return std::make_unique<Plug>(*this);
  --held_;
  return env::fail(env::ErrorCode::device_held, env::Remedy::later, "another program has it");
}

std::unique_ptr<hal::SignalPort> Device::drive(env::ByteChannel& channel) {
  auto port = scenario::shipped_port(parts_.modem, channel, *scheduler_, *trace_);
  if (parts_.ears) port = listening::with_ears(std::move(port), parts_.ears, *scheduler_, *trace_);
  return parts_.spoil ? parts_.spoil(std::move(port), *scheduler_) : std::move(port);
}

}  // namespace campon::simulation
