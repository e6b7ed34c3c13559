// Asking a network that can list its requests what it holds: after a doubt, after a restart, and now and then.
#include <algorithm>

#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {
using env::ErrorCode;
using env::Remedy;

bool lists(const ProcedureRun& run, const std::string& number) {
  return std::any_of(run.entries().begin(), run.entries().end(),
                     [&](const hal::ServiceEntry& entry) { return same_subscriber(entry.number, number); });
}
}  // namespace

bool LineProvider::Core::can_list() const {
  const Procedure* query = network_.query();
  return query != nullptr &&
         std::any_of(query->steps.begin(), query->steps.end(),
                     [](const Step& step) {
                       const auto* service = std::get_if<Service>(&step.what);
                       return service != nullptr && service->kind == hal::ServiceKind::query_completions;
                     }) &&
         (line_.capabilities().services >> static_cast<unsigned>(hal::ServiceKind::query_completions) & 1U) != 0;
}

void LineProvider::Core::watch_network() {
  if (!can_list() || outstanding() == 0) return;
  audit_ = scheduler_.after(timers_.audit, [this] { ask_what_it_holds(); });
}

void LineProvider::Core::ask_what_it_holds() {
  const bool waits = std::any_of(jobs_.begin(), jobs_.end(), [](const Job& job) { return job.purpose == Purpose::ask; });
  if (!waits) jobs_.push_back({Purpose::ask, {}, {}, nullptr});
  next_job();
}

void LineProvider::Core::asked(const Run& run) {
  const bool told = run.procedure.end() == RunEnd::accepted;
  std::vector<CompletionId> ids;
  for (const auto& [id, completion] : completions_)
    if (completion.view.mode == CompletionMode::callback && !completion.view.emulated) ids.push_back(id);
  for (const CompletionId id : ids) {
    if (told)
      learn(completions_.at(id), lists(run.procedure, completions_.at(id).view.number));
    else
      learn_nothing(completions_.at(id));
  }
  watch_network();
}

// The exchange is the truth. [fault X12]
void LineProvider::Core::learn(Completion& completion, bool held) {
  if (completion.machine.is(CompletionState::uncertain) && held) {
    completion.view.acceptance = Acceptance::reported;
    completion.view.heard = "the network lists it";
    return now_outstanding(completion);
  }
  if (held) return;
  const bool in_doubt = completion.machine.is(CompletionState::uncertain);
  step_completion(completion, CompletionInput::not_found, in_doubt ? CompletionEnd::refused_by_network : CompletionEnd::none);
  if (in_doubt) reply(completion, env::fail(ErrorCode::refused_by_network, Remedy::refused, "the network does not list the request"));
}

void LineProvider::Core::learn_nothing(Completion& completion) {
  if (!completion.machine.is(CompletionState::uncertain)) return;
  if (++completion.questions < timers_.questions) {
    audit_ = scheduler_.after(timers_.ask_again, [this] { ask_what_it_holds(); });
    return;
  }
  clear_up(completion);
  step_completion(completion, CompletionInput::unknown);
  reply(completion,
        env::fail(ErrorCode::no_answer_from_device, Remedy::unknown, "it was sent, and the network does not tell what came of it"));
}

// Who calls while we talk may be the network with a request: it waits for us then. [fault X08]
void LineProvider::Core::call_waits(const hal::CallerId& caller) {
  for (auto& [id, completion] : completions_)
    if (completion.view.mode == CompletionMode::callback && same_subscriber(caller.number, completion.view.number))
      step_completion(completion, CompletionInput::suspended);
}

void LineProvider::Core::line_is_free() {
  for (auto& [id, completion] : completions_)
    if (completion.machine.is(CompletionState::suspended)) step_completion(completion, CompletionInput::resumed);
}

}  // namespace campon::provider
