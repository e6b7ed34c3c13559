#include "hw-sim/modem/detector.hpp"

namespace campon::sim {

void Detector::listen(const Signal& signal) {
  stop();
  const env::Duration cycle = signal.cadence.cycle();
  const auto cycles = static_cast<env::Duration::rep>(hearing_.busy_cycles);
  switch (signal.sound) {
    case Sound::silence: return;
    case Sound::dial: return report_in(hearing_.dial_tone_after, Heard::dial_tone);
    case Sound::stutter: return report_in(hearing_.dial_tone_after, Heard::stutter);
    case Sound::confirmation: return report_in(hearing_.dial_tone_after, Heard::confirmation);
    case Sound::busy: return report_in(cycle * cycles, Heard::busy);
    case Sound::reorder: return report_in(cycle * cycles, Heard::reorder);
    case Sound::sit: return report_in(cycle - signal.cadence.last_pause(), Heard::sit);
    case Sound::voice: return report_in(hearing_.voice_after, Heard::voice);
    case Sound::ringback: return ringback_in(hearing_.ringback_after, cycle);
  }
}

void Detector::stop() {
  timer_.reset();
  present_.reset();
}

void Detector::report_in(env::Duration delay, Heard what) {
  timer_ = scheduler_.after(delay, [this, what] {
    present_ = what;
    heard_(what);
  });
}

void Detector::ringback_in(env::Duration delay, env::Duration cycle) {
  timer_ = scheduler_.after(delay, [this, cycle] {
    present_ = Heard::ringback;
    if (cycle > env::Duration::zero()) ringback_in(cycle, cycle);
    heard_(Heard::ringback);
  });
}

}  // namespace campon::sim
