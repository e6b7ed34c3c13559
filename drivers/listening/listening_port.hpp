// A line device whose sound is listened to: what its own result codes do not tell is heard.
#pragma once

#include <memory>

#include "drivers/listening/listening_timers.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/media_port.hpp"
#include "hal/progress/progress_analyser.hpp"
#include "hal/signal_port.hpp"

namespace campon::listening {

// Forwards every order to the port and every fact from it. While the line is off hook the media port is listened to, and tones
// of which the device knows nothing are told as facts with the evidence `tone`.
//
//   the device tells busy, reorder is not in its vocabulary:
//     port   ......... Busy ..............................
//     ears   ..................... reorder ...............
//     told   ..................... Reorder ...............   or Busy, when the ears agree or say nothing in time
//
// What a port tells by itself is never told twice. A port that cannot be listened to, or stops it, is forwarded as it is.
class ListeningPort : public hal::SignalPort {
 public:
  // `port` and `media` are the same device; both, scheduler and trace must outlive this.
  ListeningPort(hal::SignalPort& port, hal::MediaPort& media, std::shared_ptr<const hal::Ears> ears, env::Scheduler& scheduler,
                env::Trace& trace, ListeningTimers timers = {});
  ~ListeningPort() override;

  void attach(hal::SignalSink* sink) override;
  // Those of the port, and what the plan lets us hear where the media port listens.
  [[nodiscard]] hal::Capabilities capabilities() const override;
  [[nodiscard]] std::string_view name() const override;
  void start(hal::Done done) override;
  void seize(hal::Done done) override;
  void release(hal::Done done) override;
  void answer(hal::Done done) override;
  void flash(hal::Duration length, hal::Done done) override;
  void send_digits(const hal::DialString& digits, hal::Done done) override;
  void service(const hal::ServiceOrder& order, hal::ServiceDone done) override;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

// The device with ears on its sound, where it is a MediaPort as well; else the device as it is. Scheduler and trace must outlive it.
std::unique_ptr<hal::SignalPort> with_ears(std::unique_ptr<hal::SignalPort> device, std::shared_ptr<const hal::Ears> ears,
                                           env::Scheduler& scheduler, env::Trace& trace);

}  // namespace campon::listening
