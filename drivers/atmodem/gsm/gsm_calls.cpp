// The call on the modem: what steps it makes, what is told of them, and the list of calls that is its truth.
#include <algorithm>
#include <utility>

#include "drivers/atmodem/gsm/gsm_core.hpp"

namespace campon::atmodem {

using env::TraceKind;

bool GsmPort::Core::step(Input input) {
  const auto& cell = call_.step(input, [&](State from, const auto& taken) {
    if (taken.outcome == env::Outcome::go || taken.outcome == env::Outcome::refuse)
      note(TraceKind::state, env::describe_step<GsmCallMachine>(from, input, taken));
  });
  act(cell.action);
  return cell.outcome != env::Outcome::refuse;
}

void GsmPort::Core::act(GsmCallAction action) {
  using A = GsmCallAction;
  switch (action) {
    case A::none: return;
    case A::tell_dial_tone:
      waiting_rang_ = false;
      // With limited service nobody knows; a person in need is let dial. [invariant I10]
      return tell(may_call(status_.registration) ? hal::Evidence::protocol : hal::Evidence::inferred, hal::DialTone{});
    case A::tell_ringback: return tell_ringback();
    case A::tell_answered: ringback_.reset(); return tell(hal::Answered{});
    case A::ask_cause: stop(); return ask_cause();
    case A::tell_busy: return tell_busy();
    case A::tell_end: stop(); return tell(fact_of(end_));
    case A::tell_dropped: stop(); return tell(hal::LoopDrop{});
    case A::tell_ring: return tell_ring();
    case A::tell_recall: return tell_recall_again();
    case A::tell_waiting: return tell_waiting();
    case A::forget_ring: waiting_rang_ = false; return;
    case A::stop: return stop();
  }
}

bool GsmPort::Core::in_call() const {
  return call_.state() != State::idle && call_.state() != State::ringing && call_.state() != State::recalling;
}

void GsmPort::Core::stop() {
  for (env::Timer* timer : {&poll_, &ringback_, &ring_end_, &recall_, &recall_end_, &t1_}) timer->reset();
  told_caller_.clear();
  caller_ = {};
  calls_ = 0;
}

// On a loop ringback is heard once per burst, and its absence counts as an answer. Here it lasts until the modem says otherwise.
void GsmPort::Core::tell_ringback() {
  tell(hal::Ringback{});
  ringback_ = scheduler_.after(modem_.gsm.ringback_again, [this] { tell_ringback(); });
}

// Nothing is sent from here on that would release the call. [voice-modems 5.5]
void GsmPort::Core::tell_busy() {
  stop();
  end_ = CallEnd::user_busy;
  busy_until_ = now() + modem_.gsm.retention;
  keep_busy(modem_.gsm.retention);
  tell(hal::Busy{});
}

void GsmPort::Core::keep_busy(env::Duration length) {
  t1_ = scheduler_.after(length, [this] { step(Input::t1_over); });
}

void GsmPort::Core::ask_cause() {
  chat_.submit(command("AT+CEER", CommandKind::query, modem_.timers.command.setting),
               [this](const env::Expected<Answer>& answer) { cause_told(answer); });
  arm();
}

void GsmPort::Core::cause_told(const env::Expected<Answer>& answer) {
  if (!call_.is(State::asking)) return;
  if (answer)
    for (const auto& line : answer->lines)
      for (const CauseText& text : modem_.causes)
        if (const auto match = text.pattern.match(line)) return end_with(text.cause.value_or(match->cause.value_or(0)));
  end_ = CallEnd::unknown;
  step(Input::ended_known);
}

void GsmPort::Core::end_with(unsigned cause) {
  end_ = call_end(cause);
  note(TraceKind::decision, "the call ended: " + cause_text(cause));
  step(end_ == CallEnd::user_busy ? Input::met_busy : Input::ended_known);
}

// With more than one call, the list has to say which of them it was.
void GsmPort::Core::on_ended(const PatternMatch& match) {
  if (call_.is(State::active) && modem_.poll && (calls_ > 1 || waiting_rang_)) return poll();
  if (match.cause && call_end(*match.cause) != CallEnd::unknown) return end_with(*match.cause);
  end_unexplained();
}

void GsmPort::Core::end_unexplained() {
  end_ = CallEnd::unknown;
  step(modem_.asks_cause ? Input::ended : Input::ended_known);
}

bool GsmPort::Core::polls() const {
  if (!modem_.poll || closed_ || !in_service_) return false;
  return call_.is(State::active) || (modem_.poll_while_dialling && (call_.is(State::calling) || call_.is(State::alerting)));
}

void GsmPort::Core::poll_later() {
  poll_.reset();
  if (polls()) poll_ = scheduler_.after(modem_.gsm.poll, [this] { poll(); });
}

// Never queued behind another command: when its turn came, the call might be one that no byte may disturb.
void GsmPort::Core::poll() {
  if (!polls() || polling_) return;
  if (chat_.state() != ChatState::idle) return poll_later();
  polling_ = true;
  chat_.submit(command("AT+CLCC", CommandKind::query, modem_.timers.command.setting), [this](const env::Expected<Answer>& answer) {
    polling_ = false;
    polled(answer);
  });
  arm();
}

// Once in a while the list is refused for no reason. [voice-modems 6]
void GsmPort::Core::polled(const env::Expected<Answer>& answer) {
  if (!polls()) return;
  poll_later();
  if (!answer || answer->code != ResultCode::ok) return;
  evaluate(listed_calls(answer->lines));
}

void GsmPort::Core::evaluate(const std::vector<ListedCall>& calls) {
  const auto any = [&](CallStatus status) {
    return std::any_of(calls.begin(), calls.end(), [&](const auto& call) { return call.status == status; });
  };
  calls_ = own_calls(calls);
  waiting_rang_ = waiting_rang_ && (any(CallStatus::waiting) || any(CallStatus::incoming));
  const bool is_dialled = calls.size() == 1 && calls.front().outgoing && !any(CallStatus::active) && !any(CallStatus::held);
  if (call_.is(State::active) && is_dialled) step(Input::originated);
  if (any(CallStatus::active) || any(CallStatus::held)) {
    step(Input::connected);
  } else if (any(CallStatus::alerting)) {
    step(Input::alerted);
  } else if (calls_ == 0 && (call_.is(State::active) || now() - dialled_at_ >= modem_.gsm.poll_grace)) {
    end_unexplained();
  }
}

// The same as news about one call.
void GsmPort::Core::on_listed(const ListedCall& call) {
  if (!call.voice || polling_) return;
  switch (call.status) {
    case CallStatus::active: step(Input::connected); return;
    case CallStatus::alerting: step(Input::alerted); return;
    case CallStatus::disconnected: return on_ended({});
    default: return;
  }
}

// No network rings faster than this; what a modem in trouble says more often is one ring. [faults R07, R12]
void GsmPort::Core::tell_ring() {
  const bool again = rang_at_ && now() - *rang_at_ < modem_.gsm.ring_apart;
  if (!again) {
    rang_at_ = now();
    tell(hal::RingBurst{});
  }
  if (call_.is(State::recalling)) return tell_recall_again();
  ring_end_ = scheduler_.after(modem_.gsm.ring_memory, [this] { step(Input::quiet); });
}

// A recall is told once, and may come without RING: it rings on until it is answered, withdrawn or too old.
void GsmPort::Core::tell_recall_again() {
  const bool first = !recall_end_.armed();
  if (first) {
    ring_end_.reset();
    recall_end_ = scheduler_.after(modem_.gsm.recall_lifetime, [this] { step(Input::quiet); });
    hal::CallerId id = caller_;
    id.call_type = hal::CallType::ring_back;
    tell(hal::RingBurst{});
    tell(hal::CallerIdReceived{std::move(id)});
  }
  recall_ = scheduler_.after(modem_.gsm.recall_again, [this] {
    tell(hal::RingBurst{});
    tell_recall_again();
  });
}

// Each ring brings it again, and a waiting call too; it is told when it is new.
void GsmPort::Core::tell_caller(hal::CallerId id) {
  if (call_.is(State::recalling)) id.call_type = hal::CallType::ring_back;
  std::string shown = id.number + "/" + id.name + "/" + std::string(hal::to_string(id.presentation));
  if (shown == told_caller_) return;
  told_caller_ = std::move(shown);
  if (in_call())
    tell(hal::CallWaiting{std::move(id)});
  else
    tell(hal::CallerIdReceived{std::move(id)});
}

void GsmPort::Core::tell_waiting() {
  ring_end_ = scheduler_.after(modem_.gsm.ring_memory, [this] { step(Input::quiet); });
  if (std::exchange(waiting_rang_, true)) return;
  tell(hal::CallWaiting{caller_});
}

}  // namespace campon::atmodem
