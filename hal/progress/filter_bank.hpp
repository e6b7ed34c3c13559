// Narrow-band ears: a few bands around the frequencies of a plan, decimated to one complex sample per tick.
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "hal/progress/ear_limits.hpp"

namespace campon::hal::ear {

using Complex = std::complex<float>;

// Which bands hold which frequencies; made once, shared by all channels of a plan.
class BandPlan {
 public:
  explicit BandPlan(std::vector<double> frequencies_hz);
  [[nodiscard]] std::size_t bands() const { return centres_.size(); }
  [[nodiscard]] std::size_t band_of(double hz) const;
  // Power gain at a frequency within its band.
  [[nodiscard]] double gain(double hz) const;
  // Taps folded at the middle: [tap][band], real on the sum of both halves, imaginary on their difference.
  static constexpr std::size_t k_folded = k_filter_taps / 2;
  [[nodiscard]] std::size_t lanes() const { return lanes_; }
  [[nodiscard]] const float* real() const { return real_.data(); }
  [[nodiscard]] const float* imaginary() const { return imaginary_.data(); }
  // For one or two bands both in one register.
  [[nodiscard]] const float* packed() const { return packed_.data(); }

 private:
  std::vector<double> centres_;
  std::size_t lanes_ = 0;  // bands, rounded up to a full register
  std::vector<float> real_, imaginary_, packed_;
};

// One channel. A tone of amplitude A comes out as a phasor of A/2 that turns with the tone's own frequency.
class FilterBank {
 public:
  explicit FilterBank(const BandPlan& plan);
  // Exactly one tick of samples. The output is that of 2 ms ago.
  void tick(std::span<const std::int16_t, k_tick_samples> samples);

  // `ago` 0 is the newest tick; up to k_ring_ticks - 1.
  [[nodiscard]] Complex at(std::size_t band, std::size_t ago) const { return ring_[band][(now_ - ago) % k_ring_ticks]; }
  // All energy of `ticks` ticks that end `ago` ticks before the newest output, without direct current, aligned with at().
  [[nodiscard]] float energy(std::size_t ago, std::size_t ticks) const;
  [[nodiscard]] float band_power(std::size_t band, std::size_t ago, std::size_t ticks) const;
  [[nodiscard]] std::size_t bands() const { return ring_.size(); }
  [[nodiscard]] std::uint64_t ticks() const { return now_; }
  [[nodiscard]] float last_energy() const { return squares_[now_ % k_ring_ticks]; }

 private:
  const BandPlan* plan_;
  std::array<float, 2 * k_filter_taps> history_{};  // written twice, so that the newest taps are always in one piece
  std::size_t head_ = 0;
  std::uint64_t now_ = 0;
  std::vector<std::array<Complex, k_ring_ticks>> ring_;
  std::array<float, k_ring_ticks> squares_{};
  std::array<float, k_ring_ticks> sums_{};
};

}  // namespace campon::hal::ear
