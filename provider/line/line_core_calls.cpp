// Calls: made, answered, heard, dropped.
#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::TraceKind;

DisconnectMode disconnect_mode(CallState from, CallInput input) {
  if (input == CallInput::lost) return DisconnectMode::temporary_failure;
  if (input == CallInput::ring_stopped) return DisconnectMode::no_answer;
  switch (from) {
    case CallState::connected: return DisconnectMode::normal;
    case CallState::busy: return DisconnectMode::busy;
    case CallState::ringback: return DisconnectMode::no_answer;
    case CallState::specialinfo: return DisconnectMode::unreachable;
    default: return DisconnectMode::unknown;
  }
}

struct CallInputOf {
  std::optional<CallInput> operator()(const hal::DialTone&) const { return CallInput::dial_tone; }
  std::optional<CallInput> operator()(const hal::Ringback&) const { return CallInput::ringback; }
  std::optional<CallInput> operator()(const hal::Busy&) const { return CallInput::busy; }
  std::optional<CallInput> operator()(const hal::Reorder&) const { return CallInput::congestion; }
  std::optional<CallInput> operator()(const hal::Sit&) const { return CallInput::special_info; }
  std::optional<CallInput> operator()(const hal::Answered&) const { return CallInput::answered; }
  std::optional<CallInput> operator()(const hal::LoopDrop&) const { return CallInput::loop_drop; }
  template <class Other>
  std::optional<CallInput> operator()(const Other&) const {
    return std::nullopt;
  }
};

env::Result no_such_call() { return env::fail(ErrorCode::bad_handle, Remedy::misuse, "there is no such call"); }

}  // namespace

LineProvider::Core::Call* LineProvider::Core::find(CallId id) {
  const auto found = calls_.find(id);
  return found == calls_.end() || found->second.closed ? nullptr : &found->second;
}

std::optional<CompletionCondition> LineProvider::Core::condition_of(const Call& call) const {
  if (call.view.origin != CallOrigin::outbound || call.view.completion.value != 0) return std::nullopt;
  if (call.machine.is(CallState::ringback)) return CompletionCondition::no_answer;
  if (call.machine.is(CallState::busy) && call.view.busy_mode != BusyMode::trunk) return CompletionCondition::busy;
  return std::nullopt;
}

CallView LineProvider::Core::view_of(const Call& call) const {
  CallView view = call.view;
  view.state = call.machine.state();
  view.completion_modes = 0;
  if (call.dropping) return view;
  view.sends_digits = may_generate(&call, {}).has_value();
  view.takes_number = takes_number(call);
  if (sends_now()) return view;
  if (!condition_of(call) || !guard_.emergency().machine_may_dial(call.number.number(), DialOrigin::camp_on)) return view;
  for (const auto mode : {CompletionMode::campon, CompletionMode::callback, CompletionMode::intrude, CompletionMode::message})
    if (offers(call, mode)) view.completion_modes |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(mode));
  return view;
}

// Whether the network can be asked for this now.
bool LineProvider::Core::offers(const Call& call, CompletionMode mode) const {
  const auto condition = condition_of(call);
  if (!condition || !in_offer_window(call.state_since)) return false;
  const Procedure* procedure = network_.completion(mode, *condition);
  return procedure != nullptr && !(call.busy_tone_gone && !begins_afresh(*procedure));
}

std::optional<CallView> LineProvider::Core::call(CallId id) const {
  const auto found = calls_.find(id);
  if (found == calls_.end() || found->second.closed) return std::nullopt;
  return view_of(found->second);
}

std::string LineProvider::Core::hook_owner() const {
  if (run_) return who(run_->completion);
  return on_line_ ? who(*on_line_) : std::string();
}

std::vector<CallView> LineProvider::Core::calls() const {
  std::vector<CallView> out;
  for (const auto& [id, call] : calls_)
    if (!call.closed) out.push_back(view_of(call));
  return out;
}

LineProvider::Core::Call& LineProvider::Core::new_call(CallOrigin origin, const hal::DialString& number) {
  const CallId id{++last_call_};
  auto [place, added] = calls_.emplace(id, Call{{}, {}, number, nullptr, false, false, scheduler_.now(), false});
  Call& call = place->second;
  call.view.id = id;
  call.view.origin = origin;
  call.view.state_entered = clock_.now();
  on_line_ = id;
  return call;
}

env::Expected<CallId> LineProvider::Core::make_call(const FirstDigits& first, Done done) {
  const std::string number = first.digits ? first.digits->number() : std::string();
  if (first.more && !capabilities().dials_in_parts)
    return env::fail(ErrorCode::bad_dial_string, Remedy::unsupported, "the device dials whole numbers only");
  if (!in_service()) return env::fail(ErrorCode::line_down, Remedy::gone, "line '" + line_.name() + "' is out of service");
  const bool emergency = guard_.emergency().is_emergency(number);
  if (emergency) clear_the_way();
  withdraw_own_recall();
  if (on_line_) return env::fail(ErrorCode::line_busy, Remedy::later, "the line has a call already");
  if (ring_ && !emergency) return env::fail(ErrorCode::line_ringing, Remedy::later, "somebody is ringing");
  if (run_ && run_->purpose != Purpose::attempt)
    return env::fail(ErrorCode::line_busy, Remedy::later, "a completion is being cancelled; try again in some seconds");
  if (const env::Result may = permit_number(number, true); !may) return tl::unexpected(may.error());
  if (run_) step_aside("a call needs the line");
  Call& call = new_call(CallOrigin::outbound, first.digits.value_or(hal::DialString::parse("0").value()));
  call.parts = first.more;
  if (first.digits) call.sent = first.digits->digits();
  call.view.called = number;
  call.made = done ? std::move(done) : [](const env::Result&) {};
  const CallId id = call.view.id;
  guard_.call_began(guarded_call(id), {call.view.called, DialOrigin::human, k_owner}, moment());
  if (ring_) return silence_ring(id);
  seize_for(id);
  return id;
}

void LineProvider::Core::seize_for(CallId id) {
  early_dial_tone_.reset();
  line_.seize(guarded([this, id](const env::Result& result) { seized(id, result); }));
}

void LineProvider::Core::seized(CallId id, const env::Result& result) {
  if (on_line_ != id || !calls_.at(id).made) return;
  if (!result) {
    give_up_making(id, result.error());
    return;
  }
  if (!line_.capabilities().hears_dial_tone) {
    dial_tone_ = scheduler_.after(timers_.blind_dial, [this, id] { start_dialing(id, false); });
    return;
  }
  if (early_dial_tone_) return start_dialing(id, early_dial_tone_->stutter);
  awaiting_dial_tone_ = true;
  dial_tone_ = scheduler_.after(timers_.dial_tone, [this, id] {
    give_up_making(id, {ErrorCode::no_dial_tone, Remedy::later, "off hook, and no dial tone came", {}});
  });
}

void LineProvider::Core::give_up_making(CallId id, const env::Error& why) {
  awaiting_dial_tone_ = false;
  dial_tone_.reset();
  Call& call = calls_.at(id);
  answer_later(std::exchange(call.made, nullptr), tl::unexpected(why));
  note(TraceKind::decision, who(id), "given up: " + why.what);
  line_.release(nullptr);
  calls_.erase(id);
  call_left_line(id);
}

void LineProvider::Core::start_dialing(CallId id, bool stutter) {
  awaiting_dial_tone_ = false;
  dial_tone_.reset();
  Call& call = calls_.at(id);
  call.view.stutter_dial_tone = stutter;
  // The reply before the first state: a new handle is told nothing before its request has succeeded. [tspi.md 3.2]
  answer_later(std::exchange(call.made, nullptr), {});
  step_call(call, CallInput::dial_tone);
  if (!call.sent.empty()) send_number(call, call.number, nullptr);
}

void LineProvider::Core::on_line_event(const hal::LineEvent& event) {
  if (std::holds_alternative<hal::DeviceGone>(event.fact)) return device_gone();
  if (std::holds_alternative<hal::DeviceBack>(event.fact) && open_) return reopen();
  if (!open_) return;  // a closed line has no calls, and nobody could end one that rings
  if (const auto* burst = std::get_if<hal::RingBurst>(&event.fact)) return ring_burst(*burst);
  if (std::holds_alternative<hal::RingStopped>(event.fact)) return ring_stopped();
  if (const auto* received = std::get_if<hal::CallerIdReceived>(&event.fact)) return ring_caller_id(received->id);
  if (const auto* waiting = std::get_if<hal::CallWaiting>(&event.fact)) return call_waits(waiting->id);
  if (const auto* block = std::get_if<hal::DialBlocked>(&event.fact)) dial_blocked_ = *block;
  if (run_) return run_hears(event);
  if (const auto* heard = std::get_if<hal::Digit>(&event.fact); heard != nullptr && on_line_) return digit_heard(*on_line_, heard->digit);
  if (on_line_) call_hears(calls_.at(*on_line_), event);
}

// A device that cannot tell stutter from steady calls the confirmation of a code dial tone: then it is one, but not for certain.
void LineProvider::Core::run_hears(const hal::LineEvent& event) {
  run_->procedure.heard(event);
  if (std::holds_alternative<hal::DialTone>(event.fact) && !line_.capabilities().hears_stutter)
    run_->procedure.heard({event.at, hal::Evidence::inferred, hal::DialTone{true}});
  drive();
}

void LineProvider::Core::call_hears(Call& call, const hal::LineEvent& event) {
  if (call.dropping) return;
  if (const auto* tone = std::get_if<hal::DialTone>(&event.fact); tone != nullptr && awaiting_dial_tone_)
    return start_dialing(call.view.id, tone->stutter);
  // A device that needs no loop is ready before it says that it is off hook.
  if (const auto* tone = std::get_if<hal::DialTone>(&event.fact); tone != nullptr && call.made) early_dial_tone_ = *tone;
  if (awaiting_dial_tone_ && std::holds_alternative<hal::Ringback>(event.fact)) {
    recall_was_taken();
    return give_up_making(call.view.id, {ErrorCode::line_ringing, Remedy::later, "the network rang back just as the line was seized", {}});
  }
  auto input = std::visit(CallInputOf{}, event.fact);
  // On a call that the network itself connects, the first voice is the other party.
  if (std::holds_alternative<hal::Voice>(event.fact) && call.view.completion.value != 0) input = CallInput::answered;
  if (!input || call.made || (call.flashed && *input == CallInput::dial_tone)) return;
  // No dial tone came before on a call that began with a ring: the network gives it when the other party has gone.
  const bool gone = *input == CallInput::dial_tone && call.machine.is(CallState::proceeding) && call.view.origin == CallOrigin::inbound;
  if (gone) return step_call(call, CallInput::failed);
  if (call.machine.is(CallState::busy) && (*input == CallInput::busy || *input == CallInput::congestion)) return turned_away(call);
  if (!call.machine.is(CallState::connected)) {
    if (*input == CallInput::busy) call.view.busy_mode = BusyMode::station;
    if (*input == CallInput::congestion) call.view.busy_mode = BusyMode::trunk;
    if (const auto* sit = std::get_if<hal::Sit>(&event.fact)) call.view.sit = sit->kind;
    if (*input == CallInput::answered) call.view.answer_evidence = event.evidence;
  }
  step_call(call, *input);
}

// The call is busy, and hears it again: news only where it waited in silence, camped.
void LineProvider::Core::turned_away(const Call& call) {
  Completion* completion = find(call.view.completion);
  if (completion != nullptr && completion->machine.is(CompletionState::camped)) step_completion(*completion, CompletionInput::busy_again);
}

void LineProvider::Core::step_call(Call& call, CallInput input) {
  const CallState from = call.machine.state();
  const auto& cell = call.machine.step(input, [&](CallState before, const auto& taken) {
    note(TraceKind::state, who(call.view.id), env::describe_step<CallMachine>(before, input, taken));
  });
  if (cell.outcome != env::Outcome::go) return;
  call.view.state_entered = clock_.now();
  call.state_since = scheduler_.now();
  if (last_dialed_ && call.view.origin == CallOrigin::outbound) last_dialed_->at = scheduler_.now();
  if (call.machine.is(CallState::connected)) guard_.call_connected(guarded_call(call.view.id), scheduler_.now());
  if (call.machine.is(CallState::disconnected)) call.view.disconnect_mode = disconnect_mode(from, input);
  if (generation_ && generation_->call == call.view.id && !may_generate(&call, {})) stop_generating(call.view.id);
  tell_state(call);
  completion_follows(call);
  if (cell.action != CallAction::release) return;
  const CallId id = call.view.id;
  line_.release(guarded([this, id](const env::Result&) { call_left_line(id); }));
}

void LineProvider::Core::call_left_line(CallId id) {
  if (on_line_ == id) on_line_.reset();
  guard_.call_ended(guarded_call(id), scheduler_.now());
  line_is_free();
  remove_if_closed(id);
  next_job();
}

void LineProvider::Core::remove_if_closed(CallId id) {
  const auto found = calls_.find(id);
  if (found != calls_.end() && found->second.closed && on_line_ != id) calls_.erase(found);
}

void LineProvider::Core::answer(CallId id, Done done) {
  Call* call = find(id);
  if (call == nullptr) return answer_later(std::move(done), no_such_call());
  if (!call->machine.is(CallState::offering) || on_line_ != id)
    return answer_later(std::move(done), env::fail(ErrorCode::bad_state, Remedy::misuse, "the call is not offering"));
  if (call->ours_to_dial) return answer_own_recall(id, std::move(done));
  line_.answer(guarded([this, id, done = std::move(done)](const env::Result& result) { answered_ring(id, done, result); }));
}

void LineProvider::Core::answered_ring(CallId id, Done done, const env::Result& result) {
  Call* call = find(id);
  if (call == nullptr || on_line_ != id) {
    if (!on_line_) result ? answered_in_vain() : ring_was_refused();
    return answer_later(std::move(done), env::fail(ErrorCode::cancelled, Remedy::misuse, "the call was dropped"));
  }
  if (!result) {
    answer_later(std::move(done), result);
    return ring_was_refused();
  }
  ring_.reset();
  answer_later(std::move(done), {});
  if (call->view.reason != CallReason::call_completion) return step_call(*call, CallInput::taken);
  recall_taken(*call);
  if (!network_.recall.connects && network_.recall.connect) connect(id, *network_.recall.connect);
}

void LineProvider::Core::recall_taken(Call& call) {
  const CallId id = call.view.id;
  step_call(call, CallInput::recall_taken);
  connecting_ = scheduler_.after(timers_.connecting, [this, id] {
    if (Call* silent = find(id)) nothing_after_recall(*silent);
  });
}

// A device that is deaf to ringback and voice has nothing to tell of a talk: as long as no tone ends it, it goes on.
void LineProvider::Core::nothing_after_recall(Call& call) {
  const auto can = line_.capabilities();
  const bool would_have_told = can.hears_ringback || can.hears_voice || can.hears_polarity;
  if (!would_have_told) call.view.answer_evidence = hal::Evidence::inferred;
  step_call(call, would_have_told ? CallInput::failed : CallInput::answered);
}

// An answer that failed ends the ring; one that was given twice does not.
void LineProvider::Core::ring_was_refused() {
  const auto state = line_.state();
  const bool goes_on = state == hal::LineState::ringing || state == hal::LineState::answering || state == hal::LineState::off_hook;
  if (!goes_on) ring_stopped();
}

// The call was dropped while it was being answered: the ring has ended, and so has the recall that it may have been.
void LineProvider::Core::answered_in_vain() {
  Completion* completion = ring_ ? find(ring_->recall) : nullptr;
  ring_.reset();
  if (completion != nullptr && completion->machine.is(CompletionState::recalling)) {
    step_completion(*completion, CompletionInput::recall_answered);
    step_completion(*completion, CompletionInput::hung_up);
  }
  line_.release(guarded([this](const env::Result&) { next_job(); }));
}

void LineProvider::Core::drop(CallId id, Done done) {
  Call* call = find(id);
  if (call == nullptr) return answer_later(std::move(done), no_such_call());
  if (call->made) {
    give_up_making(id, {ErrorCode::cancelled, Remedy::misuse, "the call was dropped", {}});
    return answer_later(std::move(done), {});
  }
  if (call->machine.is(CallState::idle))
    return answer_later(std::move(done), env::fail(ErrorCode::bad_state, Remedy::misuse, "the call is over"));
  if (call->machine.is(CallState::offering)) {
    call->ours_to_dial ? own_recall_over(id) : drop_offered(*call);
    return answer_later(std::move(done), {});
  }
  if (on_line_ != id) {
    step_call(*call, CallInput::hung_up);
    return answer_later(std::move(done), {});
  }
  call->dropping = true;
  stop_generating(id);
  if (run_) abandon_run({ErrorCode::cancelled, Remedy::unknown, "the call was dropped while its completion was being asked for", {}});
  line_.release(guarded([this, id, done = std::move(done)](const env::Result& result) { dropped(id, done, result); }));
}

void LineProvider::Core::dropped(CallId id, Done done, const env::Result& result) {
  answer_later(std::move(done), result);
  const auto found = calls_.find(id);
  if (found != calls_.end()) step_call(found->second, CallInput::hung_up);
  call_left_line(id);
}

// The ring goes on until the caller gives up; nobody is told of it any more.
void LineProvider::Core::drop_offered(Call& call) {
  on_line_.reset();
  step_call(call, CallInput::hung_up);
}

void LineProvider::Core::close_call(CallId id) {
  Call* call = find(id);
  if (call == nullptr) return;
  const bool over = call->machine.is(CallState::idle) && !call->made;
  if (!over) drop(id, nullptr);
  call = find(id);
  if (call == nullptr) return;
  call->closed = true;
  remove_if_closed(id);
}

}  // namespace campon::provider
