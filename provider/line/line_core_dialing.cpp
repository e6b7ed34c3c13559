// The number goes out, whole or in parts.
#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;

env::Result misuse(ErrorCode code, const char* why) { return env::fail(code, Remedy::misuse, why); }

}  // namespace

void LineProvider::Core::send_number(Call& call, const hal::DialString& digits, Done done) {
  const CallId id = call.view.id;
  if (call.machine.is(CallState::dialtone)) step_call(call, CallInput::dialing);
  note(env::TraceKind::sent, who(id), "digits " + digits.digits());
  last_dialed_ = LastDialed{call.view.called, scheduler_.now()};
  call.sending = true;
  line_.send_digits(digits, guarded([this, id, done = std::move(done)](const env::Result& result) { dialed(id, done, result); }));
}

void LineProvider::Core::dialed(CallId id, const Done& done, const env::Result& result) {
  answer_later(done, result);
  if (on_line_ != id) return;
  Call& call = calls_.at(id);
  call.sending = false;
  if (result && call.parts) return;
  if (call.machine.is(CallState::dialing)) step_call(call, result ? CallInput::dialed : CallInput::failed);
}

bool LineProvider::Core::takes_number(const Call& call) {
  const bool before = call.machine.is(CallState::dialtone) || call.machine.is(CallState::dialing);
  return call.parts && !call.sending && !call.dropping && before;
}

// Once for each call the guard counts it; what follows is only judged. At dial tone nothing is known yet.
env::Result LineProvider::Core::permit_number(const std::string& number, bool first) {
  if (number.empty()) return {};
  const DialRequest asked{number, DialOrigin::human, k_owner};
  const Decision decision = first ? guard_.may_dial(asked, scheduler_.now()) : guard_.would_allow(asked, scheduler_.now());
  return decision.allowed ? env::Result{} : tl::unexpected(decision.error());
}

env::Result LineProvider::Core::may_dial(const Call* call, const FirstDigits& next) const {
  if (call == nullptr) return misuse(ErrorCode::bad_handle, "there is no such call");
  if (on_line_ != call->view.id || !takes_number(*call)) return misuse(ErrorCode::bad_state, "the call takes no digits of a number now");
  const bool ends_nothing = !next.digits && (next.more || call->sent.empty());
  return ends_nothing ? misuse(ErrorCode::bad_dial_length, "there is nothing to dial") : env::Result{};
}

env::Result LineProvider::Core::dial(CallId id, const FirstDigits& next, Done done) {
  Call* call = find(id);
  if (const env::Result may = may_dial(call, next); !may) return may;
  if (next.digits) {
    const auto all = hal::DialString::parse(call->sent + next.digits->digits());
    if (!all) return tl::unexpected(all.error());
    if (const env::Result may = permit_number(all->number(), call->sent.empty()); !may) return may;
    call->number = *all;
    call->sent = all->digits();
    call->view.called = all->number();
  }
  call->parts = next.more;
  if (next.digits) return send_number(*call, *next.digits, std::move(done)), env::Result{};
  answer_later(std::move(done), {});
  step_call(*call, CallInput::dialed);
  return {};
}

}  // namespace campon::provider
