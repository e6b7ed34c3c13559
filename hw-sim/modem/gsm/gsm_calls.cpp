// Beginning, answering, listing and ending calls.
#include <algorithm>
#include <array>

#include "hw-sim/modem/gsm/gsm_modem.hpp"
#include "hw-sim/modem/gsm/gsm_timers.hpp"

namespace campon::sim {

namespace {

using Form = GsmCommand::Form;

constexpr int k_not_allowed = 3;
constexpr int k_no_service = 30;
constexpr std::string_view k_digits = "0123456789";

// "*#37#", "#37*2#", "*43#". [TS 22.030 6.5.2]
bool is_code(std::string_view number) { return number.size() > 2 && number.ends_with('#') && (number[0] == '*' || number[0] == '#'); }

// One or two digits, sent during a call, are about the call. [TS 22.030 6.5.5]
bool is_about_calls(std::string_view number) {
  return number.size() <= 2 && number[0] <= '5' && number.find_first_not_of(k_digits) == std::string_view::npos;
}

}  // namespace

GsmModem::Call* GsmModem::by_id(unsigned id) {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [id](const Call& one) { return one.id == id; });
  return found == calls_.end() ? nullptr : &*found;
}

GsmModem::Call* GsmModem::by_index(int index) {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [index](const Call& one) { return one.index == index; });
  return found == calls_.end() ? nullptr : &*found;
}

GsmModem::Call* GsmModem::first(State state) {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [state](const Call& one) { return one.state == state && !one.retained; });
  return found == calls_.end() ? nullptr : &*found;
}

bool GsmModem::any(State state) const {
  return std::any_of(calls_.begin(), calls_.end(), [state](const Call& one) { return one.state == state && !one.retained; });
}

GsmModem::Call& GsmModem::add(unsigned id, const std::string& number, bool outgoing, State state) {
  int index = 1;
  while (by_index(index) != nullptr) ++index;
  Call& call = calls_.emplace_back();
  call.index = index;
  call.id = id;
  call.number = number;
  call.outgoing = outgoing;
  call.state = state;
  return call;
}

GsmModem::Done GsmModem::dial(const GsmCommand& command) {
  const GsmDial wanted = parse_gsm_dial(command.text);
  if (wanted.wrong || wanted.number.empty()) return k_error;
  if (wanted.number == "*#06#") return tell(personality_.serial);
  const bool emergency = subscriber_.is_emergency(wanted.number);
  if (!emergency)
    if (const auto locked = lock_error()) return equipment(*locked);
  if (is_code(wanted.number)) return run_code(wanted.number, ServiceFor::dialled);
  if (!calls_.empty() && is_about_calls(wanted.number) && !emergency) return hold(wanted.number);
  if (!wanted.voice) return dial_data(wanted);
  if (!personality_.voice) return equipment(k_not_allowed);
  if (auto refused = dial_fault()) return *refused;
  return begin_call(wanted);
}

// [faults P08, P09]
std::optional<GsmModem::Done> GsmModem::dial_fault() {
  static constexpr std::array<GsmResult, 2> k_blocked{{{"BLACKLISTED", 32}, {"DELAYED", 24}}};
  if (faults_.fires("P08")) return Done{Done::Kind::result, 0, &k_blocked.at(static_cast<std::size_t>(rng_.between(0, 1)))};
  if (!faults_.fires("P09")) return std::nullopt;
  terminal_.tell("CONNECT 9600");
  terminal_.enter_data();
  wait_for(Waits::data, k_data_call, {Done::Kind::result, 0, &k_gsm_no_carrier});
  return k_later;
}

// This network carries no data calls. [27.007 6.2]
GsmModem::Done GsmModem::dial_data(const GsmDial& /*wanted*/) {
  terminal_.be_abortable();
  wait_for(Waits::data, k_data_refused, {Done::Kind::result, 0, &k_gsm_no_carrier});
  return k_later;
}

GsmModem::Done GsmModem::begin_call(const GsmDial& wanted) {
  const bool between = any(State::dialling) || any(State::alerting) || any(State::incoming);
  if (between) return equipment(k_not_allowed);
  if (Call* talk = first(State::active)) set_held(*talk, true);
  const unsigned id = functionality_ == 1 ? subscriber_.call(wanted.number) : 0;
  if (id == 0) return settings_.value("+CMEE") == 0 ? Done{Done::Kind::result, 0, &k_gsm_no_carrier} : equipment(k_no_service);
  Call& call = add(id, wanted.number, true, State::dialling);
  call.tones = wanted.tones;
  line(CallMoment::dialling, call);
  const bool waits = settings_.value("+COLP") == 1 || personality_.blocks_until_proceeding;
  if (!waits) return k_yes;
  waits_id_ = id;
  wait_for(settings_.value("+COLP") == 1 ? Waits::connect : Waits::proceeding);
  terminal_.be_abortable();
  if (faults_.fires("P07"))
    mischief_ = scheduler_.after(personality_.abort_after * 2, [this] {
      const std::string_view stray("\0", 1);
      terminal_.take(stray);
    });
  return k_later;
}

GsmModem::Done GsmModem::answer() {
  Call* call = first(State::incoming);
  if (call == nullptr) return {Done::Kind::result, 0, &k_gsm_no_carrier};
  accept(*call);
  return k_yes;
}

// A recall becomes a call of ours. [24.093 4.2]
void GsmModem::accept(Call& call) {
  const unsigned id = call.id;
  call.rang = false;
  if (call.recall) {
    call.outgoing = true;
    call.recall = false;
    call.state = State::dialling;
    line(CallMoment::dialling, call);
  } else {
    call.state = State::active;
    call.answered = scheduler_.now();
    line(CallMoment::connected, call);
  }
  if (!any(State::incoming)) stop_ringing();
  subscriber_.accept(id);
}

void GsmModem::hang_up(unsigned id) {
  Call* call = by_id(id);
  if (call == nullptr) return;
  call->cause = Cause::normal;
  last_cause_ = Cause::normal;
  const Call gone = *call;
  forget(id);
  line(CallMoment::ended, gone);
  subscriber_.hang_up(id);
  if (personality_.ends.own_end && !personality_.ends.ended.empty()) terminal_.tell(k_gsm_no_carrier);
}

void GsmModem::forget(unsigned id) {
  calls_.remove_if([id](const Call& one) { return one.id == id; });
  if (!any(State::incoming)) stop_ringing();
}

GsmModem::Done GsmModem::hang_up_all() {
  while (!calls_.empty()) hang_up(calls_.front().id);
  return k_yes;
}

// The call that goes on; without one, the one that is offered. [27.007 6.5]
GsmModem::Done GsmModem::hang_up_current(const GsmCommand& command) {
  if (command.form == Form::test) return k_yes;
  if (command.form != Form::run) return k_error;
  const auto is_current = [](const Call& one) {
    return one.retained || one.state == State::active || one.state == State::dialling || one.state == State::alerting;
  };
  std::vector<unsigned> meant;
  for (const Call& one : calls_)
    if (is_current(one)) meant.push_back(one.id);
  if (meant.empty())
    for (const Call& one : calls_)
      if (one.state == State::incoming || one.state == State::waiting) meant.push_back(one.id);
  for (const unsigned id : meant) hang_up(id);
  promote_waiting();
  return k_yes;
}

// [27.007 7.18]
GsmModem::Done GsmModem::list_calls(const GsmCommand& command) {
  if (command.form == Form::test || command.form == Form::set) return k_yes;
  const Call* dialled = first(State::dialling);
  if (dialled != nullptr && personality_.clcc_while_dialling == DiallingPoll::drops) {
    const unsigned id = dialled->id;
    subscriber_.hang_up(id);
    ended(id, true);
    return k_error;
  }
  for (const Call& one : calls_) {
    if (one.state == State::dialling && !one.retained && personality_.clcc_while_dialling == DiallingPoll::nothing) continue;
    if (one.recall && personality_.recall == RecallStyle::silent) continue;
    const std::string number = one.number.empty() ? "" : filled(",\"{number}\",{type}", one);
    terminal_.inform(filled("+CLCC: {idx},{dir},{stat},0,", one) + (one.multiparty ? "1" : "0") + number);
  }
  return k_yes;
}

// [27.007 annex C.2.11]
GsmModem::Done GsmModem::send_tones(const GsmCommand& command) {
  constexpr std::string_view k_tones = "0123456789*#ABCD";
  if (command.form == Form::test) return tell("+VTS: (0-9,*,#,A,B,C,D)");
  if (command.form != Form::set) return k_error;
  Call* call = first(State::active);
  if (call == nullptr) return equipment(k_not_allowed);
  std::string tones;
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const std::string& one = command.arguments[i];
    const bool duration = i > 0 && one.size() > 1 && one.find_first_not_of(k_digits) == std::string::npos;
    if (duration) continue;
    if (one.empty() || one.find_first_not_of(k_tones) != std::string::npos) return k_error;
    tones += one;
  }
  if (personality_.tones_one_by_one && tones.size() > 1) return k_error;
  for (const char tone : tones) subscriber_.send_digit(call->id, tone);
  return k_yes;
}

void GsmModem::send_next_tone(unsigned id) {
  Call* call = by_id(id);
  if (call == nullptr || call->state != State::active || call->tones.empty()) return;
  subscriber_.send_digit(id, call->tones.front());
  call->tones.erase(0, 1);
  errands_.after(k_tone_gap, [this, id] { send_next_tone(id); });
}

}  // namespace campon::sim
