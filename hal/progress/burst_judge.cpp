#include "hal/progress/burst_judge.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace campon::hal::ear {

namespace {

using Wide = std::complex<double>;
constexpr std::size_t k_most_lines = 4;
constexpr double k_tick_s = static_cast<double>(k_tick_ms) / 1000;
constexpr double k_steps_per_cell = 2.5;
constexpr double k_looked_around = 1.4;  // times the tolerance, so that a neighbour's slope is seen as one

double turn_per_tick(double hz) { return 2 * std::numbers::pi * std::fmod(hz * k_tick_s, 1.0); }

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
  const double angle = turn_per_tick(hz);
  const double step_real = std::cos(angle);
  const double step_imaginary = -std::sin(angle);
  double turn_real = 1;
  double turn_imaginary = 0;
  double real = 0;
  double imaginary = 0;
  for (std::size_t tick = 0; tick < ticks_; ++tick) {
    const double a = heard_[band][tick].real();
    const double b = heard_[band][tick].imag();
    real += a * turn_real - b * turn_imaginary;
    imaginary += a * turn_imaginary + b * turn_real;
    const double next = turn_real * step_real - turn_imaginary * step_imaginary;
    turn_imaginary = turn_real * step_imaginary + turn_imaginary * step_real;
    turn_real = next;
  }
  return {real, imaginary};
}

BurstJudge::Line BurstJudge::strongest_line(std::size_t band, double hz) const {
  const double cell = 1 / (static_cast<double>(ticks_) * k_tick_s);
  const double tolerance = hz * k_frequency_share + k_frequency_blur * cell;
  const double step = std::min(cell / k_steps_per_cell, tolerance * k_looked_around / 2);
  const int reach = static_cast<int>(std::ceil(tolerance * k_looked_around / step));
  Line out;
  double most = -1;
  for (int at = -reach; at <= reach; ++at) {
    const double here = hz + at * step;
    const Wide sum = sum_at(band, here);
    if (std::norm(sum) <= most) continue;
    most = std::norm(sum);
    out = {here, sum, true};
  }
  // Between the steps: the top of the parabola through the three.
  const double before = std::norm(sum_at(band, out.hz - step));
  const double after = std::norm(sum_at(band, out.hz + step));
  const double bend = before - 2 * most + after;
  if (bend < 0) out.hz += step * std::clamp(0.5 * (before - after) / bend, -1.0, 1.0);
  out.sum = sum_at(band, out.hz);
  out.inside = std::abs(out.hz - hz) <= tolerance;
  return out;
}

double BurstJudge::band_power(SoundSet bands) const {
  double out = 0;
  for (std::size_t band = 0; band < power_.size(); ++band)
    if ((bands & (SoundSet{1} << band)) != 0) out += power_[band];
  return out;
}

BurstJudge::Fit BurstJudge::fit(std::size_t sound) const {
  const auto& frequencies = sounds_[sound].hz;
  const std::size_t size = std::min(frequencies.size(), k_most_lines);
  std::array<Line, k_most_lines> lines;
  std::array<std::size_t, k_most_lines> bands{};
  Fit out;
  out.blurred = apart(sounds_[sound], ticks_) < k_apart_cells;
  bool inside = true;
  for (std::size_t i = 0; i < size; ++i) {
    bands[i] = bands_.band_of(frequencies[i]);
    lines[i] = out.blurred ? Line{frequencies[i], sum_at(bands[i], frequencies[i]), true} : strongest_line(bands[i], frequencies[i]);
    inside = inside && lines[i].inside;
  }
  Equations equations;
  equations.size = size;
  for (std::size_t i = 0; i < size; ++i) {
    equations.right[i] = lines[i].sum;
    for (std::size_t j = 0; j < size; ++j)
      if (bands[i] == bands[j]) equations.left[i][j] = geometric(turn_per_tick(lines[j].hz) - turn_per_tick(lines[i].hz), ticks_);
    equations.left[i][i] += 1e-6 * static_cast<double>(ticks_);
  }
  const auto amplitudes = solve(equations);
  double together = 0;
  double weakest = 1e300;
  for (std::size_t i = 0; i < size; ++i) {
    out.power += (std::conj(amplitudes[i]) * lines[i].sum).real();
    together += std::norm(amplitudes[i]);
    weakest = std::min(weakest, std::norm(amplitudes[i]));
  }
  out.of_band = out.power / band_power(shapes_[sound].bands);
  out.possible = inside && (out.blurred || weakest >= k_weakest_line * together);
  return out;
}

// The carrier keeps its phase while its size swings: windows shorter than a swing are added by their power.
BurstJudge::Fit BurstJudge::fit_modulated(std::size_t sound) const {
  const std::size_t band = bands_.band_of(sounds_[sound].hz.front());
  const Line carrier = strongest_line(band, sounds_[sound].hz.front());
  const double angle = turn_per_tick(carrier.hz);
  constexpr std::size_t k_part = 4;
  Fit out;
  for (std::size_t first = 0; first + k_part <= ticks_; first += k_part) {
    Wide sum = 0;
    for (std::size_t i = 0; i < k_part; ++i) sum += Wide(heard_[band][first + i]) * std::polar(1.0, -angle * static_cast<double>(i));
    out.power += std::norm(sum) / k_part;
  }
  const double coherent = std::norm(carrier.sum) / static_cast<double>(ticks_);
  out.of_band = out.power / power_[band];
  out.possible = carrier.inside && coherent > 0.35 * out.power;
  return out;
}

SoundSet BurstJudge::judge(const FilterBank& bank, std::size_t ago, std::size_t ticks, SoundSet candidates) {
  SoundSet bands = 0;
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound)
    if ((candidates & bit_of(sound)) != 0) bands |= shapes_[sound].bands;
  listen(bank, ago, ticks, bands);
  std::array<Fit, k_most_sounds> fits{};
  double best = 0;
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound) {
    if ((candidates & bit_of(sound)) == 0) continue;
    fits[sound] = sounds_[sound].am ? fit_modulated(sound) : fit(sound);
    fits[sound].possible = fits[sound].possible && fits[sound].of_band >= k_pure;
    if (fits[sound].possible) best = std::max(best, fits[sound].power);
  }
  const auto is_good = [&](std::size_t sound) { return fits[sound].possible && fits[sound].power >= k_simpler * best; };
  double simplest = 1e300;
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound)
    if (is_good(sound)) simplest = std::min(simplest, complexity(sounds_[sound]));
  SoundSet out = 0;
  for (std::size_t sound = 0; sound < sounds_.size(); ++sound)
    if (is_good(sound) && (fits[sound].blurred || complexity(sounds_[sound]) <= simplest)) out |= bit_of(sound);
  return out;
}

}  // namespace campon::hal::ear
