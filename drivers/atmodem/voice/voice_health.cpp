// The voice port and a modem that is reset, falls silent, goes away, or does not go on hook.
#include <utility>

#include "drivers/atmodem/voice/voice_core.hpp"

namespace campon::atmodem {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;

void VoicePort::Core::on_closed(const env::Error& why) { lost(why); }

void VoicePort::Core::lost(const env::Error& why) {
  if (std::exchange(closed_, true)) return;
  run_.drop();
  dtr_.reset();
  audio_.end_all(why);
  chat_.close(now());
  in_service_ = off_hook_ = false;
  tell(hal::Evidence::protocol, hal::DeviceGone{why.what});
  finish(env::fail(env::ErrorCode::device_missing, env::Remedy::gone, name_ + " is away: " + why.what));
  arm();
}

// With an order running, its own command has met the silence and ends it.
void VoicePort::Core::on_silent() {
  if (running_ || !in_service_) return;
  later_.defer([this] {
    if (!running_ && !closed_) recover();
  });
}

void VoicePort::Core::on_degraded() {
  tell(hal::Evidence::protocol, hal::DeviceTrouble{name_ + " loses answers; another program may be reading from it"});
}

void VoicePort::Core::on_reset(std::string_view sign) {
  if (!in_service_ || settings_lost_) return;
  settings_lost_ = true;
  note(TraceKind::decision, std::string(sign) + ": the modem was reset and has lost its settings");
  later_.defer([this] { settings_lost(); });
}

// A data call on a voice line: the far end would hear our commands, so it is ended by DTR and by nothing else. [fault P09]
void VoicePort::Core::unexpected_data_mode() {
  if (std::exchange(data_mode_, true)) return;
  later_.defer([this] {
    if (closed_ || !data_mode_) return;
    tell(hal::Evidence::protocol, hal::DeviceTrouble{name_ + " went into data mode on a voice line, and is hung up"});
    gone_for_now(name_ + " went into data mode");
    drop_dtr();
  });
}

// A reset modem is on hook, whatever the line was doing. [voice-modems 1.5 #11]
void VoicePort::Core::settings_lost() {
  if (closed_ || !settings_lost_) return;
  if (off_hook_) gone_for_now(name_ + " was reset");
  if (!running_) return initialise_again();
  if (hook_command_.empty()) return;  // a release needs no settings, and initialises when it has ended
  run_.drop();
  chat_.cancel(now());
  if (!std::exchange(hook_retried_, true)) return order(off_hook_steps(hook_command_));
  finish(env::fail(env::ErrorCode::device_refused, env::Remedy::later, name_ + " loses its settings again and again"));
}

void VoicePort::Core::gone_for_now(const std::string& why) {
  off_hook_ = in_service_ = false;
  told_gone_ = true;
  run_.drop();
  audio_.end_all({env::ErrorCode::device_missing, env::Remedy::gone, why, {}});
  chat_.cancel(now());
  tell(hal::Evidence::protocol, hal::DeviceGone{why});
  finish(env::fail(env::ErrorCode::device_missing, env::Remedy::gone, why));
}

void VoicePort::Core::initialise_again() {
  run_.start(init_steps(), [this](const env::Result& result) {
    if (result) return recovered();
    recover();
  });
  arm();
}

// Three times asked and silent, with nobody waiting for it: the line goes on hook by DTR first. [fault D14]
void VoicePort::Core::recover() {
  settings_lost_ = true;
  if (off_hook_) gone_for_now(name_ + " does not answer");
  drop_dtr();
}

void VoicePort::Core::recovered() {
  in_service_ = in_service_ || std::exchange(woken_, false);
  finish({});
  if (std::exchange(told_gone_, false)) tell(hal::Evidence::protocol, hal::DeviceBack{});
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
