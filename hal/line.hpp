// A telephone line: orders down, events up. Keeps the line's rules: who owns the hook, how long it rests, what is legal when.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "hal/capabilities.hpp"
#include "hal/dial_string.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/line_event.hpp"
#include "hal/line_states.hpp"
#include "hal/line_timers.hpp"
#include "hal/signal_port.hpp"

namespace campon::hal {

class LineSink {
 public:
  // Called in turns of the scheduler, never inside an order.
  virtual void on_line_event(const LineEvent& event) = 0;

 protected:
  ~LineSink() = default;
};

// Every order ends exactly once through its Done, in a later turn. An order that is illegal in the present state ends
// with bad_state (misuse) or line_down (gone) and reaches no driver. One order at a time, except release, which is always
// taken and makes the order before it end with `cancelled`.
class Line {
 public:
  // The port, scheduler and trace must outlive the line. `name` is used in traces ("line 1").
  Line(std::string name, SignalPort& port, env::Scheduler& scheduler, env::Trace& trace, LineTimers timers = {});
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void attach(LineSink* sink);
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] std::string_view device() const;
  [[nodiscard]] LineState state() const;
  [[nodiscard]] Capabilities capabilities() const;

  // Brings the device into service, on hook.
  void start(Done done);
  // Off hook. During the hook guard, and while a release runs, the order waits until the guard is over; a ring that
  // comes first ends it with line_ringing (later).
  void seize(Done done);
  void answer(Done done);
  // Errors besides those of SignalPort: not_supported when the length lies outside the capabilities.
  void flash(Duration length, Done done);
  void send_digits(const DialString& digits, Done done);
  // A service of the network that needs no hook; one at a time, in any state of a line in service. Errors besides those of
  // SignalPort: not_supported (unsupported) when the capabilities do not name it, bad_state (misuse) while one runs,
  // line_down, device_missing (gone) when the device goes away meanwhile.
  void service(const ServiceOrder& order, ServiceDone done);
  // On hook, from any state; on a line that is on hook the order succeeds as it is. A device that does not obey puts
  // the line out of service.
  void release(Done done);

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace campon::hal
