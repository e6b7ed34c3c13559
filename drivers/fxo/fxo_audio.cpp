#include "drivers/fxo/fxo_audio.hpp"

#include <algorithm>
#include <utility>

namespace campon::fxo {

namespace {

using env::ErrorCode;
using env::Remedy;

env::Duration length_of(std::size_t samples) {
  using Samples = std::chrono::duration<std::int64_t, std::ratio<1, hal::k_sample_rate>>;
  return std::chrono::duration_cast<env::Duration>(Samples(static_cast<std::int64_t>(samples)));
}

env::Result taken(std::string what) { return env::fail(ErrorCode::bad_state, Remedy::misuse, std::move(what)); }

}  // namespace

void FxoAudio::answer(hal::Done done, const env::Result& result) {
  later_.defer([done = std::move(done), result] {
    if (done) done(result);
  });
}

void FxoAudio::listen(hal::AudioSink& sink, hal::Done ended) {
  if (sink_ != nullptr) return answer(std::move(ended), taken(channel_.name() + " is listened to already"));
  sink_ = &sink;
  listening_ = std::move(ended);
}

void FxoAudio::stop_listening() {
  if (std::exchange(sink_, nullptr) != nullptr) answer(std::exchange(listening_, nullptr), {});
}

void FxoAudio::heard(std::span<const hal::Sample> samples) {
  if (sink_ != nullptr && !samples.empty()) sink_->on_audio(scheduler_.now(), samples);
}

void FxoAudio::play(std::vector<hal::Sample> samples, hal::Done ended) {
  if (playing_) return answer(std::move(ended), taken(channel_.name() + " plays already"));
  playing_ = ended ? std::move(ended) : [](const env::Result&) {};
  samples_ = std::move(samples);
  given_ = 0;
  began_ = scheduler_.now();
  fill();
}

// The kernel says when it takes samples, not when they were heard.
void FxoAudio::fill() {
  if (!playing_ || played_.armed()) return want_room_(false);
  while (given_ < samples_.size()) {
    const auto left = std::span<const hal::Sample>(samples_).subspan(given_);
    const Passed passed = channel_.write(left.first(std::min(left.size(), k_block)));
    if (passed.gone) return end_playing(env::fail(ErrorCode::device_missing, Remedy::gone, channel_.name() + " takes no sound"));
    given_ += passed.samples;
    if (passed.samples == 0) return want_room_(true);
  }
  want_room_(false);
  const env::Time end = std::max(began_ + length_of(samples_.size()), scheduler_.now());
  played_ = scheduler_.at(end + length_of(k_block), [this] { end_playing({}); });
}

void FxoAudio::end_playing(const env::Result& result) {
  if (!playing_) return;
  if (!played_.armed() && given_ > 0 && given_ < samples_.size()) channel_.drop_output();
  played_.reset();
  samples_.clear();
  want_room_(false);
  answer(std::exchange(playing_, nullptr), result);
}

void FxoAudio::end_all(const env::Error& why) {
  end_playing(tl::unexpected(why));
  if (std::exchange(sink_, nullptr) != nullptr) answer(std::exchange(listening_, nullptr), tl::unexpected(why));
}

}  // namespace campon::fxo
