// Rings: an ordinary call, or the network ringing back.
#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {
using env::TraceKind;
constexpr int k_ordinary_ring = 1;
constexpr int k_recall_ring = 2;

hal::DialString no_number() { return hal::DialString::parse("0").value(); }
}  // namespace

std::vector<RecallCandidate> LineProvider::Core::candidates() const {
  std::vector<RecallCandidate> out;
  for (const auto& [id, completion] : completions_) {
    const CompletionState state = completion.machine.state();
    if (completion.view.emulated) continue;  // no network knows of it
    const bool live = state == CompletionState::outstanding || state == CompletionState::cancelling;
    const bool ended_here = state == CompletionState::cancelled || state == CompletionState::expired;
    if (completion.view.mode == CompletionMode::callback && (live || ended_here)) out.push_back({id, completion.view.number, live});
  }
  return out;
}

LineProvider::Core::Call* LineProvider::Core::offered_call() {
  if (!on_line_) return nullptr;
  Call& call = calls_.at(*on_line_);
  return call.machine.is(CallState::offering) ? &call : nullptr;
}

// Also by one that nobody was offered: it began while a call was on the line.
bool LineProvider::Core::is_rung() const { return ring_ || line_.state() == hal::LineState::ringing; }

void LineProvider::Core::ring_burst(const hal::RingBurst& burst) {
  if (on_line_ && calls_.at(*on_line_).made)
    give_up_making(*on_line_, {env::ErrorCode::line_ringing, env::Remedy::later, "somebody rang before the line was seized", {}});
  if (on_line_ && run_) yield_to_ring();
  if (run_ && !run_->procedure.has_sent()) ask_later();
  withdraw_own_recall();
  if (on_line_ && offered_call() == nullptr) return;
  // A pause of nothing is how a device that measures tells the first burst of a new series. [V.253 +VDR]
  if (ring_ && burst.gap_before == env::Duration::zero()) ring_stopped();
  if (!ring_) {
    ring_.emplace();
    ring_->verdict = scheduler_.after(timers_.offer_at_latest, [this] { judge(true); });
  }
  ring_->cadence.add(burst);
  const int count = ring_->bursts++;
  if (!ring_->judged) judge(false);
  if (ring_->suppressed) return;
  const int mode = ring_->recall.value != 0 ? k_recall_ring : k_ordinary_ring;
  outbox_.tell([this, mode, count] {
    if (observer_ != nullptr) observer_->on_ringing(mode, count);
  });
}

// A cancel or a question had taken the line before the loop was closed.
void LineProvider::Core::ask_later() {
  if (run_->purpose == Purpose::cancel) {
    jobs_.push_front({run_->purpose, run_->completion, run_->procedure.number(), std::move(run_->done)});
    run_.reset();
    ++run_generation_;
    return rest_.reset();
  }
  abandon_run({env::ErrorCode::line_ringing, env::Remedy::later, "somebody rang before the network was asked", {}});
}

// A completion procedure had hung up to ask anew, and somebody came first. The busy call is gone with the hook.
void LineProvider::Core::yield_to_ring() {
  Call& call = calls_.at(*on_line_);
  abandon_run({env::ErrorCode::line_ringing, env::Remedy::later, "somebody rang before the completion was asked for", {}});
  on_line_.reset();
  step_call(call, CallInput::failed);
}

void LineProvider::Core::ring_caller_id(const hal::CallerId& caller) {
  if (!ring_) return;
  ring_->caller = caller;
  if (!ring_->judged) return judge(false);
  update_caller(caller);
}

void LineProvider::Core::update_caller(const hal::CallerId& caller) {
  Call* call = offered_call();
  if (call == nullptr || call->view.caller == caller) return;
  call->view.caller = caller;
  tell_info(*call);
}

void LineProvider::Core::judge(bool final) {
  const RingEvidence evidence{ring_->cadence, ring_->caller, line_.capabilities().caller_id, final};
  const Verdict verdict = judge_ring(network_.recall, candidates(), evidence);
  if (verdict.kind == Verdict::Kind::undecided) return;
  ring_->judged = true;
  ring_->verdict.reset();
  const bool recall = verdict.kind == Verdict::Kind::recall;
  note(TraceKind::decision, line_.name(),
       (recall ? "this ring is the recall of " + who(verdict.id) : "this ring is an ordinary call") + ": " + verdict.reasons);
  if (recall) ring_->recall = verdict.id;
  offer(verdict);
}

void LineProvider::Core::offer(const Verdict& verdict) {
  Completion* completion = find(verdict.id);
  if (completion != nullptr) {
    step_completion(*completion, CompletionInput::recall);
    ring_->suppressed = !completion->machine.is(CompletionState::recalling);
    if (ring_->suppressed) return;
  }
  Call& call = completion != nullptr ? offer_call(*completion) : new_call(CallOrigin::inbound, no_number());
  call.view.verdict = verdict.reasons;
  if (ring_->caller) call.view.caller = *ring_->caller;
  tell_offered(call);
}

// The call that a request brings.
LineProvider::Core::Call& LineProvider::Core::offer_call(Completion& completion) {
  Call& call = new_call(CallOrigin::inbound, no_number());
  call.view.reason = CallReason::call_completion;
  call.view.completion = completion.view.id;
  call.view.called = completion.view.number;
  completion.view.call = call.view.id;
  return call;
}

void LineProvider::Core::tell_offered(Call& call) {
  outbox_.tell([this, view = view_of(call)] {
    if (observer_ != nullptr) observer_->on_call_offered(view);
  });
  step_call(call, CallInput::offered);
}

void LineProvider::Core::ring_stopped() {
  if (!ring_) return next_job();
  if (!ring_->judged) judge(true);
  const CompletionId recall = ring_->recall;
  ring_.reset();
  if (Call* call = offered_call()) {
    const CallId id = call->view.id;
    step_call(*call, CallInput::ring_stopped);
    step_call(*call, CallInput::hung_up);
    call_left_line(id);
  }
  if (Completion* completion = find(recall)) missed(*completion);
  next_job();
}

// Glare [fault L06]: a seizure has answered the recall, and the line hangs up on it. Which request it was is known when
// there is one only; otherwise each may be gone. True when it was one that is being cancelled: the network has dropped it.
bool LineProvider::Core::recall_was_taken() {
  std::vector<RecallCandidate> live = candidates();
  std::erase_if(live, [](const RecallCandidate& each) { return !each.live; });
  if (live.size() != 1) {
    for (const auto& each : live) completions_.at(each.id).doubtful = true;
    return false;
  }
  Completion& completion = completions_.at(live.front().id);
  if (completion.machine.is(CompletionState::cancelling)) return true;
  for (const auto input : {CompletionInput::recall, CompletionInput::recall_answered, CompletionInput::hung_up})
    step_completion(completion, input);
  return false;
}

bool LineProvider::Core::is_kept_when_missed(Completion& completion) const {
  if (!network_.recall.unanswered_is_kept) return false;
  return network_.recall.repeats == 0 || ++completion.missed_recalls <= network_.recall.repeats;
}

// The network has rung back in vain; most delete the request then.
void LineProvider::Core::missed(Completion& completion) {
  const bool kept = is_kept_when_missed(completion);
  if (completion.machine.is(CompletionState::recalling)) {
    return step_completion(completion, kept ? CompletionInput::recall_kept : CompletionInput::recall_missed);
  }
  if (!completion.machine.is(CompletionState::cancelling) || kept) return;
  for (auto job = jobs_.begin(); job != jobs_.end(); ++job) {
    if (job->completion != completion.view.id) continue;
    Done done = std::move(job->done);
    jobs_.erase(job);
    cancel_ended(RunEnd::accepted, {}, completion.view.id, std::move(done));
    return;
  }
}

}  // namespace campon::provider
