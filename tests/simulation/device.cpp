#include "device.hpp"

#include <utility>

namespace campon::simulation {

namespace {
env::Error unplugged() { return {env::ErrorCode::device_missing, env::Remedy::gone, "unplugged", {}}; }
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
    wire_.attach(device_.in_use_ == this ? sink : nullptr);
  }
  env::Result write(std::string_view bytes) override {
    return device_.in_use_ == this ? wire_.write(bytes) : env::Result(tl::unexpected(unplugged()));
  }
  env::Result set_dtr(bool on) override { return device_.in_use_ == this ? wire_.set_dtr(on) : env::Result(tl::unexpected(unplugged())); }
  [[nodiscard]] std::string_view name() const override { return wire_.name(); }

  void pulled() {
    device_.in_use_ = nullptr;
    wire_.attach(nullptr);
    if (sink_ != nullptr) sink_->on_closed(unplugged());
  }

 private:
  Device& device_;
  env::ByteChannel& wire_;
  env::ByteSink* sink_ = nullptr;
};

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

env::Expected<std::unique_ptr<env::ByteChannel>> Device::open() {
  if (!plugged_) return tl::unexpected(unplugged());
  return std::make_unique<Plug>(*this);
}

std::unique_ptr<hal::SignalPort> Device::drive(env::ByteChannel& channel) {
  auto port = scenario::shipped_port(modem_, channel, *scheduler_, *trace_);
  return spoil_ ? spoil_(std::move(port), *scheduler_) : std::move(port);
}

}  // namespace campon::simulation
