// Completions, followed to their one end.
#include <algorithm>

#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;

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

void LineProvider::Core::reply(Completion& completion, env::Expected<CompletionId> result) {
  if (!completion.reply) return;
  outbox_.tell([answer = std::exchange(completion.reply, nullptr), result = std::move(result)] { answer(result); });
}

void LineProvider::Core::step_completion(Completion& completion, CompletionInput input, CompletionEnd end, Done kept) {
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
  record(completion, std::move(kept));
  tell_completion(completion);
  if (cell.action == CompletionAction::tell_cancelled) {
    outbox_.tell([this, id] {
      if (observer_ != nullptr) observer_->on_completion_cancelled(id);
    });
  }
  tell_count(before);
  if (input == CompletionInput::recall_kept || input == CompletionInput::busy_kept) later_.defer([this] { drop_surplus(); });
  // Its time ran out while the recall decided.
  if (completion.machine.is(CompletionState::outstanding) && !completion.lifetime.armed()) lifetime_over(completion);
}

void LineProvider::Core::tell_completion(const Completion& completion) {
  outbox_.tell([this, view = completion.view] {
    if (observer_ != nullptr) observer_->on_completion(view);
  });
}

void LineProvider::Core::completion_ended(Completion& completion) {
  completion.lifetime.reset();
  completion.next_attempt.reset();
  forget_later(completion);
}

void LineProvider::Core::forget_later(Completion& completion) {
  completion.forget = scheduler_.after(timers_.remembered, [this, id = completion.view.id] {
    if (const Completion* ended = find(id); ended != nullptr && !ended->clearing_up) completions_.erase(id);
  });
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
      if (completion.view.emulated) schedule_attempt(completion);
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
      return entry.first != newest.view.id && entry.second.view.mode == CompletionMode::callback &&
             is_outstanding(entry.second.machine.state());
    });
    if (oldest == completions_.end()) return;
    replaced(oldest->second);
  }
}

// The network holds no more than so many. Where one was recalled, another asked for meanwhile, and the first is said to be kept,
// the older must have gone.
void LineProvider::Core::drop_surplus() {
  while (network_.max_outstanding != 0 && outstanding() > network_.max_outstanding) {
    const auto oldest = std::find_if(completions_.begin(), completions_.end(), [](const auto& entry) {
      return entry.second.view.mode == CompletionMode::callback && entry.second.machine.is(CompletionState::outstanding);
    });
    if (oldest == completions_.end()) return;
    step_completion(oldest->second, CompletionInput::not_found);
  }
}

void LineProvider::Core::replaced(Completion& completion) {
  answer_its_cancel(completion);
  step_completion(completion, CompletionInput::replaced);
}

env::Duration LineProvider::Core::lifetime_of(const Completion& completion) const {
  return network_.lifetime_on(completion.view.condition);
}

void LineProvider::Core::start_lifetime(Completion& completion, env::Duration length) {
  completion.lifetime_end = clock_.elapsed() + length;
  completion.view.deadline = clock_.now() + std::chrono::duration_cast<std::chrono::milliseconds>(length);
  watch_lifetime(completion);
}

void LineProvider::Core::watch_lifetime(Completion& completion) {
  const env::Duration left = std::max(completion.lifetime_end - clock_.elapsed(), env::Duration(0));
  completion.lifetime = scheduler_.after(std::min(left, timers_.lifetime_look), [this, id = completion.view.id] {
    Completion* old = find(id);
    if (old == nullptr) return;
    if (clock_.elapsed() < old->lifetime_end) return watch_lifetime(*old);
    lifetime_over(*old);
  });
}

void LineProvider::Core::lifetime_over(Completion& completion) {
  if (completion.machine.is(CompletionState::cancelling)) answer_its_cancel(completion);
  step_completion(completion, CompletionInput::lifetime_over);
}

}  // namespace campon::provider
