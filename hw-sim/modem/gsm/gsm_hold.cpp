// +CHLD: hold, swap, join, and completion of a call to a busy number. [27.007 7.13; TS 22.030 6.5.5; 24.093]
#include <algorithm>
#include <vector>

#include "hw-sim/modem/gsm/gsm_modem.hpp"
#include "hw-sim/modem/gsm/gsm_timers.hpp"

namespace campon::sim {

namespace {
constexpr int k_not_allowed = 3;
constexpr int k_not_supported = 4;
}  // namespace

GsmModem::Done GsmModem::hold(const GsmCommand& command) {
  const auto& lists = personality_.hold;
  if (lists.empty()) return equipment(k_not_supported);
  if (command.form == GsmCommand::Form::test) {
    std::string all;
    for (const auto& one : lists) all += (all.empty() ? "" : ",") + one;
    return tell("+CHLD: (" + all + ")");
  }
  if (command.form != GsmCommand::Form::set || command.arguments.size() != 1) return k_error;
  return hold(command.arguments.front());
}

// "2", "21". What the list does not have is not supported, but 5 may be there and fail.
GsmModem::Done GsmModem::hold(std::string_view what) {
  const bool one_call = what.size() == 2;
  const std::string listed = one_call ? std::string(what.substr(0, 1)) + "x" : std::string(what);
  if (what.empty() || what.size() > 2 || !number_in(what, 99)) return k_error;
  if (std::find(personality_.hold.begin(), personality_.hold.end(), listed) == personality_.hold.end()) return equipment(k_not_supported);
  if (one_call) return hold_one(what[0], what[1] - '0');
  switch (what[0]) {
    case '0': return hold_0();
    case '1': return hold_1();
    case '2': return hold_2();
    case '3': return hold_3();
    case '5': return complete();
    default: return equipment(k_not_allowed);  // the network has no explicit transfer
  }
}

// Turns the waiting call away, or else releases the held ones.
GsmModem::Done GsmModem::hold_0() {
  Call* offered = first(State::waiting);
  if (offered == nullptr) offered = first(State::incoming);
  if (offered != nullptr) {
    hang_up(offered->id);
    return k_yes;
  }
  if (!any(State::held)) return equipment(k_not_allowed);
  while (const Call* held = first(State::held)) hang_up(held->id);
  return k_yes;
}

// Releases the active call and takes the other.
GsmModem::Done GsmModem::hold_1() {
  if (calls_.empty()) return equipment(k_not_allowed);
  while (const Call* talk = first(State::active)) hang_up(talk->id);
  Call* other = first(State::waiting);
  if (other == nullptr) other = first(State::incoming);
  if (other != nullptr) {
    accept(*other);
    return k_yes;
  }
  for (Call& one : calls_)
    if (one.state == State::held) set_held(one, false);
  return k_yes;
}

// Holds the active call and takes the other. Two calls cannot be held. [TS 22.030 6.5.5.1]
GsmModem::Done GsmModem::hold_2() {
  Call* offered = first(State::waiting);
  if (offered == nullptr) offered = first(State::incoming);
  const bool talks = any(State::active);
  const bool holds = any(State::held);
  if ((offered != nullptr && talks && holds) || (offered == nullptr && !talks && !holds)) return equipment(k_not_allowed);
  std::vector<Call*> held;
  for (Call& one : calls_)
    if (one.state == State::held) held.push_back(&one);
  for (Call& one : calls_)
    if (one.state == State::active) set_held(one, true);
  if (offered != nullptr)
    accept(*offered);
  else
    for (Call* one : held) set_held(*one, false);
  return k_yes;
}

GsmModem::Done GsmModem::hold_3() {
  if (!any(State::held) || !any(State::active)) return equipment(k_not_allowed);
  for (Call& one : calls_) {
    if (one.state != State::held && one.state != State::active) continue;
    if (!subscriber_.join(one.id)) return equipment(k_not_allowed);
    one.state = State::active;
    one.multiparty = true;
  }
  return k_yes;
}

GsmModem::Done GsmModem::hold_one(char what, int index) {
  Call* call = by_index(index);
  if (call == nullptr) return equipment(k_not_allowed);
  if (what == '1') {
    hang_up(call->id);
    promote_waiting();
    return k_yes;
  }
  if (what != '2' || call->state != State::active) return equipment(k_not_allowed);
  for (Call& one : calls_)
    if (one.state == State::active && &one != call) set_held(one, true);
  call->multiparty = false;
  return k_yes;
}

void GsmModem::set_held(Call& call, bool on) {
  if (!subscriber_.hold(call.id, on)) return;
  call.state = on ? State::held : State::active;
  line(on ? CallMoment::held : CallMoment::retrieved, call);
}

// Only between the busy and the end of the retention. [24.093 4.1; voice-modems 5.5]
GsmModem::Done GsmModem::complete() {
  if (personality_.completion == CompletionSkill::pretends) return k_yes;
  if (personality_.completion != CompletionSkill::full) return equipment(k_not_allowed);
  const auto kept = std::find_if(calls_.begin(), calls_.end(), [](const Call& one) { return one.retained; });
  if (kept == calls_.end()) return equipment(k_not_allowed);
  waits_id_ = kept->id;
  subscriber_.request_completion(kept->id);
  wait_for(Waits::completion, k_completion_wait, equipment(31));
  return k_later;
}

// [fault X02: no answer comes]
void GsmModem::on_completion(unsigned id, CompletionRefusal refusal, const CompletionEntry& entry) {
  if (const Call* call = by_id(id)) {
    Call told = *call;
    told.number = entry.number;
    forget(id);
    if (refusal == CompletionRefusal::none) line(CallMoment::completion_registered, told);
  }
  if (waits_ != Waits::completion || waits_id_ != id) return;
  command_done(refusal == CompletionRefusal::none ? k_yes : equipment(k_not_allowed));
}

}  // namespace campon::sim
