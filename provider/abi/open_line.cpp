#include "provider/abi/open_line.hpp"

#include <algorithm>

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
  call.closed = true;
  call.gathering.reset();
  instance_.calls.remove(call.handle);
  calls_.erase(call.id);
  tell_use();
}

void OpenLine::fall_silent() {
  provider_.attach(nullptr);
  line_states = address_states = 0;
  for (const auto& [id, call] : std::map(calls_)) forget_call(*call);
}

std::shared_ptr<HostCall> OpenLine::find(CallId id) {
  const auto found = calls_.find(id);
  return found == calls_.end() ? nullptr : found->second;
}

CallState OpenLine::state_of(CallId id) const {
  const auto view = provider_.call(id);
  return view ? view->state : CallState::idle;
}

std::size_t OpenLine::active_calls() const {
  return static_cast<std::size_t>(
      std::count_if(calls_.begin(), calls_.end(), [&](const auto& entry) { return state_of(entry.first) != CallState::idle; }));
}

bool OpenLine::can_make_call() const {
  const bool pending = std::any_of(calls_.begin(), calls_.end(), [](const auto& entry) { return entry.second->pending; });
  return provider_.in_service() && !pending && active_calls() == 0;
}

DWORD OpenLine::ring_mode() const {
  const bool rings =
      std::any_of(calls_.begin(), calls_.end(), [&](const auto& entry) { return state_of(entry.first) == CallState::offering; });
  return rings ? ring_mode_ : 0;
}

void OpenLine::on_call_offered(const CallView& view) {
  if (!provider_.call(view.id)) return;  // of the time before the line was closed and opened again
  if (media_modes == 0) return provider_.close_call(view.id);
  const auto call = add_call(view.id);
  call->told = view;
  offer(call);
}

// The host fills in its handle; without one it does not want the call. [TAPI LINE_NEWCALL]
void OpenLine::offer(const std::shared_ptr<HostCall>& call) {
  instance_.delivery().push_event(handle, [self = shared_from_this(), call] {
    HTAPICALL taken = nullptr;
    self->event_(self->host_, nullptr, LINE_NEWCALL, call->handle, reinterpret_cast<DWORD_PTR>(&taken), 0);
    call->host = taken;
    if (taken != nullptr) return;
    call->closed = true;
    self->instance_.runtime().scheduler().post([self, call] {
      if (!self->find(call->id)) return;
      self->provider_.close_call(call->id);
      self->forget_call(*call);
    });
  });
}

void OpenLine::call_event(const std::shared_ptr<HostCall>& call, DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3) {
  instance_.delivery().push_event(handle, [self = shared_from_this(), call, message, param1, param2, param3] {
    if (!call->closed) self->event_(self->host_, call->host, message, param1, param2, param3);
  });
}

void OpenLine::on_call_state(const CallView& view) {
  const auto call = find(view.id);
  if (!call) return;
  tell_info(call, view);
  if (view.state == CallState::idle || view.state == CallState::disconnected) end_gathering(call, LINEGATHERTERM_CANCEL);
  call_event(call, LINE_CALLSTATE, line_call_state(view.state), line_call_state_mode(view, version_), call->media_mode);
  tell_use();
}

void OpenLine::on_call_info(const CallView& view) {
  if (const auto call = find(view.id)) tell_info(call, view);
}

void OpenLine::tell_info(const std::shared_ptr<HostCall>& call, const CallView& view) {
  const DWORD changed = line_call_info_changes(call->told, view);
  call->told = view;
  if (changed != 0) call_event(call, LINE_CALLINFO, changed, 0, 0);
}

// After idle nothing is told of a call.
void OpenLine::tell_changed(const std::shared_ptr<HostCall>& call, DWORD what) {
  if (state_of(call->id) != CallState::idle) call_event(call, LINE_CALLINFO, what, 0, 0);
}

void OpenLine::tell_use() {
  const bool in_use = active_calls() != 0;
  if (in_use == in_use_) return;
  in_use_ = in_use;
  const DWORD states = LINEADDRESSSTATE_NUMCALLS | (in_use ? LINEADDRESSSTATE_INUSEONE : LINEADDRESSSTATE_INUSEZERO);
  if ((address_states & states) != 0) line_event(LINE_ADDRESSSTATE, 0, states, 0);
}

void OpenLine::line_event(DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3) {
  instance_.delivery().push_event(handle, [self = shared_from_this(), message, param1, param2, param3] {
    self->event_(self->host_, nullptr, message, param1, param2, param3);
  });
}

void OpenLine::device_state(DWORD state, DWORD_PTR param2, DWORD_PTR param3) {
  if ((line_states & state) != 0) line_event(LINE_LINEDEVSTATE, state, param2, param3);
}

void OpenLine::on_ringing(int mode, int count) {
  ring_mode_ = std::min(static_cast<DWORD>(mode), ring_modes(provider_.capabilities()));
  device_state(LINEDEVSTATE_RINGING, ring_mode_, static_cast<DWORD_PTR>(count));
}

void OpenLine::on_completions_changed(std::size_t /*outstanding*/) { device_state(LINEDEVSTATE_NUMCOMPLETIONS, 0, 0); }

void OpenLine::on_completion_cancelled(CompletionId id) { device_state(LINEDEVSTATE_COMPLCANCEL, id.value, 0); }

void OpenLine::on_service(bool in_service) { device_state(in_service ? LINEDEVSTATE_INSERVICE : LINEDEVSTATE_OUTOFSERVICE, 0, 0); }

}  // namespace campon::provider::abi
