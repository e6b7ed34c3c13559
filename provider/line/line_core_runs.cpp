// Procedures on the line: their orders, and what their ends mean for calls and completions.
#include <algorithm>

#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;

struct DescribeOrder {
  std::string operator()(const HangUp&) const { return "hang up"; }
  std::string operator()(const Seize&) const { return "go off hook"; }
  std::string operator()(const Flash&) const { return "flash"; }
  std::string operator()(const Wait&) const { return "wait"; }
  std::string operator()(const SendDigits& send) const { return "digits " + send.digits; }
  std::string operator()(const hal::ServiceOrder& order) const { return "service " + std::string(hal::to_string(order.kind)); }
};

}  // namespace

env::Error run_error(const ProcedureRun& run) {
  switch (run.end()) {
    case RunEnd::refused: return {ErrorCode::refused_by_network, Remedy::refused, "the network refused: " + run.why(), run.why()};
    case RunEnd::unknown:
      return {ErrorCode::no_answer_from_device, Remedy::unknown, "it was sent, and the network did not answer: " + run.why(), {}};
    case RunEnd::failed: return run.error();
    default: return {};
  }
}

// The text that a message leaves; empty for everything else.
std::string LineProvider::Core::message_of(CompletionId id) const {
  const auto found = completions_.find(id);
  if (found == completions_.end() || found->second.view.mode != CompletionMode::message) return {};
  const std::size_t message = found->second.view.message;
  return message < network_.messages.size() ? network_.messages[message] : std::string();
}

void LineProvider::Core::start_run(Purpose purpose, CompletionId id, const Procedure& procedure, const std::string& number, Done done) {
  ++run_generation_;
  const auto can = line_.capabilities();
  const DeviceTraits traits{can.hears_dial_tone ? std::nullopt : std::optional(timers_.blind_dial), can.hears_voice};
  run_.emplace(Run{purpose, id, ProcedureRun(procedure, number, message_of(id), traits), std::move(done), {}});
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
  } else if (const auto* flash = std::get_if<Flash>(&order)) {
    line_.flash(flash->length == env::Duration::zero() ? region_.flash : flash->length, ended);
  } else if (const auto* wait = std::get_if<Wait>(&order)) {
    rest_ = scheduler_.after(wait->length, [this, generation] { order_ended(generation, {}); });
  } else if (const auto* service = std::get_if<hal::ServiceOrder>(&order)) {
    ask_service(*service);
  } else {
    send(std::get<SendDigits>(order), ended);
  }
}

void LineProvider::Core::send(const SendDigits& digits, Done ended) {
  const auto dialable = hal::DialString::parse(digits.digits);
  if (dialable) return line_.send_digits(*dialable, std::move(ended));
  later_.defer([ended = std::move(ended), why = dialable.error()] { ended(tl::unexpected(why)); });
}

void LineProvider::Core::ask_service(const hal::ServiceOrder& order) {
  line_.service(order,
                [alive = std::weak_ptr<bool>(alive_), this, generation = run_generation_](const env::Expected<hal::ServiceReport>& report) {
                  if (alive.expired() || !run_ || generation != run_generation_) return;
                  run_->procedure.service_ended(report, scheduler_.now());
                  drive();
                });
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
  switch (run.purpose) {
    case Purpose::complete:
      if (procedure.took_a_recall()) recall_was_taken();
      if (Completion* completion = find(run.completion)) activation_ended(procedure, *completion);
      return;
    case Purpose::connect: return connect_ended(run);
    case Purpose::ask: asked(run); break;
    case Purpose::attempt: return attempt_ended(run);
    case Purpose::cancel:
    case Purpose::clear_up: cancel_run_ended(run); break;
  }
  line_.release(guarded([this](const Result&) { next_job(); }));
}

void LineProvider::Core::cancel_run_ended(Run& run) {
  const RunEnd end = end_of_cancel(run);
  if (end == RunEnd::failed && run.procedure.error().code == ErrorCode::line_ringing)
    jobs_.push_front({run.purpose, run.completion, run.procedure.number(), std::move(run.done)});
  else if (run.purpose == Purpose::clear_up)
    cleared_up(run.completion);
  else
    cancel_ended(end, run_error(run.procedure), run.completion, std::move(run.done));
}

// The line goes on hook; a call that was on it is over.
void LineProvider::Core::leave_call(Call* call, CallInput input) {
  if (call != nullptr) return release_call(*call, input);
  line_.release(guarded([this](const Result&) { next_job(); }));
}

void LineProvider::Core::release_call(Call& call, CallInput input) {
  const CallId id = call.view.id;
  call.dropping = true;
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
  Completion* completion = find(run.completion);
  switch (run.purpose) {
    case Purpose::ask:
    case Purpose::clear_up:
      if (open_) jobs_.push_front({run.purpose, run.completion, run.procedure.number(), nullptr});
      return;
    case Purpose::cancel: return cancel_ended(RunEnd::failed, why, run.completion, std::move(run.done));
    case Purpose::attempt: return attempt_abandoned(run);
    case Purpose::connect: return;
    case Purpose::complete: break;
  }
  if (completion == nullptr) return;
  if (open_ && run.procedure.has_sent()) clear_up(*completion);
  step_completion(*completion, why.remedy == Remedy::gone ? CompletionInput::lost : CompletionInput::hung_up);
  reply(*completion, tl::unexpected(why));
}

void LineProvider::Core::next_job() {
  while (!jobs_.empty() && !run_ && !on_line_ && !is_rung() && in_service()) {
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    start_job(std::move(job));
  }
}

void LineProvider::Core::start_job(Job job) {
  switch (job.purpose) {
    case Purpose::complete:
      if (Completion* completion = find(job.completion)) ask_network(*completion);
      return;
    case Purpose::ask: return start_run(Purpose::ask, {}, *network_.query(), {}, nullptr);
    case Purpose::attempt: return start_attempt(job.completion);
    case Purpose::connect: return;
    case Purpose::cancel:
    case Purpose::clear_up: break;
  }
  if (hits_others(job)) return leave_undone(std::move(job));
  start_run(job.purpose, job.completion, cancel_way()->procedure, job.number, std::move(job.done));
}

}  // namespace campon::provider
