// The pair of wires between an exchange and a telephone device: hook, ring voltage, tones, digits, data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"

namespace campon::sim {

enum class ToneKind : std::uint8_t { silence, dial, recall_dial, busy, reorder, ringback, confirmation, sit, voice };
std::string_view to_string(ToneKind kind);

// What the exchange or the far end puts on the line. A cadence repeats unless `times` says otherwise.
struct Tone {
  ToneKind kind = ToneKind::silence;
  env::Duration on{};  // zero: continuous
  env::Duration off{};
  int times = 0;  // 0: until another tone comes
};

// The device at the subscriber's end.
class Terminal {
 public:
  virtual void on_ring_voltage(bool on) = 0;
  virtual void on_tone(const Tone& tone) = 0;
  // A data message in the silence between rings (FSK), already demodulated. [EN 300 659-1]
  virtual void on_data_message(std::string_view message) = 0;
  virtual void on_loop_break() = 0;

 protected:
  ~Terminal() = default;
};

// The exchange's end.
class LineCard {
 public:
  virtual void on_hook_change(bool off_hook) = 0;
  virtual void on_digit(char digit) = 0;

 protected:
  ~LineCard() = default;
};

// Listens on the pair and does nothing to it.
class LineTap {
 public:
  virtual void saw_hook(bool off_hook) = 0;
  virtual void saw_digit(char digit) = 0;
  virtual void saw_ring(bool on) = 0;
  virtual void saw_tone(ToneKind kind) = 0;

 protected:
  ~LineTap() = default;
};

class AnalogLine {
 public:
  void connect(Terminal* terminal) { terminal_ = terminal; }
  void connect(LineCard* card) { card_ = card; }
  void connect(LineTap* tap) { tap_ = tap; }

  void ring_voltage(bool on);
  void tone(const Tone& tone);
  void data_message(std::string_view message);
  void loop_break();
  void hook(bool off_hook);
  void digit(char digit);

  [[nodiscard]] bool off_hook() const { return off_hook_; }
  [[nodiscard]] bool ringing() const { return ringing_; }
  [[nodiscard]] const Tone& tone() const { return tone_; }

 private:
  Terminal* terminal_ = nullptr;
  LineCard* card_ = nullptr;
  LineTap* tap_ = nullptr;
  bool off_hook_ = false;
  bool ringing_ = false;
  Tone tone_;
};

}  // namespace campon::sim
