// A voice modem as a line device: V.250 dialogue, V.253 voice mode. [V.250, V.253; voice-modems 2]
#pragma once

#include <memory>
#include <string_view>

#include "drivers/atmodem/chat_timers.hpp"
#include "drivers/atmodem/personality.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/signal_port.hpp"

namespace campon::atmodem {

class VoicePort final : public hal::SignalPort {
 public:
  // Channel, scheduler and trace must outlive the port. Nothing is sent before start().
  VoicePort(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, Personality personality, ChatTimers timers = {});
  ~VoicePort() override;

  void attach(hal::SignalSink* sink) override;
  [[nodiscard]] hal::Capabilities capabilities() const override;
  [[nodiscard]] std::string_view name() const override;
  void start(hal::Done done) override;
  void seize(hal::Done done) override;
  void release(hal::Done done) override;
  void answer(hal::Done done) override;
  void flash(hal::Duration length, hal::Done done) override;
  void send_digits(const hal::DialString& digits, hal::Done done) override;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace campon::atmodem
