#include "hw-sim/line/audio_oscillator.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "hw-sim/line/audio.hpp"

namespace campon::sim {

namespace {

constexpr std::size_t k_steps = 4096;
constexpr int k_phase_bits = 32;
constexpr int k_step_bits = 12;

std::array<double, k_steps> make_table() {
  std::array<double, k_steps> table{};
  for (std::size_t i = 0; i < k_steps; ++i)
    table[i] = std::sin(2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(k_steps));
  return table;
}

}  // namespace

double sine(std::uint32_t phase) {
  static const std::array<double, k_steps> k_table = make_table();
  return k_table[phase >> (k_phase_bits - k_step_bits)];
}

std::uint32_t phase_step(double hz) {
  constexpr double k_circle = 4294967296.0;
  return static_cast<std::uint32_t>(hz * k_circle / static_cast<double>(k_audio_rate));
}

}  // namespace campon::sim
