// Taking requests back.
#include <algorithm>

#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;

Result no_cancel(const std::string& why) { return env::fail(ErrorCode::cancel_not_offered, Remedy::unsupported, why); }

}  // namespace

bool LineProvider::Core::can_carry_out(const Procedure& procedure) const {
  const unsigned services = line_.capabilities().services;
  return std::none_of(procedure.steps.begin(), procedure.steps.end(), [services](const Step& step) {
    const auto* service = std::get_if<Service>(&step.what);
    return service != nullptr && (services >> static_cast<unsigned>(service->kind) & 1U) == 0;
  });
}

// The network's way, the narrowest first; another where the device cannot ask for that one.
const CancelProcedure* LineProvider::Core::cancel_way() const {
  const CancelProcedure* const first = network_.cancel();
  if (first == nullptr || can_carry_out(first->procedure)) return first;
  for (const auto scope : {CancelScope::one, CancelScope::oldest, CancelScope::all}) {
    const CancelProcedure* const other = network_.cancel(scope);
    if (other != nullptr && can_carry_out(other->procedure)) return other;
  }
  return first;
}

Result LineProvider::Core::may_uncomplete(const Completion* completion, CompletionId id) const {
  if (completion == nullptr || !is_outstanding(completion->machine.state()) || completion->machine.is(CompletionState::cancelling))
    return env::fail(ErrorCode::bad_completion_id, Remedy::misuse, "no completion " + std::to_string(id.value) + " is outstanding");
  if (completion->machine.is(CompletionState::camped) || completion->view.emulated) return {};
  const CancelProcedure* cancel = cancel_way();
  if (cancel == nullptr) return no_cancel("'" + network_.name + "' has no cancel");
  if (cancel->scope == CancelScope::all && outstanding() > 1)
    return no_cancel("'" + network_.name + "' can only cancel all requests, and others are outstanding");
  if (cancel->scope == CancelScope::oldest && !is_oldest(*completion))
    return no_cancel("'" + network_.name + "' can only cancel the oldest request");
  return {};
}

bool LineProvider::Core::can_uncomplete() const {
  return std::any_of(completions_.begin(), completions_.end(),
                     [this](const auto& entry) { return may_uncomplete(&entry.second, entry.first).has_value(); });
}

bool LineProvider::Core::is_oldest(const Completion& completion) const {
  return std::none_of(completions_.begin(), completions_.end(), [&](const auto& entry) {
    return entry.first < completion.view.id && entry.second.view.mode == CompletionMode::callback &&
           is_outstanding(entry.second.machine.state());
  });
}

void LineProvider::Core::uncomplete(CompletionId id, Done done) {
  Completion* completion = find(id);
  if (const Result may = may_uncomplete(completion, id); !may) return answer_later(std::move(done), may);
  if (completion->machine.is(CompletionState::camped)) return uncamp(*completion, std::move(done));
  take_back(*completion, std::move(done));
}

// What is being cancelled is on the disk before the wire hears of it; a disk that refuses does not keep us from cancelling.
void LineProvider::Core::take_back(Completion& completion, Done done) {
  const CompletionId id = completion.view.id;
  step_completion(completion, CompletionInput::cancel, CompletionEnd::none,
                  [this, id, done = std::move(done)](const Result&) { cancel_on_wire(id, done); });
}

void LineProvider::Core::cancel_on_wire(CompletionId id, const Done& done) {
  const Completion* completion = find(id);
  if (completion == nullptr || !completion->machine.is(CompletionState::cancelling)) return answer_later(done, {});
  if (completion->view.emulated) return stop_redialing(id, done);
  if (cancel_way() == nullptr) return cancel_ended(RunEnd::refused, {}, id, done);
  jobs_.push_back({Purpose::cancel, id, completion->view.number, done});
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
  if (!over && end == RunEnd::unknown) now_doubtful(*completion);
  if (completion != nullptr) step_completion(*completion, confirmed ? CompletionInput::cancel_confirmed : CompletionInput::cancel_refused);
  answer_later(std::move(done), confirmed ? Result{} : tl::unexpected(why));
}

// The network said nothing to the cancel: whether it still has the request, only a second cancel tells.
void LineProvider::Core::now_doubtful(Completion& completion) {
  completion.doubtful = true;
  completion.view.acceptance = Acceptance::assumed;
}

// A request that the network has recalled already, or may have, is gone when the network knows it no more.
RunEnd LineProvider::Core::end_of_cancel(const Run& run) {
  const RunEnd end = run.procedure.end();
  if (run.procedure.took_a_recall()) return recall_was_taken() ? RunEnd::accepted : end;
  const Completion* completion = find(run.completion);
  const bool gone = end == RunEnd::refused && completion != nullptr && completion->doubtful;
  return gone ? RunEnd::accepted : end;
}

// Ordered before the request ends here, so that its intent stands in the journal until the network has let go of it.
void LineProvider::Core::clear_up(Completion& completion) {
  if (completion.view.mode != CompletionMode::callback || completion.view.emulated || cancel_way() == nullptr) return;
  completion.clearing_up = true;
  jobs_.push_back({Purpose::clear_up, completion.view.id, completion.view.number, nullptr});
}

void LineProvider::Core::cleared_up(CompletionId id) {
  Completion* completion = find(id);
  if (completion == nullptr) return;
  completion->clearing_up = false;
  record(*completion, nullptr);
  forget_later(*completion);
}

// While a cancel waited for the line, a request may have been accepted that its code would take with it.
bool LineProvider::Core::hits_others(const Job& job) const {
  const CancelScope scope = cancel_way()->scope;
  return std::any_of(completions_.begin(), completions_.end(), [&](const auto& entry) {
    const bool other =
        entry.first != job.completion && is_outstanding(entry.second.machine.state()) && entry.second.view.mode == CompletionMode::callback;
    if (!other) return false;
    if (scope == CancelScope::oldest) return entry.first < job.completion;
    return scope == CancelScope::all || same_subscriber(entry.second.view.number, job.number);
  });
}

void LineProvider::Core::leave_undone(Job job) {
  const env::Error why{
      ErrorCode::cancel_not_offered, Remedy::unsupported, "the cancel of '" + network_.name + "' would take another request with it", {}};
  note(TraceKind::decision, who(job.completion), why.what);
  if (job.purpose == Purpose::cancel) cancel_ended(RunEnd::refused, why, job.completion, std::move(job.done));
}

// Its request has ended without it: the cancel that still waits for the line has nothing to do.
void LineProvider::Core::answer_its_cancel(const Completion& completion) {
  std::erase_if(jobs_, [&](Job& job) {
    if (job.completion != completion.view.id) return false;
    answer_later(std::move(job.done), {});
    return true;
  });
}

}  // namespace campon::provider
