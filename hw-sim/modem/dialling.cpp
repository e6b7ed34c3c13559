// What takes time on the line: dialling, tones, answering, and listening to how a call goes on.
#include <algorithm>
#include <utility>

#include "hw-sim/modem/fault_timers.hpp"
#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {
constexpr int k_waits_for_dial_tone[] = {2, 4, 6, 7};  // X levels
constexpr int k_first_that_hears_busy = 3;
}  // namespace

void Modem::seize() {
  if (std::exchange(off_hook_, true)) return;
  if (in_voice()) line_selection_ = "1";
  registers_[1] = 0;
  burst_began_.reset();
  burst_ended_.reset();
  ring_line_.reset();
  flood_.reset();
  line_.go_off_hook();
}

env::Duration Modem::rest_left() const {
  if (off_hook_ || !on_hook_since_) return {};
  return std::max(env::Duration{}, personality_.on_hook_least - (scheduler_.now() - *on_hook_since_));
}

// [Si24xx S50; fault P09]
Modem::Done Modem::seize_when_rested(ResultKind result) {
  good_ = result;
  const env::Duration rest = rest_left();
  if (rest == env::Duration::zero()) {
    seize();
    if (!in_voice() || !faults_.fires("P09")) return Done::yes;
    connect_data();
    return Done::later;
  }
  phase_ = Phase::preparing;
  timer_ = scheduler_.after(rest, [this] {
    seize();
    command_done();
  });
  return Done::later;
}

void Modem::hang_up() {
  timer_.reset();
  answered_.reset();
  digit_again_.reset();
  escape_.reset();
  awaits_dial_tone_ = false;
  awaits_quiet_ = false;
  detector_.stop();
  line_selection_ = "0";
  if (!std::exchange(off_hook_, false)) return;
  on_hook_since_ = scheduler_.now();
  audio_.signal(scheduler_.now(), {});
  line_.go_on_hook();
}

// Hanging up a voice call ends class 8 as well. [V.253, and what modems do]
void Modem::leave_voice() {
  class_ = "0";
  shielded_ = false;
  inactivity_.reset();
  const Phase was = phase_;
  stream_.stop();
  hang_up();
  const bool was_busy =
      was == Phase::sending || was == Phase::dialling || was == Phase::progress || was == Phase::streaming || was == Phase::data;
  if (was_busy) finish(ResultKind::no_carrier);
}

env::Duration Modem::flash_length() const {
  const std::string& from = personality_.dial.flash_from;
  if (from.empty()) return personality_.dial.flash_length;
  if (from[0] == 'S') return registers_[static_cast<std::size_t>(parse_number(from.substr(1), 255))] * k_hundredth;
  const auto found = country_.find(parse_hex(from.substr(2), 255));
  return found == country_.end() ? personality_.dial.flash_length : std::chrono::milliseconds(found->second);
}

// What keeps it from dialling at all.
std::optional<ResultKind> Modem::refusal_of_dial() {
  if (!off_hook_ && line_.loop() == Loop::in_use) return ResultKind::line_in_use;
  if (!off_hook_ && line_.loop() == Loop::dead) return ResultKind::no_line;
  if (!faults_.fires("P08")) return std::nullopt;
  static constexpr std::array<ResultKind, 3> k_refusals{ResultKind::delayed, ResultKind::blacklisted, ResultKind::blacklist_full};
  return k_refusals.at(static_cast<std::size_t>(rng_.between(0, k_refusals.size() - 1)));
}

Modem::Done Modem::dial(std::string_view text) {
  const env::Duration digit = std::max<env::Duration>(std::chrono::milliseconds(registers_[11]), k_shortest_digit);
  const DialTimes times{digit, seconds_in(8), flash_length(), seconds_in(7)};
  std::vector<SendStep> steps;
  bool stays = false;
  if (!parse_dial(text, personality_.dial, times, steps, stays)) return Done::failed;
  if (personality_.dial.only_from_on_hook && off_hook_) return Done::failed;
  if (const auto refusal = refusal_of_dial()) {
    const bool has_text = !personality_.result(*refusal).text.empty();
    const bool of_line = *refusal == ResultKind::line_in_use || *refusal == ResultKind::no_line;
    finish(has_text ? *refusal : of_line ? ResultKind::no_dialtone : ResultKind::error);
    return Done::later;
  }
  const bool listens = std::find(std::begin(k_waits_for_dial_tone), std::end(k_waits_for_dial_tone), x_) != std::end(k_waits_for_dial_tone);
  if (listens)
    steps.insert(steps.begin(), {SendStep::Kind::await_dial, 0, seconds_in(6), {}});
  else if (!off_hook_)
    steps.insert(steps.begin(), {SendStep::Kind::pause, 0, seconds_in(6), {}});
  steps_ = std::move(steps);
  stays_ = stays;
  next_step_ = 0;
  phase_ = Phase::dialling;
  if (faults_.fires("P07")) mischief_ = scheduler_.after(k_stray_byte, [this] { take('\0'); });
  timer_ = scheduler_.after(rest_left(), [this] {
    seize();
    send_next();
  });
  return Done::later;
}

Modem::Done Modem::send_tones(std::string_view text) {
  if (!in_voice() || !off_hook_) return Done::failed;
  const env::Duration by_register = std::chrono::milliseconds(registers_[11]);
  const env::Duration by_setting = value("+VTD") * k_hundredth;
  const bool is_pause = personality_.voice.vtd_is_pause;
  const env::Duration digit = std::max(by_setting == env::Duration::zero() || is_pause ? by_register : by_setting, k_shortest_digit);
  const ToneTimes times{digit, is_pause ? std::max(by_setting, k_shortest_digit) : digit, flash_length()};
  std::vector<SendStep> steps;
  if (!parse_tones(text, personality_.voice, times, steps)) return Done::failed;
  steps_ = std::move(steps);
  next_step_ = 0;
  phase_ = Phase::sending;
  well(Vcon::tones);
  send_next();
  return Done::later;
}

Modem::Done Modem::answer() {
  if (rest_left() == env::Duration::zero()) {
    answer_or_connect();
    return phase_ == Phase::progress || phase_ == Phase::data ? Done::later : well(Vcon::answer);
  }
  phase_ = Phase::preparing;
  timer_ = scheduler_.after(rest_left(), [this] {
    answer_or_connect();
    if (phase_ != Phase::preparing) return;
    well(Vcon::answer);
    command_done();
  });
  return Done::later;
}

void Modem::answer_or_connect() {
  seize();
  if (faults_.fires("P09")) return connect_data();
  if (in_voice()) return;
  phase_ = Phase::progress;
  timer_ = scheduler_.after(seconds_in(7), [this] { give_up(ResultKind::no_carrier); });
}

void Modem::send_next() {
  if (next_step_ == steps_.size()) {
    timer_ = scheduler_.after({}, [this] { sent(); });
    return;
  }
  const SendStep step = steps_[next_step_++];
  send(step);
}

void Modem::send(const SendStep& step) {
  switch (step.kind) {
    case SendStep::Kind::await_dial: return await_dial_tone(step.on);
    case SendStep::Kind::await_quiet: return await_quiet(step.on);
    case SendStep::Kind::pause: timer_ = scheduler_.after(step.on, [this] { send_next(); }); return;
    case SendStep::Kind::flash: return send_flash(step.on);
    case SendStep::Kind::digit: return send_digit(step);
    case SendStep::Kind::pulse:
      timer_ = scheduler_.after(step.on + step.off, [this] { send_next(); });
      line_.flash(step.on);
      return;
  }
}

void Modem::send_flash(env::Duration length) {
  detector_.stop();
  timer_ = scheduler_.after(length, [this, length] {
    timer_ = scheduler_.after({}, [this] { send_next(); });
    line_.flash(length);
    detector_.listen(line_.signal());  // also where the exchange took it for a click
  });
}

void Modem::send_digit(const SendStep& step) {
  line_.digit_begins();
  audio_.begin_digit(scheduler_.now(), step.digit);
  timer_ = scheduler_.after(step.on, [this, step] {
    audio_.end_digit(scheduler_.now());
    timer_ = scheduler_.after(step.off, [this] { send_next(); });
    line_.digit(step.digit);
  });
}

void Modem::await_dial_tone(env::Duration limit) {
  const auto present = detector_.present();
  if (present == Heard::dial_tone || present == Heard::stutter) {
    timer_ = scheduler_.after({}, [this] { send_next(); });
    return;
  }
  awaits_dial_tone_ = true;
  timer_ = scheduler_.after(limit, [this] { give_up(ResultKind::no_dialtone); });
}

// '@': ringback, then silence. [V.250 6.3.1.1]
void Modem::await_quiet(env::Duration limit) {
  awaits_quiet_ = true;
  timer_ = scheduler_.after(limit, [this] { give_up(ResultKind::no_answer); });
}

void Modem::quiet_heard(Heard what) {
  if (what == Heard::busy || what == Heard::reorder) return give_up(ResultKind::busy);
  if (what != Heard::ringback) return;
  answered_ = scheduler_.after(line_.signal().cadence.cycle() + k_quiet_answer, [this] {
    awaits_quiet_ = false;
    send_next();
  });
}

void Modem::sent() {
  if (phase_ == Phase::dialling) well(Vcon::dial);
  if (phase_ == Phase::dialling && faults_.fires("P09")) return connect_data();
  if (phase_ == Phase::sending || stays_) return command_done();
  watch_progress();
}

void Modem::watch_progress() {
  phase_ = Phase::progress;
  timer_ =
      scheduler_.after(seconds_in(7), [this] { give_up(in_voice() ? personality_.voice.when_ringing_lasts : ResultKind::no_carrier); });
  const env::Duration unit = personality_.voice.vrn_in_tenths ? k_tenth : k_tenth * 10;
  if (in_voice()) answered_ = scheduler_.after(value("+VRN") * unit, [this] { command_done(); });
}

// Ringback that has stopped for +VRA, or never came for +VRN, counts as an answer. [V.253 9.2.9, 9.2.10]
void Modem::progress_heard(Heard what) {
  if (what == Heard::busy || what == Heard::reorder) {
    answered_.reset();
    if (x_ < k_first_that_hears_busy) return;
    if (!in_voice() || personality_.busy_hangs_up_in_voice) return give_up(ResultKind::busy);
    return finish(ResultKind::busy);
  }
  if (what == Heard::loop_drop && !in_voice()) return give_up(ResultKind::no_carrier);
  if (what == Heard::voice && in_voice()) return command_done();
  if (what == Heard::voice && personality_.voice_from_x > 0 && x_ >= personality_.voice_from_x) return give_up(ResultKind::voice);
  if (what != Heard::ringback) return;
  if (personality_.ringback_from_x > 0 && x_ >= personality_.ringback_from_x) report(ResultKind::ringback);
  if (!in_voice()) return;
  const auto& bursts = line_.signal().cadence.bursts;
  const env::Duration rest_of_burst = bursts.empty() ? env::Duration{} : bursts.front().on - personality_.hearing.ringback_after;
  answered_ = scheduler_.after(std::max(rest_of_burst, env::Duration{}) + value("+VRA") * k_tenth, [this] { command_done(); });
}

void Modem::abort() { give_up(ResultKind::no_carrier); }

void Modem::give_up(ResultKind result) {
  hang_up();
  finish(result);
}

void Modem::heard(Heard what) {
  if (awaits_dial_tone_ && (what == Heard::dial_tone || what == Heard::stutter)) {
    awaits_dial_tone_ = false;
    timer_ = scheduler_.after({}, [this] { send_next(); });
    return;
  }
  if (awaits_quiet_) return quiet_heard(what);
  if (phase_ == Phase::progress) return progress_heard(what);
  if (phase_ != Phase::dialling && phase_ != Phase::data) report_event(what);
}

bool Modem::report_event(Heard what) {
  const char letter = personality_.event(what);
  if (!in_voice() || letter == '\0') return false;
  out_.bytes(shielded_code(letter));
  if (faults_.fires("P12")) stray_codes();
  return true;
}

// A modem answered where a person was called. [fault P09]
void Modem::connect_data() {
  commands_.clear();
  next_command_ = 0;
  awaits_dial_tone_ = false;
  answered_.reset();
  escapes_ = 0;
  detector_.stop();
  phase_ = Phase::data;
  out_.text(lined(personality_.result(ResultKind::connect).text + " 2400"));
  timer_ = scheduler_.after(k_carrier_lost, [this] { give_up(ResultKind::no_carrier); });
}

}  // namespace campon::sim
