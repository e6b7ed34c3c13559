// What the network tells of calls, and how the computer is told.
#include <algorithm>

#include "hw-sim/modem/gsm/gsm_modem.hpp"
#include "hw-sim/modem/gsm/gsm_timers.hpp"
#include "hw-sim/modem/hostile_caller.hpp"

namespace campon::sim {

namespace {

// The maker's number for an end of a call. [voice-modems 5.4]
int status_of(Cause cause) {
  constexpr int k_normal = 25;
  constexpr int k_local = 29;
  constexpr int k_reorder = 24;
  if (cause == Cause::normal) return k_normal;
  return cause == Cause::none ? k_local : k_reorder;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

bool is_of_completion(CallMoment moment) { return moment >= CallMoment::completion_possible; }

}  // namespace

std::string GsmModem::filled(std::string_view form, const Call& call) const {
  const auto talked = call.answered ? std::chrono::duration_cast<std::chrono::seconds>(scheduler_.now() - *call.answered).count() : 0;
  const std::string seconds = std::to_string(talked);
  std::string out(form);
  replace_all(out, "{idx}", std::to_string(call.index));
  replace_all(out, "{dir}", call.outgoing ? "0" : "1");
  replace_all(out, "{stat}", std::to_string(static_cast<int>(call.state)));
  replace_all(out, "{type}", call.number.starts_with('+') ? "145" : "129");
  replace_all(out, "{seconds}", seconds);
  replace_all(out, "{duration}", std::string(6 - std::min<std::size_t>(6, seconds.size()), '0') + seconds);
  replace_all(out, "{cause}", std::to_string(static_cast<int>(call.cause)));
  replace_all(out, "{status}", std::to_string(status_of(call.cause)));
  replace_all(out, "{number}", call.number);
  return out;
}

// The maker's own lines.
void GsmModem::line(CallMoment moment, const Call& call) {
  const std::string& form = personality_.lines.text.at(static_cast<std::size_t>(moment));
  if (form.empty() || !(is_of_completion(moment) ? completion_lines_on_ : lines_on_)) return;
  std::string_view left = form;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find('|'), left.size());
    terminal_.tell(filled(left.substr(0, end), call));
    left.remove_prefix(std::min(end + 1, left.size()));
  }
}

const std::string& GsmModem::end_text(const Call& call) const {
  const EndTexts& ends = personality_.ends;
  if (call.answered) return ends.ended;
  if (call.cause == Cause::user_busy) return ends.busy;
  if (call.cause == Cause::no_answer || call.cause == Cause::no_response) return ends.no_answer;
  return ends.failed;
}

// The final result of a D that still runs, or a result on its own.
void GsmModem::say_end(const Call& call) {
  const std::string& text = end_text(call);
  const GsmResult* result = &k_gsm_no_carrier;
  if (text == k_gsm_busy.text) result = &k_gsm_busy;
  if (text == k_gsm_no_answer.text) result = &k_gsm_no_answer;
  const bool of_dial = (waits_ == Waits::connect || waits_ == Waits::proceeding) && waits_id_ == call.id;
  if (of_dial) return command_done({Done::Kind::result, 0, result});
  if (!text.empty()) terminal_.tell(*result);
}

// The call is off the list first; what is said about it comes from a copy.
void GsmModem::ended(unsigned id, bool say) {
  const Call* call = by_id(id);
  if (call == nullptr) return;
  const Call gone = *call;
  last_cause_ = gone.cause;
  forget(id);
  line(CallMoment::ended, gone);
  if (say) say_end(gone);
  promote_waiting();
}

// A call that waited rings now. [27.007 7.18]
void GsmModem::promote_waiting() {
  const bool others = std::any_of(calls_.begin(), calls_.end(), [](const Call& one) { return one.state != State::waiting; });
  Call* waits = first(State::waiting);
  if (others || waits == nullptr) return;
  waits->state = State::incoming;
  line(CallMoment::incoming, *waits);
  ring();
}

// A modem without voice is no destination for it. [TS 24.008 5.2.2.3, cause 88]
void GsmModem::on_setup(const IncomingCall& told) {
  if (!personality_.voice) return subscriber_.hang_up(told.id);
  CallerId id{told.number, "", CallType::none};
  id = spoiled(id, subscriber_.number(), faults_, rng_);
  Call& call = add(told.id, id.number, false, told.waiting ? State::waiting : State::incoming);
  call.name = id.name;
  line(told.waiting ? CallMoment::waiting : CallMoment::incoming, call);
  if (told.waiting) return tell_waiting(call);
  ring();
}

void GsmModem::on_proceeding(unsigned id) {
  const Call* call = by_id(id);
  if (call == nullptr) return;
  line(CallMoment::proceeding, *call);
  if (waits_ == Waits::proceeding && waits_id_ == id) command_done(k_yes);
}

void GsmModem::on_alerting(unsigned id) {
  Call* call = by_id(id);
  if (call == nullptr) return;
  call->state = State::alerting;
  line(CallMoment::alerting, *call);
}

void GsmModem::on_connected(unsigned id) {
  Call* call = by_id(id);
  if (call == nullptr) return;
  call->state = State::active;
  call->answered = scheduler_.now();
  line(CallMoment::connected, *call);
  if (!call->tones.empty()) errands_.after(k_tones_after, [this, id] { send_next_tone(id); });
  if (waits_ != Waits::connect || waits_id_ != id) return;
  terminal_.inform(filled("+COLP: \"{number}\",{type}", *call));
  command_done(k_yes);
}

// A modem that cannot complete releases at once. [24.093 4.1; voice-modems 5.5]
void GsmModem::on_disconnected(unsigned id, Cause cause, bool completion_possible) {
  Call* call = by_id(id);
  if (call == nullptr) return subscriber_.hang_up(id);
  call->cause = cause;
  last_cause_ = cause;
  if (completion_possible && personality_.completion == CompletionSkill::full) {
    call->retained = true;
    line(CallMoment::completion_possible, *call);
    const Call told = *call;
    return say_end(told);
  }
  subscriber_.hang_up(id);
  ended(id, true);
}

// Of a busy call: its retention is over. Of a recall: nobody took it.
void GsmModem::on_released(unsigned id, Cause cause) {
  Call* call = by_id(id);
  if (call == nullptr) return;
  if (call->retained) {
    const Call gone = *call;
    forget(id);
    return line(CallMoment::completion_timed_out, gone);
  }
  call->cause = cause;
  const bool said = !(call->recall && (personality_.recall == RecallStyle::vendor || personality_.recall == RecallStyle::silent));
  if (call->recall) line(CallMoment::recall_timed_out, *call);
  const bool waited = call->state == State::waiting;
  ended(id, said && !waited);
}

// [27.007 7.17]
void GsmModem::on_notice(unsigned /*id*/, Notice notice) {
  const bool of_ours = settings_.value("+CSSN", 0) == 1;
  const bool of_theirs = settings_.value("+CSSN", 1) == 1;
  switch (notice) {
    case Notice::is_forwarded:
      if (of_ours) terminal_.tell("+CSSI: 2");
      return;
    case Notice::is_waiting:
      if (of_ours) terminal_.tell("+CSSI: 3");
      return;
    case Notice::put_on_hold:
      if (of_theirs) terminal_.tell("+CSSU: 2");
      return;
    case Notice::retrieved:
      if (of_theirs) terminal_.tell("+CSSU: 3");
      return;
    case Notice::in_multiparty:
      if (of_theirs) terminal_.tell("+CSSU: 4");
      return;
  }
}

// 27.007 has no result code for it: makers differ. [voice-modems 5.5]
void GsmModem::on_recall(unsigned id, const CompletionEntry& entry) {
  const RecallStyle style = personality_.recall;
  const bool known = by_id(id) != nullptr;
  const bool others = !calls_.empty() && !known;
  Call& call = known ? *by_id(id) : add(id, entry.number, false, others ? State::waiting : State::incoming);
  call.recall = true;
  if (style == RecallStyle::vendor || style == RecallStyle::both) line(CallMoment::recall, call);
  if (style == RecallStyle::vendor || style == RecallStyle::silent) return;
  if (call.state == State::waiting) return tell_waiting(call);
  ring();
}

void GsmModem::ring() {
  clip_.reset();
  ring_again();
}

void GsmModem::ring_again() {
  const auto rings = [this](const Call& one) {
    const bool told = !one.recall || personality_.recall == RecallStyle::ring || personality_.recall == RecallStyle::both;
    return one.state == State::incoming && told;
  };
  const auto call = std::find_if(calls_.begin(), calls_.end(), rings);
  if (call == calls_.end()) return;
  if (settings_.value("+CRC") == 1)
    terminal_.tell("+CRING: VOICE");
  else
    terminal_.tell(k_gsm_ring);
  const bool presents = settings_.value("+CLIP") == 1 && !(personality_.clip_once && call->rang);
  call->rang = true;
  if (presents)
    clip_ = scheduler_.after(personality_.clip_after, [this, id = call->id] {
      if (const Call* mine = by_id(id)) present(*mine);
    });
  ringing_ = scheduler_.after(personality_.ring_every, [this] { ring_again(); });
}

void GsmModem::stop_ringing() {
  ringing_.reset();
  clip_.reset();
}

// Number, type, subaddress and its type, name, validity. [27.007 7.6]
void GsmModem::present(const Call& call) {
  constexpr std::string_view k_unavailable = "+CLIP: \"\",128,\"\",,\"\",2";
  if (call.number.empty() && call.name.empty()) return terminal_.tell(k_unavailable);
  terminal_.tell(filled("+CLIP: \"{number}\",{type},\"\",,\"", call) + call.name + "\",0");
}

// [27.007 7.12]
void GsmModem::tell_waiting(const Call& call) {
  if (waiting_reports_ == 0 || call.state != State::waiting) return;
  terminal_.tell(filled("+CCWA: \"{number}\",{type},1", call));
  if (!personality_.repeats_waiting) return;
  errands_.after(personality_.ring_every, [this, id = call.id] {
    if (const Call* mine = by_id(id)) tell_waiting(*mine);
  });
}

}  // namespace campon::sim
