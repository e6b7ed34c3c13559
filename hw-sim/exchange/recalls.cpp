// Who is called back, and when. First come, first served, but for those who are busy themselves.
#include <algorithm>

#include "hw-sim/exchange/exchange.hpp"

namespace campon::sim {

using State = StationMachine::State;

void Exchange::rest(Station& station) {
  station.rested = false;
  station.guard = scheduler_.after(plan_.completion.guard, [this, &station] {
    station.rested = true;
    if (station.is_idle() && strikes(station, "X05")) haunt(station, this->station(plan_.numbering.highest));
    settle();
  });
}

// Whether the target can be had: it is free, B had his time to call first, and nobody else is on the way to it.
bool Exchange::ready(const Request& request) const {
  if (request.ghost) return true;
  const Station& target = *request.target;
  const auto comes_first = [&](const Request& other) {
    return other.target == &target && (other.state == RequestState::recalling || other.state == RequestState::placing);
  };
  const bool usable = request.kind == RequestKind::busy || request.used;
  return usable && target.is_idle() && target.rested && std::none_of(requests_.begin(), requests_.end(), comes_first);
}

// One that waits for its repetition is not tried in between, nor one whose caller has not hung up.
bool Exchange::may_try(const Request& request) const { return request.state == RequestState::waiting && !request.step.armed(); }

// A caller who is busy is passed over; one who only rests after a call keeps the target for the guard time.
void Exchange::settle() {
  std::vector<const Station*> kept;
  for (auto one = requests_.begin(); one != requests_.end(); ++one) {
    Request& request = *one;
    const bool free = std::find(kept.begin(), kept.end(), request.target) == kept.end();
    if (!may_try(request) || !free) continue;
    const bool may = ready(request);
    const bool was_suspended = std::exchange(request.suspended, may && !request.caller->is_idle());
    if (request.suspended && !was_suspended && strikes(*request.caller, "X08")) play_over(*request.caller, Sound::waiting);
    if (!may || request.suspended) continue;
    if (request.caller->rested)
      recall(one);
    else
      kept.push_back(request.target);
  }
}

void Exchange::recall(Requests::iterator request) {
  if (request->turn) return give_turn(request);
  if (!step(*request->caller, Input::recall)) return;
  request->state = RequestState::recalling;
  request->life.reset();
  ++counts_.recalls;
  note(*request->caller, env::TraceKind::decision, "request " + request->target->number + " recalls");
  ring_recall(request);
}

void Exchange::ring_recall(Requests::iterator request) {
  Station& caller = *request->caller;
  caller.rested = false;
  const std::string& number = request->target->number;
  const Rings& rings = plan_.rings;
  std::optional<CallerId> id;
  if (rings.recall_names_target) {
    const std::string name = (rings.recall_name.empty() ? plan_.numbering.name_prefix : rings.recall_name) + number;
    id = caller_id(caller, number, name, rings.recall_type);
    if (id->number.empty()) id.reset();
  }
  caller.ringer.start(rings.recall, caller.wires == Loop::dead ? std::nullopt : id);
  env::Duration limit = rings.recall_time;
  if (strikes(caller, "X09") || strikes(caller, "L07")) limit = rings.recall.cadence.bursts.front().on;
  if (limit > env::Duration::zero()) {
    request->step = scheduler_.after(limit, [this, &caller] { end_recall(caller); });
  } else if (strikes(caller, "X13")) {
    request->step = scheduler_.after(rings.recall.cadence.cycle(), [&caller, &rings, id] { caller.ringer.start(rings.recall, id); });
  }
}

Exchange::Requests::iterator Exchange::recalling(const Station& caller) {
  return std::find_if(requests_.begin(), requests_.end(), [&](const Request& one) { return one.recalling() && one.caller == &caller; });
}

// The bell has rung long enough, or the caller took another call.
void Exchange::end_recall(Station& caller) {
  caller.ringer.stop();
  if (const auto found = recalling(caller); found != requests_.end()) missed(found);
  if (!step(caller, Input::ring_over)) return settle();
  if (caller.device != nullptr) caller.device->on_ring_end();
  became_free(caller);
  settle();  // the next in the queue
}

void Exchange::missed(Requests::iterator request) {
  request->step.reset();
  const bool again = request->state == RequestState::recalling && !request->ghost && request->repeats < plan_.completion.repeats;
  note(*request->caller, env::TraceKind::decision, "request " + request->target->number + (again ? " is repeated" : " is deleted"));
  if (!again) {
    freed_index_ = request->index;
    requests_.erase(request);
    return;
  }
  ++request->repeats;
  wait_again(request);
  request->step = scheduler_.after(plan_.completion.repeat_after, [this] { settle(); });
}

void Exchange::wait_again(Requests::iterator request) {
  request->state = RequestState::waiting;
  request->suspended = false;
  request->life = scheduler_.at(request->expires, [this, request] { expire(request); });
}

void Exchange::take_recall(Station& caller) {
  const auto taken = recalling(caller);
  if (taken == requests_.end()) return tone(caller, Sound::reorder);
  taken->step.reset();
  if (taken->state == RequestState::expiring || plan_.completion.announces) return announce_free(taken);
  const std::string number = taken->target->number;
  const std::string outside = taken->outside;
  if (!taken->ghost && strikes(caller, "X07")) haunt(caller, *taken->target);
  taken->state = RequestState::placing;
  if (outside.empty()) return route(caller, number);
  caller.last = {number, LastCall::End::none, scheduler_.now()};
  caller.progress = scheduler_.after(plan_.waits.post_dial, [this, &caller, outside] { take_trunk(caller, outside); });
}

// A voice tells; the caller calls by a code, or dials. [feature-codes 3, NTT]
void Exchange::announce_free(Requests::iterator request) {
  Station& caller = *request->caller;
  const bool over = request->state == RequestState::expiring;
  caller.told = request->target->number + (over ? " is still busy" : " is free");
  Cue voice;
  voice.sound = Sound::voice;
  give(caller, voice);
  freed_index_ = request->index;
  if (over || request->ghost) {
    requests_.erase(request);
    return;
  }
  request->state = RequestState::announced;
  request->step = scheduler_.after(plan_.completion.announced_for, [this, request] { requests_.erase(request); });
}

// How the call went that a recall, or the code after it, has placed.
void Exchange::placed(const Station& caller, Placed how) {
  const auto is_his = [&](const Request& one) { return one.state == RequestState::placing && one.caller == &caller; };
  const auto found = std::find_if(requests_.begin(), requests_.end(), is_his);
  if (found == requests_.end()) return;
  const CompletionRules& rules = plan_.completion;
  const bool stays = how == Placed::rings && rules.keeps_on_no_answer;
  if (stays) return;
  const bool keeps =
      !found->ghost && ((how == Placed::busy && rules.keeps_on_busy) || (how == Placed::given_up && rules.keeps_on_no_answer));
  note(caller, env::TraceKind::decision, "request " + found->target->number + (keeps ? " is kept" : " is over"));
  if (!keeps) {
    freed_index_ = found->index;
    requests_.erase(found);
    return settle();
  }
  if (how == Placed::given_up) {
    found->kind = RequestKind::no_answer;
    found->used = false;
  }
  wait_again(found);
}

}  // namespace campon::sim
