// Redialling, where the network has no completion of its own: the same ids, events and cancel, by calling again and again.
#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::TraceKind;

// What an attempt met, as the region's rules count it.
RedialCause cause_of(const ProcedureRun& attempt) {
  if (attempt.end() == RunEnd::failed)
    return attempt.error().code == ErrorCode::no_dial_tone ? RedialCause::no_dial_tone : RedialCause::unclassified;
  if (!attempt.decided_by()) return RedialCause::unclassified;
  switch (*attempt.decided_by()) {
    case Heard::busy: return RedialCause::busy;
    case Heard::reorder: return RedialCause::reorder;
    case Heard::sit: return RedialCause::unreachable;
    default: return RedialCause::unclassified;
  }
}

bool is_free(const ProcedureRun& attempt) { return attempt.end() == RunEnd::accepted && attempt.acceptance() != Acceptance::assumed; }

CompletionEnd end_of(RedialEnd why) {
  const bool never = why == RedialEnd::unreachable || why == RedialEnd::blacklisted;
  return never ? CompletionEnd::unreachable : CompletionEnd::attempts_over;
}

}  // namespace

bool LineProvider::Core::redials() const { return network_.kind == "emulated"; }

Moment LineProvider::Core::moment() const { return {scheduler_.now(), clock_.now()}; }

// The guard counts the calls of all lines; the line's name tells ours apart. FNV-1a, because it must be the same in every run.
std::uint64_t LineProvider::Core::guarded_call(CallId id) const {
  std::uint32_t hash = 2166136261U;
  for (const char c : line_.name()) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (std::uint64_t{hash} << 32U) | id.value;
}

void LineProvider::Core::redial_accepted(Completion& completion) {
  const auto begun = ledger_.begin_series(completion.view.number, SeriesStarter::human, region_.redial, moment());
  if (!begun) return never_asked(completion, begun.error());
  completion.view.acceptance = Acceptance::reported;
  completion.view.heard = "redialled from here";
  now_outstanding(completion);
  schedule_attempt(completion);
  leave_call(call_of(completion), CallInput::released);
}

void LineProvider::Core::schedule_attempt(Completion& completion) {
  if (!completion.machine.is(CompletionState::outstanding)) return;
  const RedialAnswer next = may_redial(region_.redial, ledger_.find(completion.view.number), scheduler_.now());
  note(TraceKind::decision, who(completion.view.id), next.reason);
  if (next.verdict == RedialVerdict::over) return step_completion(completion, CompletionInput::lifetime_over, end_of(next.why));
  try_at(completion, next.at);
}

// What is too often now may be tried later; what is not allowed never will be.
void LineProvider::Core::attempt_denied(Completion& completion, const Decision& decision) {
  if (!decision.again) return step_completion(completion, CompletionInput::lifetime_over, CompletionEnd::unreachable);
  try_at(completion, *decision.again);
}

void LineProvider::Core::try_at(Completion& completion, env::Time when) {
  completion.next_attempt = scheduler_.at(when, [this, id = completion.view.id] {
    jobs_.push_back({Purpose::attempt, id, {}, nullptr});
    next_job();
  });
}

void LineProvider::Core::start_attempt(CompletionId id) {
  Completion* completion = find(id);
  if (completion == nullptr || !completion->machine.is(CompletionState::outstanding)) return;
  const std::string& number = completion->view.number;
  const Decision decision = guard_.may_dial({number, DialOrigin::redial, k_owner}, scheduler_.now());
  if (!decision.allowed) return attempt_denied(*completion, decision);
  start_run(Purpose::attempt, id, redial_attempt_, number, nullptr);
}

void LineProvider::Core::attempt_ended(const Run& run) {
  const CompletionId id = run.completion;
  const bool rung = run.procedure.end() == RunEnd::failed && run.procedure.error().code == ErrorCode::line_ringing;
  const bool free = is_free(run.procedure);
  if (!rung) count_attempt(run, free ? RedialCause::no_answer : cause_of(run.procedure));
  line_.release(guarded([this, id, rung, free](const env::Result&) { after_attempt(id, rung, free); }));
}

void LineProvider::Core::after_attempt(CompletionId id, bool rung, bool free) {
  Completion* completion = find(id);
  if (completion != nullptr && completion->machine.is(CompletionState::outstanding)) {
    if (rung || (free && (on_line_ || ring_ || run_)))
      try_at(*completion, scheduler_.now());
    else if (free)
      offer_own_recall(*completion);
    else
      schedule_attempt(*completion);
  }
  next_job();
}

// Somebody needs the line. What has been dialled counts.
void LineProvider::Core::attempt_abandoned(const Run& run) {
  if (run.procedure.has_sent()) count_attempt(run, RedialCause::unclassified);
  if (Completion* completion = find(run.completion)) schedule_attempt(*completion);
}

void LineProvider::Core::count_attempt(const Run& run, RedialCause cause) {
  const std::string& number = run.procedure.number();
  const auto blocked = std::exchange(dial_blocked_, std::nullopt);
  if (blocked) cause = blocked->length ? RedialCause::delayed : RedialCause::blacklisted;
  ledger_.attempted(number, cause, region_.redial, moment(), blocked ? blocked->length : std::nullopt);
  record_attempt(number);
  Completion* completion = find(run.completion);
  if (completion == nullptr || is_terminal(completion->machine.state())) return;
  ++completion->view.attempts;
  completion->view.heard = std::string(to_string(cause));
  record(*completion, nullptr);
  tell_completion(*completion);
}

// The other party is free: our own side is rung, and called when it answers.
void LineProvider::Core::offer_own_recall(Completion& completion) {
  step_completion(completion, CompletionInput::recall);
  Call& call = offer_call(completion);
  call.ours_to_dial = true;
  call.view.verdict = "the number was called, and is free";
  tell_offered(call);
  own_recall_ = scheduler_.after(timers_.own_recall, [this, id = call.view.id] { own_recall_over(id); });
}

void LineProvider::Core::own_recall_over(CallId id) {
  own_recall_.reset();
  const auto found = calls_.find(id);
  if (found == calls_.end() || !found->second.machine.is(CallState::offering)) return;
  const CompletionId recalled = found->second.view.completion;
  step_call(found->second, CallInput::ring_stopped);
  step_call(found->second, CallInput::hung_up);
  call_left_line(id);
  if (Completion* completion = find(recalled)) missed(*completion);
}

// A real ring, or a human who needs the line, goes before a recall that we bring about ourselves.
void LineProvider::Core::withdraw_own_recall() {
  Call* call = offered_call();
  if (call == nullptr || !call->ours_to_dial) return;
  own_recall_.reset();
  Completion* completion = find(call->view.completion);
  on_line_.reset();
  step_call(*call, CallInput::ring_stopped);
  step_call(*call, CallInput::hung_up);
  if (completion == nullptr) return;
  step_completion(*completion, CompletionInput::recall_kept);
  schedule_attempt(*completion);
}

// The answered recall leads nowhere by itself: the other party is called from here.
void LineProvider::Core::connect(CallId id, const Procedure& procedure) {
  const Call& call = calls_.at(id);
  start_run(Purpose::connect, call.view.completion, procedure, call.view.called, nullptr);
}

void LineProvider::Core::answer_own_recall(CallId id, Done done) {
  own_recall_.reset();
  answer_later(std::move(done), {});
  recall_taken(calls_.at(id));
  connect(id, redial_call_);
}

void LineProvider::Core::connect_ended(const Run& run) {
  if (run.procedure.end() == RunEnd::accepted || !on_line_) return;
  Call& call = calls_.at(*on_line_);
  release_call(call, CallInput::failed);
}

void LineProvider::Core::stop_redialing(CompletionId id, const Done& done) {
  if (run_ && run_->completion == id) {
    abandon_run({ErrorCode::cancelled, Remedy::misuse, "the completion was cancelled", {}});
    line_.release(guarded([this](const env::Result&) { next_job(); }));
  }
  if (const Completion* completion = find(id)) ledger_.end_series(completion->view.number, moment());
  cancel_ended(RunEnd::accepted, {}, id, done);
}

}  // namespace campon::provider
