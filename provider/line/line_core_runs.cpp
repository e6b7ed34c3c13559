// Procedures on the line: their orders, and what their ends mean for calls and completions.
#include <algorithm>

#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;

env::Error run_error(const ProcedureRun& run) {
  switch (run.end()) {
    case RunEnd::refused: return {ErrorCode::refused_by_network, Remedy::refused, "the network refused: " + run.why(), run.why()};
    case RunEnd::unknown:
      return {ErrorCode::no_answer_from_device, Remedy::unknown, "it was sent, and the network did not answer: " + run.why(), {}};
    case RunEnd::failed: return run.error();
    default: return {};
  }
}

struct DescribeOrder {
  std::string operator()(const HangUp&) const { return "hang up"; }
  std::string operator()(const Seize&) const { return "go off hook"; }
  std::string operator()(const Flash&) const { return "flash"; }
  std::string operator()(const SendDigits& send) const { return "digits " + send.digits; }
};

}  // namespace

void LineProvider::Core::start_run(Purpose purpose, CompletionId id, const Procedure& procedure, const std::string& number, Done done) {
  ++run_generation_;
  run_.emplace(Run{purpose, id, ProcedureRun(procedure, number), std::move(done), {}});
  drive();
}

void LineProvider::Core::drive() {
  const auto order = run_->procedure.next_order(scheduler_.now());
  if (order) return carry_out(*order);
  if (run_->procedure.end() != RunEnd::running) return run_ended();
  const auto deadline = run_->procedure.next_deadline();
  if (!deadline) return;
  run_->timer = scheduler_.at(*deadline, [this] {
    run_->procedure.tick(scheduler_.now());
    drive();
  });
}

void LineProvider::Core::carry_out(const LineOrder& order) {
  run_->timer.reset();
  note(TraceKind::sent, who(run_->completion), std::visit(DescribeOrder{}, order));
  const auto generation = run_generation_;
  const auto ended = guarded([this, generation](const Result& result) { order_ended(generation, result); });
  if (const auto* hang_up = std::get_if<HangUp>(&order)) {
    const auto at_least = hang_up->at_least;
    line_.release(guarded([this, generation, at_least](const Result& result) { rested(generation, at_least, result); }));
  } else if (std::holds_alternative<Seize>(order)) {
    line_.seize(ended);
  } else if (std::holds_alternative<Flash>(order)) {
    line_.flash(region_.flash, ended);
  } else {
    const auto digits = hal::DialString::parse(std::get<SendDigits>(order).digits);
    if (digits) return line_.send_digits(*digits, ended);
    later_.defer([ended, why = digits.error()] { ended(tl::unexpected(why)); });
  }
}

void LineProvider::Core::rested(std::uint64_t generation, env::Duration at_least, const Result& result) {
  if (!result || at_least == env::Duration::zero()) return order_ended(generation, result);
  rest_ = scheduler_.after(at_least, [this, generation] { order_ended(generation, {}); });
}

void LineProvider::Core::order_ended(std::uint64_t generation, const Result& result) {
  if (!run_ || generation != run_generation_) return;
  run_->procedure.order_ended(result, scheduler_.now());
  drive();
}

void LineProvider::Core::run_ended() {
  Run run = std::move(*run_);
  run_.reset();
  run.timer.reset();
  const ProcedureRun& procedure = run.procedure;
  note(TraceKind::decision, who(run.completion), procedure.why());
  if (run.purpose == Purpose::complete) {
    if (procedure.took_a_recall()) recall_was_taken();
    if (Completion* completion = find(run.completion)) activation_ended(procedure, *completion);
    return;
  }
  const RunEnd end = end_of_cancel(run);
  if (end == RunEnd::failed && procedure.error().code == ErrorCode::line_ringing)
    jobs_.push_front({run.purpose, run.completion, procedure.number(), std::move(run.done)});
  else if (run.purpose == Purpose::cancel)
    cancel_ended(end, run_error(procedure), run.completion, std::move(run.done));
  line_.release(guarded([this](const Result&) { next_job(); }));
}

// A request that the network has recalled already, or may have, is gone when the network knows it no more.
RunEnd LineProvider::Core::end_of_cancel(const Run& run) {
  const RunEnd end = run.procedure.end();
  if (run.procedure.took_a_recall()) return recall_was_taken() ? RunEnd::accepted : end;
  const Completion* completion = find(run.completion);
  const bool gone = end == RunEnd::refused && completion != nullptr && completion->doubtful;
  return gone ? RunEnd::accepted : end;
}

void LineProvider::Core::activation_ended(const ProcedureRun& run, Completion& completion) {
  Call& call = calls_.at(completion.view.call);
  completion.view.acceptance = run.acceptance();
  completion.view.heard = run.why();
  switch (run.end()) {
    case RunEnd::accepted: return accepted(run, completion, call);
    case RunEnd::at_once: return completed_at_once(run, completion, call);
    case RunEnd::refused: return refused(run, completion, call);
    case RunEnd::failed: return not_sent(run, completion, call);
    case RunEnd::unknown: return not_known(run, completion, call);
    case RunEnd::running: break;
  }
}

void LineProvider::Core::accepted(const ProcedureRun& run, Completion& completion, Call& call) {
  const CompletionId id = completion.view.id;
  switch (completion.view.mode) {
    case CompletionMode::callback:
      start_lifetime(completion);
      step_completion(completion, CompletionInput::accepted);
      reply(completion, id);
      replace_older(completion);
      release_call(call, CallInput::released);
      break;
    case CompletionMode::message:
      step_completion(completion, CompletionInput::carried_out);
      reply(completion, id);
      release_call(call, CallInput::released);
      break;
    case CompletionMode::campon:
      call.view.completion = id;
      start_lifetime(completion);
      step_completion(completion, CompletionInput::accepted_to_wait);
      reply(completion, id);
      tell_info(call);
      if (run.decided_by() == Heard::ringback) step_call(call, CallInput::ringback);
      break;
    case CompletionMode::intrude:
      call.view.completion = id;
      step_completion(completion, CompletionInput::carried_out);
      reply(completion, id);
      step_call(call, CallInput::intruded);
      break;
  }
}

void LineProvider::Core::completed_at_once(const ProcedureRun& /*run*/, Completion& completion, Call& call) {
  call.view.completion = completion.view.id;
  step_completion(completion, CompletionInput::carried_out);
  reply(completion, completion.view.id);
  tell_info(call);
  step_call(call, CallInput::ringback);
}

// The call keeps the line, off hook, and hears the refusal. What rang at the other side rings no more.
void LineProvider::Core::refused(const ProcedureRun& run, Completion& completion, Call& call) {
  call.busy_tone_gone = run.decided_by() != Heard::busy;
  step_completion(completion, CompletionInput::refused);
  reply(completion, tl::unexpected(run_error(run)));
  if (!call.machine.is(CallState::ringback)) return;
  call.view.busy_mode = BusyMode::trunk;
  step_call(call, CallInput::congestion);
}

void LineProvider::Core::not_sent(const ProcedureRun& run, Completion& completion, Call& call) {
  step_completion(completion, CompletionInput::refused, CompletionEnd::line_lost);
  reply(completion, tl::unexpected(run.error()));
  if (run.has_left_the_call() || line_.state() != hal::LineState::off_hook) release_call(call, CallInput::failed);
}

// Nothing tells whether the network holds the request: it is taken back as soon as the line is free.
void LineProvider::Core::not_known(const ProcedureRun& run, Completion& completion, Call& call) {
  step_completion(completion, CompletionInput::unknown);
  reply(completion, tl::unexpected(run_error(run)));
  clear_up(completion);
  release_call(call, CallInput::failed);
}

void LineProvider::Core::clear_up(const Completion& completion) {
  if (completion.view.mode == CompletionMode::callback && network_.cancel() != nullptr)
    jobs_.push_back({Purpose::clear_up, completion.view.id, completion.view.number, nullptr});
}

void LineProvider::Core::release_call(Call& call, CallInput input) {
  const CallId id = call.view.id;
  line_.release(guarded([this, id, input](const Result&) {
    const auto found = calls_.find(id);
    if (found != calls_.end()) step_call(found->second, input);
    call_left_line(id);
  }));
}

void LineProvider::Core::abandon_run(const env::Error& why) {
  Run run = std::move(*run_);
  run_.reset();
  ++run_generation_;
  rest_.reset();
  if (run.purpose == Purpose::clear_up) {
    if (open_) jobs_.push_front({run.purpose, run.completion, run.procedure.number(), nullptr});
    return;
  }
  if (run.purpose == Purpose::cancel) return cancel_ended(RunEnd::failed, why, run.completion, std::move(run.done));
  if (Completion* completion = find(run.completion)) {
    step_completion(*completion, why.remedy == Remedy::gone ? CompletionInput::lost : CompletionInput::hung_up);
    reply(*completion, tl::unexpected(why));
    if (open_ && run.procedure.has_sent()) clear_up(*completion);
  }
}

void LineProvider::Core::next_job() {
  while (!jobs_.empty() && !run_ && !on_line_ && !ring_ && in_service()) {
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    if (hits_others(job))
      leave_undone(std::move(job));
    else
      start_run(job.purpose, job.completion, network_.cancel()->procedure, job.number, std::move(job.done));
  }
}

// While a job waited, a request may have been accepted that its code would take with it.
bool LineProvider::Core::hits_others(const Job& job) const {
  const bool all = network_.cancel()->scope == CancelScope::all;
  return std::any_of(completions_.begin(), completions_.end(), [&](const auto& entry) {
    return entry.first != job.completion && is_outstanding(entry.second.machine.state()) &&
           (all || same_subscriber(entry.second.view.number, job.number));
  });
}

void LineProvider::Core::leave_undone(Job job) {
  const env::Error why{
      ErrorCode::cancel_not_offered, Remedy::unsupported, "the cancel of '" + network_.name + "' would take another request with it", {}};
  note(TraceKind::decision, who(job.completion), why.what);
  if (job.purpose == Purpose::cancel) cancel_ended(RunEnd::refused, why, job.completion, std::move(job.done));
}

}  // namespace campon::provider
