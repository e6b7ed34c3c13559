// Which sounds of a plan a burst can have been, from up to a quarter of a second of it: frequencies measured, not assumed.
#pragma once

#include <array>
#include <vector>

#include "hal/progress/filter_bank.hpp"
#include "hal/progress/sounds.hpp"
#include "hal/progress/tone_presence.hpp"

namespace campon::hal::ear {

inline constexpr std::size_t k_most_lines = 4;  // of one sound that are measured

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

  struct Lines {
    std::array<Line, k_most_lines> line;
    std::array<std::size_t, k_most_lines> band{};
    std::size_t count = 0;
    void add(std::size_t in_band, const Line& one) {
      if (count == k_most_lines) return;
      band[count] = in_band;
      line[count++] = one;
    }
  };

  SoundSet decide() const;
  void measure(SoundSet candidates);
  void listen(const FilterBank& bank, std::size_t ago, std::size_t ticks, SoundSet bands);
  [[nodiscard]] std::complex<double> sum_at(std::size_t band, double hz) const;
  void fold(std::size_t band, double hz, double reach_hz);
  static constexpr std::size_t k_lanes = 4;
  static constexpr std::size_t k_most_steps = 96;  // of a search: 2600 Hz in a quarter of a second need 75
  [[nodiscard]] std::array<double, k_lanes> folded_powers(double off_hz, double step_hz) const;
  [[nodiscard]] Line strongest_line(std::size_t band, double hz);
  [[nodiscard]] Fit fit(std::size_t sound);
  [[nodiscard]] Fit fit_blurred(std::size_t sound);
  [[nodiscard]] Fit fit_lines(const Lines& lines, SoundSet bands) const;
  [[nodiscard]] Fit fit_modulated(std::size_t sound);
  [[nodiscard]] double band_power(SoundSet bands) const;

  const std::vector<Sound>& sounds_;
  const std::vector<SoundShape>& shapes_;
  const BandPlan& bands_;
  std::array<Fit, k_most_sounds> fits_{};
  std::size_t ticks_ = 0;
  struct Verdict {
    std::uint64_t now = 0;
    std::size_t ago = 0, ticks = 0;
    SoundSet candidates = 0;
    SoundSet heard = 0;
  } last_;                                                // runs of similar sounds ask the same question in one frame
  std::vector<std::array<Complex, k_ring_ticks>> heard_;  // oldest first, by band
  std::vector<double> power_;
  std::array<Complex, k_ring_ticks> folded_{};  // turned to stand still at one frequency, and added up in parts
  std::size_t folded_count_ = 0;
  std::size_t fold_ticks_ = 1;
};

}  // namespace campon::hal::ear
