// Playing and recording through the modem's data path: what hal::MediaPort asks for, beside the orders of the line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/engine/syntax.hpp"
#include "drivers/atmodem/personality.hpp"
#include "drivers/atmodem/voice/audio_codec.hpp"
#include "drivers/atmodem/voice/audio_states.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/turn_queue.hpp"
#include "hal/media_port.hpp"

namespace campon::atmodem {

class AudioHost {
 public:
  // Samples and their shields, past the dialogue. False when they do not fit now.
  virtual bool write_audio(std::string_view bytes) = 0;
  // Something was given to the chat.
  virtual void audio_wake() = 0;
  // The stream ended with NO CARRIER: the far end is gone.
  virtual void audio_lost_line() = 0;
  virtual void audio_moved(std::string text) = 0;

 protected:
  ~AudioHost() = default;
};

//   we send   AT+VSM=.. ...... AT+VRX .............................. <DLE>! ................... the order's command
//   modem     ......... OK .. ....... CONNECT samples samples samples ..... <DLE><ETX> OK
//   state     selecting        opening        flowing                 closing              off
//
// A stream that does not end when it is told to is told three times; then the chat asks with AT, and what it finds decides.
class VoiceAudio {
 public:
  // All must outlive it.
  VoiceAudio(const Personality& modem, Chat& chat, Syntax& syntax, env::Scheduler& scheduler, AudioHost& host)
      : modem_(modem), chat_(chat), syntax_(syntax), scheduler_(scheduler), host_(host), later_(scheduler) {}

  [[nodiscard]] hal::MediaCapabilities can() const;
  void listen(hal::AudioSink& sink, hal::Done ended);
  void stop_listening();
  void play(std::vector<hal::Sample> samples, hal::Done ended);
  void stop_playing();

  // No stream may run: an order needs the modem, or the line is on hook. One that runs is ended; playing with it, listening
  // only until it may go on.
  void suspend();
  void resume();
  // The line is on hook or the device gone: all of it ends.
  void end_all(const env::Error& why);

  // From the chat and the syntax.
  void on_stream();
  void on_audio(std::string_view bytes);

  [[nodiscard]] AudioState state() const { return machine_.state(); }
  [[nodiscard]] bool sending() const { return playing_ && state() != AudioState::off; }

 private:
  struct Listening {
    hal::AudioSink* sink;
    hal::Done ended;
  };
  struct Playing {
    std::vector<hal::Sample> samples;
    hal::Done ended;
    std::size_t written = 0;
  };

  void step(AudioInput input);
  void act(AudioAction action);
  void begin();
  void select();
  void open();
  void flow();
  void watch();
  void write_piece();
  void wrote(std::size_t samples);
  void write_end();
  void fail();
  void over();
  void stream_ended(const env::Expected<Answer>& end);
  void end_listening(const env::Result& result);
  void end_playing(const env::Result& result);
  void tell(hal::Done done, const env::Result& result);
  [[nodiscard]] const AudioFormat& format() const { return modem_.audio.formats[format_]; }

  const Personality& modem_;
  Chat& chat_;
  Syntax& syntax_;
  env::Scheduler& scheduler_;
  AudioHost& host_;
  env::StateMachine<AudioMachine, k_audio_table> machine_;
  std::optional<Listening> listening_;
  std::optional<Playing> playing_;
  bool suspended_ = true;
  bool for_playing_ = false;  // the stream that runs
  bool unwanted_ = false;     // it was stopped by who wanted it
  std::optional<env::Error> why_ended_;
  std::size_t format_ = 0;    // the one that was accepted is proposed first the next time
  std::size_t refused_ = 0;   // in a row
  std::uint64_t stream_ = 0;  // answers to an earlier one mean nothing to this one
  env::Time started_{};       // of playing
  env::Time progress_{};      // the latest samples came or went
  std::optional<AudioDecoder> decoder_;
  std::optional<AudioEncoder> encoder_;
  std::vector<hal::Sample> samples_;
  std::string plain_, shielded_;
  env::Timer timer_;
  env::TurnQueue later_;
};

}  // namespace campon::atmodem
