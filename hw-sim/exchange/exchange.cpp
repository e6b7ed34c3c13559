#include "hw-sim/exchange/exchange.hpp"

#include "hw-sim/exchange/exchange_timers.hpp"

namespace campon::sim {

using State = StationMachine::State;

Station::Station(std::string its_number, Exchange& exchange, env::Scheduler& scheduler)
    : number(std::move(its_number)),
      ringer(scheduler, {[this](bool begins) { exchange_.ring_burst(*this, begins); },
                         [this](const CallerId& id) {
                           if (device != nullptr) device->on_caller_id(id);
                         },
                         [this](std::size_t cycles) { exchange_.ring_cycle(*this, cycles); }}),
      exchange_(exchange) {}

void Station::go_off_hook() { exchange_.off_hook(*this); }
void Station::go_on_hook() { exchange_.on_hook(*this); }
void Station::flash(env::Duration length) { exchange_.flash(*this, length); }
void Station::digit_begins() { exchange_.digit_begins(*this); }
void Station::digit(char digit) { exchange_.digit(*this, digit); }
std::string_view Station::region() const { return exchange_.plan().region; }

Exchange::Exchange(Plan plan, env::Scheduler& scheduler, env::Trace& trace, Faults& faults)
    : plan_(std::move(plan)), scheduler_(scheduler), trace_(trace), faults_(faults) {}

Station& Exchange::station(std::string_view number) {
  const auto found = stations_.find(number);
  if (found != stations_.end()) return *found->second;
  auto made = std::make_unique<Station>(std::string(number), *this, scheduler_);
  return *stations_.emplace(std::string(number), std::move(made)).first->second;
}

void Exchange::note(const Station& station, env::TraceKind kind, const std::string& what) {
  trace_.note(scheduler_.now(), kind, "exchange", env::escaped(station.number) + ": " + what);
}

bool Exchange::strikes(const Station& station, std::string_view fault) {
  if (station.device == nullptr || station.mobile || !faults_.fires(fault)) return false;
  note(station, env::TraceKind::decision, "fault " + std::string(fault));
  return true;
}

bool Exchange::step(Station& station, Input input) {
  const auto& cell = station.machine.step(input, [&](auto from, const auto& moved) {
    note(station, env::TraceKind::state, env::describe_step<StationMachine>(from, input, moved));
  });
  perform(station, cell.action);
  return cell.outcome == env::Outcome::go || cell.outcome == env::Outcome::stay;
}

void Exchange::perform(Station& station, StationMachine::Action action) {
  using Action = StationMachine::Action;
  switch (action) {
    case Action::none: return;
    case Action::give_dial_tone: return give_dial_tone(station, Sound::dial);
    case Action::answer_call: return connect(*station.peer, station);
    case Action::take_recall: return take_recall(station);
    case Action::clear_down: return leave(station);
    case Action::turn_away: return turn_away(station);
  }
}

void Exchange::play(Station& station, Signal signal, std::optional<env::Duration> lasts, Sound then) {
  station.hears = std::move(signal);
  station.then_hears = then;
  station.tone_end.reset();
  const Cadence& cadence = station.hears.cadence;
  const bool ends = !cadence.repeats && !cadence.bursts.empty();
  if (lasts || ends) {
    const env::Duration length = lasts.value_or(cadence.cycle());
    station.tone_end = scheduler_.after(length, [this, &station] { play(station, station.then_hears); });
  }
  if (station.device == nullptr || station.wires == Loop::dead) return;
  note(station, env::TraceKind::sent, "tone " + std::string(to_string(station.hears.sound)));
  station.device->on_signal(station.hears);
}

// Once, over what is heard now.
void Exchange::play_over(Station& station, Sound sound) {
  if (station.device == nullptr || !station.machine.is(State::talking)) return;
  Signal once = plan_.signal(sound);
  if (once.cadence.bursts.empty()) return;
  once.cadence.bursts.resize(1);
  once.cadence.repeats = false;
  play(station, std::move(once), std::nullopt, station.hears.sound);
}

void Exchange::give_dial_tone(Station& station, Sound first) {
  station.digits.clear();
  station.receiving = false;
  station.flashed = false;
  station.guide.clear();
  station.busy_target = nullptr;
  play(station, Sound::silence);
  if (strikes(station, "L01")) return station.progress.reset();
  if (first == Sound::dial && plan_.message_tone && !messages_for(station.number).empty()) first = Sound::stutter;
  station.progress = scheduler_.after(plan_.waits.dial_tone, [this, &station, first] {
    station.receiving = true;
    await_digit(station, plan_.waits.first_digit);
    play(station, first, first == Sound::stutter ? Sound::dial : Sound::silence);
  });
}

void Exchange::await_digit(Station& station, env::Duration limit) {
  station.progress = scheduler_.after(limit, [this, &station] { tone(station, Sound::reorder); });
}

// What sounds like something else: congestion is told as busy, and busy as congestion. [fault L10]
void Exchange::tone(Station& station, Sound sound, Sound then) {
  const bool confusable = sound == Sound::busy || sound == Sound::reorder || sound == Sound::sit;
  if (confusable && strikes(station, "L10")) sound = sound == Sound::busy ? Sound::reorder : Sound::busy;
  Cue cue;
  cue.sound = sound;
  cue.then = then;
  give(station, cue);
}

void Exchange::give(Station& station, const Cue& cue) {
  if (!step(station, Input::tone)) return;
  station.receiving = false;
  station.digits.clear();
  station.guide.clear();
  station.progress.reset();
  play(station, plan_.signal(cue), cue.lasts, cue.then);
}

// A break shorter than flash_min is a click; one longer than flash_max is hanging up and lifting again. [feature-codes 7]
void Exchange::flash(Station& station, env::Duration length) {
  if (!station.is_off_hook() || station.wires == Loop::dead || length < plan_.waits.flash_min) return;
  if (length > plan_.waits.flash_max) {
    on_hook(station);
    return off_hook(station);
  }
  const bool is_held = station.peer != nullptr && station.peer->held == &station;
  if (!station.desk.empty() || is_held || station.machine.is(State::engaged)) return;
  station.held != nullptr ? retrieve(station) : hold(station);
}

void Exchange::digit_begins(Station& station) {
  if (!station.receiving || !station.digits.empty() || station.wires == Loop::dead) return;
  play(station, Sound::silence);
}

void Exchange::digit(Station& station, char digit) {
  if (std::string_view("0123456789ABCD*#").find(digit) == std::string_view::npos || station.wires == Loop::dead) return;
  note(station, env::TraceKind::heard, std::string("digit ") + digit);
  if (station.machine.is(State::dialling) && station.receiving) {
    station.digits += digit;
    return read_dialled(station);
  }
  if (station.machine.is(State::hearing) && !station.guide.empty()) return read_in_call(station, digit, Moment::guide);
  if (station.machine.is(State::hearing) && station.busy_target != nullptr) return read_in_call(station, digit, Moment::busy);
  if (station.machine.is(State::calling)) return read_in_call(station, digit, Moment::ringback);
  if (station.machine.is(State::talking)) pass_digit(station, digit);
}

// Digits in a call go to the other side.
void Exchange::pass_digit(Station& station, char digit) {
  Station* other = station.peer;
  if (other == nullptr || other->device == nullptr || other->peer != &station) return;
  other->device->on_digit(digit, true);
  other->device->on_digit(digit, false);
}

std::vector<std::string> Exchange::messages_for(std::string_view number) const {
  const auto found = messages_.find(number);
  return found == messages_.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace campon::sim
