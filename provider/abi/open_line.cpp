#include "provider/abi/open_line.hpp"

#include "provider/abi/state_map.hpp"

namespace campon::provider::abi {

std::shared_ptr<HostCall> OpenLine::add_call(CallId id) {
  auto call = std::make_shared<HostCall>();
  call->line = shared_from_this();
  call->id = id;
  call->handle = instance_.calls.add(call);
  calls_[id] = call;
  return call;
}

void OpenLine::forget_call(HostCall& call) {
  instance_.calls.remove(call.handle);
  calls_.erase(call.id);
}

std::shared_ptr<HostCall> OpenLine::find(CallId id) {
  const auto found = calls_.find(id);
  return found == calls_.end() ? nullptr : found->second;
}

void OpenLine::on_call_offered(const CallView& view) {
  if ((media_modes & LINEMEDIAMODE_INTERACTIVEVOICE) == 0) return provider_.close_call(view.id);
  offer(add_call(view.id));
}

// The host fills in its handle; without one it does not want the call. [tspi.md 3.2]
void OpenLine::offer(const std::shared_ptr<HostCall>& call) {
  instance_.delivery().push(handle, [self = shared_from_this(), call] {
    HTAPICALL taken = nullptr;
    self->event_(self->host_, nullptr, LINE_NEWCALL, call->handle, reinterpret_cast<DWORD_PTR>(&taken), 0);
    *call->host = taken;
    if (taken != nullptr) return;
    self->instance_.runtime().scheduler().post([self, call] {
      if (!self->find(call->id)) return;
      self->forget_call(*call);
      self->provider_.close_call(call->id);
    });
  });
}

void OpenLine::call_event(const std::shared_ptr<HostCall>& call, DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3) {
  instance_.delivery().push(handle, [self = shared_from_this(), call, message, param1, param2, param3] {
    const HTAPICALL host = *call->host;
    if (host != nullptr) self->event_(self->host_, host, message, param1, param2, param3);
  });
}

void OpenLine::on_call_state(const CallView& view) {
  if (const auto call = find(view.id))
    call_event(call, LINE_CALLSTATE, line_call_state(view.state), line_call_state_mode(view), LINEMEDIAMODE_INTERACTIVEVOICE);
}

void OpenLine::on_call_info(const CallView& view) {
  DWORD changed = view.origin == CallOrigin::inbound ? LINECALLINFOSTATE_CALLERID : 0;
  if (view.completion.value != 0) changed |= LINECALLINFOSTATE_COMPLETIONID | LINECALLINFOSTATE_REASON;
  if (const auto call = find(view.id); call && changed != 0) call_event(call, LINE_CALLINFO, changed, 0, 0);
}

void OpenLine::device_state(DWORD state, DWORD_PTR param2, DWORD_PTR param3) {
  if ((line_states & state) == 0) return;
  instance_.delivery().push(handle, [self = shared_from_this(), state, param2, param3] {
    self->event_(self->host_, nullptr, LINE_LINEDEVSTATE, state, param2, param3);
  });
}

void OpenLine::on_ringing(int mode, int count) {
  device_state(LINEDEVSTATE_RINGING, static_cast<DWORD_PTR>(mode), static_cast<DWORD_PTR>(count));
}

void OpenLine::on_completions_changed(std::size_t /*outstanding*/) { device_state(LINEDEVSTATE_NUMCOMPLETIONS, 0, 0); }

void OpenLine::on_completion_cancelled(CompletionId id) { device_state(LINEDEVSTATE_COMPLCANCEL, id.value, 0); }

void OpenLine::on_service(bool in_service) { device_state(in_service ? LINEDEVSTATE_INSERVICE : LINEDEVSTATE_OUTOFSERVICE, 0, 0); }

}  // namespace campon::provider::abi
