// What the line does to a modem: tones, rings, caller id, digits, the break of the loop current.
#include <algorithm>
#include <utility>

#include "hw-sim/modem/caller_id_text.hpp"
#include "hw-sim/modem/fault_timers.hpp"
#include "hw-sim/modem/hostile_caller.hpp"
#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

// [faults R08, R10]
void Modem::on_signal(const Signal& signal) {
  const bool talk = signal.sound == Sound::voice;
  const Signal heard_now = talk && faults_.fires("R10") ? Signal{} : signal;
  audio_.signal(scheduler_.now(), heard_now);
  if (!off_hook_) return;
  detector_.listen(heard_now);
  if (talk && faults_.fires("R08")) false_tone();
}

void Modem::on_ring_burst(bool begins) {
  if (begins) return burst_begins();
  burst_ends();
}

// A RING that meets a command may make the modem forget it. [voice-modems 1.5, row 5]
void Modem::burst_begins() {
  const env::Time now = scheduler_.now();
  const bool distinctive = value("+VDR") == 1;
  burst_began_ = now;
  if (phase_ == Phase::preparing && personality_.ring_swallows_per_mille > 0 &&
      rng_.between(0, 999) < personality_.ring_swallows_per_mille) {
    timer_.reset();
    phase_ = Phase::command;
  }
  if (distinctive) inform("DROF=" + std::to_string(burst_ended_ ? (now - *burst_ended_) / k_tenth : 0));
  if (!distinctive && !report_event(Heard::ring)) report(ResultKind::ring);
  if (faults_.fires("R07")) flood_of_rings(k_flood);
}

void Modem::burst_ends() {
  const env::Time now = scheduler_.now();
  if (value("+VDR") == 1 && burst_began_) {
    inform("DRON=" + std::to_string((now - *burst_began_) / k_tenth));
    const int after = value("+VDR", 1);
    if (after > 0) ring_line_ = scheduler_.after(after * k_tenth, [this] { report(ResultKind::ring); });
  }
  burst_ended_ = now;
  ++registers_[1];
  if (registers_[0] == 0 || registers_[1] < registers_[0] || phase_ != Phase::command) return;
  began_ = now;
  good_ = ResultKind::ok;
  if (answer() == Done::yes) report(good_);
}

void Modem::on_ring_end() {
  burst_began_.reset();
  burst_ended_.reset();
  ring_line_.reset();
  registers_[1] = 0;
}

void Modem::on_caller_id(const CallerId& id) {
  audio_.caller_id(scheduler_.now(), mdmf(id, stamp(scheduler_.now())));
  last_id_ = spoiled(id, number_, faults_, rng_);
  tell_caller(*last_id_);
}

void Modem::tell_caller(const CallerId& id) {
  const CallerIdForm& form = personality_.caller_id;
  const Stamp when = stamp(scheduler_.now());
  const int how = is_set(form.switched_by) ? 1 : value("+VCID");
  if (how == 0) return;
  if (!form.before.empty()) inform(form.before);
  if (faults_.fires("R05")) return inform(how == 2 ? hex(false_packet(rng_)) : form.type + form.equals + hex(false_packet(rng_)));
  if (how == 2) return inform(caller_id_raw(form, id, when));
  for (const auto& line : caller_id_lines(form, id, when)) tell_line(line);
}

// One packet for each tag, without line ends. [AN93, complex event reports]
void Modem::tell_line(const std::string& text) {
  if (!personality_.caller_id.packets || !in_voice()) return inform(text);
  out_.bytes(shielded_code('X') + shielded(text) + shielded_code('.'));
}

void Modem::on_loop_drop() {
  if (off_hook_) heard(Heard::loop_drop);
}

void Modem::on_polarity() {
  if (off_hook_) heard(Heard::polarity);
}

void Modem::on_sound(std::span<const std::int16_t> samples) { audio_.mix(scheduler_.now(), {samples.begin(), samples.end()}); }

// [V.253 table 17: event 4; AN93]
void Modem::on_digit(char digit, bool begins) {
  if (begins) digit_began_ = scheduler_.now();
  begins ? audio_.begin_digit(digit_began_, digit) : audio_.end_digit(std::max(scheduler_.now(), digit_began_ + k_shortest_sound));
  digit_again_.reset();
  const DigitReports how = personality_.voice.digits;
  const bool told = off_hook_ && in_voice() && how != DigitReports::none && !(stream_.active() && !stream_.reports_digits());
  if (!told) return;
  if (how == DigitReports::bracketed) out_.bytes(shielded_code(begins ? '/' : '~'));
  if (begins) report_digit(digit);
}

void Modem::report_digit(char digit) {
  out_.bytes(shielded_code(digit));
  if (personality_.voice.digits != DigitReports::once)
    digit_again_ = scheduler_.after(k_digit_again, [this, digit] { report_digit(digit); });
}

}  // namespace campon::sim
