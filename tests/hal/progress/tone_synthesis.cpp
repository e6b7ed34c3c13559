#include "tone_synthesis.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numbers>

namespace campon::synthesis {

namespace {

constexpr double k_rate = 8000;
constexpr double k_pi = std::numbers::pi;
constexpr double k_am_depth = 0.9;

std::complex<double> step_of(double hz) { return std::polar(1.0, 2 * k_pi * hz / k_rate); }

std::int64_t samples_of(env::Duration length, double factor) {
  return std::llround(std::chrono::duration<double>(length).count() * k_rate * factor);
}

std::int16_t clipped(double value) { return static_cast<std::int16_t>(std::lround(std::clamp(value, -32768.0, 32767.0))); }

}  // namespace

double amplitude_of(double dbm0) { return 32767 * std::pow(10, (dbm0 - 3.14) / 20); }

Noise::Noise(std::uint64_t seed, double level_dbm0)
    : state_(seed * 0x9E3779B97F4A7C15U + 0x1234567), scale_(amplitude_of(level_dbm0) / std::sqrt(2.0) * std::sqrt(3.0) / 65536) {}

// The sum of four numbers of 16 bits.
double Noise::next() {
  state_ ^= state_ << 13;
  state_ ^= state_ >> 7;
  state_ ^= state_ << 17;
  const auto sum = static_cast<std::int64_t>((state_ & 0xFFFF) + ((state_ >> 16) & 0xFFFF) + ((state_ >> 32) & 0xFFFF) + (state_ >> 48));
  return static_cast<double>(sum - 131070) * scale_;
}

ToneSource::ToneSource(const hal::Tone& tone, const Conditions& conditions)
    : noise_(conditions.seed, conditions.level_dbm0 - conditions.snr_db) {
  std::mt19937_64 random(conditions.seed);
  const auto within = [&](double most) { return std::uniform_real_distribution<double>(-most, most)(random); };
  const double pace = 1 + within(conditions.cadence_error);
  std::vector<std::pair<double, double>> sent;  // nominal and sent frequency
  const auto sent_as = [&](double hz) {
    for (const auto& [nominal, actual] : sent)
      if (nominal == hz) return actual;
    sent.emplace_back(hz, hz * (1 + within(conditions.frequency_error)));
    return sent.back().second;
  };
  const double unknown_level = tone.levels_differ ? within(3) - 3 : 0;
  std::size_t burst_number = 0;
  for (const auto& phase : tone.phases) {
    if (phase.times == 0) {
      loops_ = true;
      loop_from_ = pieces_.size();
    }
    for (unsigned time = 0; time < std::max(1U, phase.times); ++time)
      for (const auto& burst : phase.bursts) {
        Piece piece;
        for (const double hz : burst.frequencies_hz) piece.lines.push_back({std::polar(1.0, within(k_pi)), step_of(sent_as(hz))});
        const bool softer = tone.levels_differ && burst_number++ % 2 == 1;
        const double level = conditions.level_dbm0 + (softer ? (burst.level_db != 0 ? burst.level_db : unknown_level) : 0);
        piece.amplitude = amplitude_of(level) / std::sqrt(static_cast<double>(piece.lines.size()));
        piece.on = burst.endless ? -1 : samples_of(burst.on, pace);
        piece.off = samples_of(burst.off, pace);
        pieces_.push_back(piece);
      }
  }
  if (tone.am) {
    am_depth_ = k_am_depth;
    am_step_ = step_of(tone.am->nominal_hz);
    for (Piece& piece : pieces_) piece.amplitude /= std::sqrt(1 + am_depth_ * am_depth_ / 2);
  }
  at_ = -static_cast<std::int64_t>(conditions.lead_in_ms * k_rate / 1000);
}

double ToneSource::enough_ms() const {
  double once = 0;
  double round = 0;
  for (std::size_t i = 0; i < pieces_.size(); ++i)
    (loops_ && i >= loop_from_ ? round : once) +=
        static_cast<double>(std::max<std::int64_t>(pieces_[i].on, 0) + pieces_[i].off) * 1000 / k_rate;
  return once + round * 2.5 + 6000;
}

void ToneSource::advance() {
  if (++at_ < 0 || piece_ >= pieces_.size()) return;
  const Piece& piece = pieces_[piece_];
  if (piece.on < 0 || at_ < piece.on + piece.off) return;
  at_ = 0;
  if (++piece_ == pieces_.size() && loops_) piece_ = loop_from_;
}

double ToneSource::tone() {
  if (at_ < 0 || piece_ >= pieces_.size()) return 0;
  Piece& piece = pieces_[piece_];
  if (piece.on >= 0 && at_ >= piece.on) return 0;
  double out = 0;
  for (Line& line : piece.lines) {
    out += line.phase.imag();
    const double real = line.phase.real() * line.step.real() - line.phase.imag() * line.step.imag();
    line.phase = {real, line.phase.real() * line.step.imag() + line.phase.imag() * line.step.real()};
  }
  if (am_depth_ > 0) {
    out *= 1 + am_depth_ * am_phase_.real();
    const double real = am_phase_.real() * am_step_.real() - am_phase_.imag() * am_step_.imag();
    am_phase_ = {real, am_phase_.real() * am_step_.imag() + am_phase_.imag() * am_step_.real()};
  }
  return out * piece.amplitude;
}

void ToneSource::fill(std::span<std::int16_t> samples) {
  for (std::int16_t& sample : samples) {
    sample = clipped(tone() + noise_.next());
    advance();
  }
}

namespace {

double level_of(const std::vector<double>& sound) {
  double square = 0;
  for (const double value : sound) square += value * value;
  return std::sqrt(square / static_cast<double>(sound.size()));
}

std::vector<std::int16_t> at_level(const std::vector<double>& sound, double dbm0) {
  const double factor = amplitude_of(dbm0) / std::sqrt(2.0) / std::max(level_of(sound), 1e-9);
  std::vector<std::int16_t> out;
  out.reserve(sound.size());
  for (const double value : sound) out.push_back(clipped(value * factor));
  return out;
}

// How much of a harmonic the three resonances of a vowel let through.
double formants(double hz, const std::array<double, 3>& at) {
  double out = 0.01;
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double width = 60 + 40 * static_cast<double>(i);
    const double off = (hz - at[i]) / width;
    out += std::pow(0.4, static_cast<double>(i)) / (1 + off * off);
  }
  return out;
}

}  // namespace

std::vector<std::int16_t> speech(std::uint64_t seed, double seconds, double level_dbm0) {
  std::mt19937_64 random(seed);
  const auto between = [&](double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); };
  const auto total = static_cast<std::size_t>(seconds * k_rate);
  std::vector<double> out;
  out.reserve(total + 8000);
  double voice_hz = between(90, 240);
  while (out.size() < total) {
    if (between(0, 1) < 0.08) voice_hz = between(90, 240);  // another speaker
    const auto length = static_cast<std::size_t>(between(0.08, 0.32) * k_rate);
    const std::array<double, 3> from{between(270, 800), between(850, 2300), between(2300, 3200)};
    const std::array<double, 3> to{from[0] * between(0.8, 1.25), from[1] * between(0.8, 1.25), from[2]};
    const double pitch = voice_hz * between(0.85, 1.2);
    const double glide = between(-0.15, 0.1);
    const bool voiced = between(0, 1) < 0.75;
    const double loud = between(0.3, 1.0);
    std::vector<double> phases(40, 0);
    std::array<double, 40> gains{};
    for (std::size_t n = 0; n < length; ++n) {
      const double part = static_cast<double>(n) / static_cast<double>(length);
      const double hz = pitch * (1 + glide * part + 0.01 * std::sin(2 * k_pi * 5 * static_cast<double>(n) / k_rate));
      const double envelope = loud * std::sin(k_pi * std::min(1.0, std::max(0.0, part)));
      if (n % 80 == 0) {
        std::array<double, 3> now{};
        for (std::size_t i = 0; i < 3; ++i) now[i] = from[i] + (to[i] - from[i]) * part;
        for (std::size_t h = 0; h < 40; ++h)
          gains[h] = formants(hz * static_cast<double>(h + 1), now) / std::sqrt(static_cast<double>(h + 1));
      }
      double value = 0;
      if (voiced)
        for (std::size_t h = 0; h < 40 && hz * static_cast<double>(h + 1) < 3600; ++h) {
          phases[h] = std::fmod(phases[h] + hz * static_cast<double>(h + 1) / k_rate, 1.0);
          value += gains[h] * std::sin(2 * k_pi * phases[h]);
        }
      else
        value = between(-1, 1);
      out.push_back(value * envelope);
    }
    const auto pause = static_cast<std::size_t>((between(0, 1) < 0.15 ? between(0.2, 1.2) : between(0.01, 0.08)) * k_rate);
    for (std::size_t n = 0; n < pause; ++n) out.push_back(between(-0.003, 0.003));
  }
  out.resize(total);
  return at_level(out, level_dbm0);
}

std::vector<std::int16_t> music(std::uint64_t seed, double seconds, double level_dbm0) {
  std::mt19937_64 random(seed);
  const auto between = [&](double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); };
  const auto total = static_cast<std::size_t>(seconds * k_rate);
  std::vector<double> out(total + 8000, 0);
  const double beat = between(0.25, 0.6);
  for (int voice = 0; voice < 4; ++voice) {
    std::size_t at = 0;
    const double register_hz = 110 * std::pow(2, voice * 0.7);
    while (at < total) {
      const double hz = register_hz * std::pow(2, std::floor(between(0, 13)) / 12);
      const auto length =
          std::min<std::size_t>(static_cast<std::size_t>(beat * std::pow(2, std::floor(between(-1, 3))) * k_rate), total - at + 1);
      const double loud = between(0, 1) < 0.2 ? 0 : between(0.3, 1);
      const double decay = between(0.2, 3);
      for (int overtone = 1; overtone <= 5 && hz * overtone < 3600 && loud > 0; ++overtone) {
        const double gain = loud * std::pow(0.55, overtone - 1);
        std::complex<double> phase = std::polar(1.0, between(0, 6.28));
        const std::complex<double> step = std::polar(std::exp(-1 / (decay * k_rate)), 2 * k_pi * hz * overtone / k_rate);
        for (std::size_t n = 0; n < length; ++n) {
          out[at + n] += gain * phase.imag();
          phase = {phase.real() * step.real() - phase.imag() * step.imag(), phase.real() * step.imag() + phase.imag() * step.real()};
        }
      }
      at += length;
    }
  }
  out.resize(total);
  return at_level(out, level_dbm0);
}

}  // namespace campon::synthesis
