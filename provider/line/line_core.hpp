// The working parts of LineProvider: calls, completions, procedure runs and rings of one line. Private to provider/.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hal/env/turn_queue.hpp"
#include "provider/line/call_states.hpp"
#include "provider/line/completion_states.hpp"
#include "provider/line/line_provider.hpp"
#include "provider/line/outbox.hpp"
#include "provider/network/procedure_run.hpp"
#include "provider/line/recall.hpp"

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
  env::Expected<CallId> make_call(const hal::DialString& number, Done done);
  void answer(CallId id, Done done);
  void drop(CallId id, Done done);
  void close_call(CallId id);
  void complete(CallId id, CompletionMode mode, std::uint32_t message, CompletionReply reply);
  void uncomplete(CompletionId id, Done done);
  [[nodiscard]] std::optional<CallView> call(CallId id) const;
  [[nodiscard]] std::vector<CallView> calls() const;
  [[nodiscard]] std::optional<CompletionView> completion(CompletionId id) const;
  [[nodiscard]] std::vector<CompletionView> completions() const;
  [[nodiscard]] AddressCapabilities capabilities() const;
  [[nodiscard]] bool in_service() const;

  hal::Line& line_;
  const NetworkProfile& network_;
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
  };
  struct Completion {
    CompletionView view;
    env::StateMachine<CompletionMachine, k_completion_table> machine;
    CompletionReply reply;
    env::Timer lifetime;
    env::Timer forget;
    bool doubtful = false;  // perhaps it was this one whose recall was taken in a glare; its cancel tells
  };
  // What a procedure runs for.
  enum class Purpose : std::uint8_t { complete, cancel, clear_up };
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

  // Calls.
  void on_line_event(const hal::LineEvent& event) override;
  void seized(CallId id, const env::Result& result);
  void start_dialing(CallId id, bool stutter);
  void dialed(CallId id, const env::Result& result);
  void give_up_making(CallId id, const env::Error& why);
  void call_hears(Call& call, const hal::LineEvent& event);
  void turned_away(const Call& call);
  void step_call(Call& call, CallInput input);
  void call_left_line(CallId id);
  void dropped(CallId id, Done done, const env::Result& result);
  void answered_ring(CallId id, Done done, const env::Result& result);
  void drop_offered(Call& call);
  void answered_in_vain();
  void ring_was_refused();
  void yield_to_ring();
  void remove_if_closed(CallId id);
  Call* find(CallId id);
  [[nodiscard]] CallView view_of(const Call& call) const;
  [[nodiscard]] std::optional<CompletionCondition> condition_of(const Call& call) const;
  // Nothing when the network has none for this mode, or can no longer be asked.
  [[nodiscard]] const Procedure* procedure_for(const Call& call, CompletionMode mode) const;
  Call& new_call(CallOrigin origin, const hal::DialString& number);
  void device_gone();

  // Completions.
  env::Result may_complete(const Call* call, CompletionMode mode, std::uint32_t message) const;
  Completion& new_completion(const Call& call, CompletionMode mode, CompletionReply reply);
  void step_completion(Completion& completion, CompletionInput input, CompletionEnd end = CompletionEnd::none);
  void completion_ended(Completion& completion);
  void start_lifetime(Completion& completion);
  void lifetime_over(Completion& completion);
  void completion_follows(const Call& call);
  void recalled_call_moved(const Call& call, Completion& completion);
  void camped_call_moved(const Call& call, Completion& completion);
  void reply(Completion& completion, env::Expected<CompletionId> result);
  void replace_older(const Completion& newest);
  void replaced(Completion& completion);
  void answer_its_cancel(const Completion& completion);
  void uncamp(Completion& completion, Done done);
  Completion* find(CompletionId id);
  [[nodiscard]] std::size_t outstanding() const;
  void tell_count(std::size_t before);

  // Procedure runs.
  void start_run(Purpose purpose, CompletionId id, const Procedure& procedure, const std::string& number, Done done);
  void drive();
  void carry_out(const LineOrder& order);
  void order_ended(std::uint64_t generation, const env::Result& result);
  void rested(std::uint64_t generation, env::Duration at_least, const env::Result& result);
  void run_ended();
  void activation_ended(const ProcedureRun& run, Completion& completion);
  void accepted(const ProcedureRun& run, Completion& completion, Call& call);
  void completed_at_once(const ProcedureRun& run, Completion& completion, Call& call);
  void not_known(const ProcedureRun& run, Completion& completion, Call& call);
  void not_sent(const ProcedureRun& run, Completion& completion, Call& call);
  void refused(const ProcedureRun& run, Completion& completion, Call& call);
  void clear_up(const Completion& completion);
  void release_call(Call& call, CallInput input);
  void cancel_ended(RunEnd end, const env::Error& why, CompletionId id, Done done);
  void abandon_run(const env::Error& why);
  void next_job();
  [[nodiscard]] RunEnd end_of_cancel(const Run& run);
  [[nodiscard]] bool hits_others(const Job& job) const;
  void leave_undone(Job job);

  // Rings.
  void ring_burst(const hal::RingBurst& burst);
  void ring_caller_id(const hal::CallerId& caller);
  void ring_stopped();
  void judge(bool final);
  void offer(const Verdict& verdict);
  void missed(Completion& completion);
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

  const Region& region_;
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
  env::Timer dial_tone_;
  env::Timer connecting_;
  env::Timer rest_;
  std::optional<Run> run_;
  std::uint64_t run_generation_ = 0;
  std::deque<Job> jobs_;
  std::optional<RingSession> ring_;
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

}  // namespace campon::provider
