// Asking the network to complete a call: what is allowed, and what its answer means for the call and the completion.
#include <algorithm>

#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;

// Only these wait in the network; a message or an intrusion is over when it is accepted.
bool counts(CompletionMode mode) { return mode == CompletionMode::callback || mode == CompletionMode::campon; }

std::string word(CompletionMode mode) { return std::string(to_string(mode)); }

}  // namespace

Result LineProvider::Core::may_complete(const Call* call, CompletionMode mode, std::uint32_t message) const {
  if (call == nullptr) return env::fail(ErrorCode::bad_handle, Remedy::misuse, "there is no such call");
  if (call->dropping) return env::fail(ErrorCode::bad_state, Remedy::misuse, "the call is being hung up");
  if (sends_now()) return env::fail(ErrorCode::bad_state, Remedy::later, "digits are being sent in the call");
  if (call->machine.state() == CallState::busy && call->view.completion.value != 0)
    return env::fail(ErrorCode::completion_not_offered, Remedy::later, "the call is waiting already");
  if (!condition_of(*call) || on_line_ != call->view.id)
    return env::fail(ErrorCode::bad_state, Remedy::misuse,
                     "a call that is " + std::string(to_string(call->machine.state())) + " cannot be completed");
  if (const Result may = may_ask(call->number.number(), mode, message); !may) return may;
  return offers(*call, mode) ? Result{} : not_offered(*call, mode);
}

// What holds for a number, with or without a call.
Result LineProvider::Core::may_ask(const std::string& number, CompletionMode mode, std::uint32_t message) const {
  if (!number.empty() && region_.is_emergency(number))
    return env::fail(ErrorCode::emergency_number, Remedy::refused, "a machine never calls an emergency number");
  const bool asking = std::any_of(completions_.begin(), completions_.end(),
                                  [](const auto& each) { return each.second.machine.is(CompletionState::activating); });
  if (run_ || asking) return env::fail(ErrorCode::completion_not_offered, Remedy::later, "another completion is being asked for");
  if ((capabilities().completion_modes >> static_cast<unsigned>(mode) & 1U) == 0)
    return env::fail(ErrorCode::bad_mode, Remedy::unsupported, "mode " + word(mode) + " is not offered by '" + network_.name + "'");
  if (mode == CompletionMode::message && message >= network_.messages.size())
    return env::fail(ErrorCode::bad_message_id, Remedy::misuse, "there is no message " + std::to_string(message));
  if (counts(mode) && outstanding() >= network_.max_outstanding && !takes_a_place(mode))
    return env::fail(ErrorCode::completion_overrun, Remedy::later,
                     std::to_string(network_.max_outstanding) + " requests are outstanding, as many as '" + network_.name + "' allows");
  return {};
}

// Of another request, which the network drops for it. A call that waits on the line is no such request.
bool LineProvider::Core::takes_a_place(CompletionMode mode) const {
  const bool any = std::any_of(completions_.begin(), completions_.end(), [](const auto& each) {
    return each.second.view.mode == CompletionMode::callback && is_outstanding(each.second.machine.state());
  });
  return network_.newest_replaces && mode == CompletionMode::callback && any;
}

bool LineProvider::Core::in_offer_window(env::Time since) const {
  return network_.offer_window == env::Duration::zero() || scheduler_.now() - since <= network_.offer_window;
}

Result LineProvider::Core::not_offered(const Call& call, CompletionMode mode) const {
  const CompletionCondition on = *condition_of(call);
  const auto fail = [](Remedy remedy, const std::string& why) { return env::fail(ErrorCode::completion_not_offered, remedy, why); };
  if (network_.completion(mode, on) == nullptr)
    return fail(Remedy::unsupported, "mode " + word(mode) + " is not offered by '" + network_.name + "' on " + std::string(to_string(on)));
  if (!in_offer_window(call.state_since)) return fail(Remedy::refused, "the network no longer remembers this call; call again");
  return fail(Remedy::refused, "the network has refused already, and its busy tone is gone; call again");
}

Result LineProvider::Core::may_complete_without_call(const CompletionRequest& wanted) const {
  if (!in_service()) return env::fail(ErrorCode::line_down, Remedy::gone, "line '" + line_.name() + "' is out of service");
  if (on_line_) return env::fail(ErrorCode::line_busy, Remedy::later, "the line has a call");
  if (ring_) return env::fail(ErrorCode::line_ringing, Remedy::later, "somebody is ringing");
  if (const Result may = may_ask(wanted.number, wanted.mode, wanted.message); !may) return may;
  const Procedure* procedure = network_.completion(wanted.mode, wanted.on);
  const auto fail = [](const std::string& why) { return env::fail(ErrorCode::completion_not_offered, Remedy::unsupported, why); };
  if (procedure == nullptr)
    return fail("mode " + word(wanted.mode) + " is not offered by '" + network_.name + "' on " + std::string(to_string(wanted.on)));
  if (redials() && !wanted.number.empty()) return {};
  if (!needs_no_call(*procedure)) return fail("'" + network_.name + "' takes it only in the call itself");
  if (wanted.number.empty() && !procedure->uses_last_call) return fail("'" + network_.name + "' must be told a number");
  if (!procedure->uses_last_call || wanted.number.empty()) return {};
  if (!last_dialed_ || last_dialed_->number != wanted.number)
    return fail("the code of '" + network_.name + "' means the last call, which was not to this number");
  if (!in_offer_window(last_dialed_->at)) return fail("the network no longer remembers the last call");
  return {};
}

Result LineProvider::Core::permitted(const CompletionWish& wish) {
  const Decision decision = guard_.may_complete(wish, scheduler_.now());
  return decision.allowed ? Result{} : tl::unexpected(decision.error());
}

void LineProvider::Core::turn_down(CompletionReply answer, const env::Error& why) {
  outbox_.tell([answer = std::move(answer), why] { answer(tl::unexpected(why)); });
}

void LineProvider::Core::complete(CallId id, CompletionMode mode, std::uint32_t message, CompletionReply answer) {
  Call* call = find(id);
  if (const Result allowed = may_complete(call, mode, message); !allowed) return turn_down(std::move(answer), allowed.error());
  const Result may = permitted({call->view.called, mode, k_owner, true, {}, false});
  if (!may) return turn_down(std::move(answer), may.error());
  Completion& completion = new_completion({call->view.called, mode, *condition_of(*call), message}, std::move(answer));
  completion.view.call = id;
  begin(completion);
}

void LineProvider::Core::complete_without_call(const CompletionRequest& wanted, CompletionReply answer) {
  if (const Result allowed = may_complete_without_call(wanted); !allowed) return turn_down(std::move(answer), allowed.error());
  CompletionRequest known = wanted;
  if (known.number.empty() && last_dialed_) known.number = last_dialed_->number;
  const Result may = permitted({known.number, known.mode, k_owner, false, {}, true});
  if (!may) return turn_down(std::move(answer), may.error());
  begin(new_completion(known, std::move(answer)));
}

LineProvider::Core::Completion& LineProvider::Core::new_completion(const CompletionRequest& wanted, CompletionReply answer) {
  const CompletionId id{++last_completion_};
  Completion& completion = completions_[id];
  completion.view.id = id;
  completion.view.mode = wanted.mode;
  completion.view.condition = wanted.on;
  completion.view.number = wanted.number;
  completion.view.message = wanted.message;
  completion.view.emulated = redials();
  completion.view.asked = clock_.now();
  completion.view.deadline = clock_.now() + std::chrono::duration_cast<std::chrono::milliseconds>(lifetime_of(completion));
  completion.reply = std::move(answer);
  return completion;
}

// The intent is on the disk before anything is on the wire. [invariants I2, I20]
void LineProvider::Core::begin(Completion& completion) {
  record(completion, [this, id = completion.view.id](const Result& result) { intended(id, result); });
}

void LineProvider::Core::intended(CompletionId id, const Result& result) {
  Completion* completion = find(id);
  if (completion == nullptr || !completion->machine.is(CompletionState::activating)) return;
  if (!result) return never_asked(*completion, result.error());
  const Call* call = completion->view.call.value == 0 ? nullptr : find(completion->view.call);
  const bool call_waits = call != nullptr && on_line_ == call->view.id && offers(*call, completion->view.mode);
  if (completion->view.call.value != 0 && !call_waits)
    return never_asked(*completion, {ErrorCode::bad_state, Remedy::later, "the call moved on before the network was asked", {}});
  if (completion->view.emulated) return redial_accepted(*completion);
  if (call != nullptr) return ask_network(*completion);
  jobs_.push_front({Purpose::complete, id, completion->view.number, nullptr});
  next_job();
}

void LineProvider::Core::ask_network(Completion& completion) {
  const Procedure& procedure = *network_.completion(completion.view.mode, completion.view.condition);
  start_run(Purpose::complete, completion.view.id, procedure, completion.view.number, nullptr);
}

void LineProvider::Core::never_asked(Completion& completion, const env::Error& why) {
  step_completion(completion, CompletionInput::refused, CompletionEnd::line_lost);
  reply(completion, tl::unexpected(why));
}

LineProvider::Core::Call* LineProvider::Core::call_of(const Completion& completion) {
  const auto found = calls_.find(completion.view.call);
  return found == calls_.end() ? nullptr : &found->second;
}

void LineProvider::Core::activation_ended(const ProcedureRun& run, Completion& completion) {
  completion.view.acceptance = run.acceptance();
  completion.view.heard = run.why();
  switch (run.end()) {
    case RunEnd::accepted: return accepted(run, completion);
    case RunEnd::at_once: return completed_at_once(completion);
    case RunEnd::refused: return refused(run, completion);
    case RunEnd::failed: return not_sent(run, completion);
    case RunEnd::unknown: return not_known(run, completion);
    case RunEnd::running: break;
  }
}

void LineProvider::Core::accepted(const ProcedureRun& run, Completion& completion) {
  Call* call = call_of(completion);
  const auto id = completion.view.id;
  switch (completion.view.mode) {
    case CompletionMode::callback:
      now_outstanding(completion);
      leave_call(call, CallInput::released);
      break;
    case CompletionMode::message:
      step_completion(completion, CompletionInput::carried_out);
      reply(completion, id);
      leave_call(call, CallInput::released);
      break;
    case CompletionMode::campon: return now_camped(run, completion);
    case CompletionMode::intrude: return now_intruding(completion);
  }
}

// Where there was no call in hand, the network has made one.
LineProvider::Core::Call& LineProvider::Core::call_for(Completion& completion) {
  Call* call = call_of(completion);
  if (call == nullptr) {
    call = &offer_call(completion);
    tell_offered(*call);
    step_call(*call, CallInput::recall_taken);
  }
  call->view.completion = completion.view.id;
  return *call;
}

void LineProvider::Core::now_camped(const ProcedureRun& run, Completion& completion) {
  Call& call = call_for(completion);
  start_lifetime(completion, lifetime_of(completion));
  step_completion(completion, CompletionInput::accepted_to_wait);
  reply(completion, completion.view.id);
  tell_info(call);
  if (run.decided_by() == Heard::ringback) step_call(call, CallInput::ringback);
}

void LineProvider::Core::now_intruding(Completion& completion) {
  Call& call = call_for(completion);
  step_completion(completion, CompletionInput::carried_out);
  reply(completion, completion.view.id);
  step_call(call, call.machine.is(CallState::busy) ? CallInput::intruded : CallInput::answered);
}

void LineProvider::Core::now_outstanding(Completion& completion) {
  start_lifetime(completion, lifetime_of(completion));
  step_completion(completion, CompletionInput::accepted, CompletionEnd::none,
                  [this, id = completion.view.id](const Result& kept) { promise(id, kept); });
  replace_older(completion);
  watch_network();
}

// The reply is a promise that outlives the process, so it is given when the acceptance is on the disk. [invariant I2]
void LineProvider::Core::promise(CompletionId id, const Result& kept) {
  Completion* completion = find(id);
  if (completion == nullptr) return;
  if (kept) return reply(*completion, id);
  reply(*completion, tl::unexpected(kept.error()));
  if (is_outstanding(completion->machine.state())) take_back(*completion, nullptr);
}

// The other party has become free, and the network calls it now.
void LineProvider::Core::completed_at_once(Completion& completion) {
  Call& call = call_for(completion);
  step_completion(completion, CompletionInput::carried_out);
  reply(completion, completion.view.id);
  tell_info(call);
  step_call(call, CallInput::ringback);
}

// The call keeps the line, off hook, and hears the refusal. What rang at the other side rings no more.
void LineProvider::Core::refused(const ProcedureRun& run, Completion& completion) {
  Call* call = call_of(completion);
  step_completion(completion, CompletionInput::refused);
  reply(completion, tl::unexpected(run_error(run)));
  if (call == nullptr) return leave_call(nullptr, CallInput::released);
  call->busy_tone_gone = run.decided_by() != Heard::busy;
  if (!call->machine.is(CallState::ringback)) return;
  call->view.busy_mode = BusyMode::trunk;
  step_call(*call, CallInput::congestion);
}

void LineProvider::Core::not_sent(const ProcedureRun& run, Completion& completion) {
  Call* call = call_of(completion);
  never_asked(completion, run.error());
  if (call == nullptr || run.has_left_the_call() || line_.state() != hal::LineState::off_hook) leave_call(call, CallInput::failed);
}

// Nothing tells whether the network holds the request: it is asked where it can be, and else the request is taken back, as
// soon as the line is free. It is never sent again. [faults D03, X02]
void LineProvider::Core::not_known(const ProcedureRun& run, Completion& completion) {
  Call* call = call_of(completion);
  if (completion.view.mode == CompletionMode::callback && can_list()) {
    step_completion(completion, CompletionInput::doubt);
    jobs_.push_front({Purpose::ask, {}, {}, nullptr});
  } else {
    clear_up(completion);
    step_completion(completion, CompletionInput::unknown);
    reply(completion, tl::unexpected(run_error(run)));
  }
  leave_call(call, CallInput::failed);
}

}  // namespace campon::provider
