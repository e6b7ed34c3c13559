#include "bench/super_tone.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "drivers/hearing/spandsp_headers.hpp"

namespace campon::bench {

struct SuperTone::State {
  super_tone_rx_descriptor_t* descriptor = nullptr;
  super_tone_rx_state_t* detector = nullptr;
  std::optional<std::size_t> first;
  std::size_t count = 0;
};

namespace {

constexpr double k_tolerance = 0.2;
constexpr int k_endless_ms = 320;

int ms_of(env::Duration length) { return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(length).count()); }

void add(super_tone_rx_descriptor_t* descriptor, int tone, const hal::ToneBurst& burst) {
  const int f1 = static_cast<int>(std::lround(burst.frequencies_hz[0]));
  const int f2 = burst.frequencies_hz.size() > 1 ? static_cast<int>(std::lround(burst.frequencies_hz[1])) : -1;
  const auto range = [&](env::Duration length, int one, int two) {
    const double ms = ms_of(length);
    super_tone_rx_add_element(descriptor, tone, one, two, static_cast<int>(ms * (1 - k_tolerance)) - 16,
                              static_cast<int>(ms * (1 + k_tolerance)) + 16);
  };
  if (burst.endless) {
    super_tone_rx_add_element(descriptor, tone, f1, f2, k_endless_ms, 0);
    return;
  }
  range(burst.on, f1, f2);
  if (burst.off.count() > 0) range(burst.off, 0, 0);
}

void on_tone(void* user, int code, int, int) {
  auto& state = *static_cast<SuperTone::State*>(user);
  if (code < 0) return;
  ++state.count;
  if (!state.first) state.first = static_cast<std::size_t>(code);
}

}  // namespace

SuperTone::SuperTone(const hal::TonePlan& plan) : state_(std::make_unique<State>()) {
  state_->descriptor = super_tone_rx_make_descriptor(nullptr);
  for (const hal::Tone& tone : plan.tones) {
    const int id = super_tone_rx_add_tone(state_->descriptor);
    for (const auto& phase : tone.phases)
      for (unsigned time = 0; time < std::clamp(phase.times, 1U, 3U); ++time)
        for (const auto& burst : phase.bursts) add(state_->descriptor, id, burst);
  }
  restart();
}

SuperTone::~SuperTone() {
  super_tone_rx_free(state_->detector);
  super_tone_rx_free_descriptor(state_->descriptor);
}

void SuperTone::restart() {
  if (state_->detector != nullptr) super_tone_rx_free(state_->detector);
  state_->detector = super_tone_rx_init(nullptr, state_->descriptor, on_tone, state_.get());
  state_->first.reset();
  state_->count = 0;
}

void SuperTone::feed(std::span<const std::int16_t> samples) {
  super_tone_rx(state_->detector, samples.data(), static_cast<int>(samples.size()));
}

std::optional<std::size_t> SuperTone::first() const { return state_->first; }
std::size_t SuperTone::count() const { return state_->count; }

}  // namespace campon::bench
