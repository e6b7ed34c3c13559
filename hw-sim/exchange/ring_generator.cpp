#include "hw-sim/exchange/ring_generator.hpp"

#include <utility>

namespace campon::sim {

void RingGenerator::start(AnalogLine& line, const std::vector<env::Duration>& cadence, std::string data_message, std::size_t cycles,
                          std::function<void()> over) {
  stop();
  line_ = &line;
  cadence_ = cadence;
  data_message_ = std::move(data_message);
  cycles_ = cycles;
  phase_ = 0;
  cycle_ = 0;
  over_ = std::move(over);
  phase();
}

void RingGenerator::stop() {
  next_.reset();
  data_.reset();
  if (line_ != nullptr) line_->ring_voltage(false);
  line_ = nullptr;
}

void RingGenerator::phase() {
  if (phase_ == cadence_.size()) {
    phase_ = 0;
    if (++cycle_ == cycles_) {
      stop();
      const auto over = std::exchange(over_, nullptr);
      if (over) over();
      return;
    }
  }
  const bool ring = phase_ % 2 == 0;
  line_->ring_voltage(ring);
  if (!ring) silence(cadence_[phase_]);
  next_ = scheduler_.after(cadence_[phase_], [this] {
    ++phase_;
    phase();
  });
}

void RingGenerator::silence(env::Duration length) {
  if (data_message_.empty() || length < timers_.data_after_ring + timers_.data_length) return;
  data_ = scheduler_.after(timers_.data_after_ring + timers_.data_length, [this] {
    if (line_ != nullptr) line_->data_message(std::exchange(data_message_, {}));
  });
}

}  // namespace campon::sim
