// The working parts of LineProvider: calls, completions, procedure runs and rings of one line. Private to provider/.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hal/env/turn_queue.hpp"
#include "provider/journal/journal.hpp"
#include "provider/line/call_states.hpp"
#include "provider/line/completion_states.hpp"
#include "provider/line/line_provider.hpp"
#include "provider/line/outbox.hpp"
#include "provider/line/recall.hpp"
#include "provider/line/redial_procedure.hpp"
#include "provider/network/procedure_run.hpp"

namespace campon::provider {

// One series of bursts, from the first to the silence after the last.
struct RingSession {
  hal::RingCadence cadence;
  std::optional<hal::CallerId> caller;
  env::Timer verdict;
  int bursts = 0;
  bool judged = false;
  CompletionId recall;      // whose recall it is
  bool suppressed = false;  // a recall of a request that is being cancelled: not offered
};

class LineProvider::Core final : public hal::LineSink {
 public:
  explicit Core(const LineParts& parts);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void open(Done done);
  void close(Done done);
  env::Expected<CallId> make_call(const FirstDigits& first, Done done);
  env::Result dial(CallId id, const FirstDigits& next, Done done);
  void answer(CallId id, Done done);
  void drop(CallId id, Done done);
  void close_call(CallId id);
  env::Result generate(CallId id, std::string_view digits, Done done);
  void stop_generating(CallId id);
  void complete(CallId id, CompletionMode mode, std::uint32_t message, CompletionReply reply);
  void complete_without_call(const CompletionRequest& wanted, CompletionReply reply);
  void uncomplete(CompletionId id, Done done);
  [[nodiscard]] std::optional<CallView> call(CallId id) const;
  [[nodiscard]] std::vector<CallView> calls() const;
  [[nodiscard]] std::optional<CompletionView> completion(CompletionId id) const;
  [[nodiscard]] std::vector<CompletionView> completions() const;
  [[nodiscard]] bool can_uncomplete() const;
  [[nodiscard]] bool at_rest() const;
  [[nodiscard]] std::vector<JournalStep> history(CompletionId id) const;
  [[nodiscard]] AddressCapabilities capabilities() const;
  [[nodiscard]] bool in_service() const;
  [[nodiscard]] std::string hook_owner() const;

  hal::Line& line_;
  const NetworkProfile& network_;
  const Region& region_;
  LineObserver* observer_ = nullptr;

 private:
  struct Call {
    CallView view;
    env::StateMachine<CallMachine, k_call_table> machine;
    hal::DialString number;
    Done made;            // the reply of make_call, until it is given
    bool closed = false;  // the application has forgotten it: nothing more is told
    // A refusal has taken the place of the busy tone: what must be asked during that tone can be asked no more.
    bool busy_tone_gone = false;
    env::Time state_since{};
    bool ours_to_dial = false;                      // a recall that we ourselves bring about: answering it calls the other party
    bool dropping = false;                          // hanging up has been ordered
    bool parts = false;                             // more digits of the number are to come
    bool sending = false;                           // some go out now
    std::string sent = {};                          // those that were given to the line
    std::optional<std::string> second_number = {};  // digits since the last flash, which may have brought a dial tone
    bool flashed = false;                           // the application has flashed: dial tone is what it asked for
  };
  // Digits that go out in a call, one order each.
  struct Generation {
    CallId call;
    std::string digits;
    std::size_t next = 0;
    Done done;
    env::Timer pause;
  };
  struct Completion {
    CompletionView view;
    env::StateMachine<CompletionMachine, k_completion_table> machine;
    CompletionReply reply;
    env::Timer lifetime;
    env::Duration lifetime_end{};  // as WallClock::elapsed counts
    env::Timer forget;
    env::Timer next_attempt;  // redialling
    unsigned missed_recalls = 0;
    unsigned questions = 0;    // how often the network was asked in vain whether it has it
    bool clearing_up = false;  // it has ended here, and is taken back in the network: until then its intent stands
    std::vector<JournalStep> history;
    bool doubtful = false;  // its recall was perhaps taken in a glare, or a cancel not answered; its cancel tells
  };
  // What a procedure runs for.
  enum class Purpose : std::uint8_t {
    complete,
    cancel,
    clear_up,  // take back what the network may hold unknown to us
    ask,       // which requests does the network hold?
    attempt,   // redialling: is the other party free?
    connect,   // the recall is answered, and we ourselves call the other party
  };
  // Who is counted for calls from here.
  static constexpr std::string_view k_owner = "local";
  // What a code about 'the last call' means.
  struct LastDialed {
    std::string number;
    env::Time at{};
  };
  struct Run {
    Purpose purpose;
    CompletionId completion;
    ProcedureRun procedure;
    Done done;  // of a cancel
    env::Timer timer;
  };
  // A procedure that waits until the line is free.
  struct Job {
    Purpose purpose;
    CompletionId completion;
    std::string number;
    Done done;
  };
  void opened(Done done, const env::Result& result);
  void reopen();

  // Calls.
  void on_line_event(const hal::LineEvent& event) override;
  void seize_for(CallId id);
  void seized(CallId id, const env::Result& result);
  void start_dialing(CallId id, bool stutter);
  void send_number(Call& call, const hal::DialString& digits, Done done);
  void dialed(CallId id, const Done& done, const env::Result& result);
  [[nodiscard]] static bool takes_number(const Call& call);
  [[nodiscard]] env::Result may_dial(const Call* call, const FirstDigits& next) const;
  env::Result permit_number(const std::string& number, bool first);
  void give_up_making(CallId id, const env::Error& why);
  void run_hears(const hal::LineEvent& event);
  void call_hears(Call& call, const hal::LineEvent& event);
  void turned_away(const Call& call);
  void step_call(Call& call, CallInput input);
  void call_left_line(CallId id);
  void dropped(CallId id, Done done, const env::Result& result);
  void answered_ring(CallId id, Done done, const env::Result& result);
  void recall_taken(Call& call);
  void nothing_after_recall(Call& call);
  void drop_offered(Call& call);
  void answered_in_vain();
  void ring_was_refused();
  void yield_to_ring();
  void ask_later();
  void remove_if_closed(CallId id);
  Call* find(CallId id);
  Call* call_of(const Completion& completion);
  [[nodiscard]] CallView view_of(const Call& call) const;
  [[nodiscard]] std::optional<CompletionCondition> condition_of(const Call& call) const;
  Call& new_call(CallOrigin origin, const hal::DialString& number);
  void device_gone();
  void abandon_cancels(const env::Error& why);

  // Digits in a call.
  [[nodiscard]] env::Result may_generate(const Call* call, std::string_view digits) const;
  [[nodiscard]] bool sends_now() const { return generation_.has_value() || signalling_; }
  env::Result permit_signals(Call& call, std::string_view digits);
  void next_signal();
  void flash_call();
  void signal_sent(const env::Result& result);
  void end_generation(const env::Result& result);
  void digit_heard(CallId id, char digit);

  // Emergency calls.
  void clear_the_way();
  void step_aside(const std::string& why);
  CallId silence_ring(CallId id);

  // Asking for a completion.
  [[nodiscard]] env::Result may_complete(const Call* call, CompletionMode mode, std::uint32_t message) const;
  [[nodiscard]] env::Result may_ask(const std::string& number, CompletionMode mode, std::uint32_t message) const;
  [[nodiscard]] env::Result may_complete_without_call(const CompletionRequest& wanted) const;
  env::Result permitted(const CompletionWish& wish);
  [[nodiscard]] bool takes_a_place(CompletionMode mode) const;
  void turn_down(CompletionReply answer, const env::Error& why);
  [[nodiscard]] env::Result not_offered(const Call& call, CompletionMode mode) const;
  [[nodiscard]] bool offers(const Call& call, CompletionMode mode) const;
  [[nodiscard]] bool in_offer_window(env::Time since) const;
  Completion& new_completion(const CompletionRequest& wanted, CompletionReply reply);
  void begin(Completion& completion);
  void intended(CompletionId id, const env::Result& result);
  void ask_network(Completion& completion);
  void never_asked(Completion& completion, const env::Error& why);
  void activation_ended(const ProcedureRun& run, Completion& completion);
  void accepted(const ProcedureRun& run, Completion& completion);
  void now_outstanding(Completion& completion);
  Call& call_for(Completion& completion);
  void now_camped(const ProcedureRun& run, Completion& completion);
  void now_intruding(Completion& completion);
  void promise(CompletionId id, const env::Result& kept);
  void completed_at_once(Completion& completion);
  void refused(const ProcedureRun& run, Completion& completion);
  void not_sent(const ProcedureRun& run, Completion& completion);
  void not_known(const ProcedureRun& run, Completion& completion);

  // Completions.
  // `kept`: the change is on the disk, or cannot be.
  void step_completion(Completion& completion, CompletionInput input, CompletionEnd end = CompletionEnd::none, Done kept = nullptr);
  void tell_completion(const Completion& completion);
  void completion_ended(Completion& completion);
  void forget_later(Completion& completion);
  [[nodiscard]] env::Duration lifetime_of(const Completion& completion) const;
  void start_lifetime(Completion& completion, env::Duration length);
  void watch_lifetime(Completion& completion);
  void lifetime_over(Completion& completion);
  void completion_follows(const Call& call);
  void recalled_call_moved(const Call& call, Completion& completion);
  void camped_call_moved(const Call& call, Completion& completion);
  void reply(Completion& completion, env::Expected<CompletionId> result);
  void replace_older(const Completion& newest);
  void replaced(Completion& completion);
  void drop_surplus();
  Completion* find(CompletionId id);
  [[nodiscard]] std::size_t outstanding() const;
  void tell_count(std::size_t before);

  // Taking back.
  [[nodiscard]] env::Result may_uncomplete(const Completion* completion, CompletionId id) const;
  [[nodiscard]] bool is_oldest(const Completion& completion) const;
  void take_back(Completion& completion, Done done);
  void cancel_on_wire(CompletionId id, const Done& done);
  void uncamp(Completion& completion, Done done);
  void now_doubtful(Completion& completion);
  void cancel_ended(RunEnd end, const env::Error& why, CompletionId id, Done done);
  void cancel_run_ended(Run& run);
  [[nodiscard]] RunEnd end_of_cancel(const Run& run);
  void clear_up(Completion& completion);
  void cleared_up(CompletionId id);
  [[nodiscard]] bool hits_others(const Job& job) const;
  [[nodiscard]] bool can_carry_out(const Procedure& procedure) const;
  [[nodiscard]] const CancelProcedure* cancel_way() const;
  void leave_undone(Job job);
  void answer_its_cancel(const Completion& completion);

  // Asking what the network holds.
  [[nodiscard]] bool can_list() const;
  void watch_network();
  void ask_what_it_holds();
  void asked(const Run& run);
  void learn(Completion& completion, bool held);
  void learn_nothing(Completion& completion);
  void call_waits(const hal::CallerId& caller);
  void line_is_free();

  // Redialling.
  [[nodiscard]] bool redials() const;
  [[nodiscard]] Moment moment() const;
  [[nodiscard]] std::uint64_t guarded_call(CallId id) const;
  void redial_accepted(Completion& completion);
  void schedule_attempt(Completion& completion);
  void attempt_denied(Completion& completion, const Decision& decision);
  void try_at(Completion& completion, env::Time when);
  void start_attempt(CompletionId id);
  void attempt_ended(const Run& run);
  void after_attempt(CompletionId id, bool rung, bool free);
  void attempt_abandoned(const Run& run);
  void count_attempt(const Run& run, RedialCause cause);
  void offer_own_recall(Completion& completion);
  void own_recall_over(CallId id);
  void withdraw_own_recall();
  void answer_own_recall(CallId id, Done done);
  void connect(CallId id, const Procedure& procedure);
  void connect_ended(const Run& run);
  void stop_redialing(CompletionId id, const Done& done);

  // What survives the process.
  void record(Completion& completion, Done kept);
  void record_attempt(const std::string& number);
  void restore();
  void restore(const JournalEntry& entry);
  void restore_intent(Completion& completion);
  void restore_owed(Completion& completion);
  void restore_accepted(Completion& completion, CompletionState was);

  // Procedure runs.
  void start_run(Purpose purpose, CompletionId id, const Procedure& procedure, const std::string& number, Done done);
  [[nodiscard]] std::string message_of(CompletionId id) const;
  void drive();
  void carry_out(const LineOrder& order);
  void send(const SendDigits& digits, Done ended);
  void ask_service(const hal::ServiceOrder& order);
  void order_ended(std::uint64_t generation, const env::Result& result);
  void rested(std::uint64_t generation, env::Duration at_least, const env::Result& result);
  void run_ended();
  void leave_call(Call* call, CallInput input);
  void release_call(Call& call, CallInput input);
  void abandon_run(const env::Error& why);
  void next_job();
  void start_job(Job job);

  // Rings.
  void ring_burst(const hal::RingBurst& burst);
  void ring_caller_id(const hal::CallerId& caller);
  [[nodiscard]] bool is_rung() const;
  void ring_stopped();
  void judge(bool final);
  void offer(const Verdict& verdict);
  Call& offer_call(Completion& completion);
  void tell_offered(Call& call);
  void missed(Completion& completion);
  [[nodiscard]] bool is_kept_when_missed(Completion& completion) const;
  bool recall_was_taken();
  void update_caller(const hal::CallerId& caller);
  [[nodiscard]] std::vector<RecallCandidate> candidates() const;
  Call* offered_call();

  // Telling.
  void tell_state(const Call& call);
  void tell_info(const Call& call);
  void answer_later(Done done, env::Result result);
  void note(env::TraceKind kind, std::string_view who, std::string_view text) { trace_.note(scheduler_.now(), kind, who, text); }
  template <class Handler>
  auto guarded(Handler handler);

  env::Scheduler& scheduler_;
  const env::WallClock& clock_;
  env::Trace& trace_;
  ProviderTimers timers_;
  env::TurnQueue later_;
  Outbox outbox_;
  bool open_ = false;
  std::uint64_t opening_ = 0;  // so that an opening that was closed meanwhile changes nothing
  std::map<CallId, Call> calls_;
  std::map<CompletionId, Completion> completions_;
  std::optional<CallId> on_line_;  // the call that owns the hook, or is offered
  bool awaiting_dial_tone_ = false;
  std::optional<hal::DialTone> early_dial_tone_;  // heard while the line was being seized
  env::Timer dial_tone_;
  env::Timer connecting_;
  env::Timer rest_;
  env::Timer serve_again_;
  std::optional<Generation> generation_;
  bool signalling_ = false;  // an order of it, or of one that was stopped, runs
  std::optional<Run> run_;
  std::uint64_t run_generation_ = 0;
  std::list<Job> jobs_;
  std::optional<RingSession> ring_;
  std::optional<LastDialed> last_dialed_;
  std::optional<hal::DialBlocked> dial_blocked_;  // what the device said of the attempt that runs
  Journal* journal_;
  const std::string kept_as_;
  Policy open_policy_;  // used when none was given
  std::unique_ptr<TollGuard> own_guard_;
  TollGuard& guard_;
  RedialLedger ledger_;
  Procedure redial_attempt_;
  Procedure redial_call_;
  env::Timer own_recall_;
  env::Timer audit_;
  std::uint32_t last_call_ = 0;
  std::uint32_t last_completion_ = 0;
  // Orders to the line outlive this object when it is destroyed while they run; their handlers look here first.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

template <class Handler>
auto LineProvider::Core::guarded(Handler handler) {
  return [alive = std::weak_ptr<bool>(alive_), handler = std::move(handler)](const env::Result& result) {
    if (!alive.expired()) handler(result);
  };
}

std::string who(CallId id);
std::string who(CompletionId id);
// What a procedure that did not succeed tells its caller.
env::Error run_error(const ProcedureRun& run);

}  // namespace campon::provider
