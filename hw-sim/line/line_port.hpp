// The two wires between an exchange and what is plugged into the wall: hook and digits one way, tones and rings the other.
#pragma once

#include "hw-sim/line/sound.hpp"

namespace campon::sim {

// The subscriber's side. Called inside turns of the scheduler; may call the LinePort back.
class LineDevice {
 public:
  virtual void on_signal(const Signal& signal) = 0;
  virtual void on_ring_burst(bool begins) = 0;
  // The ringing is over: the caller gave up. Not called when the device answers.
  virtual void on_ring_end() = 0;
  virtual void on_caller_id(const CallerId& id) = 0;
  // A break of the loop current: the other side has cleared.
  virtual void on_loop_drop() = 0;

 protected:
  ~LineDevice() = default;
};

// The exchange's side.
class LinePort {
 public:
  virtual void go_off_hook() = 0;
  virtual void go_on_hook() = 0;
  virtual void flash(env::Duration length) = 0;
  virtual void digit_begins() = 0;
  // A whole DTMF digit, when its tone ends: one of 0-9 A-D * #.
  virtual void digit(char digit) = 0;
  [[nodiscard]] virtual const Signal& signal() const = 0;
  [[nodiscard]] virtual bool rings() const = 0;

 protected:
  ~LinePort() = default;
};

}  // namespace campon::sim
