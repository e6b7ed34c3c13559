// Completions: asked for, taken back, followed to their one end.
#include <algorithm>

#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;

// Only these wait in the network; a message or an intrusion is over when it is accepted.
bool counts(CompletionMode mode) { return mode == CompletionMode::callback || mode == CompletionMode::campon; }

CompletionEnd end_of(CompletionInput input) {
  switch (input) {
    case CompletionInput::carried_out: return CompletionEnd::carried_out;
    case CompletionInput::refused: return CompletionEnd::refused_by_network;
    case CompletionInput::unknown: return CompletionEnd::unknown_result;
    case CompletionInput::cancel_confirmed: return CompletionEnd::cancelled_by_user;
    case CompletionInput::recall_missed: return CompletionEnd::recall_not_answered;
    case CompletionInput::other_answered: return CompletionEnd::connected;
    case CompletionInput::busy_again: return CompletionEnd::busy_again;
    case CompletionInput::other_silent: return CompletionEnd::other_party_silent;
    case CompletionInput::lifetime_over: return CompletionEnd::lifetime_over;
    case CompletionInput::hung_up: return CompletionEnd::hung_up;
    case CompletionInput::replaced: return CompletionEnd::replaced;
    case CompletionInput::lost: return CompletionEnd::line_lost;
    case CompletionInput::not_found: return CompletionEnd::lost_by_network;
    default: return CompletionEnd::none;
  }
}

}  // namespace

LineProvider::Core::Completion* LineProvider::Core::find(CompletionId id) {
  const auto found = completions_.find(id);
  return found == completions_.end() ? nullptr : &found->second;
}

std::size_t LineProvider::Core::outstanding() const {
  return static_cast<std::size_t>(std::count_if(completions_.begin(), completions_.end(),
                                                [](const auto& entry) { return is_outstanding(entry.second.machine.state()); }));
}

std::optional<CompletionView> LineProvider::Core::completion(CompletionId id) const {
  const auto found = completions_.find(id);
  if (found == completions_.end()) return std::nullopt;
  return found->second.view;
}

std::vector<CompletionView> LineProvider::Core::completions() const {
  std::vector<CompletionView> out;
  for (const auto& [id, completion] : completions_)
    if (is_outstanding(completion.machine.state())) out.push_back(completion.view);
  return out;
}

Result LineProvider::Core::may_complete(const Call* call, CompletionMode mode, std::uint32_t message) const {
  if (call == nullptr) return env::fail(ErrorCode::bad_handle, Remedy::misuse, "there is no such call");
  const auto condition = condition_of(*call);
  if (!condition || on_line_ != call->view.id)
    return env::fail(ErrorCode::bad_state, Remedy::misuse,
                     "a call that is " + std::string(to_string(call->machine.state())) + " cannot be completed");
  if (region_.is_emergency(call->number.number()))
    return env::fail(ErrorCode::emergency_number, Remedy::refused, "a machine never calls an emergency number");
  if (run_) return env::fail(ErrorCode::completion_not_offered, Remedy::later, "another completion is being asked for");
  const std::string where = "'" + network_.name + "' on " + std::string(to_string(*condition));
  if ((capabilities().completion_modes >> static_cast<unsigned>(mode) & 1U) == 0)
    return env::fail(ErrorCode::bad_mode, Remedy::unsupported, "mode " + std::string(to_string(mode)) + " is not offered by " + where);
  if (network_.completion(mode, *condition) != nullptr && procedure_for(*call, mode) == nullptr)
    return env::fail(ErrorCode::completion_not_offered, Remedy::refused,
                     "the network has refused already, and its busy tone is gone; call again");
  if (procedure_for(*call, mode) == nullptr)
    return env::fail(ErrorCode::completion_not_offered, Remedy::unsupported,
                     "mode " + std::string(to_string(mode)) + " is not offered by " + where);
  if (mode == CompletionMode::message && message >= network_.messages.size())
    return env::fail(ErrorCode::bad_message_id, Remedy::misuse, "there is no message " + std::to_string(message));
  if (counts(mode) && !network_.newest_replaces && outstanding() >= network_.max_outstanding)
    return env::fail(ErrorCode::completion_overrun, Remedy::later,
                     std::to_string(network_.max_outstanding) + " requests are outstanding, as many as '" + network_.name + "' allows");
  return {};
}

void LineProvider::Core::complete(CallId id, CompletionMode mode, std::uint32_t message, CompletionReply answer) {
  Call* call = find(id);
  if (const Result allowed = may_complete(call, mode, message); !allowed) {
    outbox_.tell([answer = std::move(answer), why = allowed.error()] { answer(tl::unexpected(why)); });
    return;
  }
  const Procedure& procedure = *procedure_for(*call, mode);
  Completion& completion = new_completion(*call, mode, std::move(answer));
  start_run(Purpose::complete, completion.view.id, procedure, call->view.called, nullptr);
}

LineProvider::Core::Completion& LineProvider::Core::new_completion(const Call& call, CompletionMode mode, CompletionReply answer) {
  const CompletionId id{++last_completion_};
  Completion& completion = completions_[id];
  completion.view.id = id;
  completion.view.mode = mode;
  completion.view.condition = *condition_of(call);
  completion.view.number = call.view.called;
  completion.view.call = call.view.id;
  completion.view.asked = clock_.now();
  completion.view.deadline = clock_.now() + std::chrono::duration_cast<std::chrono::milliseconds>(network_.lifetime);
  completion.reply = std::move(answer);
  return completion;
}

void LineProvider::Core::reply(Completion& completion, env::Expected<CompletionId> result) {
  if (!completion.reply) return;
  outbox_.tell([answer = std::exchange(completion.reply, nullptr), result = std::move(result)] { answer(result); });
}

void LineProvider::Core::step_completion(Completion& completion, CompletionInput input, CompletionEnd end) {
  const std::size_t before = outstanding();
  const CompletionId id = completion.view.id;
  const auto& cell = completion.machine.step(input, [&](CompletionState from, const auto& taken) {
    note(TraceKind::state, who(id), env::describe_step<CompletionMachine>(from, input, taken));
  });
  if (cell.outcome != env::Outcome::go) return;
  completion.view.state = completion.machine.state();
  if (is_terminal(completion.view.state)) {
    completion.view.end = end == CompletionEnd::none ? end_of(input) : end;
    completion_ended(completion);
  }
  outbox_.tell([this, view = completion.view] {
    if (observer_ != nullptr) observer_->on_completion(view);
  });
  if (cell.action == CompletionAction::tell_cancelled) {
    outbox_.tell([this, id] {
      if (observer_ != nullptr) observer_->on_completion_cancelled(id);
    });
  }
  tell_count(before);
  // Its time ran out while the recall decided.
  if (completion.machine.is(CompletionState::outstanding) && !completion.lifetime.armed()) lifetime_over(completion);
}

void LineProvider::Core::completion_ended(Completion& completion) {
  completion.lifetime.reset();
  completion.forget = scheduler_.after(timers_.remembered, [this, id = completion.view.id] { completions_.erase(id); });
}

// What a change of a call means for the completion that acts on it.
void LineProvider::Core::completion_follows(const Call& call) {
  Completion* completion = find(call.view.completion);
  if (completion == nullptr) return;
  if (completion->machine.is(CompletionState::camped))
    camped_call_moved(call, *completion);
  else
    recalled_call_moved(call, *completion);
}

void LineProvider::Core::recalled_call_moved(const Call& call, Completion& completion) {
  switch (call.machine.state()) {
    case CallState::proceeding: step_completion(completion, CompletionInput::recall_answered); break;
    case CallState::connected: step_completion(completion, CompletionInput::other_answered); break;
    case CallState::busy:
      step_completion(completion, network_.recall.busy_again_is_kept ? CompletionInput::busy_kept : CompletionInput::busy_again);
      break;
    case CallState::specialinfo:
    case CallState::disconnected:
      if (completion.machine.is(CompletionState::connecting)) step_completion(completion, CompletionInput::other_silent);
      break;
    case CallState::idle:
      if (completion.machine.is(CompletionState::connecting)) step_completion(completion, CompletionInput::hung_up);
      break;
    default: break;
  }
  if (!completion.machine.is(CompletionState::connecting)) connecting_.reset();
}

void LineProvider::Core::camped_call_moved(const Call& call, Completion& completion) {
  switch (call.machine.state()) {
    case CallState::connected: step_completion(completion, CompletionInput::other_answered); break;
    case CallState::busy: step_completion(completion, CompletionInput::busy_again); break;
    case CallState::disconnected: step_completion(completion, CompletionInput::other_silent); break;
    case CallState::idle: step_completion(completion, CompletionInput::hung_up); break;
    default: break;
  }
}

// The network holds one request for each number, and some hold one at all: what the newest took the place of has ended.
void LineProvider::Core::replace_older(const Completion& newest) {
  std::vector<CompletionId> over;
  for (const auto& [id, each] : completions_) {
    const bool waits = each.view.mode == CompletionMode::callback && is_outstanding(each.machine.state());
    if (waits && id != newest.view.id && same_subscriber(each.view.number, newest.view.number)) over.push_back(id);
  }
  for (const CompletionId id : over) replaced(completions_.at(id));
  while (network_.newest_replaces && outstanding() > network_.max_outstanding) {
    const auto oldest = std::find_if(completions_.begin(), completions_.end(), [&](const auto& entry) {
      return entry.first != newest.view.id && is_outstanding(entry.second.machine.state());
    });
    if (oldest == completions_.end()) return;
    replaced(oldest->second);
  }
}

void LineProvider::Core::replaced(Completion& completion) {
  answer_its_cancel(completion);
  step_completion(completion, CompletionInput::replaced);
}

// It ends without the cancel that still waits for the line.
void LineProvider::Core::answer_its_cancel(const Completion& completion) {
  std::erase_if(jobs_, [&](Job& job) {
    if (job.completion != completion.view.id) return false;
    answer_later(std::move(job.done), {});
    return true;
  });
}

void LineProvider::Core::start_lifetime(Completion& completion) {
  completion.lifetime = scheduler_.after(network_.lifetime, [this, id = completion.view.id] {
    if (Completion* old = find(id)) lifetime_over(*old);
  });
}

void LineProvider::Core::lifetime_over(Completion& completion) {
  if (completion.machine.is(CompletionState::cancelling)) answer_its_cancel(completion);
  step_completion(completion, CompletionInput::lifetime_over);
}

void LineProvider::Core::uncomplete(CompletionId id, Done done) {
  Completion* completion = find(id);
  if (completion == nullptr || !is_outstanding(completion->machine.state()) || completion->machine.is(CompletionState::cancelling))
    return answer_later(std::move(done), env::fail(ErrorCode::bad_completion_id, Remedy::misuse,
                                                   "no completion " + std::to_string(id.value) + " is outstanding"));
  if (completion->machine.is(CompletionState::camped)) return uncamp(*completion, std::move(done));
  const CancelProcedure* cancel = network_.cancel();
  if (cancel == nullptr)
    return answer_later(std::move(done),
                        env::fail(ErrorCode::cancel_not_offered, Remedy::unsupported, "'" + network_.name + "' has no cancel"));
  if (cancel->scope == CancelScope::all && outstanding() > 1)
    return answer_later(std::move(done), env::fail(ErrorCode::cancel_not_offered, Remedy::unsupported,
                                                   "'" + network_.name + "' can only cancel all requests, and others are outstanding"));
  step_completion(*completion, CompletionInput::cancel);
  jobs_.push_back({Purpose::cancel, id, completion->view.number, std::move(done)});
  next_job();
}

void LineProvider::Core::uncamp(Completion& completion, Done done) {
  const CallId id = completion.view.call;
  step_completion(completion, CompletionInput::cancel_confirmed);
  line_.release(guarded([this, id, done = std::move(done)](const Result& result) { dropped(id, done, result); }));
}

void LineProvider::Core::cancel_ended(RunEnd end, const env::Error& why, CompletionId id, Done done) {
  Completion* completion = find(id);
  const bool over = completion == nullptr || is_terminal(completion->machine.state());
  const bool confirmed = over || end == RunEnd::accepted || end == RunEnd::at_once;
  if (completion != nullptr) step_completion(*completion, confirmed ? CompletionInput::cancel_confirmed : CompletionInput::cancel_refused);
  answer_later(std::move(done), confirmed ? Result{} : tl::unexpected(why));
}

}  // namespace campon::provider
