// Tones as an exchange sends them over a line of its own quality: from the plan's data alone, sample by sample, by seed.
#pragma once

#include <complex>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "hal/progress/tone_plan.hpp"

namespace campon::synthesis {

// How far a tone is from the book, and how it arrives.
struct Conditions {
  double level_dbm0 = -15;       // of the tone while it sounds
  double snr_db = 30;            // against white noise from 0 to 4 kHz, in the pauses as well
  double frequency_error = 0.0;  // each frequency by up to this share, either way
  double cadence_error = 0.0;    // all times by up to this share, together
  double lead_in_ms = 400;       // noise before it
  std::uint64_t seed = 1;
};

// White, nearly Gaussian.
class Noise {
 public:
  Noise(std::uint64_t seed, double level_dbm0);
  double next();

 private:
  std::uint64_t state_;
  double scale_;
};

class ToneSource {
 public:
  ToneSource(const hal::Tone& tone, const Conditions& conditions);
  void fill(std::span<std::int16_t> samples);
  // Long enough to know what it is: what comes once, and two rounds and a half of what repeats.
  [[nodiscard]] double enough_ms() const;

 private:
  struct Line {
    std::complex<double> phase, step;
  };
  struct Piece {
    std::vector<Line> lines;
    double amplitude = 0;
    std::int64_t on = 0, off = 0;  // samples; on < 0: for ever
  };
  double tone();
  void advance();

  std::vector<Piece> pieces_;
  std::size_t loop_from_ = 0;
  bool loops_ = false;
  std::size_t piece_ = 0;
  std::int64_t at_ = 0;  // within the piece; before 0 the lead-in
  double am_depth_ = 0;
  std::complex<double> am_phase_{1, 0}, am_step_{1, 0};
  Noise noise_;
};

// The amplitude of a sine of this level. [ITU-T G.711: full scale is +3.14 dBm0]
double amplitude_of(double dbm0);

// Speech-like sound: syllables of voiced harmonics through moving formants, and hiss between them.
std::vector<std::int16_t> speech(std::uint64_t seed, double seconds, double level_dbm0);
// Music-like sound: chords of steady notes with overtones in equal temperament, in a rhythm.
std::vector<std::int16_t> music(std::uint64_t seed, double seconds, double level_dbm0);

}  // namespace campon::synthesis
