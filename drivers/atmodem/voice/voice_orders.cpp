// Orders of the voice port: what hal::Line asks for, as runs of commands.
#include <iterator>
#include <utility>

#include "drivers/atmodem/voice/voice_core.hpp"

namespace campon::atmodem {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;

Result away(const std::string& name) { return env::fail(ErrorCode::device_missing, Remedy::gone, name + " is away"); }
Result unsupported(std::string what) { return env::fail(ErrorCode::not_supported, Remedy::unsupported, std::move(what)); }

// ATA starts a handshake in data mode, and any byte aborts it as it does D.
bool is_extended(const std::string& command) { return command.starts_with("AT+") || command.starts_with("AT#"); }

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
  audio_.suspend();
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
  if (off_hook_) audio_.resume();
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
  in_service_ = off_hook_ = told_gone_ = dtr_low_ = data_mode_ = woken_ = false;
  dtr_.reset();
  syntax_.set_voice_mode(true);
  // A channel without modem lines has no DTR to raise.
  static_cast<void>(channel_.set_dtr(true));
  chat_.restart(now());
  run_.start(init_steps(), [this](const Result& result) { started(result); });
  arm();
}

// One that was left silent by an earlier program is woken by DTR, where there is one. [fault D14]
void VoicePort::Core::started(const Result& result) {
  const bool silent = !result && result.error().code == ErrorCode::no_answer_from_device;
  woken_ = silent && channel_.set_dtr(false);
  if (woken_) return drop_dtr();
  in_service_ = result.has_value();
  finish(result);
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
  Steps steps{Step{{modem_.before_seizure, CommandKind::setting, timers.setting, {}}, {}, false, voice_mode_set}};
  if (!command.empty())
    steps.push_back(
        {{command, handshake ? CommandKind::answer : CommandKind::seize, handshake ? timers.answer : timers.hook, {}}, {}, false, {}});
  return steps;
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
  send_planned(plan_flash(modem_, *way, length));
}

void VoicePort::Core::send_digits(const hal::DialString& digits, hal::Done done) {
  const auto plan = plan_digits(modem_, digits, first_digits_);
  if (!plan) return refuse(std::move(done), tl::unexpected(plan.error()));
  if (!take(done)) return;
  send_planned(*plan);
}

void VoicePort::Core::send_planned(const std::vector<PlannedCommand>& plan) {
  first_digits_ = false;
  sending_ = true;
  Steps steps;
  for (const auto& planned : plan) steps.push_back({planned.command, planned.pause_before, false, {}});
  order(std::move(steps));
}

void VoicePort::Core::release(hal::Done done) {
  finish(env::fail(ErrorCode::cancelled, Remedy::refused, "the line was released"));
  if (!take(done)) return;
  run_.drop();
  dtr_.reset();
  audio_.end_all({ErrorCode::cancelled, Remedy::refused, "the line was released", {}});
  chat_.cancel(now());
  off_hook_ = first_digits_ = false;
  rings_.forget();
  if (data_mode_ || dtr_low_)
    drop_dtr();
  else
    try_release(0);
  arm();
}

}  // namespace campon::atmodem
