// What an FXO port plays and who listens to it.
#pragma once

#include <functional>
#include <vector>

#include "drivers/fxo/fxo_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/turn_queue.hpp"

namespace campon::fxo {

class FxoAudio {
 public:
  // `want_room` asks to be told when the channel takes samples. All three must outlive it.
  FxoAudio(FxoChannel& channel, env::Scheduler& scheduler, env::TurnQueue& later, std::function<void(bool)> want_room)
      : channel_(channel), scheduler_(scheduler), later_(later), want_room_(std::move(want_room)) {}

  void listen(hal::AudioSink& sink, hal::Done ended);
  void stop_listening();
  void play(std::vector<hal::Sample> samples, hal::Done ended);
  void stop_playing() { end_playing({}); }
  // Digits of the driver's own go the same way.
  [[nodiscard]] bool plays() const { return playing_ != nullptr; }

  void heard(std::span<const hal::Sample> samples);
  // Gives samples until the channel takes no more.
  void fill();
  void end_playing(const env::Result& result);
  void end_all(const env::Error& why);

 private:
  void answer(hal::Done done, const env::Result& result);

  FxoChannel& channel_;
  env::Scheduler& scheduler_;
  env::TurnQueue& later_;
  std::function<void(bool)> want_room_;
  hal::AudioSink* sink_ = nullptr;
  hal::Done listening_;
  hal::Done playing_;
  std::vector<hal::Sample> samples_;
  std::size_t given_ = 0;
  env::Time began_{};
  env::Timer played_;
};

}  // namespace campon::fxo
