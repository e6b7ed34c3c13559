// A line device that may be unplugged: the same line when it comes back, under whatever name it does.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "drivers/ports/ports_timers.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/signal_port.hpp"

namespace campon::ports {

// Opens the device anew, and makes its driver on the channel. Errors: every one is tried again.
class Opener {
 public:
  virtual ~Opener() = default;
  virtual env::Expected<std::unique_ptr<env::ByteChannel>> open() = 0;
  virtual std::unique_ptr<hal::SignalPort> drive(env::ByteChannel& channel) = 0;
};

// Forwards every order to the driver of the device. When the channel dies, the driver tells DeviceGone as it always does;
// then both are let go, so that the device's name is free, and the opener is asked again when plugged() is called and every
// few seconds. When the device is open again DeviceBack is told, and whoever stands above starts the port. [faults D01, D04, D07]
class SteadyPort final : public hal::SignalPort {
 public:
  // `first` is the device as it was opened at the start; `name` is used until its driver has told another. Opener, scheduler and trace must outlive the port.
  SteadyPort(std::string name, std::unique_ptr<env::ByteChannel> first, Opener& opener, env::Scheduler& scheduler, env::Trace& trace,
             PortsTimers timers = {});
  ~SteadyPort() override;

  // A device has appeared that may be this one.
  void plugged();
  [[nodiscard]] bool is_away() const;

  void attach(hal::SignalSink* sink) override;
  // While the device is away: those it had.
  [[nodiscard]] hal::Capabilities capabilities() const override;
  [[nodiscard]] std::string_view name() const override;
  void start(hal::Done done) override;
  void seize(hal::Done done) override;
  void release(hal::Done done) override;
  void answer(hal::Done done) override;
  void flash(hal::Duration length, hal::Done done) override;
  void send_digits(const hal::DialString& digits, hal::Done done) override;
  void service(const hal::ServiceOrder& order, hal::ServiceDone done) override;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace campon::ports
