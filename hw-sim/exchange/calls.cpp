// Setting up and clearing calls.
#include <algorithm>

#include "hw-sim/exchange/exchange.hpp"

namespace campon::sim {

using State = StationMachine::State;

void Exchange::read_dialled(Station& station) {
  Reading reading = plan_.read(Moment::dial, station.digits);
  switch (reading.match) {
    case Match::nothing: return unobtainable(station);
    case Match::more: return await_digit(station, plan_.waits.between_digits);
    case Match::number: return route(station, reading.number);
    case Match::emergency: return route_emergency(station, reading.number);
    case Match::feature: return serve(station, *reading.feature, reading.number);
  }
}

void Exchange::route(Station& caller, std::string_view number) {
  if (!caller.machine.is(State::waiting) && !step(caller, Input::routed)) return;
  caller.receiving = false;
  caller.digits.clear();
  caller.last_called = number;
  play(caller, Sound::silence);
  Station& target = station(number);
  caller.progress = scheduler_.after(plan_.waits.post_dial, [this, &caller, &target] { reach(caller, target); });
}

// A modem that knows no special information tone is told by the reorder tone after it.
void Exchange::unobtainable(Station& station) {
  station.last_called.clear();
  tone(station, plan_.tones.sit ? Sound::sit : Sound::reorder, Sound::reorder);
}

// The desk has a place for every call, unless it was told to be busy, and no code can mean it afterwards.
void Exchange::route_emergency(Station& caller, std::string_view number) {
  if (!step(caller, Input::routed)) return;
  caller.receiving = false;
  caller.last_called.clear();
  const auto told = stations_.find(number);
  if (told != stations_.end() && told->second->machine.is(State::engaged)) {
    caller.progress = scheduler_.after(plan_.waits.post_dial, [this, &caller] { tone(caller, Sound::busy); });
    return;
  }
  ++emergency_calls_;
  caller.progress = scheduler_.after(plan_.waits.post_dial, [this, &caller, desk = std::string(number)] {
    if (!step(caller, Input::connect)) return;
    caller.desk = desk;
    play(caller, Sound::voice);
  });
}

void Exchange::reach(Station& caller, Station& target) {
  if (target.habits.refuses_calls) return tone(caller, Sound::reorder);
  if (target.is_idle()) return ring(caller, target);
  tone(caller, Sound::busy);
  caller.busy_target = &target;
}

void Exchange::ring(Station& caller, Station& target) {
  if (!step(target, Input::ring)) return;
  caller.peer = &target;
  target.peer = &caller;
  target.guard.reset();
  target.rested = false;
  step(caller, Input::reached);
  target.ringer.start(plan_.rings.ordinary, CallerId{caller.number, plan_.numbering.name_prefix + caller.number});
  play(caller, Sound::ringback);
}

void Exchange::stop_ringing(Station& target) {
  target.ringer.stop();
  target.habit.reset();
  target.peer = nullptr;
  if (!step(target, Input::ring_over)) return;
  if (target.device != nullptr) target.device->on_ring_end();
  became_free(target);
}

void Exchange::ring_burst(Station& station, bool begins) {
  if (station.device != nullptr) {
    note(station, env::TraceKind::sent, begins ? "ring on" : "ring off");
    return station.device->on_ring_burst(begins);
  }
  const std::size_t cycle = plan_.rings.ordinary.cadence.bursts.size();
  const auto wanted = static_cast<std::size_t>(std::max(station.habits.answers_after, 0)) * cycle;
  if (begins || wanted == 0 || station.ringer.bursts() < wanted || station.habit.armed()) return;
  station.habit = scheduler_.after(plan_.waits.reach_handset, [this, &station] { off_hook(station); });
}

void Exchange::ring_cycle(Station& station, std::size_t cycles) {
  if (station.machine.is(State::recalled) && cycles >= plan_.rings.recall_cycles) end_recall(station);
}

void Exchange::connect(Station& caller, Station& target) {
  step(caller, Input::connect);
  talk(caller);
  talk(target);
}

void Exchange::hear_peer(Station& station) { play(station, station.peer->device == nullptr ? Sound::voice : Sound::silence); }

void Exchange::talk(Station& station) {
  hear_peer(station);
  if (station.device != nullptr) return;
  station.habit.reset();
  if (station.habits.talk) station.habit = scheduler_.after(*station.habits.talk, [this, &station] { on_hook(station); });
}

// Takes the station out of everything it takes part in; its own state has moved already, or moves next.
void Exchange::leave(Station& station) {
  station.progress.reset();
  station.habit.reset();
  station.receiving = false;
  station.digits.clear();
  station.desk.clear();
  station.busy_target = nullptr;
  station.camps_on = nullptr;
  std::erase(campers_, &station);
  play(station, Sound::silence);
  if (Station* listener = std::exchange(station.intruder, nullptr)) cleared(*listener);
  if (Station* held = std::exchange(station.held, nullptr)) cleared(*held);
  Station* other = std::exchange(station.peer, nullptr);
  if (other == nullptr) return;
  if (other->held == &station)
    other->held = nullptr;
  else if (other->intruder == &station)
    other->intruder = nullptr;
  else if (other->machine.is(State::ringing))
    stop_ringing(*other);
  else
    cleared(*other);
}

void Exchange::cleared(Station& station) {
  if (Station* listener = std::exchange(station.intruder, nullptr)) cleared(*listener);
  station.peer = nullptr;
  station.habit.reset();
  if (!step(station, Input::cleared)) return;
  play(station, Sound::silence);
  if (station.device == nullptr) {
    station.habit = scheduler_.after(plan_.waits.reach_handset, [this, &station] { on_hook(station); });
    return;
  }
  station.progress = scheduler_.after(plan_.waits.clear_to_dial_tone, [this, &station] { step(station, Input::dial_again); });
  station.device->on_loop_drop();
}

// The subscriber took another call while this one rang.
void Exchange::turn_away(Station& station) {
  station.ringer.stop();
  station.habit.reset();
  Station* caller = std::exchange(station.peer, nullptr);
  if (caller == nullptr) return end_recall(station);
  caller->peer = nullptr;
  tone(*caller, Sound::busy);
  caller->busy_target = &station;
}

void Exchange::hold(Station& station) {
  const bool has_call = station.machine.is(State::talking) && station.peer->intruder != &station;
  Station* other = has_call ? std::exchange(station.peer, nullptr) : nullptr;
  leave(station);
  station.held = other;
  if (step(station, Input::dial_again)) give_dial_tone(station, Sound::stutter);
}

void Exchange::retrieve(Station& station) {
  Station* other = std::exchange(station.held, nullptr);
  leave(station);
  if (!step(station, Input::retrieve)) return;
  station.peer = other;
  hear_peer(station);
}

void Exchange::became_free(Station& station) {
  if (std::exchange(station.habits.engaged_next, false)) return engage(station);
  if (Station* listener = std::exchange(station.intruder, nullptr)) cleared(*listener);
  if (!serve_campers(station)) rest(station);
}

void Exchange::engage(Station& station) {
  station.guard.reset();
  station.rested = false;
  if (!step(station, Input::engage) && !station.machine.is(State::engaged)) station.habits.engaged_next = true;
}

void Exchange::release(Station& station) {
  station.habits.engaged_next = false;
  if (step(station, Input::release)) became_free(station);
}

void Exchange::place_call(Station& from, Station& line, env::Duration give_up_after) {
  off_hook(from);
  step(from, Input::routed);
  from.last_called = line.number;
  from.progress.reset();
  from.habit = scheduler_.after(give_up_after, [this, &from] { on_hook(from); });
  reach(from, line);
}

}  // namespace campon::sim
