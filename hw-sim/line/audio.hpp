// What a line carries as sound: 8000 samples a second, 16 bit, made when somebody listens and the same each time.
//
//   LineAudio audio(load_tone_plan("us").value(), 1);
//   audio.signal(now, signal);        // in LineDevice::on_signal
//   audio.render(now, samples);       // any part of the last ten seconds, in any pieces
//
// It is told of events and holds no timer; it knows nothing of modems or cards. Levels are those of [G.711]: a sine that
// fills the 16 bits has +3.14 dBm0.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"
#include "hw-sim/line/sound.hpp"
#include "hw-sim/line/tone_plan.hpp"

namespace campon::sim {

inline constexpr std::int64_t k_audio_rate = 8000;

// The number of the sample that is on the line at a time.
[[nodiscard]] constexpr std::int64_t sample_at(env::Time at) { return at.time_since_epoch().count() / (1'000'000'000 / k_audio_rate); }
// How long that many samples last.
[[nodiscard]] constexpr env::Duration length_of(std::size_t samples) {
  return env::Duration(static_cast<std::int64_t>(samples) * (1'000'000'000 / k_audio_rate));
}
// Amplitude of a sine of that level.
[[nodiscard]] double amplitude_of(double dbm0);

class LineAudio {
 public:
  // `seed` makes the noise and the voices.
  LineAudio(TonePlan tones, std::uint64_t seed) : tones_(std::move(tones)), seed_(seed) {}

  // Told in the order of time. The exchange's sound from now on; its cadence begins at `at`.
  void signal(env::Time at, const Signal& signal);
  // A DTMF tone, from `at` until the end is told or the next begins. Other characters are ignored.
  void begin_digit(env::Time at, char digit);
  void end_digit(env::Time at);
  // A caller id packet in the plan's FSK, with channel seizure and marks before it. [GR-30, EN 300 659-1]
  void caller_id(env::Time at, std::string_view packet);
  // Any sound over what else is heard.
  void mix(env::Time at, std::vector<std::int16_t> samples);

  // Fills `out` with what is heard from `from` on. What is more than ten seconds old is noise.
  void render(env::Time from, std::span<std::int16_t> out) const;

 private:
  struct Played {
    std::int64_t from = 0;
    Signal signal;
  };
  struct Digit {
    std::int64_t from = 0;
    std::int64_t to = 0;
    char digit = 0;
  };
  struct Mixed {
    std::int64_t from = 0;
    std::vector<std::int16_t> samples;
  };

  void forget(env::Time now);
  void add_signals(std::int64_t first, std::span<double> out) const;
  void add_signal(const Played& played, std::int64_t first, std::span<double> out) const;
  void add_digits(std::int64_t first, std::span<double> out) const;
  void add_mixed(std::int64_t first, std::span<double> out) const;
  [[nodiscard]] double speech(std::int64_t since, double amplitude) const;

  TonePlan tones_;
  std::uint64_t seed_;
  std::deque<Played> played_;
  std::deque<Digit> digits_;
  std::deque<Mixed> mixed_;
};

// The FSK of a packet alone: channel seizure, marks, and ten bits for each byte.
[[nodiscard]] std::vector<std::int16_t> fsk_samples(FskStandard standard, std::string_view packet);

}  // namespace campon::sim
