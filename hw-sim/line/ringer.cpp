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

// In the pause that the pattern names, and well inside it.
void Ringer::announce_in(env::Duration pause) {
  if (!id_ || (pattern_.id_after_cycle && at_ != 0)) return;
  id_timer_ = scheduler_.after(std::min(k_caller_id_after, pause / 2), [this, id = *id_] { handlers_.caller_id(id); });
  id_.reset();
}

}  // namespace campon::sim
