// What survives the process: each change of a request goes to the journal, and comes back when the line is opened again.
#include <algorithm>

#include "provider/journal/journal.hpp"
#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {
using env::Result;

// A state that only this process knows: to another one the request is still what it was before.
bool is_passing(CompletionState state) { return state == CompletionState::connecting; }

std::string step_text(const CompletionView& view) {
  std::string text(to_string(view.state));
  if (view.end != CompletionEnd::none) text += " " + std::string(to_string(view.end));
  if (view.attempts > 0 && view.state == CompletionState::outstanding) text += " after " + std::to_string(view.attempts) + " attempts";
  return text;
}
}  // namespace

// What is told after this waits until the record is on the disk, or is known not to be.
void LineProvider::Core::record(Completion& completion, Done kept) {
  const CompletionView& view = completion.view;
  completion.history.push_back({clock_.now(), step_text(view)});
  if (completion.history.size() > k_journal_history) completion.history.erase(completion.history.begin());
  if (journal_ == nullptr || is_passing(view.state)) {
    if (kept) kept({});
    return;
  }
  outbox_.hold();
  journal_->write(JournalEntry{kept_as_, network_.name, view, completion.history, completion.clearing_up},
                  guarded([this, kept = std::move(kept)](const Result& result) {
                    if (kept) kept(result);
                    outbox_.let_go();
                  }));
}

std::vector<JournalStep> LineProvider::Core::history(CompletionId id) const {
  const auto found = completions_.find(id);
  return found == completions_.end() ? std::vector<JournalStep>{} : found->second.history;
}

void LineProvider::Core::record_attempt(const std::string& number) {
  const auto* entry = ledger_.find(number);
  if (journal_ == nullptr || entry == nullptr) return;
  journal_->write(JournalNote{kept_as_, number, to_text(entry->record)}, nullptr);
}

// Once for each life of the line, before it serves. [fault H13]
void LineProvider::Core::restore() {
  if (journal_ == nullptr) return;
  last_completion_ = std::max(last_completion_, journal_->state().last_id(kept_as_));
  for (const auto& each : journal_->state().notes(kept_as_))
    if (const auto kept = redial_record(each.text)) ledger_.restore(*kept, region_.redial, moment());
  for (const auto& entry : journal_->state().entries(kept_as_))
    if (completions_.find(entry.request.id) == completions_.end()) restore(entry);
  drop_surplus();
  if (can_list() && !completions_.empty()) ask_what_it_holds();
}

void LineProvider::Core::restore(const JournalEntry& entry) {
  Completion& completion = completions_[entry.request.id];
  completion.view = entry.request;
  completion.view.call = {};
  completion.history = entry.history;
  note(env::TraceKind::decision, who(entry.request.id), "known from before, " + std::string(to_string(entry.request.state)));
  if (entry.owed) return restore_owed(completion);
  if (entry.network != network_.name) return step_completion(completion, CompletionInput::refused, CompletionEnd::line_lost);
  switch (entry.request.state) {
    case CompletionState::activating:
    case CompletionState::uncertain: return restore_intent(completion);
    case CompletionState::camped:
      step_completion(completion, CompletionInput::accepted_to_wait);
      return step_completion(completion, CompletionInput::hung_up);
    default: return restore_accepted(completion, entry.request.state);
  }
}

// Its end was told in an earlier life.
void LineProvider::Core::restore_owed(Completion& completion) {
  completion.machine.step(CompletionInput::unknown, [](CompletionState, const auto&) {});
  if (completion.view.deadline > clock_.now()) clear_up(completion);
  if (!completion.clearing_up) cleared_up(completion.view.id);
}

// Killed between the intent and its outcome: the network may hold it. [faults D03, X02]
void LineProvider::Core::restore_intent(Completion& completion) {
  const bool waits = completion.view.mode == CompletionMode::callback && !completion.view.emulated;
  if (waits && can_list()) return step_completion(completion, CompletionInput::doubt);
  if (!waits) return step_completion(completion, CompletionInput::unknown);
  clear_up(completion);
  step_completion(completion, CompletionInput::unknown);
}

void LineProvider::Core::restore_accepted(Completion& completion, CompletionState was) {
  const bool gone = (was == CompletionState::recalling || was == CompletionState::connecting) && !network_.recall.unanswered_is_kept;
  // A clock that was set back must not keep a request alive for longer than the network does. [fault H11]
  const auto longest = std::chrono::duration_cast<std::chrono::milliseconds>(lifetime_of(completion));
  const auto left = std::clamp(completion.view.deadline - clock_.now(), std::chrono::milliseconds(0), longest);
  start_lifetime(completion, left);
  step_completion(completion, CompletionInput::accepted);
  if (left == std::chrono::milliseconds(0)) return lifetime_over(completion);
  if (completion.view.emulated) return was == CompletionState::cancelling ? take_back(completion, nullptr) : schedule_attempt(completion);
  if (gone) {
    step_completion(completion, CompletionInput::recall);
    return step_completion(completion, CompletionInput::recall_missed);
  }
  if (was == CompletionState::cancelling) take_back(completion, nullptr);
}

}  // namespace campon::provider
