// Bursts of ringing from what the card tells: sometimes their begin and end, sometimes the end only. [fxo-dsp 1.8]
#pragma once

#include <optional>

#include "drivers/fxo/fxo_timers.hpp"
#include "hal/line_event.hpp"

namespace campon::fxo {

//   RINGBEGIN ... RINGOFFHOOK     a burst of known length
//             ... RINGOFFHOOK     a burst that began within 2 s of hanging up: of unknown length, and a ring all the same
class RingWatch {
 public:
  explicit RingWatch(const FxoTimers& timers) : timers_(timers) {}
  void begins(env::Time now) { began_ = now; }
  hal::RingBurst ends(env::Time now);
  // Whether the bell is being rung at this moment.
  [[nodiscard]] bool sounds(env::Time now) const { return began_ && now - *began_ < timers_.ring_longest; }
  // The line was seized or answered.
  void forget() {
    began_.reset();
    ended_.reset();
  }

 private:
  const FxoTimers& timers_;
  std::optional<env::Time> began_;
  std::optional<env::Time> ended_;
};

}  // namespace campon::fxo
