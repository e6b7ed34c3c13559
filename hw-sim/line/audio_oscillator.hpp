// Sines that come out the same for every compiler: a table, and a phase counted in whole numbers.
#pragma once

#include <cstdint>

namespace campon::sim {

// sin of a phase in 2^32 parts of a circle.
[[nodiscard]] double sine(std::uint32_t phase);
// How far a frequency moves in one sample.
[[nodiscard]] std::uint32_t phase_step(double hz);
// The sine of a frequency `samples` after its beginning.
[[nodiscard]] inline double sine_of(double hz, std::int64_t samples) {
  return sine(static_cast<std::uint32_t>(static_cast<std::uint64_t>(samples) * phase_step(hz)));
}
// A number that looks like chance and is the same for the same place.
[[nodiscard]] constexpr std::uint64_t scatter(std::uint64_t place) {
  std::uint64_t z = place + 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

}  // namespace campon::sim
