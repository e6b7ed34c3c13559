// Scenes of the modes of completion that are over within the call.
#include "apps/conformance/scenes.hpp"

namespace campon::conformance {

bool Scenes::begin(ModeScene& scene, DWORD mode) {
  const auto plan = plan_with(mode);
  if (!plan) return false;
  scene.call = busy_call(*plan, 4);
  if (scene.call.reply != 0) {
    host_.end(scene.call);
    return false;
  }
  scene.played = true;
  const HDRVLINE line = host_.need_line(*plan);
  scene.busy = look(line, scene.call.handle);
  static DWORD unused = 0;
  if (mode == LINECALLCOMPLMODE_MESSAGE) scene.bad_message = host_.complete(scene.call.handle, mode, &unused, 0x7FFFFFFF);
  scene.begin = host_.mark();
  scene.accepted = host_.complete(scene.call.handle, mode, &scene.id);
  return true;
}

const ModeScene& Scenes::mode(std::optional<ModeScene>& place, DWORD mode, DWORD reaches) {
  if (place) return *place;
  ModeScene& scene = place.emplace();
  if (!begin(scene, mode)) return scene;
  const auto plan = *plan_with(mode);
  const HDRVLINE line = host_.need_line(plan);
  if (mode == LINECALLCOMPLMODE_CAMPON) host_.wait_message(scene.begin, LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS);
  scene.asked = look(line, scene.call.handle);
  if (mode == LINECALLCOMPLMODE_CAMPON) {
    static DWORD unused = 0;
    scene.second_request = host_.complete(scene.call.handle, mode, &unused);
    static_cast<void>(host_.peer(plan, "free " + host_.number(plan, 4)));
  }
  scene.reached = host_.wait_state(scene.call.host, reaches);
  scene.over = look(line, scene.call.handle);
  host_.end(scene.call);
  return scene;
}

const ModeScene& Scenes::campon() { return mode(campon_, LINECALLCOMPLMODE_CAMPON, LINECALLSTATE_CONNECTED); }
const ModeScene& Scenes::intrude() { return mode(intrude_, LINECALLCOMPLMODE_INTRUDE, LINECALLSTATE_CONNECTED); }
const ModeScene& Scenes::message() { return mode(message_, LINECALLCOMPLMODE_MESSAGE, LINECALLSTATE_IDLE); }

const ModeScene& Scenes::campon_dropped() {
  if (campon_dropped_) return *campon_dropped_;
  ModeScene& scene = campon_dropped_.emplace();
  if (!begin(scene, LINECALLCOMPLMODE_CAMPON)) return scene;
  const HDRVLINE line = host_.need_line(*plan_with(LINECALLCOMPLMODE_CAMPON));
  host_.wait_message(scene.begin, LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS);
  const auto mark = host_.mark();
  host_.end(scene.call);
  scene.reached = host_.wait_message(mark, LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS);
  host_.quiet();
  scene.end = host_.told(mark);
  scene.over = look(line, nullptr);
  scene.uncomplete_over = host_.uncomplete(line, scene.id);
  return scene;
}

const ModeScene& Scenes::refused() {
  if (refused_) return *refused_;
  ModeScene& scene = refused_.emplace();
  const auto plan = plan_with(LINECALLCOMPLMODE_CALLBACK);
  if (!plan || host_.need_line(*plan) == nullptr) return scene;
  if (!host_.peer(*plan, "refuse-features " + host_.number(*plan, 5))) return scene;
  scene.call = busy_call(*plan, 5);
  scene.played = scene.call.reply == 0;
  scene.begin = host_.mark();
  scene.id = 77;
  if (scene.played) scene.accepted = host_.complete(scene.call.handle, LINECALLCOMPLMODE_CALLBACK, &scene.id);
  host_.quiet();
  scene.over = look(host_.need_line(*plan), scene.call.handle);
  scene.end = host_.told(scene.begin);
  host_.end(scene.call);
  return scene;
}

}  // namespace campon::conformance
