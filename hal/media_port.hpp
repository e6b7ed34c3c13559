// The sound of a line: what is heard on it, and what is played to it. Samples are signed 16 bit, 8 kHz, one channel.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hal/env/time.hpp"
#include "hal/signal_port.hpp"

namespace campon::hal {

using Sample = std::int16_t;
inline constexpr unsigned k_sample_rate = 8000;  // Hz [ITU-T G.711]

struct MediaCapabilities {
  bool listens = false;
  bool plays = false;
  bool at_once = false;  // both at the same time; else playing interrupts listening
};

class AudioSink {
 public:
  // Samples in the order in which they were heard, in blocks of any size; valid during the call only. `at` is the time at which
  // the last of them arrived. A gap between two blocks is longer than the second one where the device could not hear: it was
  // carrying out an order.
  virtual void on_audio(env::Time at, std::span<const Sample> samples) = 0;

 protected:
  ~AudioSink() = default;
};

// Beside a hal::SignalPort, for the same line. Each order ends exactly once, in a later turn.
class MediaPort {
 public:
  MediaPort() = default;
  MediaPort(const MediaPort&) = delete;
  MediaPort& operator=(const MediaPort&) = delete;
  virtual ~MediaPort() = default;

  [[nodiscard]] virtual MediaCapabilities media() const = 0;
  // Hears an off-hook line until it is stopped. Orders of the SignalPort interrupt it, and it goes on after them. `ended`:
  // success after stop_listening(), `cancelled` when the line is released, device_refused, no_answer_from_device or
  // device_missing when the device stops by itself; bad_state (misuse) when the line is on hook or listened to already,
  // not_supported. The sink must outlive the listening.
  virtual void listen(AudioSink& sink, Done ended) = 0;
  virtual void stop_listening() = 0;
  // Plays to an off-hook line. `ended`: success after the last sample or stop_playing(), `cancelled` when another order or a
  // release cut it short, else as for listen().
  virtual void play(std::vector<Sample> samples, Done ended) = 0;
  virtual void stop_playing() = 0;
};

}  // namespace campon::hal
