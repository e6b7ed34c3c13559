#include "hw-sim/line/audio.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "hw-sim/line/audio_oscillator.hpp"
#include "hw-sim/line/audio_timers.hpp"

namespace campon::sim {

namespace {

constexpr double k_full_scale = 32767;
constexpr double k_full_scale_dbm0 = 3.14;
constexpr double k_digit_level = -7;  // of each of the two frequencies
constexpr std::size_t k_most_kept = 512;
constexpr std::int64_t k_no_end = std::numeric_limits<std::int64_t>::max();

std::int64_t samples_in(env::Duration length) { return sample_at(env::Time(length)); }

// [Q.23]
struct Pair {
  double low = 0;
  double high = 0;
};
Pair frequencies_of(char digit) {
  static constexpr std::string_view k_keys = "123A456B789C*0#D";
  static constexpr std::array<double, 4> k_low{697, 770, 852, 941};
  static constexpr std::array<double, 4> k_high{1209, 1336, 1477, 1633};
  const auto at = k_keys.find(digit);
  return at == std::string_view::npos ? Pair{} : Pair{k_low[at / 4], k_high[at % 4]};
}

// Which burst sounds `since` samples after the cadence began; nothing in a pause and when it is over.
constexpr std::size_t k_pause = std::numeric_limits<std::size_t>::max();
std::size_t burst_at(const Cadence& cadence, std::int64_t since) {
  if (cadence.bursts.empty()) return 0;
  const std::int64_t cycle = samples_in(cadence.cycle());
  if (cycle <= 0 || (since >= cycle && !cadence.repeats)) return k_pause;
  std::int64_t left = since % cycle;
  for (std::size_t i = 0; i < cadence.bursts.size(); ++i) {
    const Burst& burst = cadence.bursts[i];
    if (left < samples_in(burst.on)) return i;
    left -= samples_in(burst.on + burst.off);
    if (left < 0) return k_pause;
  }
  return k_pause;
}

double part_sample(const Tone::Part& part, double amplitude, std::int64_t since) {
  double sum = 0;
  for (const double hz : part.hz) sum += sine_of(hz, since);
  if (part.modulated_by > 0) sum *= (1 + sine_of(part.modulated_by, since)) / 2;
  return sum * amplitude;
}

double noise_sample(std::uint64_t seed, std::int64_t at, double amplitude) {
  constexpr double k_range = 4294967296.0;
  const double uniform = static_cast<double>(scatter(seed ^ static_cast<std::uint64_t>(at)) >> 32) / k_range;
  return (2 * uniform - 1) * amplitude * std::sqrt(1.5);  // the power of a sine of this amplitude
}

std::int16_t clipped(double value) { return static_cast<std::int16_t>(std::lround(std::clamp(value, -k_full_scale - 1, k_full_scale))); }

}  // namespace

double amplitude_of(double dbm0) { return k_full_scale * std::pow(10.0, (dbm0 - k_full_scale_dbm0) / 20); }

void LineAudio::signal(env::Time at, const Signal& signal) {
  forget(at);
  played_.push_back({sample_at(at), signal});
}

void LineAudio::begin_digit(env::Time at, char digit) {
  end_digit(at);
  if (frequencies_of(digit).low > 0) digits_.push_back({sample_at(at), k_no_end, digit});
}

void LineAudio::end_digit(env::Time at) {
  forget(at);
  if (!digits_.empty()) digits_.back().to = std::min(digits_.back().to, sample_at(at));
}

void LineAudio::caller_id(env::Time at, std::string_view packet) { mix(at, fsk_samples(tones_.caller_id, packet)); }

void LineAudio::mix(env::Time at, std::vector<std::int16_t> samples) {
  forget(at);
  mixed_.push_back({sample_at(at), std::move(samples)});
}

void LineAudio::forget(env::Time now) {
  const std::int64_t before = sample_at(now - k_audio_memory);
  while (played_.size() > 1 && (played_[1].from < before || played_.size() > k_most_kept)) played_.pop_front();
  while (!digits_.empty() && (digits_.front().to < before || digits_.size() > k_most_kept)) digits_.pop_front();
  const auto over = [&](const Mixed& mixed) { return mixed.from + static_cast<std::int64_t>(mixed.samples.size()) < before; };
  while (!mixed_.empty() && (over(mixed_.front()) || mixed_.size() > k_most_kept)) mixed_.pop_front();
}

void LineAudio::render(env::Time from, std::span<std::int16_t> out) const {
  const std::int64_t first = sample_at(from);
  std::vector<double> sum(out.size());
  const double noise = amplitude_of(tones_.noise);
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = noise_sample(seed_, first + static_cast<std::int64_t>(i), noise);
  add_signals(first, sum);
  add_digits(first, sum);
  add_mixed(first, sum);
  std::transform(sum.begin(), sum.end(), out.begin(), clipped);
}

void LineAudio::add_signals(std::int64_t first, std::span<double> out) const {
  const std::int64_t last = first + static_cast<std::int64_t>(out.size());
  for (std::size_t i = 0; i < played_.size(); ++i) {
    const std::int64_t begin = std::max(first, played_[i].from);
    const std::int64_t end = i + 1 < played_.size() ? std::min(last, played_[i + 1].from) : last;
    if (begin < end)
      add_signal(played_[i], begin, out.subspan(static_cast<std::size_t>(begin - first), static_cast<std::size_t>(end - begin)));
  }
}

void LineAudio::add_signal(const Played& played, std::int64_t first, std::span<double> out) const {
  const Tone* tone = tones_.tone(to_string(played.signal.sound));
  if (tone == nullptr) return;
  const double amplitude = amplitude_of(tone->level);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::int64_t since = first + static_cast<std::int64_t>(i) - played.from;
    const std::size_t burst = burst_at(played.signal.cadence, since);
    if (burst == k_pause) continue;
    out[i] += tone->speech ? speech(since, amplitude) : part_sample(tone->parts[burst % tone->parts.size()], amplitude, since);
  }
}

// Syllables of changing pitch and timbre that swell and fade, with a breath now and then.
double LineAudio::speech(std::int64_t since, double amplitude) const {
  constexpr std::uint64_t k_breath_each = 7;
  constexpr int k_harmonics = 12;
  const std::int64_t length = samples_in(k_syllable);
  const auto chance = scatter(seed_ ^ static_cast<std::uint64_t>(since / length));
  if (chance % k_breath_each == 0) return 0;
  const double pitch = 95 + static_cast<double>(chance >> 8 & 63);
  double sum = 0;
  for (int k = 1; k <= k_harmonics; ++k) {
    const double weight = static_cast<double>(chance >> (16 + 3 * k) & 7) / (7.0 * k);
    sum += weight * sine_of(pitch * k, since % length);
  }
  const double swell = sine_of(static_cast<double>(k_audio_rate) / static_cast<double>(2 * length), since % length);
  return sum * swell * amplitude;
}

void LineAudio::add_digits(std::int64_t first, std::span<double> out) const {
  const double amplitude = amplitude_of(k_digit_level);
  for (const Digit& digit : digits_) {
    const Pair pair = frequencies_of(digit.digit);
    const std::int64_t end = std::min(digit.to, first + static_cast<std::int64_t>(out.size()));
    for (std::int64_t at = std::max(first, digit.from); at < end; ++at)
      out[static_cast<std::size_t>(at - first)] += amplitude * (sine_of(pair.low, at - digit.from) + sine_of(pair.high, at - digit.from));
  }
}

void LineAudio::add_mixed(std::int64_t first, std::span<double> out) const {
  for (const Mixed& mixed : mixed_) {
    const std::int64_t end =
        std::min(mixed.from + static_cast<std::int64_t>(mixed.samples.size()), first + static_cast<std::int64_t>(out.size()));
    for (std::int64_t at = std::max(first, mixed.from); at < end; ++at)
      out[static_cast<std::size_t>(at - first)] += mixed.samples[static_cast<std::size_t>(at - mixed.from)];
  }
}

}  // namespace campon::sim
