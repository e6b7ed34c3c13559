// The FXO port behind its interface: orders become calls of the kernel, its events and samples become facts.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "drivers/fxo/fxo_audio.hpp"
#include "drivers/fxo/fxo_channel.hpp"
#include "drivers/fxo/fxo_port.hpp"
#include "drivers/fxo/fxo_states.hpp"
#include "drivers/fxo/on_hook_ear.hpp"
#include "drivers/fxo/ring_watch.hpp"
#include "hal/env/turn_queue.hpp"

namespace campon::fxo {

class FxoPort::Core {
 public:
  Core(env::DeviceCalls& calls, env::Scheduler& scheduler, env::Trace& trace, FxoSettings settings);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  env::Result open();
  void attach(hal::SignalSink* sink) { sink_ = sink; }
  [[nodiscard]] hal::Capabilities capabilities() const;
  [[nodiscard]] const std::string& name() const { return channel_.name(); }

  void start(hal::Done done);
  // Seizes or answers.
  void lift(FxoInput order, hal::Done done);
  void release(hal::Done done);
  void flash(hal::Duration length, hal::Done done);
  void send_digits(const hal::DialString& digits, hal::Done done);

  void listen(hal::AudioSink& sink, hal::Done ended);
  void stop_listening() { audio_.stop_listening(); }
  void play(std::vector<hal::Sample> samples, hal::Done ended);
  void stop_playing() { audio_.stop_playing(); }

 private:
  FxoAction step(FxoInput input, std::string_view* why = nullptr);
  void take(FxoInput input);
  void act(FxoAction action);

  // Orders.
  void order(FxoInput input, hal::Done done);
  void go_off_hook();
  void settle(env::Duration length);
  void begin_flash();
  void begin_dial();
  void make_digits();
  void hang_up();
  void overdue(std::string_view what);
  void stop_dial();
  void fail(env::Error why);
  void finish(const env::Result& result);
  void answer(hal::Done done, env::Result result);

  // The kernel.
  void on_ready(const env::Readiness& ready);
  void drain_events();
  void on_event(dahdi::Event event);
  void on_ring_begin();
  void on_ring_end();
  void on_polarity();
  void on_loop_drop();
  void on_alarm();
  void tell_down();
  void on_alarm_over();
  void take_sound();
  void lost(const std::string& why);
  void abandon();
  void look_for_it();

  void tell(hal::Evidence evidence, hal::LineFact fact);
  [[nodiscard]] bool is_off_hook() const { return !machine_.is(FxoState::closed) && !machine_.is(FxoState::on_hook); }
  [[nodiscard]] env::Time now() const { return scheduler_.now(); }
  void note(env::TraceKind kind, std::string_view text) { trace_.note(now(), kind, channel_.name(), text); }

  env::DeviceCalls& calls_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  const FxoSettings settings_;
  const FxoTimers& timers_ = settings_.timers;
  hal::SignalSink* sink_ = nullptr;
  env::TurnQueue later_;  // ends of orders and facts, in the order in which they came about

  FxoChannel channel_;
  std::unique_ptr<env::DeviceWatch> watch_;
  FxoAudio audio_;
  RingWatch rings_;
  OnHookEar ear_;
  env::StateMachine<FxoMachine, k_fxo_table> machine_;

  hal::Done running_;
  FxoInput put_off_ = FxoInput::flash;  // which order waits until the line has settled, where one does
  bool waits_ = false;
  env::Duration flash_length_{};
  unsigned flash_tries_ = 0;
  std::string digits_;
  env::Error why_;  // of the order that is about to fail
  bool line_down_ = false;
  std::optional<env::Time> lifted_;
  std::optional<env::Time> hung_up_;
  std::optional<env::Time> dropped_;
  std::string gone_why_;
  env::Timer settled_;
  env::Timer overdue_;
  env::Timer alarm_;
  env::Timer retry_;
};

}  // namespace campon::fxo
