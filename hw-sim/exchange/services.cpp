// Camping on, breaking in, and leaving a message.
#include <algorithm>
#include <utility>

#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/exchange/exchange_timers.hpp"

namespace campon::sim {

using State = StationMachine::State;

Refusal Exchange::accept_campon(Station& station, const Feature& feature, const std::string& number) {
  Station* target = meant(station, feature, number);
  if (target == nullptr || target == &station) return Refusal::no_call;
  if (!station.subscribed) return Refusal::not_subscribed;
  if (target->habits.refuses_features) return Refusal::barred;
  if (target->habits.do_not_disturb || target->habits.refuses_calls) return Refusal::not_busy;
  if (target->is_idle()) {
    call(station, target->number);
    return Refusal::none;
  }
  step(station, Input::tone);
  if (!step(station, Input::camp)) return Refusal::no_call;
  station.receiving = false;
  station.progress.reset();
  station.busy_target = nullptr;
  station.camps_on = target;
  station.camps_by = &feature;
  campers_.push_back(&station);
  play(station, plan_.signal(feature.accepted), feature.accepted.lasts, feature.accepted.then);
  play_over(*target, Sound::waiting);
  return Refusal::none;
}

Refusal Exchange::accept_intrusion(Station& station, const Feature& feature, const std::string& number) {
  Station* target = meant(station, feature, number);
  if (target == nullptr || target == &station) return Refusal::no_call;
  if (!station.subscribed) return Refusal::not_subscribed;
  if (target->habits.refuses_features) return Refusal::barred;
  if (target->is_idle() && feature.at_once) {
    call(station, target->number);
    return Refusal::none;
  }
  const bool open = target->desk.empty() && target->in_call() && target->intruder == nullptr;
  if (!open) return Refusal::not_allowed;
  if (strikes(station, "X15")) {
    if (faults_.fired("X15") % 2 == 0) return Refusal::not_allowed;
    station.progress = scheduler_.after(k_late, [this, &station, target, &feature] {
      if (target->in_call() && target->intruder == nullptr) intrude(station, *target, feature);
    });
    return Refusal::none;
  }
  intrude(station, *target, feature);
  return Refusal::none;
}

void Exchange::intrude(Station& station, Station& target, const Feature& feature) {
  if (station.machine.is(State::dialling) && !step(station, Input::routed)) return;
  if (!step(station, Input::connect)) return;
  station.receiving = false;
  station.progress.reset();
  station.busy_target = nullptr;
  station.peer = &target;
  station.calls_peer = true;
  target.intruder = &station;
  intrusions_.push_back({station.number, target.number, scheduler_.now()});
  if (feature.accepted.sound == Sound::silence) return play(station, Sound::voice);  // listens in, and nobody is told
  play(station, plan_.signal(feature.accepted), feature.accepted.lasts, Sound::voice);
  play_over(target, Sound::warning);
  if (target.peer != nullptr) play_over(*target.peer, Sound::warning);
}

Refusal Exchange::accept_message(Station& station, const Feature& feature, const std::string& number) {
  Station* target = meant(station, feature, number);
  if (target == nullptr || target == &station) return Refusal::no_call;
  if (!station.subscribed) return Refusal::not_subscribed;
  if (target->habits.refuses_features) return Refusal::barred;
  messages_[target->number].push_back(station.number);
  confirm(station, strikes(station, "X16") ? Cue{} : feature.accepted);
  return Refusal::none;
}

bool Exchange::serve_campers(Station& target) {
  for (Station* camper : campers_) {
    if (camper->camps_on != &target) continue;
    camper->camps_on = nullptr;
    camper->camps_by = nullptr;
    std::erase(campers_, camper);
    ring(*camper, target);
    return true;
  }
  return false;
}

// Who camps on and hangs up wants to be called back, where the code says so.
void Exchange::convert_camper(Station& station) {
  if (station.camps_on == nullptr || station.camps_by == nullptr || !station.camps_by->on_hang_up) return;
  if (make_room(station, *station.camps_on) == Refusal::none) add_request(station, *station.camps_on, *station.camps_by);
}

}  // namespace campon::sim
