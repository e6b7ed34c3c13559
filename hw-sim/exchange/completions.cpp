// The queue of those who wait for a busy number, and the recall. First come, first served.
#include <algorithm>

#include "hw-sim/exchange/exchange.hpp"

namespace campon::sim {

using State = StationMachine::State;

bool Exchange::add_request(Station& caller, Station& target) {
  const auto of_caller = [&](const Request& request) { return request.caller == &caller; };
  const auto same = [&](const Request& request) { return of_caller(request) && request.target == &target; };
  if (const auto known = std::find_if(requests_.begin(), requests_.end(), same); known != requests_.end()) {
    start_life(known);
    return true;
  }
  const auto outstanding = static_cast<std::size_t>(std::count_if(requests_.begin(), requests_.end(), of_caller));
  if (outstanding >= plan_.completion.limit) {
    if (!plan_.completion.replaces || outstanding == 0) return false;
    requests_.erase(std::find_if(requests_.begin(), requests_.end(), of_caller));
  }
  requests_.push_back({&caller, &target, false, false, {}});
  start_life(std::prev(requests_.end()));
  return true;
}

// Asking again for the same target keeps the place in the queue and begins a new life. [feature-codes 5, duplicate]
void Exchange::start_life(std::list<Request>::iterator request) {
  request->life = scheduler_.after(plan_.completion.life, [this, request] { requests_.erase(request); });
}

std::size_t Exchange::drop_requests(const Station& caller, const Station* target) {
  return requests_.remove_if(
      [&](const Request& request) { return request.caller == &caller && (target == nullptr || request.target == target); });
}

void Exchange::rest(Station& station) {
  station.rested = false;
  station.guard = scheduler_.after(plan_.completion.guard, [this, &station] {
    station.rested = true;
    settle();
  });
}

bool Exchange::ready(const Station& target) const {
  const auto recalls = [&](const Request& request) { return request.recalling && request.target == &target; };
  return target.is_idle() && target.rested && std::none_of(requests_.begin(), requests_.end(), recalls);
}

// A caller who is busy is passed over; one who only rests after a call keeps the target for the guard time.
void Exchange::settle() {
  std::vector<const Station*> kept;
  for (Request& request : requests_) {
    const bool free = std::find(kept.begin(), kept.end(), request.target) == kept.end();
    if (request.recalling || !free) continue;
    const bool may = ready(*request.target);
    request.suspended = may && !request.caller->is_idle();
    if (!may || request.suspended) continue;
    if (request.caller->rested)
      recall(request);
    else
      kept.push_back(request.target);
  }
}

void Exchange::recall(Request& request) {
  Station& caller = *request.caller;
  if (!step(caller, Input::recall)) return;
  request.recalling = true;
  request.life.reset();
  note(caller, env::TraceKind::decision, "request " + request.target->number + " recalls");
  caller.rested = false;
  const std::string& number = request.target->number;
  caller.ringer.start(plan_.rings.recall, CallerId{number, plan_.numbering.name_prefix + number});
}

void Exchange::end_recall(Station& caller) {
  caller.ringer.stop();
  requests_.remove_if([&](const Request& request) { return request.recalling && request.caller == &caller; });
  if (!step(caller, Input::ring_over)) return;
  if (caller.device != nullptr) caller.device->on_ring_end();
  became_free(caller);
  settle();  // the next in the queue
}

void Exchange::take_recall(Station& caller) {
  const auto taken = std::find_if(requests_.begin(), requests_.end(),
                                  [&](const Request& request) { return request.recalling && request.caller == &caller; });
  if (taken == requests_.end()) return tone(caller, Sound::reorder);
  const std::string number = taken->target->number;
  requests_.erase(taken);
  route(caller, number);
}

void Exchange::forget_requests() {
  std::vector<Station*> ringing;
  for (const Request& request : requests_)
    if (request.recalling) ringing.push_back(request.caller);
  requests_.clear();
  for (Station* caller : ringing) end_recall(*caller);
}

}  // namespace campon::sim
