// The voice port behind its interface: orders become runs of commands, responses and events become facts.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "drivers/atmodem/caller_id_report.hpp"
#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/engine/command_run.hpp"
#include "drivers/atmodem/engine/flood_guard.hpp"
#include "drivers/atmodem/engine/syntax.hpp"
#include "drivers/atmodem/voice/digit_plan.hpp"
#include "drivers/atmodem/voice/line_facts.hpp"
#include "drivers/atmodem/voice/ring_report.hpp"
#include "drivers/atmodem/voice/voice_audio.hpp"
#include "drivers/atmodem/voice/voice_port.hpp"
#include "hal/env/turn_queue.hpp"

namespace campon::atmodem {

class VoicePort::Core final : private env::ByteSink, private ChatSink, private AudioHost {
 public:
  Core(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, Personality modem);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void attach(hal::SignalSink* sink) { sink_ = sink; }
  [[nodiscard]] const hal::Capabilities& capabilities() const { return can_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  void start(hal::Done done);
  void seize(hal::Done done);
  void release(hal::Done done);
  void answer(hal::Done done);
  void flash(hal::Duration length, hal::Done done);
  void send_digits(const hal::DialString& digits, hal::Done done);

  [[nodiscard]] hal::MediaCapabilities media() const { return audio_.can(); }
  void listen(hal::AudioSink& sink, hal::Done ended);
  void stop_listening() { audio_.stop_listening(); }
  void play(std::vector<hal::Sample> samples, hal::Done ended);
  void stop_playing() { audio_.stop_playing(); }

 private:
  using Steps = std::deque<Step>;

  void on_bytes(std::string_view bytes) override;
  void on_closed(const env::Error& why) override;
  void send(std::string_view bytes) override;
  void on_unsolicited(ResultCode code, std::string_view text) override;
  void on_echo() override { on_reset("it echoes again"); }
  void on_numeric() override { on_reset("it answers in numbers"); }
  void on_stream() override { audio_.on_stream(); }
  void on_degraded() override;
  void on_silent() override;
  void on_moved(std::string text) override { note(env::TraceKind::state, text); }
  bool write_audio(std::string_view bytes) override;
  void audio_wake() override { arm(); }
  void audio_lost_line() override { tell(hal::Evidence::protocol, hal::LoopDrop{}); }
  void audio_moved(std::string text) override { note(env::TraceKind::state, text); }

  // Orders.
  bool take(hal::Done& done);
  void refuse(hal::Done done, env::Result why);
  void finish(const env::Result& result);
  void order(Steps steps);
  void go_off_hook(const std::string& command);
  void started(const env::Result& result);
  Steps init_steps();
  [[nodiscard]] Steps off_hook_steps(const std::string& command);
  void send_planned(const std::vector<PlannedCommand>& plan);

  // Answers.
  env::Result judge(const Step& step, const Answer& answer);
  env::Result judge_busy(const env::Result& hung_up);
  env::Result judge_hook(const Answer& answer, const env::Result& hung_up) const;
  void tell_blocked(const Answer& answer);

  // On hook, whatever it takes.
  void try_release(std::size_t way);
  void drop_dtr();
  void raise_dtr();
  void after_dtr();
  void released();
  void in_trouble(const std::string& why);

  void lost(const env::Error& why);
  void on_reset(std::string_view sign);
  void settings_lost();
  void unexpected_data_mode();
  void gone_for_now(const std::string& why);
  void initialise_again();
  void recover();
  void recovered();

  // Items.
  void take_item(const Item& item);
  void note_heard(const Item& item);
  [[nodiscard]] bool is_boot_text(std::string_view line) const;
  void on_event(char code);
  void on_ring();
  void on_burst(const hal::RingBurst& burst);
  void tell_caller_id();
  void tell(hal::Evidence evidence, hal::LineFact fact);

  void arm();
  void tick();
  [[nodiscard]] env::Time now() const { return scheduler_.now(); }
  void note(env::TraceKind kind, std::string_view text) { trace_.note(now(), kind, name_, text); }

  const Personality modem_;
  env::ByteChannel& channel_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  const std::string name_;
  hal::SignalSink* sink_ = nullptr;
  hal::Capabilities can_;

  Syntax syntax_;
  FloodGuard flood_;
  std::string heard_;  // scratch of the trace
  Chat chat_;
  CallerIdReport caller_id_;
  RingReport rings_;
  CommandRun run_;
  VoiceAudio audio_;
  env::TurnQueue later_;  // ends of orders and facts, in the order in which they came about

  hal::Done running_;
  bool in_service_ = false;
  bool closed_ = false;
  bool off_hook_ = false;      // or its command is next: tones count
  bool first_digits_ = false;  // the next digits are the first after a seizure
  bool sending_ = false;       // digits or a flash are under way
  bool data_mode_ = false;     // CONNECT was heard: commands no longer reach the modem
  bool settings_lost_ = false;
  std::string hook_command_;  // of the order that seizes or answers
  bool hook_retried_ = false;
  bool woken_ = false;      // silent at the start, and DTR dropped
  bool told_gone_ = false;  // and DeviceBack is owed
  bool dtr_low_ = false;
  env::Timer wake_;
  env::Timer dtr_;
};

}  // namespace campon::atmodem
