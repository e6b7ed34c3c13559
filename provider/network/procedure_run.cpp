#include "provider/network/procedure_run.hpp"

#include <algorithm>
#include <utility>

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;

bool contains(const std::vector<Heard>& words, Heard what) { return std::find(words.begin(), words.end(), what) != words.end(); }

std::string milliseconds(env::Duration length) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(length).count()) + " ms";
}

// A tone that our own ears or the modem's detector named is heard; a result code is reported.
Acceptance acceptance_of(hal::Evidence evidence) { return evidence == hal::Evidence::inferred ? Acceptance::assumed : Acceptance::heard; }

struct HeardIn {
  std::optional<Heard> operator()(const hal::DialTone& tone) const { return tone.stutter ? Heard::stutter_dial_tone : Heard::dial_tone; }
  std::optional<Heard> operator()(const hal::Busy&) const { return Heard::busy; }
  std::optional<Heard> operator()(const hal::Reorder&) const { return Heard::reorder; }
  std::optional<Heard> operator()(const hal::Sit&) const { return Heard::sit; }
  std::optional<Heard> operator()(const hal::Ringback&) const { return Heard::ringback; }
  std::optional<Heard> operator()(const hal::Confirmation&) const { return Heard::confirmation; }
  std::optional<Heard> operator()(const hal::Voice&) const { return Heard::voice; }
  std::optional<Heard> operator()(const hal::LoopDrop&) const { return Heard::loop_drop; }
  template <class Other>
  std::optional<Heard> operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

std::optional<Heard> heard_in(const hal::LineFact& fact) { return std::visit(HeardIn{}, fact); }

bool begins_afresh(const Procedure& procedure) {
  const auto& first = procedure.steps.front().what;
  return std::holds_alternative<HangUp>(first) || std::holds_alternative<Flash>(first);
}

ProcedureRun::ProcedureRun(const Procedure& procedure, std::string number) : procedure_(procedure), number_(std::move(number)) {}

std::optional<LineOrder> ProcedureRun::next_order(env::Time now) {
  if (end_ != RunEnd::running || order_running_) return std::nullopt;
  if (!entered_) enter_step(now);
  if (end_ != RunEnd::running || deadline_) return std::nullopt;
  order_running_ = true;
  const auto& what = procedure_.steps[step_].what;
  left_the_call_ = left_the_call_ || std::holds_alternative<HangUp>(what) || std::holds_alternative<Flash>(what);
  if (const auto* hang_up = std::get_if<HangUp>(&what)) return *hang_up;
  if (std::holds_alternative<Seize>(what)) return Seize{};
  if (std::holds_alternative<Flash>(what)) return Flash{};
  SendDigits send = std::get<SendDigits>(what);
  if (const auto place = send.digits.find("{number}"); place != std::string::npos) send.digits.replace(place, 8, number_);
  sent_ = true;
  return send;
}

void ProcedureRun::enter_step(env::Time now) {
  entered_ = true;
  if (step_ == procedure_.steps.size()) {
    // A procedure without an acknowledgement has only been carried out; whether the network agreed is not known.
    if (!accepted_) acceptance_ = Acceptance::assumed;
    conclude(RunEnd::accepted, accepted_ ? why_ : "all steps were carried out");
    return;
  }
  const auto& what = procedure_.steps[step_].what;
  if (const auto* await = std::get_if<Await>(&what)) deadline_ = now + await->within;
  if (const auto* acknowledge = std::get_if<Acknowledge>(&what)) deadline_ = now + acknowledge->within;
}

void ProcedureRun::advance(env::Time now) {
  ++step_;
  entered_ = false;
  deadline_.reset();
  enter_step(now);
}

void ProcedureRun::conclude(RunEnd end, std::string why) {
  end_ = end;
  why_ = std::move(why);
  deadline_.reset();
}

void ProcedureRun::order_ended(const env::Result& result, env::Time now) {
  order_running_ = false;
  if (end_ != RunEnd::running) return;
  if (result) {
    advance(now);
  } else if (accepted_) {
    conclude(RunEnd::accepted, why_);
  } else {
    error_ = result.error();
    conclude(sent_ ? RunEnd::unknown : RunEnd::failed, result.error().what);
  }
}

void ProcedureRun::heard(const hal::LineEvent& event) {
  const auto what = heard_in(event.fact);
  if (!what || end_ != RunEnd::running || order_running_ || step_ == procedure_.steps.size()) return;
  const auto& step = procedure_.steps[step_].what;
  if (const auto* await = std::get_if<Await>(&step)) await_heard(*await, *what, event.at);
  if (const auto* acknowledge = std::get_if<Acknowledge>(&step)) acknowledge_heard(*acknowledge, *what, event);
}

void ProcedureRun::await_heard(const Await& step, Heard what, env::Time now) {
  if (contains(step.any_of, what)) return advance(now);
  if (what != Heard::ringback || sent_) return;
  took_a_recall_ = true;
  error_ = {ErrorCode::line_ringing, Remedy::later, "the network rang back just as the line was seized", {}};
  conclude(RunEnd::failed, error_.what);
}

void ProcedureRun::acknowledge_heard(const Acknowledge& step, Heard what, const hal::LineEvent& event) {
  const std::string word = hal::describe(event.fact);
  if (contains(step.no, what)) {
    decided_by_ = what;
    conclude(RunEnd::refused, word);
  } else if (contains(step.at_once, what)) {
    acceptance_ = acceptance_of(event.evidence);
    conclude(RunEnd::at_once, word);
  } else if (contains(step.yes, what)) {
    acceptance_ = acceptance_of(event.evidence);
    accepted_ = true;
    decided_by_ = what;
    why_ = word;
    advance(event.at);
  }
}

void ProcedureRun::tick(env::Time now) {
  if (!deadline_ || now < *deadline_ || end_ != RunEnd::running) return;
  const auto& step = procedure_.steps[step_].what;
  if (const auto* await = std::get_if<Await>(&step)) {
    error_ = {ErrorCode::no_dial_tone, Remedy::later, "nothing that was awaited came within " + milliseconds(await->within), {}};
    conclude(sent_ ? RunEnd::unknown : RunEnd::failed, error_.what);
    return;
  }
  const auto& acknowledge = std::get<Acknowledge>(step);
  const std::string why = "nothing for " + milliseconds(acknowledge.within);
  if (!acknowledge.silence_is_yes) {
    conclude(RunEnd::unknown, why);
    return;
  }
  acceptance_ = Acceptance::assumed;
  accepted_ = true;
  why_ = why;
  advance(now);
}

}  // namespace campon::provider
