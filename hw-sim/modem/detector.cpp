#include "hw-sim/modem/detector.hpp"

namespace campon::sim {

void Detector::listen(const Signal& signal) {
  timer_.reset();
  present_.reset();
  const env::Duration cycle = signal.cadence.cycle();
  const env::Duration enough = cycle * static_cast<env::Duration::rep>(hearing_.busy_cycles);
  switch (signal.sound) {
    case Sound::silence: return await_silence();
    case Sound::dial: return report_in(hearing_.dial_tone_after, Heard::dial_tone);
    case Sound::stutter: return report_in(hearing_.dial_tone_after, Heard::stutter);
    case Sound::confirmation: return report_in(hearing_.dial_tone_after, Heard::confirmation);
    case Sound::busy: return report_each(enough, hearing_.busy_again, Heard::busy);
    case Sound::reorder: return report_each(enough, hearing_.busy_again, Heard::reorder);
    case Sound::sit: return report_in(cycle - signal.cadence.last_pause(), Heard::sit);
    case Sound::voice: talked_ = true; return report_in(hearing_.voice_after, Heard::voice);
    case Sound::ringback: return report_each(hearing_.ringback_after, cycle, Heard::ringback);
    case Sound::waiting: return report_in(hearing_.voice_after, Heard::waiting);
    default: return;
  }
}

void Detector::stop() {
  timer_.reset();
  present_.reset();
  talked_ = false;
}

void Detector::report_in(env::Duration delay, Heard what) { report_each(delay, {}, what); }

void Detector::report_each(env::Duration delay, env::Duration cycle, Heard what) {
  timer_ = scheduler_.after(delay, [this, cycle, what] {
    present_ = what;
    if (cycle > env::Duration::zero()) report_each(cycle, cycle, what);
    heard_(what);
  });
}

void Detector::await_silence() {
  if (silence_after_ == env::Duration::zero()) return;
  timer_ = scheduler_.after(silence_after_, [this] { heard_(talked_ ? Heard::quiet : Heard::silence); });
}

}  // namespace campon::sim
