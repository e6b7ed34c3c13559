// Chance as a dependency, so that the same seed gives the same run.
#pragma once

#include <cstdint>

namespace campon::env {

class Rng {
 public:
  virtual ~Rng() = default;
  virtual std::uint64_t next() = 0;
  // Uniform in [low, high]. Own arithmetic: the std distributions differ between libraries.
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    const std::uint64_t count = high - low + 1;  // 0 when every value is allowed
    return count == 0 ? next() : low + next() % count;
  }
};

// SplitMix64: small, fast, good enough for jitter and test choices; not for secrets.
class SeededRng final : public Rng {
 public:
  explicit SeededRng(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() override {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

}  // namespace campon::env
