#include "hw-sim/line/analog_line.hpp"

namespace campon::sim {

std::string_view to_string(ToneKind kind) {
  switch (kind) {
    case ToneKind::silence: return "silence";
    case ToneKind::dial: return "dial";
    case ToneKind::recall_dial: return "recall_dial";
    case ToneKind::busy: return "busy";
    case ToneKind::reorder: return "reorder";
    case ToneKind::ringback: return "ringback";
    case ToneKind::confirmation: return "confirmation";
    case ToneKind::sit: return "sit";
    case ToneKind::voice: return "voice";
  }
  return "silence";
}

void AnalogLine::ring_voltage(bool on) {
  if (ringing_ == on) return;
  ringing_ = on;
  if (tap_ != nullptr) tap_->saw_ring(on);
  if (terminal_ != nullptr) terminal_->on_ring_voltage(on);
}

void AnalogLine::tone(const Tone& tone) {
  const bool other = tone_.kind != tone.kind;
  tone_ = tone;
  if (other && tap_ != nullptr) tap_->saw_tone(tone.kind);
  if (terminal_ != nullptr) terminal_->on_tone(tone);
}

void AnalogLine::data_message(std::string_view message) {
  if (terminal_ != nullptr && !off_hook_) terminal_->on_data_message(message);
}

void AnalogLine::loop_break() {
  if (terminal_ != nullptr) terminal_->on_loop_break();
}

void AnalogLine::hook(bool off_hook) {
  if (off_hook_ == off_hook) return;
  off_hook_ = off_hook;
  if (tap_ != nullptr) tap_->saw_hook(off_hook);
  if (card_ != nullptr) card_->on_hook_change(off_hook);
}

void AnalogLine::digit(char digit) {
  if (!off_hook_) return;
  if (tap_ != nullptr) tap_->saw_digit(digit);
  if (card_ != nullptr) card_->on_digit(digit);
}

}  // namespace campon::sim
