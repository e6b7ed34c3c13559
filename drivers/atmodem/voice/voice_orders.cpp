// Orders of the voice port: what hal::Line asks for, as runs of commands.
#include <iterator>
#include <utility>

#include "drivers/atmodem/voice/voice_core.hpp"

namespace campon::atmodem {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using Code = ResultCode;

Result away(const std::string& name) { return env::fail(ErrorCode::device_missing, Remedy::gone, name + " is away"); }
Result unsupported(std::string what) { return env::fail(ErrorCode::not_supported, Remedy::unsupported, std::move(what)); }

// ATA starts a handshake in data mode, and any byte aborts it as it does D.
bool is_extended(const std::string& command) { return command.starts_with("AT+"); }

}  // namespace

bool VoicePort::Core::take(hal::Done& done) {
  if (closed_) {
    refuse(std::move(done), away(name_));
    return false;
  }
  if (running_) {
    refuse(std::move(done), env::fail(ErrorCode::bad_state, Remedy::misuse, name_ + " carries out another order"));
    return false;
  }
  running_ = std::move(done);
  return true;
}

void VoicePort::Core::refuse(hal::Done done, Result why) {
  later_.defer([done = std::move(done), why = std::move(why)] {
    if (done) done(why);
  });
}

void VoicePort::Core::finish(const Result& result) {
  sending_ = false;
  hook_command_.clear();
  if (running_) refuse(std::exchange(running_, nullptr), result);
}

void VoicePort::Core::order(Steps steps) {
  if (data_mode_) return finish(env::fail(ErrorCode::device_refused, Remedy::refused, name_ + " is in data mode, on a voice line"));
  if (dtr_.armed()) return finish(env::fail(ErrorCode::no_answer_from_device, Remedy::later, name_ + " is being hung up by DTR"));
  if (settings_lost_) {
    Steps init = init_steps();
    steps.insert(steps.begin(), std::make_move_iterator(init.begin()), std::make_move_iterator(init.end()));
  }
  run_.start(std::move(steps), [this](const Result& result) { finish(result); });
}

void VoicePort::Core::start(hal::Done done) {
  if (!take(done)) return;
  in_service_ = off_hook_ = told_gone_ = dtr_low_ = data_mode_ = false;
  dtr_.reset();
  syntax_.set_voice_mode(true);
  // A channel without modem lines has no DTR to raise.
  static_cast<void>(channel_.set_dtr(true));
  chat_.restart(now());
  run_.start(init_steps(), [this](const Result& result) {
    in_service_ = result.has_value();
    finish(result);
  });
  arm();
}

VoicePort::Core::Steps VoicePort::Core::init_steps() {
  can_ = modem_.capabilities();
  rings_.expect_measured(can_.ring_cadence);
  chat_.expect_echo(true);
  Steps steps;
  for (const InitCommand& init : modem_.init) {
    const auto& timers = modem_.timers.command;
    Command command{init.command, CommandKind::setting, timers.setting, {}};
    if (init.reset) command = {init.command, CommandKind::reset, timers.reset, modem_.reset_rest};
    steps.push_back({std::move(command), {}, init.optional, {}});
    if (init.gives == InitGives::caller_id)
      steps.back().on_end = [this](bool accepted) {
        can_.caller_id = accepted;
        can_.call_type = accepted && can_.call_type;
      };
    if (init.gives == InitGives::ring_cadence)
      steps.back().on_end = [this](bool accepted) {
        can_.ring_cadence = accepted && can_.ring_cadence;
        rings_.expect_measured(can_.ring_cadence);
      };
  }
  if (steps.empty()) return steps;
  auto before = std::move(steps.back().on_end);
  steps.back().on_end = [this, before = std::move(before), optional = steps.back().optional](bool accepted) {
    if (before) before(accepted);
    settings_lost_ = !accepted && !optional;
    chat_.expect_echo(settings_lost_);
  };
  return steps;
}

VoicePort::Core::Steps VoicePort::Core::off_hook_steps(const std::string& command) {
  const auto& timers = modem_.timers.command;
  const bool handshake = !is_extended(command);
  const auto voice_mode_set = [this](bool accepted) { off_hook_ = accepted && !settings_lost_; };
  return {
      Step{{modem_.before_seizure, CommandKind::setting, timers.setting, {}}, {}, false, voice_mode_set},
      Step{{command, handshake ? CommandKind::answer : CommandKind::seize, handshake ? timers.answer : timers.hook, {}}, {}, false, {}}};
}

void VoicePort::Core::go_off_hook(const std::string& command) {
  hook_command_ = command;
  hook_retried_ = false;
  order(off_hook_steps(command));
}

void VoicePort::Core::seize(hal::Done done) {
  if (!take(done)) return;
  first_digits_ = true;
  go_off_hook(modem_.seize);
}

void VoicePort::Core::answer(hal::Done done) {
  if (!take(done)) return;
  first_digits_ = false;
  rings_.forget();
  go_off_hook(modem_.answer);
}

void VoicePort::Core::flash(hal::Duration length, hal::Done done) {
  const FlashWay* way = modem_.flash_way(length);
  if (way == nullptr) return refuse(std::move(done), unsupported(name_ + " cannot flash for that length"));
  if (!take(done)) return;
  first_digits_ = false;
  sending_ = true;
  Steps steps;
  for (auto& planned : plan_flash(modem_, *way, length)) steps.push_back({std::move(planned.command), planned.pause_before, false, {}});
  order(std::move(steps));
}

void VoicePort::Core::send_digits(const hal::DialString& digits, hal::Done done) {
  auto plan = plan_digits(modem_, digits, first_digits_);
  if (plan.empty()) return refuse(std::move(done), unsupported(name_ + " cannot send digits in a call"));
  if (!take(done)) return;
  first_digits_ = false;
  sending_ = true;
  Steps steps;
  for (auto& planned : plan) steps.push_back({std::move(planned.command), planned.pause_before, false, {}});
  order(std::move(steps));
}

Result VoicePort::Core::judge(const Step& step, const Answer& answer) {
  const bool dialed = step.command.kind == CommandKind::dial || step.command.kind == CommandKind::answer;
  const auto refused = [&](ErrorCode code, Remedy remedy, const std::string& why) {
    return env::fail(code, remedy, name_ + " answered " + step.command.text + " with " + answer.heard + why, answer.heard);
  };
  switch (answer.code) {
    case Code::ok: return {};
    case Code::vcon: return {};
    case Code::voice:
      if (dialed) tell(hal::Evidence::protocol, hal::Voice{});
      return {};
    case Code::no_carrier:
      if (step.command.kind == CommandKind::hang_up) return {};
      return refused(ErrorCode::device_refused, Remedy::refused, ": it has hung up");
    case Code::busy:
      tell(hal::Evidence::protocol, hal::Busy{});
      if (modem_.stays_off_hook_on_busy) return {};
      return refused(ErrorCode::device_refused, Remedy::refused, ": it has hung up");
    case Code::no_dial_tone: return refused(ErrorCode::no_dial_tone, Remedy::later, "");
    case Code::line_in_use: return refused(ErrorCode::line_busy, Remedy::later, ": another telephone is on the line");
    case Code::blocked: return refused(ErrorCode::device_refused, Remedy::later, ": its own redial control blocks the number for a while");
    case Code::connect: data_mode_ = true; return refused(ErrorCode::device_refused, Remedy::refused, ": data mode, on a voice line");
    default: return refused(ErrorCode::device_refused, Remedy::refused, "");
  }
}

void VoicePort::Core::release(hal::Done done) {
  finish(env::fail(ErrorCode::cancelled, Remedy::refused, "the line was released"));
  if (!take(done)) return;
  run_.drop();
  dtr_.reset();
  chat_.cancel(now());
  off_hook_ = first_digits_ = false;
  rings_.forget();
  if (data_mode_ || dtr_low_)
    drop_dtr();
  else
    try_release(0);
  arm();
}

void VoicePort::Core::try_release(std::size_t way) {
  if (way >= modem_.release.size()) return drop_dtr();
  run_.start({Step{{modem_.release[way], CommandKind::hang_up, modem_.timers.command.hook, {}}, {}, false, {}}},
             [this, way](const Result& result) {
               if (result) return released();
               try_release(way + 1);
             });
}

void VoicePort::Core::released() {
  finish({});
  if (settings_lost_) initialise_again();
}

void VoicePort::Core::drop_dtr() {
  note(env::TraceKind::sent, "DTR off");
  dtr_low_ = channel_.set_dtr(false).has_value();
  if (!dtr_low_) return in_trouble(name_ + " does not go on hook, and has no DTR to be hung up with");
  dtr_ = scheduler_.after(modem_.timers.dtr.low, [this] { raise_dtr(); });
}

void VoicePort::Core::raise_dtr() {
  note(env::TraceKind::sent, "DTR on");
  dtr_low_ = !channel_.set_dtr(true).has_value();
  if (dtr_low_) return in_trouble(name_ + " cannot be given DTR again");
  dtr_ = scheduler_.after(modem_.timers.dtr.settle, [this] { after_dtr(); });
}

void VoicePort::Core::after_dtr() {
  data_mode_ = false;
  chat_.restart(now());
  run_.start(init_steps(), [this](const Result& result) {
    if (!result) return in_trouble(name_ + " does not answer after DTR was dropped");
    recovered();
  });
  arm();
}

void VoicePort::Core::in_trouble(const std::string& why) {
  if (std::exchange(in_service_, false)) tell(hal::Evidence::protocol, hal::DeviceGone{why});
  finish(env::fail(ErrorCode::no_answer_from_device, Remedy::unknown, why));
}

}  // namespace campon::atmodem
