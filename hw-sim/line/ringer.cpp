#include "hw-sim/line/ringer.hpp"

#include <algorithm>

namespace campon::sim {

void Ringer::start(const RingPattern& pattern, std::optional<CallerId> id) {
  stop();
  pattern_ = pattern;
  id_ = std::move(id);
  at_ = bursts_ = cycles_ = 0;
  timer_ = scheduler_.after({}, [this] { begin_burst(); });
}

void Ringer::stop() {
  timer_.reset();
  id_timer_.reset();
}

void Ringer::begin_burst() {
  timer_ = scheduler_.after(pattern_.cadence.bursts[at_].on, [this] { end_burst(); });
  handlers_.burst(true);
}

void Ringer::end_burst() {
  const env::Duration pause = pattern_.cadence.bursts[at_].off;
  at_ = (at_ + 1) % pattern_.cadence.bursts.size();
  ++bursts_;
  timer_ = scheduler_.after(pause, [this] {
    if (at_ != 0) return begin_burst();
    const std::size_t done = ++cycles_;
    timer_ = scheduler_.after({}, [this] { begin_burst(); });
    handlers_.cycle(done);
  });
  announce_in(pause);
  handlers_.burst(false);
}

// In the pause that the pattern names, or the first in which a message has room; where none has, in the first. [GR-30, EN 300 659-1]
void Ringer::announce_in(env::Duration pause) {
  const auto shorter = [](const Burst& one, const Burst& other) { return one.off < other.off; };
  const auto& bursts = pattern_.cadence.bursts;
  const env::Duration longest = std::max_element(bursts.begin(), bursts.end(), shorter)->off;
  const bool has_room = pause >= std::min(longest, k_caller_id_room);
  if (!id_ || !has_room || (pattern_.id_after_cycle && at_ != 0)) return;
  id_timer_ = scheduler_.after(std::min(k_caller_id_after, pause / 2), [this, id = *id_] { handlers_.caller_id(id); });
  id_.reset();
}

}  // namespace campon::sim
