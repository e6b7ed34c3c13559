// Callers from another network, whose requests their own network keeps.
#include <algorithm>

#include "hw-sim/exchange/exchange.hpp"

namespace campon::sim {

void Exchange::call_from_outside(Station& from, std::string_view number) {
  from.guard.reset();
  from.rested = false;
  used(from);
  if (step(from, Input::off_hook)) route(from, number);
}

unsigned Exchange::queue_up(Station& caller, Station& target, std::function<void()> turn) {
  const CompletionRules& rules = plan_.completion;
  const auto same = [&](const Request& one) { return one.target == &target && !one.ghost; };
  const auto length = static_cast<std::size_t>(std::count_if(requests_.begin(), requests_.end(), same));
  if (rules.queue > 0 && length >= rules.queue) return 0;
  Request& made = requests_.emplace_back();
  made.caller = &caller;
  made.target = &target;
  made.queue = "outside";
  made.turn = std::move(turn);
  made.index = ++last_index_;
  const unsigned place = made.index;
  settle();
  return place;
}

void Exchange::give_turn(Requests::iterator request) {
  request->state = RequestState::recalling;
  ++counts_.recalls;
  note(*request->caller, env::TraceKind::decision, "request " + request->target->number + " has its turn");
  request->turn();
}

void Exchange::step_back(unsigned place) {
  for (Request& one : requests_) {
    if (one.index != place || !one.turn) continue;
    one.state = RequestState::waiting;
    one.suspended = false;
  }
  settle();
}

void Exchange::leave_queue(unsigned place) {
  requests_.remove_if([&](const Request& one) { return one.index == place && one.turn; });
  settle();
}

}  // namespace campon::sim
