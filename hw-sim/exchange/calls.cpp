// Setting up and clearing calls.
#include <algorithm>
#include <utility>

#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/exchange/exchange_timers.hpp"

namespace campon::sim {

using State = StationMachine::State;

void Exchange::read_dialled(Station& station) {
  Reading reading = plan_.read(station.flashed ? Moment::recall : Moment::dial, station.digits);
  switch (reading.match) {
    case Match::nothing: return unobtainable(station);
    case Match::more: return await_digit(station, plan_.waits.between_digits);
    case Match::number: return route(station, reading.number);
    case Match::emergency: return route_emergency(station, reading.number);
    case Match::trunk: return route_trunk(station, reading.number);
    case Match::feature: return serve(station, *reading.feature, reading.number);
  }
}

// From wherever the line is, without its user dialling a number.
void Exchange::call(Station& caller, const std::string& number) {
  if (caller.machine.is(State::hearing)) step(caller, Input::dial_again);
  route(caller, number);
}

void Exchange::route(Station& caller, std::string_view number) {
  if (!caller.machine.is(State::waiting) && !step(caller, Input::routed)) return;
  caller.receiving = false;
  caller.digits.clear();
  caller.guide.clear();
  caller.last = {std::string(number), LastCall::End::none, scheduler_.now()};
  play(caller, Sound::silence);
  Station& target = station(number);
  caller.progress = scheduler_.after(plan_.waits.post_dial, [this, &caller, &target] { reach(caller, target); });
}

// A modem that knows no special information tone is told by the reorder tone after it.
void Exchange::unobtainable(Station& station) {
  station.last = {};
  tone(station, plan_.tones.sit ? Sound::sit : Sound::reorder, Sound::reorder);
}

// The desk has a place for every call, unless it was told to be busy, and no code can mean it afterwards.
void Exchange::route_emergency(Station& caller, std::string_view number) {
  if (!step(caller, Input::routed)) return;
  caller.receiving = false;
  caller.last = {};
  const auto told = stations_.find(number);
  if (told != stations_.end() && told->second->machine.is(State::engaged)) {
    caller.progress = scheduler_.after(plan_.waits.post_dial, [this, &caller] { tone(caller, Sound::busy); });
    return;
  }
  emergency_calls_.push_back({caller.number, std::string(number), scheduler_.now()});
  caller.progress = scheduler_.after(plan_.waits.post_dial, [this, &caller, desk = std::string(number)] {
    if (!step(caller, Input::connect)) return;
    caller.desk = desk;
    play(caller, Sound::voice);
  });
}

// The access code of outside lines finds one, which nothing more is dialled on here, or all of them busy.
void Exchange::route_trunk(Station& caller, std::string_view access) {
  if (!step(caller, Input::routed)) return;
  caller.receiving = false;
  caller.digits.clear();
  caller.last = {std::string(access), LastCall::End::none, scheduler_.now()};
  Station& trunks = station(access);
  caller.progress = scheduler_.after(plan_.waits.post_dial, [this, &caller, &trunks] {
    if (trunks.machine.is(State::engaged)) return meet_busy(caller, trunks, LastCall::End::busy);
    take_trunk(caller, "");
  });
}

void Exchange::take_trunk(Station& caller, const std::string& outside) {
  if (!step(caller, Input::connect)) return;
  caller.trunk = outside.empty() ? caller.last.number : outside;
  caller.last.end = LastCall::End::answered;
  play(caller, Sound::voice);
  placed(caller, Placed::answered);
}

// Who has all calls sent elsewhere; those who send them to each other are not followed for ever.
Station& Exchange::forwarded(Station& target) {
  constexpr int k_most_hops = 5;
  Station* end = &target;
  for (int hop = 0; hop < k_most_hops && !end->habits.forward_to.empty(); ++hop) end = &station(end->habits.forward_to);
  return *end;
}

void Exchange::reach(Station& caller, Station& target) {
  Station& end = forwarded(target);
  const auto busy = &end == &target ? LastCall::End::busy : LastCall::End::user_busy;
  if (end.habits.refuses_calls) {
    caller.last.end = LastCall::End::rejected;
    placed(caller, Placed::busy);
    return tone(caller, Sound::reorder);
  }
  if (end.habits.do_not_disturb) return meet_busy(caller, end, LastCall::End::user_busy);
  const auto is_recall = [&](const Request& one) { return one.state == RequestState::placing && one.caller == &caller; };
  if (std::any_of(requests_.begin(), requests_.end(), is_recall) && strikes(caller, "X10")) return meet_busy(caller, end, busy);
  if (end.is_idle()) return ring(caller, end);
  if (end.habits.call_waiting && end.in_call() && &end != &caller) return wait_behind(caller, end);
  meet_busy(caller, end, busy);
}

void Exchange::meet_busy(Station& caller, Station& target, LastCall::End end) {
  caller.last.end = end;
  caller.last.at = scheduler_.now();
  placed(caller, Placed::busy);
  tone(caller, Sound::busy);
  caller.busy_target = &target;
  offer(caller);
  const Feature* waits = plan_.by_waiting();
  if (waits == nullptr || target.number != caller.last.number) return;
  caller.progress = scheduler_.after(waits->after, [this, &caller, waits] { perform_service(caller, *waits, ""); });
}

// A voice in the busy tone that says which digit asks for what.
void Exchange::offer(Station& caller) {
  if (plan_.waits.busy_offer <= env::Duration::zero()) return;
  caller.tone_end = scheduler_.after(plan_.waits.busy_offer, [this, &caller] {
    caller.told = "offer";
    Cue voice;
    voice.sound = Sound::voice;
    play(caller, plan_.signal(voice), std::nullopt, Sound::busy);
  });
}

// Call waiting: the caller hears ringback, the other a tone; the call is put through when he hangs up.
void Exchange::wait_behind(Station& caller, Station& target) {
  if (!step(caller, Input::reached)) return;
  caller.last.end = LastCall::End::user_busy;
  caller.last.at = scheduler_.now();
  caller.camps_on = &target;
  campers_.push_back(&caller);
  placed(caller, Placed::rings);
  play(caller, Sound::ringback);
  play_over(target, Sound::waiting);
}

void Exchange::ring(Station& caller, Station& target) {
  if (!step(target, Input::ring)) return;
  caller.peer = &target;
  caller.calls_peer = true;
  target.peer = &caller;
  target.calls_peer = false;
  target.guard.reset();
  target.rested = false;
  target.last_caller = caller.identity();
  if (caller.last.end != LastCall::End::user_busy) caller.last.end = LastCall::End::no_answer;
  caller.last.at = scheduler_.now();
  step(caller, Input::reached);
  placed(caller, Placed::rings);
  if (target.wires != Loop::dead) {
    RingPattern pattern = plan_.rings.ordinary;
    const CallerId id = caller_id(target, caller.identity(), plan_.numbering.name_prefix + caller.identity(), CallType::none);
    target.ringer.start(pattern, id.number.empty() ? std::nullopt : std::optional(id));
    if (caller.device == nullptr && strikes(target, "L07")) cut_ring_short(caller, target);
  }
  play(caller, Sound::ringback);
}

// What is sent of the caller: one who cannot be told, or a number that lost a digit, or nothing at all. [fault L08]
CallerId Exchange::caller_id(const Station& to, const std::string& number, const std::string& name, CallType type) {
  if (!strikes(to, "L08")) return {number, name, type};
  const auto kind = faults_.fired("L08") % 3;
  if (kind == 1) return {};
  if (kind == 2) return {"O", "O", CallType::none};
  return {number.substr(0, number.size() - 1), "", CallType::none};
}

void Exchange::cut_ring_short(Station& caller, Station& target) {
  const Cadence cadence{{{k_short_ring, plan_.rings.ordinary.cadence.last_pause()}}, true};
  target.ringer.start(RingPattern{cadence, false}, std::nullopt);
  caller.habit = scheduler_.after(k_short_ring, [this, &caller] { on_hook(caller); });
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
    if (station.wires == Loop::dead) return;
    note(station, env::TraceKind::sent, begins ? "ring on" : "ring off");
    return station.device->on_ring_burst(begins);
  }
  const std::size_t cycle = plan_.rings.ordinary.cadence.bursts.size();
  const auto wanted = static_cast<std::size_t>(std::max(station.habits.answers_after, 0)) * cycle;
  if (begins || wanted == 0 || station.ringer.bursts() < wanted || station.habit.armed()) return;
  station.habit = scheduler_.after(plan_.waits.reach_handset, [this, &station] { off_hook(station); });
}

void Exchange::ring_cycle(Station& station, std::size_t cycles) {
  if (!station.machine.is(State::recalled)) return;
  if (plan_.rings.recall_cycles > 0 && cycles >= plan_.rings.recall_cycles) end_recall(station);
}

void Exchange::connect(Station& caller, Station& target) {
  step(caller, Input::connect);
  caller.last.end = LastCall::End::answered;
  placed(caller, Placed::answered);
  talk(caller);
  talk(target);
  for (Station* side : {&caller, &target}) {
    if (strikes(*side, "L04")) side->device->on_polarity();
    if (strikes(*side, "L03")) side->device->on_loop_drop();
    if (strikes(*side, "L09")) play_busy_once(*side);
  }
}

// Something in the speech sounds like a busy tone. [fault L09]
void Exchange::play_busy_once(Station& station) {
  Signal once = plan_.signal(Sound::busy);
  once.cadence.repeats = false;
  play(station, std::move(once), std::nullopt, station.hears.sound);
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
  station.flashed = false;
  station.asked = nullptr;
  station.guide.clear();
  station.digits.clear();
  station.desk.clear();
  station.trunk.clear();
  station.busy_target = nullptr;
  station.camps_on = nullptr;
  station.camps_by = nullptr;
  std::erase(campers_, &station);
  play(station, Sound::silence);
  if (Station* listener = std::exchange(station.intruder, nullptr)) cleared(*listener);
  if (Station* held = std::exchange(station.held, nullptr)) cleared(*held);
  leave_peer(station);
}

void Exchange::leave_peer(Station& station) {
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
  if (strikes(station, "L02")) return;
  station.progress = scheduler_.after(plan_.waits.clear_to_dial_tone, [this, &station] { step(station, Input::dial_again); });
  if (strikes(station, "L04")) station.device->on_polarity();
  station.device->on_loop_drop();
}

// The subscriber took another call while this one rang.
void Exchange::turn_away(Station& station) {
  station.ringer.stop();
  station.habit.reset();
  Station* caller = std::exchange(station.peer, nullptr);
  if (caller == nullptr) return end_recall(station);
  caller->peer = nullptr;
  meet_busy(*caller, station, LastCall::End::busy);
}

void Exchange::hold(Station& station) {
  const bool has_call = station.machine.is(State::talking) && station.peer != nullptr && station.peer->intruder != &station;
  Station* other = has_call ? std::exchange(station.peer, nullptr) : nullptr;
  leave(station);
  station.held = other;
  if (!step(station, Input::dial_again)) return;
  give_dial_tone(station, Sound::stutter);
  station.flashed = true;
}

void Exchange::retrieve(Station& station) {
  Station* other = std::exchange(station.held, nullptr);
  leave(station);
  if (!step(station, Input::retrieve)) return;
  station.peer = other;
  hear_peer(station);
}

}  // namespace campon::sim
