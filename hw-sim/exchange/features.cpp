// Codes from dial tone, and digits on busy tone and ringback.
#include <utility>

#include "hw-sim/exchange/exchange.hpp"

namespace campon::sim {

using State = StationMachine::State;

void Exchange::read_in_call(Station& station, char digit, Moment moment) {
  station.digits += digit;
  const Reading reading = plan_.read(moment, station.digits);
  if (reading.match == Match::nothing) station.digits.clear();
  if (reading.match != Match::feature) return;
  station.digits.clear();
  serve(station, *reading.feature, reading.number);
}

// The exchange thinks it over in silence, so that a tone which comes back can be told from one that never stopped.
void Exchange::serve(Station& station, const Feature& feature, const std::string& number) {
  station.receiving = false;
  station.digits.clear();
  play(station, Sound::silence);
  station.progress =
      scheduler_.after(plan_.waits.post_dial, [this, &station, &feature, number] { perform_service(station, feature, number); });
}

void Exchange::perform_service(Station& station, const Feature& feature, const std::string& number) {
  const bool accepted = accept(station, feature, number);
  note(station, env::TraceKind::decision, "request " + feature.code + (accepted ? " accepted" : " refused"));
  if (accepted) return;
  Station* target = station.busy_target;
  tone(station, feature.refused);
  station.busy_target = feature.refused == Sound::busy ? target : nullptr;
}

bool Exchange::accept(Station& station, const Feature& feature, const std::string& number) {
  switch (feature.does) {
    case Service::callback: return accept_callback(station, feature.on);
    case Service::campon: return accept_campon(station);
    case Service::intrude: return accept_intrusion(station);
    case Service::message: return accept_message(station);
    case Service::cancel_all: drop_requests(station, nullptr); break;
    case Service::cancel_one:
      if (drop_requests(station, &this->station(number)) == 0) return false;
      break;
  }
  tone(station, Sound::confirmation);
  return true;
}

bool Exchange::accept_callback(Station& station, Moment moment) {
  if (moment == Moment::dial && station.last_called.empty()) return false;
  Station* target = moment == Moment::dial ? &this->station(station.last_called) : station.busy_target;
  if (target == nullptr || target == &station || target->habits.refuses_features) return false;
  if (moment == Moment::dial && target->is_idle()) {
    route(station, target->number);
    return true;
  }
  if (!add_request(station, *target)) return false;
  tone(station, Sound::confirmation);
  return true;
}

bool Exchange::accept_campon(Station& station) {
  Station* target = station.busy_target;
  if (target == nullptr || target == &station || target->habits.refuses_features) return false;
  step(station, Input::camp);
  station.busy_target = nullptr;
  station.camps_on = target;
  campers_.push_back(&station);
  play(station, Sound::confirmation);
  if (target->is_idle()) serve_campers(*target);
  return true;
}

bool Exchange::accept_intrusion(Station& station) {
  Station* target = station.busy_target;
  const bool open = target != nullptr && target->desk.empty() && (target->machine.is(State::engaged) || target->machine.is(State::talking));
  if (!open || target == &station || target->habits.refuses_features || target->intruder != nullptr) return false;
  step(station, Input::connect);
  station.busy_target = nullptr;
  station.peer = target;
  target->intruder = &station;
  play(station, Sound::confirmation, Sound::voice);
  return true;
}

bool Exchange::accept_message(Station& station) {
  Station* target = station.machine.is(State::calling) ? station.peer : station.busy_target;
  if (target == nullptr || target->habits.refuses_features) return false;
  messages_[target->number].push_back(station.number);
  if (station.machine.is(State::calling)) {
    station.peer = nullptr;
    stop_ringing(*target);
  }
  tone(station, Sound::confirmation);
  return true;
}

bool Exchange::serve_campers(Station& target) {
  for (Station* camper : campers_) {
    if (camper->camps_on != &target) continue;
    camper->camps_on = nullptr;
    std::erase(campers_, camper);
    ring(*camper, target);
    return true;
  }
  return false;
}

}  // namespace campon::sim
