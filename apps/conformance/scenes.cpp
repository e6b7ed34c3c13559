#include "apps/conformance/scenes.hpp"

#include <algorithm>

namespace campon::conformance {

std::optional<std::size_t> Scenes::plan_with(DWORD mode) {
  for (std::size_t plan = 0; plan < host_.plans().size(); ++plan)
    if ((host_.address_caps(plan).dwCallCompletionModes & mode) != 0) return plan;
  return std::nullopt;
}

Look Scenes::look(HDRVLINE line, HDRVCALL call) {
  Look out;
  if (call != nullptr) {
    out.status = host_.status(call);
    out.info = host_.info(call);
  }
  out.line = host_.dev_status(line);
  out.address = host_.address_status(line);
  return out;
}

Call Scenes::busy_call(std::size_t plan, unsigned which) {
  const HDRVLINE line = host_.need_line(plan);
  if (line == nullptr || !host_.peer(plan, "busy " + host_.number(plan, which))) return {};
  return host_.call_until(line, host_.number(plan, which), LINECALLSTATE_BUSY);
}

const CallScene& Scenes::call() {
  if (!call_) play(call_.emplace());
  return *call_;
}

void Scenes::play(CallScene& scene) {
  const HDRVLINE line = host_.need_line(0);
  if (line == nullptr) return;
  scene.begin = host_.mark();
  scene.before = look(line, nullptr);
  Call& call = scene.call;
  call.host = host_.new_handle<HTAPICALL>();
  call.made = host_.ask("lineMakeCall", [&](DRV_REQUESTID id) {
    return host_.api.lineMakeCall(id, line, call.host, &call.handle, host_.number(0, 0).c_str(), 0, nullptr);
  });
  scene.at_return = call.handle;
  scene.pending = look(line, nullptr);
  HDRVCALL other = nullptr;
  scene.second_call = host_.done("lineMakeCall", [&](DRV_REQUESTID id) {
    return host_.api.lineMakeCall(id, line, host_.new_handle<HTAPICALL>(), &other, host_.number(0, 1).c_str(), 0, nullptr);
  });
  call.reply = host_.outcome(call.made);
  scene.played = call.reply == 0 && host_.wait_state(call.host, LINECALLSTATE_CONNECTED);
  if (!scene.played) return host_.end(call);
  scene.connected = look(line, call.handle);
  scene.answer_outgoing = host_.answer(call.handle);
  static DWORD unused = 0;
  scene.complete_connected = host_.complete(call.handle, LINECALLCOMPLMODE_CALLBACK, &unused);
  scene.drop = host_.drop(call.handle);
  host_.wait_state(call.host, LINECALLSTATE_IDLE);
  scene.after = look(line, call.handle);
  scene.drop_again = host_.drop(call.handle);
  scene.close = host_.api.lineCloseCall(call.handle);
  scene.close_again = host_.api.lineCloseCall(call.handle);
  LINECALLSTATUS status{};
  status.dwTotalSize = sizeof status;
  scene.status_after_close = host_.api.lineGetCallStatus(call.handle, &status);
  host_.quiet();
  scene.states = host_.states_of(call.host);
}

const CallbackScene& Scenes::callback() {
  if (!callback_) play(callback_.emplace());
  return *callback_;
}

void Scenes::ask_wrongly(CallbackScene& scene) {
  static DWORD id = 0;
  const auto modes = host_.address_caps(scene.plan).dwCallCompletionModes;
  scene.no_mode = host_.complete(scene.call.handle, 0, &id);
  scene.two_modes = host_.complete(scene.call.handle, LINECALLCOMPLMODE_CALLBACK | LINECALLCOMPLMODE_CAMPON, &id);
  scene.unknown_mode = host_.complete(scene.call.handle, 0x10, &id);
  for (const DWORD mode : {LINECALLCOMPLMODE_CAMPON, LINECALLCOMPLMODE_INTRUDE, LINECALLCOMPLMODE_MESSAGE})
    if ((modes & mode) == 0) scene.unoffered_mode = host_.complete(scene.call.handle, mode, &id);
  scene.null_pointer = host_.complete(scene.call.handle, LINECALLCOMPLMODE_CALLBACK, nullptr);
}

// The first request, with everything noted.
void Scenes::ask_rightly(CallbackScene& scene) {
  const DRV_REQUESTID next = host_.new_request() + 1;
  host_.in_callbacks([&scene, next](const Told& each) {
    if (each.reply && each.request == next) scene.id_at_reply = scene.id;
  });
  scene.request = host_.ask("lineCompleteCall", [&](DRV_REQUESTID id) {
    return host_.api.lineCompleteCall == nullptr
               ? error(LINEERR_OPERATIONUNAVAIL)
               : host_.api.lineCompleteCall(id, scene.call.handle, &scene.id, LINECALLCOMPLMODE_CALLBACK, 0);
  });
  scene.accepted = host_.outcome(scene.request);
  scene.went_idle = host_.wait_state(scene.call.host, LINECALLSTATE_IDLE);
  host_.in_callbacks(nullptr);
  if (scene.accepted == 0) host_.wait_message(scene.begin, LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS);
  scene.asked = look(host_.need_line(scene.plan), nullptr);
  host_.api.lineCloseCall(scene.call.handle);
}

void Scenes::take_back(CallbackScene& scene) {
  const HDRVLINE line = host_.need_line(scene.plan);
  scene.begin_uncomplete = host_.mark();
  scene.uncomplete_zero = host_.uncomplete(line, 0);
  scene.uncomplete_unknown = host_.uncomplete(line, 0xFFFFFFF0);
  scene.uncomplete = host_.uncomplete(line, scene.id);
  if (scene.uncomplete == 0) host_.wait_message(scene.begin_uncomplete, LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS);
  scene.outstanding_after_uncomplete = host_.dev_status(line).dwNumCallCompletions;
  scene.uncomplete_again = host_.uncomplete(line, scene.id);
  host_.quiet();
  scene.uncompleted = host_.mark();
}

void Scenes::ask_for_two(CallbackScene& scene) {
  const auto ask = [&](Call& call, unsigned which, DWORD& id) {
    call = busy_call(scene.plan, which);
    const LONG result = call.reply != 0 ? k_no_reply : host_.complete(call.handle, LINECALLCOMPLMODE_CALLBACK, &id);
    if (result == 0) host_.wait_state(call.host, LINECALLSTATE_IDLE);
    host_.end(call);
    return result;
  };
  scene.accepted_again = ask(scene.again, 2, scene.again_id);
  scene.two = host_.address_caps(scene.plan).dwMaxCallCompletions >= 2;
  if (!scene.two) return;
  scene.accepted_second = ask(scene.second, 3, scene.second_id);
  const HDRVLINE line = host_.need_line(scene.plan);
  scene.both = look(line, nullptr);
  scene.uncomplete_of_two = host_.uncomplete(line, scene.second_id);
}

void Scenes::let_ring(CallbackScene& scene) {
  const HDRVLINE line = host_.need_line(scene.plan);
  scene.begin_recall = host_.mark();
  if (!host_.peer(scene.plan, "free " + host_.number(scene.plan, 2))) return;
  scene.recall = host_.next_offer(scene.begin_recall);
  if (scene.recall.handle == nullptr) return;
  scene.offered = look(line, scene.recall.handle);
  scene.uncomplete_recall = host_.uncomplete(line, scene.again_id);
  scene.answered = host_.answer(scene.recall.handle);
  host_.wait_state(scene.recall.host, LINECALLSTATE_CONNECTED);
  scene.connected = look(line, scene.recall.handle);
  scene.dropped = host_.drop(scene.recall.handle);
  host_.wait_state(scene.recall.host, LINECALLSTATE_IDLE);
  host_.api.lineCloseCall(scene.recall.handle);
  if (scene.two && scene.uncomplete_of_two != 0) scene.uncomplete_last = host_.uncomplete(line, scene.second_id);
  host_.quiet();
  scene.over = host_.mark();
  scene.recall_states = host_.states_of(scene.recall.host);
}

void Scenes::play(CallbackScene& scene) {
  const auto plan = plan_with(LINECALLCOMPLMODE_CALLBACK);
  if (!plan) return;
  scene.plan = *plan;
  scene.begin = host_.mark();
  scene.call = busy_call(*plan, 2);
  if (scene.call.reply != 0) return host_.end(scene.call);
  scene.played = true;
  scene.busy = look(host_.need_line(*plan), scene.call.handle);
  ask_wrongly(scene);
  ask_rightly(scene);
  if (scene.accepted != 0) return;
  take_back(scene);
  ask_for_two(scene);
  let_ring(scene);
}

const IncomingScene& Scenes::incoming() {
  if (!incoming_) play(incoming_.emplace());
  return *incoming_;
}

void Scenes::play(IncomingScene& scene) {
  const HDRVLINE line = host_.need_line(0);
  if (line == nullptr) return;
  scene.begin = host_.mark();
  if (!host_.peer(0, "ring " + host_.plans()[0].own + " --from " + host_.number(0, 7))) return;
  scene.call = host_.next_offer(scene.begin);
  if (scene.call.handle == nullptr) return;
  scene.played = true;
  scene.offered = look(line, scene.call.handle);
  scene.answered = host_.answer(scene.call.handle);
  host_.wait_state(scene.call.host, LINECALLSTATE_CONNECTED);
  scene.connected = look(line, scene.call.handle);
  scene.answered_again = host_.answer(scene.call.handle);
  scene.dropped = host_.drop(scene.call.handle);
  host_.wait_state(scene.call.host, LINECALLSTATE_IDLE);
  host_.api.lineCloseCall(scene.call.handle);
  host_.quiet();
  scene.states = host_.states_of(scene.call.host);
}

}  // namespace campon::conformance
