// The GSM port behind its interface: orders become runs of commands, results and news become steps of the call.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/engine/command_run.hpp"
#include "drivers/atmodem/engine/flood_guard.hpp"
#include "drivers/atmodem/engine/syntax.hpp"
#include "drivers/atmodem/gsm/gsm_port.hpp"
#include "drivers/atmodem/gsm/message/prompt_watch.hpp"
#include "drivers/atmodem/gsm/message/short_message.hpp"
#include "drivers/atmodem/gsm/response/ussd_text.hpp"
#include "hal/env/turn_queue.hpp"

namespace campon::atmodem {

// What a service has been told so far.
struct GsmService {
  hal::ServiceOrder order;
  hal::ServiceDone done;
  bool sent = false;     // the network may have acted on it
  bool granted = false;  // a text or news said so
  bool refused = false;
  bool none_outstanding = false;
  std::string text;  // the last of the network's words
  std::vector<hal::ServiceEntry> entries;
  std::vector<MessagePart> parts;
  std::size_t part = 0;
};

class GsmPort::Core final : private env::ByteSink, private ChatSink {
 public:
  Core(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, GsmPersonality modem);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void attach(hal::SignalSink* sink) { sink_ = sink; }
  [[nodiscard]] hal::Capabilities capabilities() const;
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const GsmStatus& status() const { return status_; }
  [[nodiscard]] GsmCallState call_state() const { return call_.state(); }

  void start(hal::Done done);
  void seize(hal::Done done);
  void release(hal::Done done);
  void answer(hal::Done done);
  void send_digits(const hal::DialString& digits, hal::Done done);
  void control(CallControl what, hal::Done done);
  void service(const hal::ServiceOrder& order, hal::ServiceDone done);

 private:
  using Steps = std::deque<Step>;
  using Ended = CommandRun::Ended;
  using State = GsmCallState;
  using Input = GsmCallInput;

  void on_bytes(std::string_view bytes) override;
  void on_closed(const env::Error& why) override;
  void send(std::string_view bytes) override;
  void on_unsolicited(ResultCode code, std::string_view text) override;
  void on_echo() override { settings_lost("it echoes again"); }
  void on_numeric() override { settings_lost("it answers in numbers again"); }
  void on_degraded() override;
  void on_silent() override;
  void on_moved(std::string text) override { note(env::TraceKind::state, text); }

  // Making ready.
  void make_ready(Ended ended);
  void ask_sim(unsigned attempt, Ended ended);
  void sim_told(unsigned attempt, const Ended& ended);
  void finish_making_ready(const Ended& ended);
  void clear_leftovers(const Ended& ended);
  Steps init_steps(bool after_sim);
  Steps identity_steps();
  Steps questions();
  Step question(std::string command, std::function<void()> on_answer);
  void read_voice_sign(const VoiceSign& sign);
  void decide_voice();
  void started(const env::Result& result);

  // Orders.
  bool take(hal::Done& done);
  bool may_take(hal::Done& done);
  void refuse(hal::Done done, env::Result why);
  void finish(const env::Result& result);
  void order(Steps steps);
  void seized(const env::Result& result);
  void answered(const env::Result& result);
  void dial(const hal::DialString& digits, hal::Done done);
  void send_tones(const hal::DialString& digits, hal::Done done);
  void dialled(const env::Result& result);
  env::Result judge(const Step& step, const Answer& answer);
  env::Result judge_end(const Step& step, const Answer& answer);
  env::Result refused_call(const Step& step, const Answer& answer);
  [[nodiscard]] env::Result refusal(const Step& step, const Answer& answer, env::Remedy remedy, std::string_view why) const;
  [[nodiscard]] env::Result no_voice() const;
  [[nodiscard]] env::Result not_registered() const;

  // On hook, whatever it takes.
  void try_release(std::size_t way);
  void verify_release(std::size_t way, bool accepted);
  void released();
  void drop_dtr();
  void raise_dtr();
  void after_dtr();
  void in_trouble(const std::string& why);

  // The modem goes, forgets or falls silent.
  void lost(const env::Error& why);
  void settings_lost(std::string_view sign);
  void initialise_again();
  void gone_for_now(const std::string& why);
  void recover();
  void recovered();

  // What the modem tells.
  void take_item(const Item& item);
  bool take_news(std::string_view text);
  bool take_standard(std::string_view text);
  void act_on(NewsMeaning meaning, const PatternMatch& match, std::string_view text);
  void on_ring();
  void on_caller(hal::CallerId id);
  void on_waiting(hal::CallerId id);
  void on_recall(const PatternMatch& match);
  void on_listed(const ListedCall& call);
  void on_registration(Registration now);
  void tell_registration();
  void on_ended(const PatternMatch& match);
  void end_unexplained();
  void end_with(unsigned cause);

  // The call.
  bool step(Input input);
  void act(GsmCallAction action);
  void ask_cause();
  void cause_told(const env::Expected<Answer>& answer);
  void tell_ringback();
  void tell_busy();
  void tell_ring();
  void tell_recall_again();
  void tell_caller(hal::CallerId id);
  void tell_waiting();
  void stop();
  [[nodiscard]] bool in_call() const;
  [[nodiscard]] bool polls() const;
  void poll_later();
  void poll();
  void polled(const env::Expected<Answer>& answer);
  void evaluate(const std::vector<ListedCall>& calls);
  void keep_busy(env::Duration length);

  // Services.
  env::Result judge_service(const Step& step, const Answer& answer);
  void request_completion();
  void request_ended(const env::Result& result);
  void verify_request();
  void judge_request();
  void cancel_completion();
  void cancel_ended(const env::Result& result);
  void judge_cancel();
  void query_completions();
  void ask_network(const std::string& command, Ended ended);
  void wait_for_text(std::function<void()> then);
  void query_then(std::function<void()> then);
  void send_message();
  void send_part();
  void await_prompt();
  void on_prompt();
  void prompt_missing();
  void part_ended(const env::Result& result);
  bool take_service_text(std::string_view line);
  void add_entry(const PatternMatch& match);
  [[nodiscard]] bool lists_request() const;
  [[nodiscard]] bool understood() const;
  void finish_service(bool granted, std::string why);
  void fail_service(env::Error why);
  [[nodiscard]] env::Error unknown(std::string what) const;

  void tell(hal::Evidence evidence, hal::LineFact fact);
  void tell(hal::LineFact fact) { tell(hal::Evidence::protocol, std::move(fact)); }
  void arm();
  void tick();
  [[nodiscard]] bool lists(std::string_view operation) const;
  [[nodiscard]] bool knows(NewsMeaning meaning) const;
  [[nodiscard]] Command command(std::string text, CommandKind kind, env::Duration deadline) const;
  [[nodiscard]] env::Time now() const { return scheduler_.now(); }
  void note(env::TraceKind kind, std::string_view text) { trace_.note(now(), kind, name_, text); }

  const GsmPersonality modem_;
  env::ByteChannel& channel_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  const std::string name_;
  hal::SignalSink* sink_ = nullptr;
  GsmStatus status_;
  bool caller_id_ = false;

  PromptWatch prompt_watch_;
  Syntax syntax_;
  FloodGuard flood_;
  QuotedText quoted_;
  Chat chat_;
  CommandRun run_;          // of the order
  CommandRun service_run_;  // beside it
  env::TurnQueue later_;    // ends of orders and facts, in the order in which they came about
  env::StateMachine<GsmCallMachine, k_gsm_call_table> call_;
  Answer last_answer_{ResultCode::none, {}};  // to the question that has just ended

  hal::Done running_;
  bool seizing_ = false;  // and nothing but questions were asked: a modem that was reset is made ready, and it goes on
  std::optional<GsmService> service_;
  std::uint8_t message_reference_ = 0;
  bool in_service_ = false;
  bool closed_ = false;
  bool settings_lost_ = false;
  bool told_gone_ = false;  // and DeviceBack is owed
  bool told_down_ = false;  // and LineUp is owed
  bool data_mode_ = false;
  bool dtr_low_ = false;
  bool voice_told_ = false;  // a sign has decided

  // Of the call.
  std::string called_;
  CallEnd end_ = CallEnd::unknown;
  hal::CallerId caller_;  // of what rings
  std::string told_caller_;
  bool waiting_rang_ = false;
  bool polling_ = false;
  bool polled_badly_ = false;
  std::size_t calls_ = 0;  // as last listed
  env::Time dialled_at_{};
  env::Time busy_until_{};
  std::optional<env::Time> rang_at_;

  env::Timer wake_;
  env::Timer dtr_;
  env::Timer poll_;
  env::Timer ringback_;
  env::Timer ring_end_;
  env::Timer recall_;
  env::Timer recall_end_;
  env::Timer t1_;
  env::Timer prompt_;
  env::Timer text_wait_;
  std::function<void()> text_then_;
};

}  // namespace campon::atmodem
