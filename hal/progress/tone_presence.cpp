#include "hal/progress/tone_presence.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace campon::hal::ear {

namespace {

constexpr double k_rate_hz = 8000;
// Above it, 20 ms are too long for a deviation of 1.5 %: two neighbours then span what lies between.
constexpr double k_wide_hz = 700;
constexpr double k_wide_share = 0.0085;

using Vector = std::vector<std::complex<double>>;

Vector phasor(double hz) {
  Vector out(k_window_ticks);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = std::polar(1.0, 2 * std::numbers::pi * hz * static_cast<double>(i * k_tick_samples) / k_rate_hz);
  return out;
}

void make_orthogonal(Vector& next, const std::vector<Vector>& before) {
  for (const Vector& other : before) {
    std::complex<double> along = 0;
    for (std::size_t i = 0; i < next.size(); ++i) along += next[i] * std::conj(other[i]);
    for (std::size_t i = 0; i < next.size(); ++i) next[i] -= along * other[i];
  }
  double length = 0;
  for (const auto& value : next) length += std::norm(value);
  for (auto& value : next) value /= std::sqrt(length);
}

void add_directions(SoundShape& shape, const std::vector<double>& frequencies, std::size_t band) {
  std::vector<Vector> basis;
  for (const double hz : frequencies) {
    Vector next = phasor(hz);
    make_orthogonal(next, basis);
    basis.push_back(next);
    Direction direction;
    direction.band = band;
    for (std::size_t i = 0; i < next.size(); ++i) {
      direction.real[i] = static_cast<float>(next[i].real());
      direction.imaginary[i] = static_cast<float>(next[i].imag());
    }
    shape.directions.push_back(direction);
  }
  shape.bands |= SoundSet{1} << band;
}

SoundShape shape_of(const Sound& sound, const BandPlan& bands) {
  SoundShape out;
  double gain = 0;
  for (std::size_t band = 0; band < bands.bands(); ++band) {
    std::vector<double> frequencies;
    for (const double hz : sound.hz) {
      if (bands.band_of(hz) != band) continue;
      gain += bands.gain(hz) / static_cast<double>(sound.hz.size());
      if (hz < k_wide_hz && !frequencies.empty() && hz - frequencies.back() < k_one_hz)
        frequencies.back() = (frequencies.back() + hz) / 2;
      else if (hz < k_wide_hz)
        frequencies.push_back(hz);
      if (hz >= k_wide_hz) frequencies.insert(frequencies.end(), {hz * (1 - k_wide_share), hz * (1 + k_wide_share)});
    }
    if (!frequencies.empty()) add_directions(out, frequencies, band);
  }
  out.share_again = k_share_again + k_share_again_each * static_cast<float>(out.directions.size());
  out.to_energy = static_cast<float>(2 * k_tick_samples / gain);
  return out;
}

float along(const FilterBank& bank, const Direction& direction) {
  float real = 0;
  float imaginary = 0;
  for (std::size_t i = 0; i < k_window_ticks; ++i) {
    const Complex value = bank.at(direction.band, k_window_ticks - 1 - i);
    real += value.real() * direction.real[i] + value.imag() * direction.imaginary[i];
    imaginary += value.imag() * direction.real[i] - value.real() * direction.imaginary[i];
  }
  return real * real + imaginary * imaginary;
}

constexpr float k_window_samples = k_window_ticks * k_tick_samples;

bool is_part_of(const Sound& part, const Sound& sound) {
  if (part.am || sound.beats() || part.hz.size() >= sound.hz.size()) return false;
  return std::includes(sound.hz.begin(), sound.hz.end(), part.hz.begin(), part.hz.end());
}

}  // namespace

double square_of_dbm0(double dbm0) { return k_dbm0_square * std::pow(10.0, dbm0 / 10); }

std::vector<SoundShape> shapes_of(const std::vector<Sound>& sounds, const BandPlan& bands) {
  std::vector<SoundShape> out;
  for (const Sound& sound : sounds) {
    out.push_back(shape_of(sound, bands));
    for (std::size_t other = 0; other < sounds.size(); ++other)
      if (is_part_of(sounds[other], sound)) out.back().simpler |= bit_of(other);
  }
  // Similar sounds must agree about where a burst ends, so all bridge what one of them needs.
  Millis own_pause = 0;
  for (const Sound& sound : sounds) own_pause = std::max(own_pause, sound.own_pause());
  const bool modulated = std::any_of(sounds.begin(), sounds.end(), [](const Sound& sound) { return sound.am.has_value(); });
  for (SoundShape& shape : out) {
    shape.own_pause = own_pause;
    shape.deep_pauses = !modulated;
  }
  return out;
}

TonePresence::TonePresence(const std::vector<SoundShape>& shapes)
    : shapes_(&shapes), runs_(shapes.size()), again_until_(shapes.size(), -1) {}

void TonePresence::measure(const FilterBank& bank, SoundSet armed, Frame& frame) const {
  static const float k_lowest = static_cast<float>(square_of_dbm0(k_lowest_dbm0)) * k_window_samples;
  frame.strongest = 0;
  frame.empty = true;
  const float energy = bank.energy(0, k_window_ticks);
  if (energy < k_lowest) return;
  SoundSet loud = 0;
  const float least = (known_until_ < any_again_until_ ? k_band_again : k_band_share) * energy;
  for (std::size_t band = 0; band < bank.bands(); ++band)
    if (bank.band_power(band, 0, k_window_ticks) * 2 * k_tick_samples > least) loud |= SoundSet{1} << band;
  if (loud == 0) return;
  frame.empty = false;
  for (std::size_t sound = 0; sound < shapes_->size(); ++sound) {
    float power = 0;
    if ((armed & bit_of(sound)) != 0 && ((*shapes_)[sound].bands & loud) != 0)
      for (const Direction& direction : (*shapes_)[sound].directions) power += along(bank, direction);
    power *= (*shapes_)[sound].to_energy;
    frame.power[sound] = power < k_lowest ? 0 : power;
    frame.share[sound] = power / energy;
    frame.strongest = std::max(frame.strongest, power);
  }
}

bool TonePresence::sounds_at_edge(std::size_t sound, float loudest) const {
  const Frame& frame = judged();
  if (frame.empty || frame.power[sound] <= 0) return false;
  const float again = std::min((*shapes_)[sound].share_again, k_share_begin);
  float least = known_until_ < again_until_[sound] ? again : k_share_begin;
  if (runs_[sound].on) least = std::max(least / 2, again);
  if (frame.share[sound] < least || frame.power[sound] < k_against_rival * frame.strongest) return false;
  for (SoundSet simpler = (*shapes_)[sound].simpler; simpler != 0; simpler &= simpler - 1)
    if (frame.power[static_cast<std::size_t>(std::countr_zero(simpler))] > k_part_is_all * frame.power[sound]) return false;
  return frame.power[sound] >= k_edge * loudest;
}

float TonePresence::loudest_near(std::size_t sound) const {
  float out = 0;
  for (const Frame& near : frames_)
    if (!near.empty) out = std::max(out, near.power[sound]);
  return out;
}

bool TonePresence::is_over(std::size_t sound) const {
  const Run& run = runs_[sound];
  if (known_until_ - run.end >= (*shapes_)[sound].own_pause) return true;
  return (*shapes_)[sound].deep_pauses && run.deep_frames >= k_deep_frames;
}

void TonePresence::follow(std::size_t sound, Change& change) {
  Run& run = runs_[sound];
  constexpr Millis k_half_frame_ms = k_frame_ticks * k_tick_ms / 2;
  if (!run.on && (judged().empty || judged().power[sound] <= 0)) return;
  const float loudest = loudest_near(sound);
  if (sounds_at_edge(sound, loudest)) {
    if (!run.on) run = {true, known_until_ - k_half_frame_ms, 0, 0, 0, known_until_ + k_first_look_ms, 0, false, false};
    run.end = known_until_ + k_half_frame_ms;
    run.deep_frames = 0;
    run.share = std::max(run.share, judged().share[sound]);
    run.level = std::max(run.level, judged().power[sound] / k_window_samples);
    running_ |= bit_of(sound);
    return;
  }
  const bool deep = judged().empty || judged().power[sound] < k_deep * loudest;
  run.deep_frames = deep ? run.deep_frames + 1 : 0;
  if (!run.on || !is_over(sound)) return;
  run.on = false;
  change.ended |= bit_of(sound);
  running_ &= ~bit_of(sound);
}

TonePresence::Change TonePresence::frame(const FilterBank& bank, SoundSet armed) {
  constexpr Millis k_window_middle_ms = 4 + (static_cast<Millis>(k_window_ticks) - 1) * k_tick_ms / 2;
  constexpr Millis k_look_ms = static_cast<Millis>(k_look_frames * k_frame_ticks) * k_tick_ms;
  Frame& newest = frames_[count_ % k_frames];
  measure(bank, armed, newest);
  empty_frames_ = newest.empty ? empty_frames_ + 1 : 0;
  known_until_ = static_cast<Millis>(bank.ticks()) * k_tick_ms - k_window_middle_ms - k_look_ms;
  Change change;
  if (empty_frames_ < k_frames || running_ != 0)
    for (std::size_t sound = 0; sound < shapes_->size(); ++sound) follow(sound, change);
  ++count_;
  change.on = running_;
  return change;
}

}  // namespace campon::hal::ear
