// One voice stream: sound from the line to the computer, from the computer to the line, or both. [V.253 +VRX, +VTX, +VTR]
//
//   computer            modem
//   AT+VRX              CONNECT, then 20 ms of shielded sound every 20 ms
//   <DLE>!              <DLE><ETX>, OK
//   AT+VTX              CONNECT; takes sound, plays it
//   .. <DLE><ETX>       OK when all has been played
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hal/env/scheduler.hpp"
#include "hw-sim/line/audio.hpp"
#include "hw-sim/modem/personality.hpp"
#include "hw-sim/modem/voice/shielding.hpp"

namespace campon::sim {

class VoiceStream {
 public:
  enum class Kind { none, play, record, duplex };
  struct Handlers {
    std::function<void(std::string_view)> send;                // to the computer, shielded already
    std::function<void(std::span<const std::int16_t>)> play;   // to the line, 8000 a second
    std::function<void(std::vector<std::int16_t>&)> recorded;  // may be changed before it is sent
    std::function<void()> ended;                               // as the computer wished; the result is to be said
  };

  // `audio` and `rules` must outlive it.
  VoiceStream(env::Scheduler& scheduler, const LineAudio& audio, const VoiceRules& rules, Handlers handlers)
      : scheduler_(scheduler), audio_(audio), rules_(rules), handlers_(std::move(handlers)) {}

  void begin(Kind kind, Coding coding, int rate);
  // A byte of the computer.
  void take(char byte);
  // Ends without a word.
  void stop();
  [[nodiscard]] bool active() const { return kind_ != Kind::none; }
  [[nodiscard]] bool reports_digits() const { return reports_digits_; }
  // Bytes of sound taken since power-up, for tests and `ctl show`.
  [[nodiscard]] std::uint64_t taken() const { return taken_; }

 private:
  void code(char code);
  void sound(std::string_view bytes);
  void tick();
  void record_piece();
  void play_piece();
  void end();
  [[nodiscard]] bool plays() const { return kind_ == Kind::play || kind_ == Kind::duplex; }
  [[nodiscard]] bool records() const { return kind_ == Kind::record || kind_ == Kind::duplex; }

  env::Scheduler& scheduler_;
  const LineAudio& audio_;
  const VoiceRules& rules_;
  Handlers handlers_;

  Kind kind_ = Kind::none;
  int rate_ = 0;
  std::optional<VoiceEncoder> encoder_;
  std::optional<VoiceDecoder> decoder_;
  Unshielder unshielder_;
  std::deque<std::int16_t> waiting_;  // to be played
  std::int64_t ticks_ = 0;
  bool fed_ = false;     // sound has come since the last underrun
  bool ending_ = false;  // plays what waits, then ends
  bool paused_ = false;
  bool reports_digits_ = true;
  int volume_ = 0;  // steps of 3 dB
  std::uint64_t taken_ = 0;
  env::Timer timer_;
};

}  // namespace campon::sim
