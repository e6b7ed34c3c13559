#include "hw-sim/card/digit_ear.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace campon::sim {

namespace {

constexpr std::array<double, 4> k_rows{697, 770, 852, 941};
constexpr std::array<double, 4> k_columns{1209, 1336, 1477, 1633};
constexpr char k_keys[] = "123A456B789C*0#D";
constexpr double k_least_share = 0.8;  // of the energy of the block, in the two of them
constexpr double k_least_mean = 400;   // amplitude; softer is no digit
constexpr double k_most_twist = 6.3;   // 8 dB
constexpr int k_blocks_of_digit = 4;   // 40 ms
constexpr double k_rate = 8000;

double power_at(double hz, std::span<const std::int16_t> block) {
  double in_phase = 0;
  double across = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const double angle = 2 * std::numbers::pi * hz * static_cast<double>(i) / k_rate;
    in_phase += block[i] * std::cos(angle);
    across += block[i] * std::sin(angle);
  }
  return 2 * (in_phase * in_phase + across * across) / static_cast<double>(block.size());
}

struct Loudest {
  std::size_t at = 0;
  double power = 0;
};
Loudest loudest(const std::array<double, 4>& group, std::span<const std::int16_t> block) {
  Loudest out;
  for (std::size_t i = 0; i < group.size(); ++i)
    if (const double power = power_at(group[i], block); power > out.power) out = {i, power};
  return out;
}

char digit_in(std::span<const std::int16_t> block) {
  double energy = 0;
  for (const double sample : block) energy += sample * sample;
  if (energy < k_least_mean * k_least_mean * static_cast<double>(block.size())) return 0;
  const Loudest row = loudest(k_rows, block);
  const Loudest column = loudest(k_columns, block);
  const bool twisted = row.power > column.power * k_most_twist || column.power > row.power * k_most_twist;
  return twisted || row.power + column.power < k_least_share * energy ? '\0' : k_keys[row.at * 4 + column.at];
}

}  // namespace

void DigitEar::feed(std::span<const std::int16_t> samples) {
  for (const std::int16_t sample : samples) {
    block_[filled_++] = sample;
    if (filled_ == k_size) block_over();
  }
}

void DigitEar::block_over() {
  filled_ = 0;
  const char now = digit_in(block_);
  if (now != 0 && now == present_) {
    if (++blocks_ == 2) handlers_.begins();
    return;
  }
  if (present_ != 0 && blocks_ >= k_blocks_of_digit) handlers_.ended(present_);
  present_ = now;
  blocks_ = now == 0 ? 0 : 1;
}

}  // namespace campon::sim
