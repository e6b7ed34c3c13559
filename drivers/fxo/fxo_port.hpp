// A line on an FXO card: hook, flash, digits and events by DAHDI's user interface. [fxo-dsp 1]
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "drivers/fxo/fxo_timers.hpp"
#include "drivers/hearing/caller_id_receiver.hpp"
#include "drivers/hearing/dtmf_sender.hpp"
#include "hal/env/device_calls.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/media_port.hpp"
#include "hal/signal_port.hpp"

namespace campon::fxo {

struct FxoSettings {
  unsigned channel = 0;                                // DAHDI's number
  std::optional<hearing::CallerIdStandard> caller_id;  // of the region; nothing: it is not heard
  hearing::DtmfLevels levels{};                        // of digits that the port must make itself
  FxoTimers timers{};
};

// Tells what is electrical: bursts of ringing with their lengths, loop drop, reversals, a line without battery; and who calls,
// heard on the on-hook line. Tones it leaves to the ears above it (drivers/listening): it is a MediaPort, both ways at once.
//
//   hal::Line      FxoPort                      kernel                      line
//   seize          HOOK(OFFHOOK)                0                           loop closed
//   ended          (600 ms: nothing but sound)
//   flash          HOOK(FLASH)                  EINPROGRESS, HOOKCOMPLETE   break
//   send_digits    DIAL("T...")                 DIALCOMPLETE                DTMF
//   release        HOOK(ONHOOK)                 0                           loop open
//
// What is peculiar to the kernel stays here: EBUSY, ENODATA (the port makes the digits itself then), reads that fail while an
// event waits, a RINGOFFHOOK after the answer, and one without its RINGBEGIN. [fxo-dsp 1.5 to 1.8]
//
// A line on which the bell rings at this moment is not seized: line_ringing (later). One without battery: line_down (gone). A card
// that is pulled is DeviceGone; it is looked for, and DeviceBack is told when it is there again.
class FxoPort final : public hal::SignalPort, public hal::MediaPort {
 public:
  // Calls, scheduler and trace must outlive the port. Nothing is opened before open() or start().
  FxoPort(env::DeviceCalls& calls, env::Scheduler& scheduler, env::Trace& trace, FxoSettings settings);
  ~FxoPort() override;

  // Opens the channel, so that mistakes are told early; start() does it where it was not done.
  // Errors: device_missing, device_held, device_unfit.
  env::Result open();

  void attach(hal::SignalSink* sink) override;
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

}  // namespace campon::fxo
