// A voice modem as a line device: V.250 commands and V.253 voice mode on a byte channel. [V.250, V.253; voice-modems 2]
#pragma once

#include <memory>
#include <string_view>

#include "drivers/atmodem/engine/chat_states.hpp"
#include "drivers/atmodem/personality.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/media_port.hpp"
#include "hal/signal_port.hpp"

namespace campon::atmodem {

// Seizes in voice mode and stays there, so that a busy call is kept and the line is heard through shielded events.
//
// A release always ends on hook or as an error: the personality's commands one after the other, then DTR, which a modem with
// &D2 obeys, and a new initialisation; a modem that does not answer even then is told as DeviceGone. A modem that is found to
// have lost its settings is initialised anew, before it seizes or answers. One that falls silent between two orders is hung up
// by DTR and initialised. Found off hook, either is DeviceGone, and DeviceBack when the initialisation has succeeded. So is a
// modem that goes into data mode: the far end would hear commands, so it is hung up by DTR. [faults D11, D14, P09]
//
// As a MediaPort it plays and records where the personality has a format for it, in voice mode and beside the orders: each of
// them interrupts a recording, and DLE events are heard in both.
class VoicePort final : public hal::SignalPort, public hal::MediaPort {
 public:
  // Channel, scheduler and trace must outlive the port. Nothing is sent before start().
  VoicePort(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, Personality modem);
  ~VoicePort() override;

  void attach(hal::SignalSink* sink) override;
  // After start() without what the modem refused.
  [[nodiscard]] hal::Capabilities capabilities() const override;
  [[nodiscard]] std::string_view name() const override;
  void start(hal::Done done) override;
  void seize(hal::Done done) override;
  void release(hal::Done done) override;
  void answer(hal::Done done) override;
  void flash(hal::Duration length, hal::Done done) override;
  void send_digits(const hal::DialString& digits, hal::Done done) override;

  [[nodiscard]] hal::MediaCapabilities media() const override;
  void listen(hal::AudioSink& sink, hal::Done ended) override;
  void stop_listening() override;
  void play(std::vector<hal::Sample> samples, hal::Done ended) override;
  void stop_playing() override;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace campon::atmodem
