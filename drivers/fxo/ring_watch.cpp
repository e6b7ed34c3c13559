#include "drivers/fxo/ring_watch.hpp"

#include <algorithm>

namespace campon::fxo {

hal::RingBurst RingWatch::ends(env::Time now) {
  hal::RingBurst burst;
  const env::Time end = now - timers_.ring_tail;
  if (sounds(now)) {
    burst.on = std::max(end - *began_, env::Duration{});
    if (ended_ && *began_ - *ended_ < timers_.ring_gap) burst.gap_before = *began_ - *ended_;
  }
  began_.reset();
  ended_ = end;
  return burst;
}

}  // namespace campon::fxo
