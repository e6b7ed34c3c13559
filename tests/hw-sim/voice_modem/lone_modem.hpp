// A modem at a terminal, on a line where nothing happens but what the test says; and ears for its sound.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bare_line.hpp"
#include "hw-sim/catalogue.hpp"
#include "hw-sim/modem/modem.hpp"
#include "terminal.hpp"

namespace campon::sim {

// A line that keeps what is played on it and can be spoiled.
class StagedLine final : public LinePort {
 public:
  void go_off_hook() override { off_hook = true; }
  void go_on_hook() override { off_hook = false; }
  void flash(env::Duration length) override { flashes.push_back(length); }
  void digit_begins() override {}
  void digit(char digit) override { digits += digit; }
  void play(std::span<const std::int16_t> samples) override { played.insert(played.end(), samples.begin(), samples.end()); }
  [[nodiscard]] Loop loop() const override { return condition; }
  [[nodiscard]] const Signal& signal() const override { return heard; }
  [[nodiscard]] bool rings() const override { return false; }

  bool off_hook = false;
  Loop condition = Loop::good;
  std::vector<env::Duration> flashes;
  std::string digits;
  std::vector<std::int16_t> played;
  Signal heard;
};

inline const Signal k_dial_tone{Sound::dial, {}};
inline const Signal k_busy_tone{Sound::busy, {{{500ms, 500ms}}, true}};
inline const Signal k_ringback{Sound::ringback, {{{2000ms, 4000ms}}, true}};
inline const Signal k_talk{Sound::voice, {}};
inline const Signal k_silence{};

struct LoneTime {
  env::VirtualScheduler time;
};

struct LoneModem : LoneTime, Terminal {
  explicit LoneModem(std::string_view personality = "generic_v253", std::uint64_t seed = 1) : Terminal(LoneTime::time), rng(seed) {
    modem.emplace(load_personality(personality).value(), "5550100", line, wire, time, rng, trace);
    EXPECT_TRUE(modem->power_up());
  }
  void hears(const Signal& signal) {
    line.heard = signal;
    modem->on_signal(signal);
  }
  // In voice mode, off hook, without echo.
  void seizes() {
    command("ATE0+FCLASS=8");
    command("AT+VLS=1");
  }
  std::string rings() {
    const std::size_t from = wire.said.size();
    modem->on_ring_burst(true);
    time.advance(2s);
    modem->on_ring_burst(false);
    return wire.said.substr(from);
  }
  std::string caller(const CallerId& id) {
    const std::size_t from = wire.said.size();
    modem->on_caller_id(id);
    time.advance(100ms);
    return wire.said.substr(from);
  }

  env::SeededRng rng;
  env::NullTrace trace;
  StagedLine line;
  std::optional<Modem> modem;
};

// How strong a frequency is, as the amplitude of its sine. [Goertzel]
inline double strength(std::span<const std::int16_t> samples, double hz) {
  const double turn = 2 * std::numbers::pi * hz / static_cast<double>(k_audio_rate);
  double real = 0;
  double imaginary = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    real += samples[i] * std::cos(turn * static_cast<double>(i));
    imaginary += samples[i] * std::sin(turn * static_cast<double>(i));
  }
  return 2 * std::sqrt(real * real + imaginary * imaginary) / static_cast<double>(samples.size());
}

// The sound of a stream, without its shield and its codes; `codes` gets those.
inline std::string unshielded(std::string_view stream, std::string* codes = nullptr) {
  Unshielder unshielder;
  std::string out;
  for (const char byte : stream) {
    const auto taken = unshielder.take(byte);
    out += taken.sound;
    if (taken.code && codes != nullptr) *codes += *taken.code;
  }
  return out;
}

}  // namespace campon::sim
