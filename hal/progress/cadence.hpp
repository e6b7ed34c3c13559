// Bursts against the cadence of a tone. A pure function of what was heard and of the time, so that nothing can get stuck.
//
//   heard   ####....####....##        a rival that can still become true holds a decision back:
//   busy    ####....####....####....  complete after two bursts
//   waiting ####....................  possible until the second burst begins
#pragma once

#include <array>
#include <optional>
#include <span>

#include "hal/progress/sounds.hpp"

namespace campon::hal::ear {

struct Burst {
  SoundSet sounds = 0;  // what it can have been
  Millis start = 0;
  Millis end = 0;  // meaning only when it is over
  bool over = false;
  float share = 0;
  float level = 0;
  std::size_t owner = 0;  // whose run it is: that one's end is its end
};

// The last bursts, oldest first.
class Timeline {
 public:
  static constexpr std::size_t k_most = 16;
  [[nodiscard]] std::span<const Burst> bursts() const { return {bursts_.data(), count_}; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] Burst& back() { return bursts_[count_ - 1]; }
  void add(const Burst& burst);
  void remove_back() { --count_; }
  void clear() { count_ = 0; }

 private:
  std::array<Burst, k_most> bursts_{};
  std::size_t count_ = 0;
};

enum class Fitting : std::uint8_t {
  contradicted,  // what was heard is not this tone
  possible,      // it is the beginning of this tone
  complete,      // it is this tone, unless a rival is still possible
};

struct Match {
  Fitting fitting = Fitting::contradicted;
  double error = 0;        // mean deviation of the times, as a share
  std::size_t bursts = 0;  // that fit
  Millis start = 0;        // of the first burst that fits
};

// `now`: until when the bursts are known. `endless`: how long a sound that begins a tone and never ends must have lasted.
Match match(const Pattern& pattern, const Timeline& timeline, Millis now, Millis endless = k_endless_ms);

}  // namespace campon::hal::ear
