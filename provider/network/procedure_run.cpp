#include "provider/network/procedure_run.hpp"

#include <algorithm>
#include <utility>

#include "hal/env/trace.hpp"
#include "provider/line/recall.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;

bool contains(const std::vector<Heard>& words, Heard what) { return std::find(words.begin(), words.end(), what) != words.end(); }

std::string milliseconds(env::Duration length) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(length).count()) + " ms";
}

// A tone that our own traits or the modem's detector named is heard; a result code is reported.
// An announcement may say yes or no, and its words are not understood.
Acceptance acceptance_of(hal::Evidence evidence, Heard what) {
  const bool certain = evidence != hal::Evidence::inferred && what != Heard::voice;
  return certain ? Acceptance::heard : Acceptance::assumed;
}

// What a call hears before a code is sent, and may hear for a moment longer: the tone, or the guide that offers the service.
bool may_be_the_call(Heard what) { return what == Heard::busy || what == Heard::ringback || what == Heard::voice; }

// What the network has yet to answer, or to be told.
bool is_part_of_the_request(const Step& step) {
  return std::holds_alternative<Acknowledge>(step.what) || std::holds_alternative<SendDigits>(step.what) ||
         std::holds_alternative<Service>(step.what);
}

// The network may list +46 70... for what was dialled as 070...: the trunk prefix is no part of the number.
bool is_listed_as(std::string_view listed, std::string_view dialled) {
  if (same_subscriber(listed, dialled)) return true;
  return dialled.starts_with('0') && same_subscriber(listed, dialled.substr(std::min(dialled.find_first_not_of('0'), dialled.size())));
}

bool only_asks(hal::ServiceKind kind) { return kind == hal::ServiceKind::query_completions; }

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

ProcedureRun::ProcedureRun(const Procedure& procedure, std::string number, std::string text, DeviceTraits traits)
    : procedure_(procedure), number_(std::move(number)), text_(std::move(text)), traits_(traits) {}

bool ProcedureRun::dials_blind() const {
  return traits_.blind_dial && step_ > 0 && std::holds_alternative<Seize>(procedure_.steps[step_ - 1].what);
}

std::optional<LineOrder> ProcedureRun::next_order(env::Time now) {
  if (end_ != RunEnd::running || order_running_) return std::nullopt;
  if (!entered_) enter_step(now);
  if (end_ != RunEnd::running || deadline_) return std::nullopt;
  order_running_ = true;
  return order_for(procedure_.steps[step_]);
}

LineOrder ProcedureRun::order_for(const Step& step) {
  const auto& what = step.what;
  left_the_call_ = left_the_call_ || std::holds_alternative<HangUp>(what) || std::holds_alternative<Flash>(what);
  if (const auto* hang_up = std::get_if<HangUp>(&what)) return *hang_up;
  if (std::holds_alternative<Seize>(what)) return Seize{};
  if (const auto* flash = std::get_if<Flash>(&what)) return *flash;
  if (const auto* wait = std::get_if<Wait>(&what)) return *wait;
  if (const auto* service = std::get_if<Service>(&what)) return service_order(*service);
  sent_ = true;
  return SendDigits{expand(std::get<SendDigits>(what).digits, procedure_, number_, index())};
}

LineOrder ProcedureRun::service_order(const Service& step) {
  sent_before_service_ = sent_;
  sent_ = sent_ || !only_asks(step.kind);
  hal::ServiceOrder order{step.kind, {}, {}, 0};
  if (step.kind == hal::ServiceKind::cancel_completion) order.index = index();
  if (step.kind == hal::ServiceKind::send_message) order.number = number_;
  if (step.kind == hal::ServiceKind::send_message) order.text = text_;
  return order;
}

void ProcedureRun::enter_step(env::Time now) {
  entered_ = true;
  if (step_ == procedure_.steps.size()) return finish_steps();
  const auto& what = procedure_.steps[step_].what;
  if (const auto* await = std::get_if<Await>(&what); await != nullptr && heard_early_ && contains(await->any_of, *heard_early_)) {
    heard_early_.reset();
    return advance(now);
  }
  if (const auto* await = std::get_if<Await>(&what)) deadline_ = now + (dials_blind() ? *traits_.blind_dial : await->within);
  if (const auto* acknowledge = std::get_if<Acknowledge>(&what)) {
    deadline_ = now + acknowledge->within;
    deaf_until_ = now + acknowledge->deaf;
    doubted_ = false;
    early_yes_.reset();
  }
}

void ProcedureRun::finish_steps() {
  // A procedure without an acknowledgement has only been carried out; whether the network agreed is not known.
  if (!accepted_) acceptance_ = Acceptance::assumed;
  conclude(RunEnd::accepted, accepted_ ? why_ : "all steps were carried out");
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

// Only the last answer of a procedure decides; the guidance before it merely has to come.
bool ProcedureRun::decides() const {
  const auto next = procedure_.steps.begin() + static_cast<std::ptrdiff_t>(step_) + 1;
  return std::none_of(next, procedure_.steps.end(), is_part_of_the_request);
}

void ProcedureRun::accept(Acceptance how, std::string why, env::Time now) {
  if (decides()) {
    acceptance_ = how;
    accepted_ = true;
    why_ = std::move(why);
  }
  advance(now);
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

void ProcedureRun::service_ended(const env::Expected<hal::ServiceReport>& report, env::Time now) {
  order_running_ = false;
  if (end_ != RunEnd::running) return;
  if (!report) return service_failed(report.error());
  if (!report->granted) return conclude(RunEnd::refused, report->why.empty() ? "the network said no" : report->why);
  const bool asked = only_asks(std::get<Service>(procedure_.steps[step_].what).kind);
  if (asked) entries_ = report->entries;
  if (asked && !decides() && !lists_the_number()) {
    const std::string none = "the network lists no request for " + env::escaped(number_);
    return conclude(RunEnd::refused, none);
  }
  accept(Acceptance::reported, report->why.empty() ? "the network said yes" : report->why, now);
}

void ProcedureRun::service_failed(const env::Error& error) {
  error_ = error;
  const bool acted_on = error.remedy == Remedy::unknown && sent_;
  sent_ = acted_on || sent_before_service_;
  if (error.remedy == Remedy::refused) return conclude(RunEnd::refused, error.what);
  conclude(sent_ ? RunEnd::unknown : RunEnd::failed, error.what);
}

bool ProcedureRun::lists_the_number() const { return index() != 0; }

unsigned ProcedureRun::index() const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [this](const auto& entry) { return is_listed_as(entry.number, number_); });
  return found == entries_.end() ? 0 : found->index;
}

void ProcedureRun::heard(const hal::LineEvent& event) {
  const auto what = heard_in(event.fact);
  if (what && order_running_ && std::holds_alternative<Seize>(procedure_.steps[step_].what)) heard_early_ = what;
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
  if (!entered_) return;
  if (event.at < deaf_until_ && may_be_the_call(what)) return heard_early(step, what, event);
  const std::string word = hal::describe(event.fact);
  if (contains(step.no, what)) {
    decided_by_ = what;
    conclude(RunEnd::refused, word);
  } else if (contains(step.at_once, what)) {
    acceptance_ = acceptance_of(event.evidence, what);
    conclude(RunEnd::at_once, word);
  } else if (contains(step.yes, what) && what == Heard::voice && decides()) {
    hold(what, event);
  } else if (contains(step.yes, what)) {
    if (decides()) decided_by_ = what;
    accept(acceptance_of(event.evidence, what), word, event.at);
  }
}

// What may be the answer counts when the deaf time is over and nothing has spoken against it.
void ProcedureRun::heard_early(const Acknowledge& step, Heard what, const hal::LineEvent& event) {
  doubted_ = doubted_ || contains(step.no, what);
  if (!contains(step.yes, what)) return;
  hold(what, event);
  if (what != Heard::voice) deadline_ = std::min(*deadline_, deaf_until_);
}

// An announcement may say no, and is followed by a tone then: it counts when none has come by the end of the step.
void ProcedureRun::hold(Heard what, const hal::LineEvent& event) {
  if (!early_yes_) early_yes_ = EarlyYes{what, acceptance_of(event.evidence, what), hal::describe(event.fact)};
}

void ProcedureRun::nothing_against_it(const Acknowledge& step, env::Time now) {
  const EarlyYes early = *std::exchange(early_yes_, std::nullopt);
  const env::Time end = deaf_until_ - step.deaf + step.within;
  if (doubted_ && now < end) {
    deadline_ = end;
    return;
  }
  if (decides()) decided_by_ = early.what;
  accept(early.acceptance, early.word, now);
}

void ProcedureRun::tick(env::Time now) {
  if (!deadline_ || now < *deadline_ || end_ != RunEnd::running) return;
  const auto& step = procedure_.steps[step_].what;
  if (const auto* acknowledge = std::get_if<Acknowledge>(&step))
    return early_yes_ ? nothing_against_it(*acknowledge, now) : nothing_heard(*acknowledge, now);
  if (dials_blind()) return advance(now);
  const auto& await = std::get<Await>(step);
  error_ = {ErrorCode::no_dial_tone, Remedy::later, "nothing that was awaited came within " + milliseconds(await.within), {}};
  conclude(sent_ ? RunEnd::unknown : RunEnd::failed, error_.what);
}

void ProcedureRun::nothing_heard(const Acknowledge& step, env::Time now) {
  const std::string why = "nothing for " + milliseconds(step.within);
  // Many devices tell a tone once: whether what was heard while deaf has stopped or goes on is not known.
  if (doubted_ && !step.silence_is_no) return conclude(RunEnd::unknown, "a tone in the first moment, then " + why);
  if (step.silence_is_yes) return accept(Acceptance::assumed, why, now);
  const bool may_have_been_said = !traits_.voice && !step.silence_is_no && contains(step.yes, Heard::voice);
  if (may_have_been_said) return accept(Acceptance::assumed, why + ", on a device that tells no announcement", now);
  conclude(step.silence_is_no ? RunEnd::refused : RunEnd::unknown, why);
}

}  // namespace campon::provider
