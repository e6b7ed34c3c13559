#include "drivers/hearing/dtmf_receiver.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "drivers/hearing/spandsp_headers.hpp"

namespace campon::hearing {

struct DtmfReceiver::State {
  Handler handler;
  env::Time at{};
  dtmf_rx_state_t* receiver = nullptr;
};

namespace {

using SampleTime = std::chrono::duration<std::int64_t, std::ratio<1, hal::k_sample_rate>>;
constexpr std::size_t k_block = 102;  // as spandsp looks at them
constexpr int k_as_it_was = -1;       // of dtmf_rx_parms

}  // namespace

DtmfReceiver::DtmfReceiver(Handler handler) : state_(std::make_unique<State>()) {
  state_->handler = std::move(handler);
  const auto on_digits = [](void* user, const char* digits, int count) {
    const auto& state = *static_cast<State*>(user);
    for (const char digit : std::string_view(digits, static_cast<std::size_t>(count))) state.handler(digit, state.at);
  };
  state_->receiver = dtmf_rx_init(nullptr, on_digits, state_.get());
}

DtmfReceiver::~DtmfReceiver() { dtmf_rx_free(state_->receiver); }

void DtmfReceiver::filter_dial_tone(bool on) { dtmf_rx_parms(state_->receiver, on ? 1 : 0, k_as_it_was, k_as_it_was, -99); }

void DtmfReceiver::feed(std::span<const hal::Sample> samples, env::Time at) {
  while (!samples.empty()) {
    const auto part = samples.first(std::min(samples.size(), k_block));
    samples = samples.subspan(part.size());
    state_->at = at - std::chrono::duration_cast<env::Duration>(SampleTime(static_cast<std::int64_t>(samples.size())));
    dtmf_rx(state_->receiver, part.data(), static_cast<int>(part.size()));
  }
}

}  // namespace campon::hearing
