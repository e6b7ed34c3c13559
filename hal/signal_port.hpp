// What a driver of a line device implements: hook, digits, and what the line tells. One device timing, no line rules:
// the order of commands, the guards and the ownership of the hook are kept by hal::Line above it.
#pragma once

#include <functional>
#include <string_view>

#include "hal/capabilities.hpp"
#include "hal/dial_string.hpp"
#include "hal/env/error.hpp"
#include "hal/line_event.hpp"
#include "hal/service.hpp"

namespace campon::hal {

// Ends a command: exactly once, in a later turn of the scheduler, never inside the call that gave the command.
using Done = std::function<void(env::Result)>;

// Receives what the line and the device tell.
class SignalSink {
 public:
  virtual void on_signal(Evidence evidence, LineFact fact) = 0;

 protected:
  ~SignalSink() = default;
};

// hal::Line gives one command at a time, except release, which may come at any time: the running command then ends with
// `cancelled` first, and the line goes on hook.
// Errors of every command: no_answer_from_device (unknown), device_refused (refused), device_missing (gone),
// not_supported (unsupported).
class SignalPort {
 public:
  SignalPort() = default;
  SignalPort(const SignalPort&) = delete;
  SignalPort& operator=(const SignalPort&) = delete;
  virtual ~SignalPort() = default;

  virtual void attach(SignalSink* sink) = 0;
  [[nodiscard]] virtual Capabilities capabilities() const = 0;
  // What people call it: "/dev/ttyACM0 (CX93010)".
  [[nodiscard]] virtual std::string_view name() const = 0;

  // Makes the device ready, on hook and listening for rings. Nothing here may seize the line.
  virtual void start(Done done) = 0;
  // Off hook. Done when the device says so; dial tone is told separately.
  virtual void seize(Done done) = 0;
  // On hook, from whatever state. Done when the device says so; the hook guard is not the driver's.
  virtual void release(Done done) = 0;
  // Answers a ringing line.
  virtual void answer(Done done) = 0;
  // Breaks the loop once for `length`, which lies within the capabilities. [feature-codes 7]
  virtual void flash(Duration length, Done done) = 0;
  // Sends digits as DTMF on an off-hook line, without looking for dial tone. Done after the last digit.
  virtual void send_digits(const DialString& digits, Done done) = 0;
  // Asks the network for a service that the capabilities name; `done` as for every command. It may run beside a call.
  // Errors besides: no_answer_from_device (unknown) when the network may have acted on it.
  virtual void service(const ServiceOrder& order, ServiceDone done);
};

}  // namespace campon::hal
