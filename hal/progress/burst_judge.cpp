#include "hal/progress/burst_judge.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace campon::hal::ear {

namespace {

using Wide = std::complex<double>;
constexpr double k_tick_s = static_cast<double>(k_tick_ms) / 1000;
constexpr double k_steps_per_cell = 2.5;
constexpr double k_turn_in_part = 0.12;  // of a whole turn, at the edge of a search
constexpr double k_looked_around = 1.4;  // times the tolerance, so that a neighbour's slope is seen as one

double turn_per_tick(double hz) { return 2 * std::numbers::pi * std::fmod(hz * k_tick_s, 1.0); }

// Turns a phasor against a frequency, tick by tick.
class Turn {
 public:
  explicit Turn(double hz)
      : real_(static_cast<float>(std::cos(turn_per_tick(hz)))), imaginary_(static_cast<float>(-std::sin(turn_per_tick(hz)))) {}
  void step(float& real, float& imaginary) const {
    const float next = real * real_ - imaginary * imaginary_;
    imaginary = real * imaginary_ + imaginary * real_;
    real = next;
  }

 private:
  float real_, imaginary_;
};

// The sum of `count` phasors that turn by `angle` each: what one line leaves in the sum at another.
Wide geometric(double angle, std::size_t count) {
  const double half = std::sin(angle / 2);
  const double size = std::abs(half) < 1e-9 ? static_cast<double>(count) : std::sin(angle * static_cast<double>(count) / 2) / half;
  return std::polar(size, angle * static_cast<double>(count - 1) / 2);
}

struct Equations {
  std::size_t size = 0;
  std::array<std::array<Wide, k_most_lines>, k_most_lines> left{};
  std::array<Wide, k_most_lines> right{};
};

// Amplitudes of the lines; by elimination, which needs no pivot as the left side is positive definite.
std::array<Wide, k_most_lines> solve(Equations of) {
  for (std::size_t i = 0; i < of.size; ++i)
    for (std::size_t row = i + 1; row < of.size; ++row) {
      const Wide factor = of.left[row][i] / of.left[i][i];
      for (std::size_t column = i; column < of.size; ++column) of.left[row][column] -= factor * of.left[i][column];
      of.right[row] -= factor * of.right[i];
    }
  std::array<Wide, k_most_lines> out{};
  for (std::size_t i = of.size; i-- > 0;) {
    Wide rest = of.right[i];
    for (std::size_t column = i + 1; column < of.size; ++column) rest -= of.left[i][column] * out[column];
    out[i] = rest / of.left[i][i];
  }
  return out;
}

// The least distance of two of its lines, in cells of a burst.
double apart(const Sound& sound, std::size_t ticks) {
  double out = 1e300;
  for (std::size_t i = 1; i < sound.hz.size(); ++i) out = std::min(out, sound.hz[i] - sound.hz[i - 1]);
  return out * static_cast<double>(ticks) * k_tick_s;
}

double complexity(const Sound& sound) { return static_cast<double>(sound.hz.size()) + (sound.am ? 0.5 : 0); }

}  // namespace

BurstJudge::BurstJudge(const std::vector<Sound>& sounds, const std::vector<SoundShape>& shapes, const BandPlan& bands)
    : sounds_(sounds), shapes_(shapes), bands_(bands), heard_(bands.bands()), power_(bands.bands()) {}

void BurstJudge::listen(const FilterBank& bank, std::size_t ago, std::size_t ticks, SoundSet bands) {
  ticks_ = ticks;
  for (std::size_t band = 0; band < heard_.size(); ++band) {
    power_[band] = 0;
    if ((bands & (SoundSet{1} << band)) == 0) continue;
    for (std::size_t tick = 0; tick < ticks; ++tick) heard_[band][tick] = bank.at(band, ago + ticks - 1 - tick);
    power_[band] = bank.band_power(band, ago, ticks);
  }
}

Wide BurstJudge::sum_at(std::size_t band, double hz) const {
  const Turn turn(hz);
  float turn_real = 1;
  float turn_imaginary = 0;
  float real = 0;
  float imaginary = 0;
  for (std::size_t tick = 0; tick < ticks_; ++tick) {
    const float a = heard_[band][tick].real();
    const float b = heard_[band][tick].imag();
    real += a * turn_real - b * turn_imaginary;
    imaginary += a * turn_imaginary + b * turn_real;
    turn.step(turn_real, turn_imaginary);
  }
  return {real, imaginary};
}

// A search around one frequency needs only so many parts that the farthest turns little within one.
void BurstJudge::fold(std::size_t band, double hz, double reach_hz) {
  fold_ticks_ = static_cast<std::size_t>(std::clamp(k_turn_in_part / (reach_hz * k_tick_s), 1.0, 16.0));
  folded_count_ = 0;
  const Turn turn(hz);
  float real = 1;
  float imaginary = 0;
  for (std::size_t tick = 0; tick < ticks_; ++tick) {
    if (tick % fold_ticks_ == 0) folded_[folded_count_++] = 0;
    const float a = heard_[band][tick].real();
    const float b = heard_[band][tick].imag();
    folded_[folded_count_ - 1] += Complex(a * real - b * imaginary, a * imaginary + b * real);
    turn.step(real, imaginary);
  }
}

// At four frequencies at a time, one in each lane.
std::array<double, BurstJudge::k_lanes> BurstJudge::folded_powers(double off_hz, double step_hz) const {
  using Lanes = float __attribute__((vector_size(k_lanes * sizeof(float))));
  Lanes step_real{};
  Lanes step_imaginary{};
  for (std::size_t lane = 0; lane < k_lanes; ++lane) {
    const double angle = turn_per_tick((off_hz + static_cast<double>(lane) * step_hz) * static_cast<double>(fold_ticks_));
    step_real[lane] = static_cast<float>(std::cos(angle));
    step_imaginary[lane] = static_cast<float>(-std::sin(angle));
  }
  Lanes turn_real = Lanes{} + 1.0F;
  Lanes turn_imaginary{};
  Lanes real{};
  Lanes imaginary{};
  for (std::size_t part = 0; part < folded_count_; ++part) {
    const float a = folded_[part].real();
    const float b = folded_[part].imag();
    real += turn_real * a - turn_imaginary * b;
    imaginary += turn_imaginary * a + turn_real * b;
    const Lanes next = turn_real * step_real - turn_imaginary * step_imaginary;
    turn_imaginary = turn_real * step_imaginary + turn_imaginary * step_real;
    turn_real = next;
  }
  std::array<double, k_lanes> out{};
  for (std::size_t lane = 0; lane < k_lanes; ++lane)
    out[lane] = static_cast<double>(real[lane] * real[lane] + imaginary[lane] * imaginary[lane]);
  return out;
}

BurstJudge::Line BurstJudge::strongest_line(std::size_t band, double hz) {
  const double cell = 1 / (static_cast<double>(ticks_) * k_tick_s);
  const double tolerance = hz * k_frequency_share + k_frequency_blur * cell;
  const double step = std::min(cell / k_steps_per_cell, tolerance * k_looked_around / 2);
  const int reach = static_cast<int>(std::ceil(tolerance * k_looked_around / step));
  fold(band, hz, (reach + 1) * step);
  std::array<double, k_most_steps> power{};
  const int count = std::min(2 * reach + 3, static_cast<int>(k_most_steps));  // one more at either end
  for (int at = 0; at < count; at += static_cast<int>(k_lanes)) {
    const auto four = folded_powers((at - reach - 1) * step, step);
    std::copy_n(four.begin(), std::min<std::size_t>(k_lanes, static_cast<std::size_t>(count - at)), power.begin() + at);
  }
  const auto top = std::max_element(power.begin() + 1, power.begin() + count - 1);
  double off = (static_cast<int>(top - power.begin()) - reach - 1) * step;
  // Between the steps: the top of the parabola through the three.
  const double most = *top;
  const double before = top[-1];
  const double after = top[1];
  const double bend = before - 2 * most + after;
  if (bend < 0) off += step * std::clamp(0.5 * (before - after) / bend, -1.0, 1.0);
  return {hz + off, sum_at(band, hz + off), std::abs(off) <= tolerance};
}

double BurstJudge::band_power(SoundSet bands) const {
  double out = 0;
  for (std::size_t band = 0; band < power_.size(); ++band)
    if ((bands & (SoundSet{1} << band)) != 0) out += power_[band];
  return out;
}

BurstJudge::Fit BurstJudge::fit(std::size_t sound) {
  if (apart(sounds_[sound], ticks_) < k_apart_cells) return fit_blurred(sound);
  Lines lines;
  for (const double hz : sounds_[sound].hz) {
    const std::size_t band = bands_.band_of(hz);
    const Line line = strongest_line(band, hz);
    if (!line.inside) return {};
    lines.add(band, line);
  }
  return fit_lines(lines, shapes_[sound].bands);
}

// Lines too close to be measured one by one are shifted together, and drawn together: each may be off towards the other.
BurstJudge::Fit BurstJudge::fit_blurred(std::size_t sound) {
  const auto& frequencies = sounds_[sound].hz;
  const double middle = (frequencies.front() + frequencies.back()) / 2;
  Fit best;
  for (const double spread : {1.0, 0.5})
    for (const double shift : {-k_frequency_share / 2, 0.0, k_frequency_share / 2}) {
      Lines lines;
      for (const double hz : frequencies) {
        const double here = (middle + (hz - middle) * spread) * (1 + shift);
        lines.add(bands_.band_of(hz), {here, sum_at(bands_.band_of(hz), here), true});
      }
      const Fit one = fit_lines(lines, shapes_[sound].bands);
      if (one.power > best.power) best = one;
    }
  best.blurred = true;
  best.possible = best.power > 0;
  return best;
}

BurstJudge::Fit BurstJudge::fit_lines(const Lines& lines, SoundSet bands) const {
  Equations equations;
  equations.size = lines.count;
  for (std::size_t i = 0; i < lines.count; ++i) {
    equations.right[i] = lines.line[i].sum;
    for (std::size_t j = 0; j < lines.count; ++j)
      if (lines.band[i] == lines.band[j])
        equations.left[i][j] = geometric(turn_per_tick(lines.line[j].hz) - turn_per_tick(lines.line[i].hz), ticks_);
    equations.left[i][i] += 1e-6 * static_cast<double>(ticks_);
  }
  const auto amplitudes = solve(equations);
  Fit out;
  double together = 0;
  double weakest = 1e300;
  for (std::size_t i = 0; i < lines.count; ++i) {
    out.power += (std::conj(amplitudes[i]) * lines.line[i].sum).real();
    together += std::norm(amplitudes[i]);
    weakest = std::min(weakest, std::norm(amplitudes[i]));
  }
  out.of_band = out.power / band_power(bands);
  out.possible = weakest >= k_weakest_line * together;
  return out;
}

// The carrier keeps its phase while its size swings: parts shorter than a swing are added by their power.
BurstJudge::Fit BurstJudge::fit_modulated(std::size_t sound) {
  constexpr std::size_t k_part = 4;
  const std::size_t band = bands_.band_of(sounds_[sound].hz.front());
  const Line carrier = strongest_line(band, sounds_[sound].hz.front());
  std::array<Wide, k_part> turned;
  for (std::size_t i = 0; i < k_part; ++i) turned[i] = std::polar(1.0, -turn_per_tick(carrier.hz) * static_cast<double>(i));
  Fit out;
  for (std::size_t first = 0; first + k_part <= ticks_; first += k_part) {
    double real = 0;
    double imaginary = 0;
    for (std::size_t i = 0; i < k_part; ++i) {
      const Wide value(heard_[band][first + i]);
      real += value.real() * turned[i].real() - value.imag() * turned[i].imag();
      imaginary += value.real() * turned[i].imag() + value.imag() * turned[i].real();
    }
    out.power += (real * real + imaginary * imaginary) / k_part;
  }
  const double coherent = std::norm(carrier.sum) / static_cast<double>(ticks_);
  out.of_band = out.power / power_[band];
  out.possible = carrier.inside && coherent > k_carrier * out.power;
  return out;
}

void BurstJudge::measure(SoundSet candidates) {
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound) {
    fits_[sound] = Fit{};
    if ((candidates & bit_of(sound)) == 0) continue;
    fits_[sound] = sounds_[sound].am ? fit_modulated(sound) : fit(sound);
    fits_[sound].possible = fits_[sound].possible && fits_[sound].of_band >= k_pure;
  }
}

SoundSet BurstJudge::decide() const {
  double best = 0;
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound)
    if (fits_[sound].possible) best = std::max(best, fits_[sound].power);
  const auto is_good = [&](std::size_t sound) { return fits_[sound].possible && fits_[sound].power >= k_simpler * best; };
  double simplest = 1e300;
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound)
    if (is_good(sound)) simplest = std::min(simplest, complexity(sounds_[sound]));
  SoundSet out = 0;
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound)
    if (is_good(sound) && (fits_[sound].blurred || complexity(sounds_[sound]) <= simplest)) out |= bit_of(sound);
  return out;
}

SoundSet BurstJudge::judge(const FilterBank& bank, std::size_t ago, std::size_t ticks, SoundSet candidates) {
  const bool same = last_.now == bank.ticks() && last_.ago == ago && last_.candidates == candidates &&
                    std::max(last_.ticks, ticks) - std::min(last_.ticks, ticks) <= 2 * k_frame_ticks;
  if (same) return last_.heard;
  SoundSet bands = 0;
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound)
    if ((candidates & bit_of(sound)) != 0) bands |= shapes_[sound].bands;
  listen(bank, ago, ticks, bands);
  measure(candidates);
  last_ = {bank.ticks(), ago, ticks, candidates, decide()};
  return last_.heard;
}

}  // namespace campon::hal::ear
