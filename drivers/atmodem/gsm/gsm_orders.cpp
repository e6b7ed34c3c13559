// Orders of the GSM port: what hal::Line asks for, as runs of commands.
#include <algorithm>
#include <utility>

#include "drivers/atmodem/gsm/gsm_core.hpp"

namespace campon::atmodem {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using Code = ResultCode;

std::string filled(std::string_view text, std::string_view hole, std::string_view value) {
  std::string made(text);
  if (const std::size_t at = made.find(hole); at != std::string::npos) made.replace(at, hole.size(), value);
  return made;
}

Result bad_state(std::string what) { return env::fail(ErrorCode::bad_state, Remedy::misuse, std::move(what)); }
Result unsupported(std::string what) { return env::fail(ErrorCode::not_supported, Remedy::unsupported, std::move(what)); }

// A code would be a supplementary service, such as forwarding, and no call; 'D' is no digit of a mobile network.
// [TS 22.030 6.5.2; TS 24.008 10.5.4.7]
bool is_number(std::string_view number) { return number.find_first_of("*#D") == std::string_view::npos && !number.empty(); }

bool is_call(const Step& step) { return step.command.kind == CommandKind::dial || step.command.kind == CommandKind::answer; }

}  // namespace

bool GsmPort::Core::may_take(hal::Done& done) {
  if (closed_)
    refuse(std::move(done), env::fail(ErrorCode::device_missing, Remedy::gone, name_ + " is away"));
  else if (running_)
    refuse(std::move(done), bad_state(name_ + " carries out another order"));
  else
    return true;
  return false;
}

bool GsmPort::Core::take(hal::Done& done) {
  if (!may_take(done)) return false;
  running_ = std::move(done);
  return true;
}

void GsmPort::Core::refuse(hal::Done done, Result why) {
  later_.defer([done = std::move(done), why = std::move(why)] {
    if (done) done(why);
  });
}

void GsmPort::Core::finish(const Result& result) {
  seizing_ = false;
  if (running_) refuse(std::exchange(running_, nullptr), result);
}

void GsmPort::Core::order(Steps steps) {
  if (dtr_.armed() || settings_lost_)
    return finish(env::fail(ErrorCode::no_answer_from_device, Remedy::later, name_ + " is being made ready again"));
  run_.start(std::move(steps), [this](const Result& result) { finish(result); });
}

Result GsmPort::Core::no_voice() const {
  const std::string model = status_.model.empty() ? std::string{} : " (" + status_.model + ")";
  return unsupported(name_ + model + " carries no speech and takes no calls: " + status_.voice_sign +
                     "; use a modem or a firmware with voice. Messages work");
}

Result GsmPort::Core::not_registered() const {
  return env::fail(ErrorCode::line_down, Remedy::later,
                   name_ + " is not registered in a network: " + std::string(to_string(status_.registration)));
}

// Nothing goes on the air; the question shows that the modem is there, and what is true now.
void GsmPort::Core::seize(hal::Done done) {
  if (!status_.voice) return refuse(std::move(done), no_voice());
  if (!call_.is(State::idle)) {
    const bool rings = call_.is(State::ringing) || call_.is(State::recalling);
    return refuse(std::move(done),
                  rings ? env::fail(ErrorCode::line_ringing, Remedy::later, "somebody rings") : bad_state("the line is in use"));
  }
  if (!take(done)) return;
  if (dtr_.armed() || settings_lost_) return order({});
  Steps steps;
  for (const auto& tag : modem_.registration)
    steps.push_back({command("AT" + tag + "?", CommandKind::query, modem_.timers.command.setting), {}, true, {}});
  seizing_ = true;
  run_.start(std::move(steps), [this](const Result& result) { seized(result); });
}

void GsmPort::Core::seized(const Result& result) {
  if (!result) return finish(result);
  if (!may_call(status_.registration) && !has_limited_service(status_.registration)) return finish(not_registered());
  if (!call_.is(State::idle)) return finish(env::fail(ErrorCode::line_ringing, Remedy::later, "somebody rang first"));
  finish({});
  step(Input::seize);
}

void GsmPort::Core::answer(hal::Done done) {
  if (!status_.voice) return refuse(std::move(done), no_voice());
  if (!call_.is(State::ringing) && !call_.is(State::recalling)) return refuse(std::move(done), bad_state("nothing rings any more"));
  if (!take(done)) return;
  if (dtr_.armed() || settings_lost_) return order({});
  Steps steps;
  steps.push_back({command(modem_.answer, CommandKind::answer, modem_.gsm.answer), {}, false, {}});
  run_.start(std::move(steps), [this](const Result& result) { answered(result); });
}

void GsmPort::Core::answered(const Result& result) {
  if (result) {
    dialled_at_ = now();
    step(Input::taken);
    poll_later();
  }
  finish(result);
}

void GsmPort::Core::send_digits(const hal::DialString& digits, hal::Done done) {
  if (call_.is(State::active)) return send_tones(digits, std::move(done));
  if (call_.is(State::ready)) return dial(digits, std::move(done));
  refuse(std::move(done), bad_state("there is no call to send digits in"));
}

void GsmPort::Core::dial(const hal::DialString& digits, hal::Done done) {
  const std::string number = digits.number();
  if (!is_number(number))
    return refuse(std::move(done), unsupported("a code is no number: what a mobile network offers is asked of it as a service"));
  if (waiting_rang_) return refuse(std::move(done), env::fail(ErrorCode::line_ringing, Remedy::later, "somebody rang first"));
  if (!take(done)) return;
  if (dtr_.armed() || settings_lost_) return order({});
  called_ = number;
  end_ = CallEnd::unknown;
  calls_ = 0;
  dialled_at_ = now();
  step(Input::dial);
  Steps steps;
  steps.push_back({command(filled(modem_.dial, "<number>", number), CommandKind::dial, modem_.gsm.dial), {}, false, {}});
  run_.start(std::move(steps), [this](const Result& result) { dialled(result); });
}

// An answer that did not come leaves a call that may be there, and a release ends it.
void GsmPort::Core::dialled(const Result& result) {
  dialled_at_ = now();
  if (result)
    poll_later();
  else if (result.error().code != ErrorCode::no_answer_from_device && !data_mode_)
    step(Input::refused);
  finish(result);
}

void GsmPort::Core::send_tones(const hal::DialString& digits, hal::Done done) {
  if (!take(done)) return;
  Steps steps;
  env::Duration pause{};
  for (const char digit : digits.digits()) {
    if (digit == ',') {
      pause += modem_.gsm.comma;
      continue;
    }
    Command tone = command(filled(modem_.tone, "<digit>", std::string(1, digit)), CommandKind::tones, modem_.timers.command.setting);
    tone.rest = modem_.gsm.tone;
    steps.push_back({std::move(tone), std::exchange(pause, {}), false, {}});
  }
  order(std::move(steps));
}

void GsmPort::Core::control(CallControl what, hal::Done done) {
  const std::string operation = std::to_string(static_cast<unsigned>(what));
  if (!lists(operation)) return refuse(std::move(done), unsupported(name_ + " does not list " + operation + " in +CHLD"));
  if (!call_.is(State::active)) return refuse(std::move(done), bad_state("there is no call to hold or to swap"));
  if (!take(done)) return;
  waiting_rang_ = false;
  Steps steps;
  steps.push_back({command("AT+CHLD=" + operation, CommandKind::tones, modem_.gsm.hang_up), {}, false, {}});
  order(std::move(steps));
}

Result GsmPort::Core::refusal(const Step& step, const Answer& answer, Remedy remedy, std::string_view why) const {
  std::string what = name_ + " answered " + step.command.text + " with " + error_text(answer.heard);
  return env::fail(ErrorCode::device_refused, remedy, what.append(why), answer.heard);
}

Result GsmPort::Core::judge(const Step& step, const Answer& answer) {
  if (step.command.kind == CommandKind::query) last_answer_ = answer;
  if (answer.code == Code::ok) return {};
  return is_call(step) ? judge_end(step, answer) : refusal(step, answer, Remedy::refused, {});
}

// A call that has ended is no error of the command: what became of it is told as for one that was answered with OK.
Result GsmPort::Core::judge_end(const Step& step, const Answer& answer) {
  const bool dialling = call_.is(State::calling) || call_.is(State::alerting);
  switch (answer.code) {
    case Code::connect: data_mode_ = true; return refusal(step, answer, Remedy::refused, ": data mode, on a voice line");
    case Code::blocked:
      tell(hal::DialBlocked{{}, answer.heard});
      return refusal(step, answer, Remedy::later, ": its own redial control blocks the number for a while");
    case Code::no_dial_tone: return refusal(step, answer, Remedy::later, ": there is no network");
    case Code::busy:
    case Code::no_answer:
    case Code::no_carrier:
      on_unsolicited(answer.code, answer.heard);
      return dialling ? Result{} : refusal(step, answer, Remedy::refused, ": the caller has given up");
    default: return refused_call(step, answer);
  }
}

// The sign of a stick without voice that shows last. [TS 27.007 9.2]
Result GsmPort::Core::refused_call(const Step& step, const Answer& answer) {
  constexpr unsigned k_not_supported = 4;
  if (error_figure(answer.heard) != k_not_supported) return refusal(step, answer, Remedy::refused, {});
  status_.voice = false;
  status_.voice_sign = step.command.text.substr(0, 3) + " was answered with " + error_text(answer.heard);
  tell(hal::DeviceTrouble{no_voice().error().what});
  return no_voice();
}

}  // namespace campon::atmodem
