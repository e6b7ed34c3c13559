// What takes time on the line: dialling, tones, answering, and listening to how a call goes on.
#include <algorithm>
#include <utility>

#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {
constexpr int k_waits_for_dial_tone[] = {2, 4};  // X levels
constexpr int k_first_that_hears_busy = 3;
}  // namespace

void Modem::seize() {
  if (std::exchange(off_hook_, true)) return;
  if (class_ == "8") line_selection_ = "1";
  registers_[1] = 0;
  burst_began_.reset();
  burst_ended_.reset();
  ring_line_.reset();
  line_.go_off_hook();
}

void Modem::hang_up() {
  timer_.reset();
  answered_.reset();
  awaits_dial_tone_ = false;
  detector_.stop();
  line_selection_ = "0";
  if (std::exchange(off_hook_, false)) line_.go_on_hook();
}

// Hanging up a voice call ends class 8 as well. [V.253, and what modems do]
void Modem::leave_voice() {
  class_ = "0";
  shielded_ = false;
  inactivity_.reset();
  const Phase was = phase_;
  hang_up();
  if (was == Phase::sending || was == Phase::dialling || was == Phase::progress) finish(Result::no_carrier);
}

Modem::Done Modem::dial(std::string_view text) {
  const env::Duration digit = std::max<env::Duration>(std::chrono::milliseconds(registers_[11]), k_shortest_digit);
  const DialTimes times{digit, seconds_in(8), registers_[29] * k_hundredth, seconds_in(7)};
  std::vector<SendStep> steps;
  bool stays = false;
  if (!parse_dial(text, times, steps, stays)) return Done::failed;
  const bool listens = std::find(std::begin(k_waits_for_dial_tone), std::end(k_waits_for_dial_tone), x_) != std::end(k_waits_for_dial_tone);
  if (listens)
    steps.insert(steps.begin(), {SendStep::Kind::await_dial, 0, seconds_in(6), {}});
  else if (!off_hook_)
    steps.insert(steps.begin(), {SendStep::Kind::pause, 0, seconds_in(6), {}});
  steps_ = std::move(steps);
  stays_ = stays;
  next_step_ = 0;
  phase_ = Phase::dialling;
  seize();
  send_next();
  return Done::later;
}

Modem::Done Modem::send_tones(std::string_view text) {
  if (class_ != "8" || !off_hook_) return Done::failed;
  const int hundredths = value("+VTD") == 0 ? registers_[11] / 10 : value("+VTD");
  std::vector<SendStep> steps;
  if (!parse_tones(text, std::max(hundredths * k_hundredth, k_shortest_digit), registers_[29] * k_hundredth, steps)) return Done::failed;
  steps_ = std::move(steps);
  next_step_ = 0;
  phase_ = Phase::sending;
  send_next();
  return Done::later;
}

Modem::Done Modem::answer() {
  seize();
  if (class_ == "8") return Done::yes;
  phase_ = Phase::progress;
  timer_ = scheduler_.after(seconds_in(7), [this] { give_up(Result::no_carrier); });
  return Done::later;
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
    case SendStep::Kind::pause: timer_ = scheduler_.after(step.on, [this] { send_next(); }); return;
    case SendStep::Kind::flash:
      detector_.stop();
      timer_ = scheduler_.after(step.on, [this, step] {
        timer_ = scheduler_.after({}, [this] { send_next(); });
        line_.flash(step.on);
        detector_.listen(line_.signal());  // also where the exchange took it for a click
      });
      return;
    case SendStep::Kind::digit:
      line_.digit_begins();
      timer_ = scheduler_.after(step.on, [this, step] {
        timer_ = scheduler_.after(step.off, [this] { send_next(); });
        line_.digit(step.digit);
      });
      return;
  }
}

void Modem::await_dial_tone(env::Duration limit) {
  const auto present = detector_.present();
  if (present == Heard::dial_tone || present == Heard::stutter) {
    timer_ = scheduler_.after({}, [this] { send_next(); });
    return;
  }
  awaits_dial_tone_ = true;
  timer_ = scheduler_.after(limit, [this] { give_up(Result::no_dialtone); });
}

void Modem::sent() {
  if (phase_ == Phase::sending || stays_) return command_done();
  watch_progress();
}

void Modem::watch_progress() {
  phase_ = Phase::progress;
  timer_ = scheduler_.after(seconds_in(7), [this] { give_up(class_ == "8" ? Result::no_answer : Result::no_carrier); });
  if (class_ == "8") answered_ = scheduler_.after(std::chrono::seconds(value("+VRN")), [this] { command_done(); });
}

// Ringback that has stopped for +VRA, or never came for +VRN, counts as an answer. [V.253 9.2.9, 9.2.10]
void Modem::progress_heard(Heard what) {
  const bool voice_mode = class_ == "8";
  if (what == Heard::busy || what == Heard::reorder) {
    answered_.reset();
    if (x_ < k_first_that_hears_busy) return;
    if (!voice_mode || personality_.busy_hangs_up_in_voice) return give_up(Result::busy);
    return finish(Result::busy);
  }
  if (what == Heard::loop_drop && !voice_mode) return give_up(Result::no_carrier);
  if (what == Heard::voice && voice_mode) return command_done();
  if (what != Heard::ringback || !voice_mode) return;
  const auto& bursts = line_.signal().cadence.bursts;
  const env::Duration rest_of_burst = bursts.empty() ? env::Duration{} : bursts.front().on - personality_.hearing.ringback_after;
  answered_ = scheduler_.after(std::max(rest_of_burst, env::Duration{}) + value("+VRA") * k_tenth, [this] { command_done(); });
}

void Modem::abort() { give_up(Result::no_carrier); }

void Modem::give_up(Result result) {
  hang_up();
  finish(result);
}

void Modem::heard(Heard what) {
  if (awaits_dial_tone_ && (what == Heard::dial_tone || what == Heard::stutter)) {
    awaits_dial_tone_ = false;
    timer_ = scheduler_.after({}, [this] { send_next(); });
    return;
  }
  if (phase_ == Phase::progress) return progress_heard(what);
  if (phase_ != Phase::dialling) report_event(what);
}

bool Modem::report_event(Heard what) {
  const char letter = personality_.event(what);
  if (class_ != "8" || letter == '\0') return false;
  write(std::string{'\x10', letter});
  return true;
}

}  // namespace campon::sim
