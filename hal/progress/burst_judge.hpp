// Which sounds of a plan a burst can have been, from up to a quarter of a second of it: frequencies measured, not assumed.
#pragma once

#include <array>
#include <vector>

#include "hal/progress/filter_bank.hpp"
#include "hal/progress/sounds.hpp"
#include "hal/progress/tone_presence.hpp"

namespace campon::hal::ear {

class BurstJudge {
 public:
  BurstJudge(const std::vector<Sound>& sounds, const std::vector<SoundShape>& shapes, const BandPlan& bands);

  // The sounds that explain the ticks from `ago` back to `ago + ticks - 1`, best and simplest first decided: a sum is not heard
  // where one frequency explains as much, and one frequency not where a modulated one does. Empty when none does.
  SoundSet judge(const FilterBank& bank, std::size_t ago, std::size_t ticks, SoundSet candidates);

 private:
  struct Line {
    double hz = 0;  // measured
    std::complex<double> sum;
    bool inside = false;  // strongest within its tolerance, not at an edge of what was looked at
  };
  struct Fit {
    double power = 0;
    double of_band = 0;
    bool possible = false;
    bool blurred = false;  // its lines are too close for so short a burst: it may be one as well
  };

  void listen(const FilterBank& bank, std::size_t ago, std::size_t ticks, SoundSet bands);
  [[nodiscard]] std::complex<double> sum_at(std::size_t band, double hz) const;
  [[nodiscard]] Line strongest_line(std::size_t band, double hz) const;
  [[nodiscard]] Fit fit(std::size_t sound) const;
  [[nodiscard]] Fit fit_modulated(std::size_t sound) const;
  [[nodiscard]] double band_power(SoundSet bands) const;

  const std::vector<Sound>& sounds_;
  const std::vector<SoundShape>& shapes_;
  const BandPlan& bands_;
  std::size_t ticks_ = 0;
  std::vector<std::array<Complex, k_ring_ticks>> heard_;  // oldest first, by band
  std::vector<double> power_;
};

}  // namespace campon::hal::ear
