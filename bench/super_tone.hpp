// spandsp's detector of supervisory tones on the same plans, to compare with.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "hal/progress/tone_plan.hpp"

namespace campon::bench {

class SuperTone {
 public:
  explicit SuperTone(const hal::TonePlan& plan);
  ~SuperTone();
  void feed(std::span<const std::int16_t> samples);
  // The first tone since the last forget().
  [[nodiscard]] std::optional<std::size_t> first() const;
  [[nodiscard]] std::size_t count() const;
  void restart();

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace campon::bench
