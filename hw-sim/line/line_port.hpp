// The two wires between an exchange and what is plugged into the wall: hook and digits one way, tones and rings the other.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

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
  // The far end sends DTMF in a call: one of 0-9 A-D * #; its tone begins or ends.
  virtual void on_digit(char /*digit*/, bool /*begins*/) {}
  // Tip and ring have changed places.
  virtual void on_polarity() {}
  // Sound of the far end in a call, over what its Signal says; 8000 samples per second, from now on.
  virtual void on_sound(std::span<const std::int16_t> /*samples*/) {}

 protected:
  ~LineDevice() = default;
};

// What a device finds before it seizes the line.
enum class Loop : std::uint8_t {
  good,
  in_use,  // a parallel telephone is off hook
  dead,    // no feeding voltage
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
  // Sound from the subscriber's side, 8000 samples per second, as it goes on the line.
  virtual void play(std::span<const std::int16_t> /*samples*/) {}
  // Whose tones are on this line: the name of a built-in tone plan.
  [[nodiscard]] virtual std::string_view region() const { return "us"; }
  [[nodiscard]] virtual Loop loop() const { return Loop::good; }
  [[nodiscard]] virtual const Signal& signal() const = 0;
  [[nodiscard]] virtual bool rings() const = 0;

 protected:
  ~LinePort() = default;
};

}  // namespace campon::sim
