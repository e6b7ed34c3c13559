#include "drivers/fxo/on_hook_ear.hpp"

#include <cmath>
#include <numeric>
#include <utility>

namespace campon::fxo {

namespace {

// Mean square of about -35 dBm0: less than the softest message that can be decoded, more than the noise of a line. [fxo-dsp 3]
constexpr double k_wakes = 220.0 * 220.0;

bool is_loud(std::span<const hal::Sample> samples) {
  const double sum = std::transform_reduce(samples.begin(), samples.end(), 0.0, std::plus<>(), [](double s) { return s * s; });
  return sum > k_wakes * static_cast<double>(samples.size());
}

}  // namespace

OnHookEar::OnHookEar(std::optional<hearing::CallerIdStandard> standard, const FxoTimers& timers, Handler handler)
    : standard_(standard), timers_(timers), handler_(std::move(handler)) {}

void OnHookEar::wake(env::Time now) {
  if (!standard_) return;
  until_ = now + timers_.caller_id;
  receiver_ = std::make_unique<hearing::CallerIdReceiver>(*standard_, [this](const hal::CallerId& id) { handler_(id); });
}

void OnHookEar::stop() { receiver_.reset(); }

void OnHookEar::feed(std::span<const hal::Sample> samples, env::Time now) {
  if (receiver_ && now > until_) receiver_.reset();
  if (!receiver_ && standard_ && is_loud(samples)) wake(now);
  if (receiver_) receiver_->feed(samples);
}

}  // namespace campon::fxo
