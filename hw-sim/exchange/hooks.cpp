// Lifting and hanging up, dial pulses, and what wires do.
#include <utility>

#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/exchange/exchange_timers.hpp"

namespace campon::sim {

using State = StationMachine::State;

void Exchange::off_hook(Station& station) {
  if (station.device != nullptr) {
    note(station, env::TraceKind::heard, "hook off");
    ++counts_.seizures;
    if (station.is_idle() && strikes(station, "L12")) set_wires(station, Loop::dead);
    if (station.is_idle() && strikes(station, "L06")) glare(station);
  }
  const bool pulse = is_pulse(station);
  if (!pulse) station.pulses = 0;
  station.ringer.stop();
  station.guard.reset();
  station.rested = false;
  used(station);
  step(station, Input::off_hook);
  if (pulse) return count_pulse(station);
  if (station.device != nullptr && station.machine.is(State::dialling)) seized(station);
}

// What can be wrong when a line is seized for a call.
void Exchange::seized(Station& station) {
  if (station.wires == Loop::good && strikes(station, "L11")) {
    station.wires = Loop::in_use;
    station.repair = scheduler_.after(k_line_dead, [this, &station] { set_wires(station, Loop::good); });
  }
  if (station.wires != Loop::good) station.progress.reset();
  if (station.wires == Loop::in_use) return play(station, Sound::voice);
  if (station.wires == Loop::good && strikes(station, "L05")) bounce(station, 3);
}

void Exchange::on_hook(Station& station) {
  station.bounce.reset();  // also when the loop is broken just now
  if (!station.is_off_hook()) return;
  if (station.device != nullptr) {
    note(station, env::TraceKind::heard, "hook on");
    station.broken_at.reset();
    if (station.machine.is(State::dialling)) station.broken_at = scheduler_.now();
    station.digits_before = station.digits;
  }
  if (std::exchange(station.last.live, false)) station.last.at = scheduler_.now();
  serve_before_hanging_up(station);
  convert_camper(station);
  hung_up(station);
  step(station, Input::on_hook);
  became_free(station);
  placed(station, Placed::given_up);
}

bool Exchange::is_pulse(const Station& station) const {
  if (!station.is_idle() || !station.broken_at) return false;
  const env::Duration broken = scheduler_.now() - *station.broken_at;
  return broken >= k_pulse_min && broken <= k_pulse_max;
}

void Exchange::count_pulse(Station& station) {
  ++counts_.pulse_breaks;
  ++station.pulses;
  station.digits = station.digits_before;
  station.receiving = true;
  play(station, Sound::silence);
  station.progress = scheduler_.after(k_pulse_pause, [this, &station] { pulse_digit(station); });
}

void Exchange::pulse_digit(Station& station) {
  constexpr unsigned k_pulses_of_zero = 10;
  const unsigned pulses = std::exchange(station.pulses, 0);
  if (pulses > k_pulses_of_zero) return tone(station, Sound::reorder);
  ++counts_.pulse_digits;
  const char digit = pulses == k_pulses_of_zero ? '0' : static_cast<char>('0' + pulses);
  note(station, env::TraceKind::heard, std::string("pulses ") + digit);
  this->digit(station, digit);
}

// A relay that bounces: the loop breaks and makes by itself. [fault L05]
void Exchange::bounce(Station& station, unsigned breaks) {
  if (breaks == 0 || !station.machine.is(State::dialling)) return;
  station.bounce = scheduler_.after(k_bounce, [this, &station, breaks] {
    on_hook(station);
    station.bounce = scheduler_.after(k_bounce, [this, &station, breaks] {
      off_hook(station);
      bounce(station, breaks - 1);
    });
  });
}

// Somebody calls the line in the moment in which it is seized. [fault L06]
void Exchange::glare(Station& station) {
  Station& stranger = this->station(plan_.numbering.highest);
  if (&stranger != &station && stranger.device == nullptr && stranger.is_idle()) place_call(stranger, station, k_glare_patience);
}

void Exchange::set_wires(Station& station, Loop wires) {
  station.wires = wires;
  station.repair.reset();
  if (wires == Loop::dead) station.repair = scheduler_.after(k_line_dead, [this, &station] { set_wires(station, Loop::good); });
  note(station, env::TraceKind::state, wires == Loop::good ? "wires good" : wires == Loop::dead ? "wires dead" : "wires in use");
}

void Exchange::engage(Station& station) {
  station.guard.reset();
  station.rested = false;
  used(station);
  if (!step(station, Input::engage) && !station.machine.is(State::engaged)) station.habits.engaged_next = true;
}

void Exchange::release(Station& station) {
  station.habits.engaged_next = false;
  if (!step(station, Input::release)) return;
  became_free(station);
  if (station.device == nullptr && station.is_idle() && faults_.fires("X17"))
    station.habit = scheduler_.after(k_moment_free, [this, &station] { engage(station); });
}

void Exchange::became_free(Station& station) {
  if (std::exchange(station.habits.engaged_next, false)) return engage(station);
  if (Station* listener = std::exchange(station.intruder, nullptr)) cleared(*listener);
  if (!serve_campers(station)) rest(station);
}

void Exchange::place_call(Station& from, Station& line, env::Duration give_up_after) {
  off_hook(from);
  step(from, Input::routed);
  from.last = {line.number, LastCall::End::none, scheduler_.now()};
  from.progress.reset();
  from.habit = scheduler_.after(give_up_after, [this, &from] { on_hook(from); });
  reach(from, line);
}

}  // namespace campon::sim
