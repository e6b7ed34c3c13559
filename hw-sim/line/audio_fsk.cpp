// Caller id as it sounds. [GR-30, EN 300 659-1, V.23]
#include <cmath>

#include "hw-sim/line/audio.hpp"
#include "hw-sim/line/audio_oscillator.hpp"

namespace campon::sim {

namespace {

constexpr double k_fsk_level = -13.5;
constexpr std::int64_t k_bits_per_second = 1200;
constexpr int k_seizure_bits = 300;
constexpr int k_mark_bits = 180;
constexpr int k_marks_after = 10;

struct Keyed {
  double mark;
  double space;
};
constexpr Keyed frequencies(FskStandard standard) { return standard == FskStandard::v23 ? Keyed{1300, 2100} : Keyed{1200, 2200}; }

class Keyer {
 public:
  explicit Keyer(FskStandard standard) : hz_(frequencies(standard)), amplitude_(amplitude_of(k_fsk_level)) {}

  void bit(bool mark) {
    const std::int64_t end = ++bits_ * k_audio_rate / k_bits_per_second;
    const std::uint32_t step = phase_step(mark ? hz_.mark : hz_.space);
    while (static_cast<std::int64_t>(samples_.size()) < end) {
      samples_.push_back(static_cast<std::int16_t>(std::lround(amplitude_ * sine(phase_))));
      phase_ += step;
    }
  }
  // A start bit, eight bits with the lowest first, a stop bit.
  void byte(char value) {
    bit(false);
    for (int i = 0; i < 8; ++i) bit((static_cast<unsigned char>(value) >> i & 1) != 0);
    bit(true);
  }
  [[nodiscard]] std::vector<std::int16_t> take() { return std::move(samples_); }

 private:
  Keyed hz_;
  double amplitude_;
  std::int64_t bits_ = 0;
  std::uint32_t phase_ = 0;
  std::vector<std::int16_t> samples_;
};

}  // namespace

std::vector<std::int16_t> fsk_samples(FskStandard standard, std::string_view packet) {
  Keyer keyer(standard);
  for (int i = 0; i < k_seizure_bits; ++i) keyer.bit(i % 2 != 0);
  for (int i = 0; i < k_mark_bits; ++i) keyer.bit(true);
  for (const char value : packet) keyer.byte(value);
  for (int i = 0; i < k_marks_after; ++i) keyer.bit(true);
  return keyer.take();
}

}  // namespace campon::sim
