// Codes from dial tone, digits on busy tone, ringback and after a guide: what is asked, and how the answer sounds.
#include <algorithm>
#include <utility>

#include "hw-sim/exchange/exchange.hpp"

namespace campon::sim {

using State = StationMachine::State;

void Exchange::read_in_call(Station& station, char digit, Moment moment) {
  station.digits += digit;
  const Reading reading = plan_.read(moment, station.digits, station.guide);
  if (reading.match == Match::nothing) {
    station.digits.clear();
    if (moment == Moment::guide) tone(station, Sound::reorder);
  }
  if (reading.match != Match::feature) return;
  station.digits.clear();
  serve(station, *reading.feature, reading.number);
}

// The exchange thinks it over in silence, so that a tone which comes back can be told from one that never stopped.
void Exchange::serve(Station& station, const Feature& feature, const std::string& number) {
  station.receiving = false;
  station.digits.clear();
  play(station, Sound::silence);
  if (feature.accepted.sound == Sound::silence) station.asked = &feature;
  station.progress =
      scheduler_.after(plan_.waits.post_dial, [this, &station, &feature, number] { perform_service(station, feature, number); });
}

// Where no answer is given nobody waits for one: what was asked before hanging up is done.
void Exchange::serve_before_hanging_up(Station& station) {
  const Feature* asked = std::exchange(station.asked, nullptr);
  if (asked != nullptr && asked->does == Service::callback) perform_service(station, *asked, "");
}

void Exchange::perform_service(Station& station, const Feature& feature, const std::string& number) {
  station.asked = nullptr;
  const Refusal why = accept(station, feature, number);
  station.last_refusal = why;
  const std::string name = feature.code.empty() ? "by waiting" : feature.code;
  note(station, env::TraceKind::decision,
       "request " + name + (why == Refusal::none ? " accepted" : " refused: " + std::string(to_string(why))));
  if (why != Refusal::none) refuse(station, feature, why);
}

void Exchange::refuse(Station& station, const Feature& feature, Refusal why) {
  if (feature.code.empty()) return;
  const bool for_ever = why == Refusal::not_subscribed || why == Refusal::barred;
  const Cue& cue = for_ever ? feature.denied : feature.refused;
  Station* target = station.busy_target;
  if (station.machine.is(State::calling)) leave_peer(station);
  station.told = cue.sound == Sound::voice ? "refused: " + std::string(to_string(why)) : "";
  give(station, cue);
  const bool busy_goes_on = cue.sound == Sound::busy || cue.then == Sound::busy;
  station.busy_target = busy_goes_on ? target : nullptr;
}

Refusal Exchange::accept(Station& station, const Feature& feature, const std::string& number) {
  switch (feature.does) {
    case Service::callback: return accept_callback(station, feature, number);
    case Service::toggle: return accept_toggle(station, feature, number);
    case Service::return_call: return accept_return(station, feature, station.last_caller);
    case Service::return_message: return accept_return(station, feature, last_message(station));
    case Service::redial: return accept_return(station, feature, station.last.number);
    case Service::campon: return accept_campon(station, feature, number);
    case Service::intrude: return accept_intrusion(station, feature, number);
    case Service::message: return accept_message(station, feature, number);
    case Service::guide: return begin_guide(station, feature);
    case Service::complete: return accept_complete(station);
    case Service::cancel_all:
    case Service::cancel_one:
    case Service::cancel_oldest: return accept_cancel(station, feature, number);
    case Service::cancel_message: return accept_cancel_message(station, feature, number);
    case Service::clear_messages:
      messages_.erase(station.number);
      confirm(station, feature.accepted);
      return Refusal::none;
    case Service::query:
      station.told = list_of(station);
      confirm(station, feature.accepted);
      return Refusal::none;
    case Service::forward:
    case Service::forward_off:
    case Service::do_not_disturb:
    case Service::do_not_disturb_off: return accept_about_line(station, feature, number);
  }
  return Refusal::no_call;
}

// What the caller hears when the answer is yes. A call that was still ringing is given up for it.
void Exchange::confirm(Station& station, const Cue& cue) {
  if (station.machine.is(State::calling)) {
    Station* target = std::exchange(station.peer, nullptr);
    if (target != nullptr) stop_ringing(*target);
  }
  give(station, cue);
  if (cue.then != Sound::busy) station.busy_target = nullptr;
}

std::string Exchange::last_message(const Station& station) const {
  const auto messages = messages_for(station.number);
  return messages.empty() ? "" : messages.back();
}

// Whom a code is about: the number in it, or the last call.
Station* Exchange::meant(Station& station, const Feature& feature, const std::string& number) {
  const bool names_one = feature.code.find('D') != std::string::npos;
  const std::string& whom = names_one ? number : station.last.number;
  return whom.empty() ? nullptr : &this->station(whom);
}

bool Exchange::fits(const Station& station, const Station& target, const Feature& feature) const {
  using End = LastCall::End;
  if (feature.about == About::any && station.last.end != End::user_busy && station.last.end != End::rejected) return true;
  const bool is_last = station.last.number == target.number;
  if (feature.about != About::no_answer && is_last && station.last.end == End::busy) return true;
  if (feature.about != About::busy && is_last && station.last.end == End::no_answer) return true;
  return !is_last && feature.about != About::no_answer && !target.is_idle();
}

// Why a completion request cannot be had; for a number in the code, as for the last call. [feature-codes 5, refusals]
Refusal Exchange::objection(const Station& station, const Station* target, const Feature& feature) {
  if (!station.subscribed || strikes(station, "X01")) return Refusal::not_subscribed;
  if (target == nullptr || target == &station) return Refusal::no_call;
  const auto& emergency = plan_.numbering.emergency;
  const bool is_desk = std::find(emergency.begin(), emergency.end(), target->number) != emergency.end();
  if (is_desk || target->habits.refuses_features) return Refusal::barred;
  const env::Duration retention = plan_.completion.retention;
  const bool about_last = target->number == station.last.number;
  if (about_last && retention > env::Duration::zero() && scheduler_.now() - station.last.at > retention) return Refusal::too_late;
  return fits(station, *target, feature) ? Refusal::none : Refusal::not_busy;
}

Refusal Exchange::accept_callback(Station& station, const Feature& feature, const std::string& number) {
  Station* target = meant(station, feature, number);
  if (const Refusal why = objection(station, target, feature); why != Refusal::none) return why;
  if (feature.at_once && target->is_idle()) {
    call(station, target->number);
    return Refusal::none;
  }
  const bool outside = feature.code.find('T') != std::string::npos;
  return ask(station, *target, feature, outside ? number : "");
}

// Calls back at once whoever called or left a message, or waits for him as for a number that was busy.
Refusal Exchange::accept_return(Station& station, const Feature& feature, const std::string& number) {
  if (number.empty()) return Refusal::no_call;
  Station& target = this->station(number);
  if (target.is_idle() || feature.queue.empty()) {
    call(station, number);
    return Refusal::none;
  }
  if (target.habits.refuses_features) return Refusal::barred;
  return ask(station, target, feature, "");
}

Refusal Exchange::accept_toggle(Station& station, const Feature& feature, const std::string& number) {
  if (drop_requests(station, &this->station(number), feature.queue, 1) == 0) return accept_callback(station, feature, number);
  station.told = "deleted " + number;
  confirm(station, feature.accepted);
  return Refusal::none;
}

Refusal Exchange::begin_guide(Station& station, const Feature& feature) {
  const std::string about = feature.on == Moment::dial && station.last.number.empty() ? station.last_caller : station.last.number;
  station.told = "guide " + feature.guide + " " + about;
  give(station, feature.accepted);
  if (!station.machine.is(State::hearing)) return Refusal::no_call;
  station.guide = feature.guide;
  await_digit(station, feature.accepted.lasts.value_or(plan_.waits.announcement) + plan_.waits.first_digit);
  return Refusal::none;
}

Refusal Exchange::accept_cancel(Station& station, const Feature& feature, const std::string& number) {
  const Station* target = feature.does == Service::cancel_one ? &this->station(number) : nullptr;
  const std::size_t most = feature.does == Service::cancel_oldest ? 1 : requests_.size();
  if (drop_requests(station, target, feature.queue, most) == 0 && feature.does != Service::cancel_all) return Refusal::nothing_set;
  confirm(station, strikes(station, "X02") ? Cue{} : feature.accepted);
  return Refusal::none;
}

// The message left for one number, or for all where the code names none.
Refusal Exchange::accept_cancel_message(Station& station, const Feature& feature, const std::string& number) {
  std::size_t taken_back = 0;
  for (auto& [target, messages] : messages_)
    if (number.empty() || number == target) taken_back += std::erase(messages, station.number);
  if (taken_back == 0) return Refusal::nothing_set;
  confirm(station, feature.accepted);
  return Refusal::none;
}

// The number of a recall that was announced.
Refusal Exchange::accept_complete(Station& station) {
  const auto is_his = [&](const Request& one) { return one.state == RequestState::announced && one.caller == &station; };
  const auto found = std::find_if(requests_.begin(), requests_.end(), is_his);
  if (found == requests_.end()) return Refusal::nothing_set;
  found->state = RequestState::placing;
  found->step.reset();
  call(station, found->target->number);
  return Refusal::none;
}

Refusal Exchange::accept_about_line(Station& station, const Feature& feature, const std::string& number) {
  if (feature.does == Service::forward && number == station.number) return Refusal::barred;
  if (feature.does == Service::forward || feature.does == Service::forward_off) station.habits.forward_to = number;
  if (feature.does == Service::do_not_disturb) station.habits.do_not_disturb = true;
  if (feature.does == Service::do_not_disturb_off) station.habits.do_not_disturb = false;
  confirm(station, feature.accepted);
  return Refusal::none;
}

// "1 5550123, 2 5550124", or "none": what the answer to a query says.
std::string Exchange::list_of(const Station& station) const {
  std::string out;
  for (const Request& one : requests_)
    if (one.caller == &station && !one.ghost) out += (out.empty() ? "" : ", ") + std::to_string(one.index) + " " + one.target->number;
  return out.empty() ? "none" : out;
}

}  // namespace campon::sim
