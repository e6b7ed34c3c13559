// The requests of those who wait for a number: how one begins, how many there may be, how one ends.
#include <algorithm>
#include <array>

#include "hw-sim/exchange/exchange.hpp"

namespace campon::sim {

std::string_view to_string(Refusal refusal) {
  static constexpr std::array<std::string_view, 11> k_names{"none",       "not subscribed", "barred",     "list full",
                                                            "queue full", "not busy",       "duplicate",  "too late",
                                                            "no call",    "not allowed",    "nothing set"};
  return k_names[static_cast<std::size_t>(refusal)];
}

std::string_view to_string(RequestState state) {
  static constexpr std::array<std::string_view, 5> k_names{"waiting", "recalling", "announced", "placing", "expiring"};
  return k_names[static_cast<std::size_t>(state)];
}

// Asking again for the same target keeps the place in the queue and begins a new life. [feature-codes 5, duplicate]
Refusal Exchange::ask(Station& caller, Station& target, const Feature& feature, const std::string& outside) {
  const auto same = [&](const Request& one) { return one.caller == &caller && one.target == &target && !one.ghost; };
  if (const auto known = std::find_if(requests_.begin(), requests_.end(), same); known != requests_.end()) {
    if (plan_.completion.duplicate_refused) return Refusal::duplicate;
    if (plan_.completion.duplicate_cancels)
      requests_.erase(known);
    else
      start_life(known);
    confirm(caller, feature.accepted);
    return Refusal::none;
  }
  if (const Refusal why = make_room(caller, target); why != Refusal::none) return why;
  const auto added = add_request(caller, target, feature);
  added->outside = outside;
  added->lost = strikes(caller, "X04");
  if (strikes(caller, "X03")) add_request(caller, target, feature);
  confirm(caller, strikes(caller, "X02") ? Cue{} : feature.accepted);
  await_hang_up(added);
  settle();
  return Refusal::none;
}

Refusal Exchange::make_room(const Station& caller, const Station& target) {
  const CompletionRules& rules = plan_.completion;
  const auto count = [&](auto which) { return static_cast<std::size_t>(std::count_if(requests_.begin(), requests_.end(), which)); };
  const auto of_caller = [&](const Request& one) { return one.caller == &caller && !one.ghost; };
  if (strikes(caller, "X11")) return Refusal::queue_full;
  if (rules.queue > 0 && count([&](const Request& one) { return one.target == &target; }) >= rules.queue) return Refusal::queue_full;
  if (rules.system > 0 && requests_.size() >= rules.system) return Refusal::queue_full;
  const std::size_t outstanding = count(of_caller);
  if (outstanding < rules.limit) return Refusal::none;
  if (!rules.replaces || outstanding == 0) return Refusal::list_full;
  requests_.erase(std::find_if(requests_.begin(), requests_.end(), of_caller));
  return Refusal::none;
}

Exchange::Requests::iterator Exchange::add_request(Station& caller, Station& target, const Feature& feature) {
  Request& made = requests_.emplace_back();
  made.caller = &caller;
  made.target = &target;
  const bool silent = caller.last.number == target.number && caller.last.end == LastCall::End::no_answer;
  made.kind = silent ? RequestKind::no_answer : RequestKind::busy;
  made.queue = feature.queue;
  made.index = next_index(caller);
  const auto at = std::prev(requests_.end());
  start_life(at);
  return at;
}

// Counts up; the index of one that has ended is not used again, but by a fault. [fault X14]
unsigned Exchange::next_index(const Station& caller) {
  if (freed_index_ != 0 && strikes(caller, "X14")) return freed_index_;
  return ++last_index_;
}

void Exchange::start_life(Requests::iterator request) {
  const CompletionRules& rules = plan_.completion;
  env::Duration life = request->kind == RequestKind::busy ? rules.life : rules.life_no_answer;
  if (strikes(*request->caller, "X12")) life = faults_.fired("X12") % 2 == 1 ? life / 2 : life * 2;
  request->expires = scheduler_.now() + life;
  request->life = scheduler_.at(request->expires, [this, request] { expire(request); });
}

// Some exchanges take a request back when the caller stays on the line.
void Exchange::await_hang_up(Requests::iterator request) {
  const env::Duration within = plan_.completion.hang_up_within;
  if (within <= env::Duration::zero()) return;
  request->confirmed = false;
  request->step = scheduler_.after(within, [this, request] {
    Station& caller = *request->caller;
    requests_.erase(request);
    tone(caller, Sound::reorder);
  });
}

void Exchange::hung_up(const Station& caller) {
  for (auto one = requests_.begin(); one != requests_.end();) {
    const auto at = one++;
    if (at->caller != &caller) continue;
    if (at->lost) {
      requests_.erase(at);
    } else if (!at->confirmed) {
      at->confirmed = true;
      at->step.reset();
    } else if (at->state == RequestState::announced) {
      at->step = scheduler_.after(plan_.completion.announced_for, [this, at] { requests_.erase(at); });
    }
  }
}

void Exchange::expire(Requests::iterator request) {
  note(*request->caller, env::TraceKind::decision, "request " + request->target->number + " expires");
  freed_index_ = request->index;
  if (!plan_.completion.tells_expiry || !step(*request->caller, Input::recall)) {
    requests_.erase(request);
    return settle();
  }
  request->state = RequestState::expiring;
  ring_recall(request);
}

std::size_t Exchange::drop_requests(const Station& caller, const Station* target, const std::string& queue, std::size_t most) {
  std::size_t dropped = 0;
  for (auto one = requests_.begin(); one != requests_.end() && dropped < most;) {
    const auto at = one++;
    const bool meant = at->caller == &caller && (target == nullptr || at->target == target) && at->queue == queue && !at->ghost;
    if (!meant) continue;
    if (strikes(caller, "X06")) haunt(*at->caller, *at->target);
    freed_index_ = at->index;
    requests_.erase(at);
    ++dropped;
  }
  return dropped;
}

// A recall that nobody waits for. [fault X05, X06, X07]
void Exchange::haunt(Station& caller, Station& target) {
  Request& made = requests_.emplace_back();
  made.caller = &caller;
  made.target = &target;
  made.ghost = true;
}

// The target's telephone was used: who waits for one who did not answer may have him now. [feature-codes 4]
void Exchange::used(const Station& target) {
  for (Request& one : requests_)
    if (one.target == &target) one.used = true;
}

void Exchange::forget_requests() {
  std::vector<Station*> ringing;
  for (const Request& one : requests_)
    if (one.recalling()) ringing.push_back(one.caller);
  requests_.clear();
  for (Station* caller : ringing) end_recall(*caller);
}

}  // namespace campon::sim
