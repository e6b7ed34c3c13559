#include "hw-sim/modem/tone_detector.hpp"

namespace campon::sim {

void ToneDetector::listen(const Tone& tone) {
  sure_.reset();
  tone_ = tone;
  env::Duration needed{};
  switch (tone.kind) {
    case ToneKind::silence: return;
    case ToneKind::dial: needed = timers_.dial_tone_heard; break;
    case ToneKind::voice: needed = timers_.voice_heard; break;
    case ToneKind::ringback:
    case ToneKind::sit:
    case ToneKind::recall_dial: needed = timers_.single_burst; break;
    case ToneKind::busy:
    case ToneKind::reorder:
    case ToneKind::confirmation: needed = 2 * (tone.on + tone.off); break;
  }
  sure_ = scheduler_.after(needed, [this] { report(); });
}

// Ringback is reported burst by burst, the others once.
void ToneDetector::report() {
  if (tone_.kind == ToneKind::ringback) sure_ = scheduler_.after(tone_.on + tone_.off, [this] { report(); });
  heard_(tone_.kind);
}

}  // namespace campon::sim
