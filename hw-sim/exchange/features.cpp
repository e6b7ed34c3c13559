// Feature codes and the completion queue.
#include <algorithm>
#include <utility>

#include "hw-sim/exchange/exchange.hpp"

#include "hw-sim/exchange/data_message.hpp"

namespace campon::sim {

using S = StationState;

namespace {

constexpr std::string_view k_number = "{number}";

enum class Fit { no, so_far, whole };

// How the digits fit a code such as "#37*{number}#"; the number they hold, if any.
Fit fits(std::string_view code, std::string_view digits, std::size_t number_length, std::string& number) {
  std::size_t at = 0;
  while (!code.empty()) {
    if (at == digits.size()) return Fit::so_far;
    if (code.starts_with(k_number)) {
      const std::string_view part = digits.substr(at, number_length);
      if (part.find_first_not_of("0123456789") != std::string_view::npos) return Fit::no;
      number = part;
      at += part.size();
      if (part.size() < number_length) return Fit::so_far;
      code.remove_prefix(k_number.size());
    } else if (code[0] == digits[at]) {
      ++at;
      code.remove_prefix(1);
    } else {
      return Fit::no;
    }
  }
  return at == digits.size() ? Fit::whole : Fit::no;
}

}  // namespace

bool Exchange::feature_code(Station& a, bool& may_become_one) {
  for (const auto& [code, what] : plan_.at_dial_tone) {
    std::string number;
    const Fit fit = fits(code, a.digits, plan_.number_length, number);
    may_become_one = may_become_one || fit == Fit::so_far;
    if (fit != Fit::whole) continue;
    set(a, S::set_up);
    a.step = scheduler_.after(timers_.feature, [this, &a, feature_asked = what, number] { feature(a, feature_asked, number); });
    return true;
  }
  return false;
}

void Exchange::feature(Station& a, Feature what, const std::string& number) {
  const bool during_busy = a.state == S::hears_busy;
  const bool about_target = what != Feature::cancel_all && what != Feature::cancel_one;
  if (about_target && (a.last_dialled.empty() || station(a.last_dialled).habits.refuses_features || !is_number(a.last_dialled)))
    return refuse(a, during_busy);
  switch (what) {
    case Feature::callback: return callback(a, during_busy);
    case Feature::campon: return camp_on(a);
    case Feature::intrude: return intrude(a);
    case Feature::message: return leave_message(a);
    case Feature::cancel_all: return cancel(a, {});
    case Feature::cancel_one: return cancel(a, number);
  }
}

void Exchange::accept(Station& a) {
  set(a, S::hears_other);
  give(a, ToneKind::confirmation);
}

void Exchange::refuse(Station& a, bool during_busy) {
  if (!during_busy) set(a, S::hears_other);
  give(a, during_busy && plan_.busy_tone_returns_on_refusal ? ToneKind::busy : ToneKind::reorder);
}

std::size_t Exchange::requests_of(const std::string& caller) const {
  return static_cast<std::size_t>(
      std::count_if(requests_.begin(), requests_.end(), [&](const Request& request) { return request.caller == caller; }));
}

void Exchange::callback(Station& a, bool during_busy) {
  const std::string target = a.last_dialled;
  Station& b = station(target);
  if (b.state == S::idle && !during_busy) return dial(a, target);
  remove(a.number, target);
  while (plan_.newest_replaces && requests_of(a.number) >= plan_.max_requests) {
    const auto oldest =
        std::find_if(requests_.begin(), requests_.end(), [&](const Request& request) { return request.caller == a.number; });
    requests_.erase(oldest);
  }
  if (requests_of(a.number) >= plan_.max_requests) return refuse(a, during_busy);
  Request request{a.number, target, false, {}};
  request.lifetime = scheduler_.after(plan_.lifetime, [this, caller = a.number, target] { remove(caller, target); });
  requests_.push_back(std::move(request));
  note(a, "request " + target + " accepted");
  accept(a);
  if (b.state == S::idle) becomes_free(b);
}

void Exchange::camp_on(Station& a) {
  Station& b = station(a.last_dialled);
  give(a, ToneKind::confirmation);
  set(a, S::camped);
  a.peer = &b;
  if (b.state == S::idle) becomes_free(b);
}

void Exchange::intrude(Station& a) {
  Station& b = station(a.last_dialled);
  accept(a);
  a.step = scheduler_.after(timers_.set_up + timers_.feature, [this, &a, &b] {
    if (b.state == S::idle) return dial(a, b.number);
    set(a, S::talking);
    a.peer = &b;
    b.intruder = &a;
    give(a, ToneKind::voice);
  });
}

void Exchange::leave_message(Station& a) {
  station(a.last_dialled).messages.push_back("call " + a.number);
  if (a.state == S::calling) release_peer(a);
  accept(a);
}

void Exchange::cancel(Station& a, const std::string& target) {
  const std::size_t before = requests_.size();
  std::erase_if(requests_,
                [&](const Request& request) { return request.caller == a.number && (target.empty() || request.target == target); });
  if (requests_.size() == before && !target.empty()) return refuse(a, false);
  note(a, "request " + (target.empty() ? "all" : target) + " cancelled, were " + std::to_string(before - requests_.size()));
  accept(a);
}

void Exchange::remove(const std::string& caller, const std::string& target) {
  const auto removed =
      std::erase_if(requests_, [&](const Request& request) { return request.caller == caller && request.target == target; });
  if (removed > 0) note(station(caller), "request " + target + " over");
}

void Exchange::forget_requests() { requests_.clear(); }

bool Exchange::suspended(const Request& request) const {
  const auto b = stations_.find(request.target);
  const auto a = stations_.find(request.caller);
  return !request.recalling && b->second.state == S::idle && a->second.state != S::idle;
}

// Somebody has become free: waiting calls first, then requests for it and requests of it, oldest first.
void Exchange::becomes_free(Station& b) {
  const bool waited_for = std::any_of(stations_.begin(), stations_.end(),
                                      [&](const auto& entry) { return entry.second.state == S::camped && entry.second.peer == &b; });
  b.guard = scheduler_.after(waited_for ? timers_.camp_on_guard : timers_.guard, [this, &b] { serve(b); });
}

void Exchange::serve(Station& b) {
  if (b.state != S::idle) return;
  for (auto& [number, a] : stations_) {
    if (a.state != S::camped || a.peer != &b) continue;
    return ring(a, b);
  }
  for (Request& request : requests_) {
    if (request.recalling || (request.target != b.number && request.caller != b.number)) continue;
    const bool both_free = station(request.caller).state == S::idle && station(request.target).state == S::idle;
    const bool being_served = std::any_of(requests_.begin(), requests_.end(),
                                          [&](const Request& other) { return other.recalling && other.target == request.target; });
    if (both_free && !being_served && !station(request.target).guard.armed()) return recall(request);
  }
}

void Exchange::recall(Request& request) {
  request.recalling = true;
  Station& a = station(request.caller);
  note(a, "request " + request.target + " recalls");
  a.recall_target = request.target;
  set(a, S::recall);
  a.ring.start(*a.line, plan_.recall_ring, call_set_up_message(request.target, plan_.recall_call_type), plan_.recall_cycles,
               [this, caller = request.caller, target = request.target] { recall_over(caller, target); });
}

void Exchange::recall_over(const std::string& caller, const std::string& target) {
  Station& a = station(caller);
  remove(caller, target);
  a.recall_target.clear();
  set(a, S::idle);
  serve(station(target));
  becomes_free(a);
}

}  // namespace campon::sim
