#include "hw-sim/exchange/exchange.hpp"

namespace campon::sim {

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

Exchange::Exchange(Plan plan, env::Scheduler& scheduler, env::Trace& trace)
    : plan_(std::move(plan)), scheduler_(scheduler), trace_(trace) {}

Station& Exchange::station(std::string_view number) {
  const auto found = stations_.find(number);
  if (found != stations_.end()) return *found->second;
  auto made = std::make_unique<Station>(std::string(number), *this, scheduler_);
  return *stations_.emplace(std::string(number), std::move(made)).first->second;
}

void Exchange::note(const Station& station, env::TraceKind kind, const std::string& what) {
  trace_.note(scheduler_.now(), kind, "exchange", env::escaped(station.number) + ": " + what);
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

void Exchange::play(Station& station, Sound sound, Sound then) {
  station.hears = plan_.signal(sound);
  station.then_hears = then;
  station.tone_end.reset();
  const Cadence& cadence = station.hears.cadence;
  if (!cadence.repeats && !cadence.bursts.empty())
    station.tone_end = scheduler_.after(cadence.cycle(), [this, &station] { play(station, station.then_hears); });
  if (station.device == nullptr) return;
  note(station, env::TraceKind::sent, "tone " + std::string(to_string(sound)));
  station.device->on_signal(station.hears);
}

void Exchange::give_dial_tone(Station& station, Sound first) {
  station.digits.clear();
  station.receiving = false;
  station.busy_target = nullptr;
  play(station, Sound::silence);
  station.progress = scheduler_.after(plan_.waits.dial_tone, [this, &station, first] {
    station.receiving = true;
    await_digit(station, plan_.waits.first_digit);
    play(station, first, first == Sound::stutter ? Sound::dial : Sound::silence);
  });
}

void Exchange::await_digit(Station& station, env::Duration limit) {
  station.progress = scheduler_.after(limit, [this, &station] { tone(station, Sound::reorder); });
}

void Exchange::tone(Station& station, Sound sound, Sound then) {
  if (!step(station, Input::tone)) return;
  station.receiving = false;
  station.digits.clear();
  station.progress.reset();
  play(station, sound, then);
}

void Exchange::off_hook(Station& station) {
  if (station.device != nullptr) note(station, env::TraceKind::heard, "hook off");
  station.ringer.stop();
  station.guard.reset();
  station.rested = false;
  step(station, Input::off_hook);
}

void Exchange::on_hook(Station& station) {
  if (!station.is_off_hook()) return;
  if (station.device != nullptr) note(station, env::TraceKind::heard, "hook on");
  step(station, Input::on_hook);
  became_free(station);
}

// A break shorter than flash_min is a click; one longer than flash_max is hanging up and lifting again. [feature-codes 7]
void Exchange::flash(Station& station, env::Duration length) {
  if (!station.is_off_hook() || length < plan_.waits.flash_min) return;
  if (length > plan_.waits.flash_max) {
    on_hook(station);
    return off_hook(station);
  }
  const bool is_held = station.peer != nullptr && station.peer->held == &station;
  if (!station.desk.empty() || is_held || station.machine.is(StationMachine::State::engaged)) return;
  station.held != nullptr ? retrieve(station) : hold(station);
}

void Exchange::digit_begins(Station& station) {
  if (!station.receiving || !station.digits.empty()) return;
  play(station, Sound::silence);
}

void Exchange::digit(Station& station, char digit) {
  using State = StationMachine::State;
  if (std::string_view("0123456789ABCD*#").find(digit) == std::string_view::npos) return;
  note(station, env::TraceKind::heard, std::string("digit ") + digit);
  if (station.machine.is(State::dialling) && station.receiving) {
    station.digits += digit;
    return read_dialled(station);
  }
  if (station.machine.is(State::hearing) && station.busy_target != nullptr) return read_in_call(station, digit, Moment::busy);
  if (station.machine.is(State::calling)) read_in_call(station, digit, Moment::ringback);
}

std::vector<std::string> Exchange::messages_for(std::string_view number) const {
  const auto found = messages_.find(number);
  return found == messages_.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace campon::sim
