#include "hal/progress/filter_bank.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace campon::hal::ear {

namespace {

constexpr double k_rate_hz = 8000;
constexpr double k_pi = std::numbers::pi;
constexpr std::size_t k_register = 4;

// A windowed sinc: low pass, unity gain at 0 Hz, symmetric about its middle.
std::array<double, k_filter_taps> low_pass() {
  std::array<double, k_filter_taps> out{};
  double sum = 0;
  for (std::size_t i = 0; i < k_filter_taps; ++i) {
    const double t = static_cast<double>(i) - (k_filter_taps - 1) / 2.0;
    const double x = 2 * k_pi * k_band_cut_hz * t / k_rate_hz;
    const double window = 0.5 + 0.5 * std::cos(2 * k_pi * t / k_filter_taps);
    out[i] = std::sin(x) / x * window;
    sum += out[i];
  }
  for (double& tap : out) tap /= sum;
  return out;
}

// Groups of neighbours that one band can hold; gives their middles.
std::vector<double> centres_of(std::vector<double> frequencies) {
  std::sort(frequencies.begin(), frequencies.end());
  std::vector<double> out;
  for (std::size_t first = 0; first < frequencies.size();) {
    std::size_t last = first;
    while (last + 1 < frequencies.size() && frequencies[last + 1] - frequencies[first] <= k_band_span_hz) ++last;
    out.push_back((frequencies[first] + frequencies[last]) / 2);
    first = last + 1;
  }
  return out;
}

template <std::size_t Chunks>
void filter(const float* newest, const BandPlan& plan, float* real, float* imaginary) {
  constexpr std::size_t k_lanes = Chunks * k_register;
  float re[k_lanes] = {};
  float im[k_lanes] = {};
  const float* rc = plan.real();
  const float* ic = plan.imaginary();
  for (std::size_t k = 0; k < BandPlan::k_folded; ++k, rc += k_lanes, ic += k_lanes) {
    const float sum = newest[k] + newest[k_filter_taps - 1 - k];
    const float difference = newest[k] - newest[k_filter_taps - 1 - k];
    for (std::size_t lane = 0; lane < k_lanes; ++lane) re[lane] += sum * rc[lane];
    for (std::size_t lane = 0; lane < k_lanes; ++lane) im[lane] += difference * ic[lane];
  }
  std::copy_n(re, k_lanes, real);
  std::copy_n(im, k_lanes, imaginary);
}

constexpr std::size_t k_most_chunks = 6;

// Up to two bands fit one register: real parts on the sum, imaginary parts on the difference.
using Register = float __attribute__((vector_size(k_register * sizeof(float))));

void filter_two(const float* newest, const BandPlan& plan, float* real, float* imaginary) {
  Register out = {};
  const float* taps = plan.packed();
  for (std::size_t k = 0; k < BandPlan::k_folded; ++k, taps += k_register) {
    const float sum = newest[k] + newest[k_filter_taps - 1 - k];
    const float difference = newest[k] - newest[k_filter_taps - 1 - k];
    Register tap;
    std::copy_n(taps, k_register, reinterpret_cast<float*>(&tap));
    out += Register{sum, sum, difference, difference} * tap;
  }
  real[0] = out[0];
  real[1] = out[1];
  imaginary[0] = out[2];
  imaginary[1] = out[3];
}

}  // namespace

BandPlan::BandPlan(std::vector<double> frequencies_hz) : centres_(centres_of(std::move(frequencies_hz))) {
  lanes_ = (centres_.size() + k_register - 1) / k_register * k_register;
  if (lanes_ > 3 * k_register) lanes_ = k_most_chunks * k_register;
  real_.assign(k_folded * lanes_, 0);
  imaginary_.assign(k_folded * lanes_, 0);
  const auto prototype = low_pass();
  for (std::size_t k = 0; k < k_folded; ++k)
    for (std::size_t band = 0; band < centres_.size(); ++band) {
      const double t = static_cast<double>(k) - (k_filter_taps - 1) / 2.0;
      const double angle = -2 * k_pi * centres_[band] * t / k_rate_hz;
      real_[k * lanes_ + band] = static_cast<float>(prototype[k] * std::cos(angle));
      imaginary_[k * lanes_ + band] = static_cast<float>(prototype[k] * std::sin(angle));
    }
  for (std::size_t k = 0; k < k_folded && centres_.size() <= 2; ++k)
    packed_.insert(packed_.end(), {real_[k * lanes_], real_[k * lanes_ + 1], imaginary_[k * lanes_], imaginary_[k * lanes_ + 1]});
}

std::size_t BandPlan::band_of(double hz) const {
  std::size_t best = 0;
  for (std::size_t band = 1; band < centres_.size(); ++band)
    if (std::abs(centres_[band] - hz) < std::abs(centres_[best] - hz)) best = band;
  return best;
}

double BandPlan::gain(double hz) const {
  const double off = hz - centres_[band_of(hz)];
  const auto prototype = low_pass();
  double amplitude = 0;
  for (std::size_t i = 0; i < k_filter_taps; ++i)
    amplitude += prototype[i] * std::cos(2 * k_pi * off * (static_cast<double>(i) - (k_filter_taps - 1) / 2.0) / k_rate_hz);
  return amplitude * amplitude;
}

FilterBank::FilterBank(const BandPlan& plan) : plan_(&plan), ring_(plan.bands()) {}

void FilterBank::tick(std::span<const std::int16_t, k_tick_samples> samples) {
  ++now_;
  float square = 0;
  float sum = 0;
  for (std::size_t i = 0; i < k_tick_samples; ++i) {
    const float sample = samples[i];
    history_[head_ + i] = sample;
    history_[head_ + i + k_filter_taps] = sample;
    square += sample * sample;
    sum += sample;
  }
  head_ = (head_ + k_tick_samples) % k_filter_taps;
  squares_[now_ % k_ring_ticks] = square;
  sums_[now_ % k_ring_ticks] = sum;

  float real[k_most_chunks * k_register];
  float imaginary[k_most_chunks * k_register];
  const float* oldest = history_.data() + head_;
  switch (plan_->lanes() / k_register) {
    case 1:
      if (ring_.size() <= 2)
        filter_two(oldest, *plan_, real, imaginary);
      else
        filter<1>(oldest, *plan_, real, imaginary);
      break;
    case 2: filter<2>(oldest, *plan_, real, imaginary); break;
    case 3: filter<3>(oldest, *plan_, real, imaginary); break;
    default: filter<k_most_chunks>(oldest, *plan_, real, imaginary); break;
  }
  for (std::size_t band = 0; band < ring_.size(); ++band) ring_[band][now_ % k_ring_ticks] = {real[band], imaginary[band]};
}

// The middle of the filter lies one and a half ticks before the newest sample's, so the outer ticks count half.
float FilterBank::energy(std::size_t ago, std::size_t ticks) const {
  float square = 0;
  float sum = 0;
  for (std::size_t tick = ago + 1; tick <= ago + 1 + ticks; ++tick) {
    const std::size_t at = (now_ - tick) % k_ring_ticks;
    square += squares_[at];
    sum += sums_[at];
  }
  const std::size_t first = (now_ - ago - 1 - ticks) % k_ring_ticks;
  const std::size_t last = (now_ - ago - 1) % k_ring_ticks;
  square -= (squares_[first] + squares_[last]) / 2;
  sum -= (sums_[first] + sums_[last]) / 2;
  return square - sum * sum / static_cast<float>(ticks * k_tick_samples);
}

float FilterBank::band_power(std::size_t band, std::size_t ago, std::size_t ticks) const {
  float out = 0;
  for (std::size_t tick = ago; tick < ago + ticks; ++tick) out += std::norm(at(band, tick));
  return out;
}

}  // namespace campon::hal::ear
