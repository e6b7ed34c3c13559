#include "drivers/hearing/tone_sender.hpp"

#include <cmath>
#include <numbers>

namespace campon::hearing {

namespace {

constexpr double k_depth = 0.85;  // of an amplitude modulation
constexpr double k_full_scale_dbm0 = 3.14;
constexpr double k_full_scale = 32767;
constexpr double k_softest_dbm0 = -30;

std::size_t samples_in(env::Duration length) {
  return static_cast<std::size_t>(std::chrono::duration<double>(length).count() * hal::k_sample_rate + 0.5);
}

double angle(double hz, std::size_t at) { return 2 * std::numbers::pi * hz * static_cast<double>(at) / hal::k_sample_rate; }

// Writes one tone, burst by burst, until the room is filled.
class Writer {
 public:
  Writer(const hal::Tone& tone, std::size_t room, double dbm0)
      : tone_(tone), room_(room), amplitude_(k_full_scale * std::pow(10.0, (dbm0 - k_full_scale_dbm0) / 20)) {}

  std::vector<hal::Sample> write() {
    for (const auto& phase : tone_.phases)
      for (unsigned time = 0; out_.size() < room_ && (phase.times == 0 || time < phase.times); ++time)
        for (const auto& burst : phase.bursts) add(burst);
    out_.resize(room_);
    return std::move(out_);
  }

 private:
  void add(const hal::ToneBurst& burst) {
    const std::size_t left = room_ - std::min(room_, out_.size());
    const std::size_t on = burst.endless ? left : std::min(left, samples_in(burst.on));
    const double each = amplitude_ * std::pow(10.0, burst.level_db / 20) / std::sqrt(static_cast<double>(burst.frequencies_hz.size()));
    for (std::size_t n = 0; n < on; ++n) out_.push_back(sample(burst, each));
    out_.insert(out_.end(), std::min(left - on, samples_in(burst.off)), 0);
  }

  [[nodiscard]] hal::Sample sample(const hal::ToneBurst& burst, double each) const {
    double value = 0;
    for (const double hz : burst.frequencies_hz) value += each * std::sin(angle(hz, out_.size()));
    if (tone_.am) value *= (1 + k_depth * std::cos(angle(tone_.am->nominal_hz, out_.size()))) / std::sqrt(1 + k_depth * k_depth / 2);
    return static_cast<hal::Sample>(std::lround(std::clamp(value, -k_full_scale, k_full_scale)));
  }

  const hal::Tone& tone_;
  std::size_t room_;
  double amplitude_;
  std::vector<hal::Sample> out_;
};

}  // namespace

env::Expected<std::vector<hal::Sample>> tone_samples(const hal::Tone& tone, env::Duration length, double dbm0) {
  if (dbm0 < k_softest_dbm0 || dbm0 > 0)
    return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, "a tone is sent at -30 to 0 dBm0");
  return Writer(tone, samples_in(length), dbm0).write();
}

}  // namespace campon::hearing
