// On hook, whatever it takes: the personality's commands one after the other until no call of ours is left, then DTR.
#include <utility>

#include "drivers/atmodem/gsm/gsm_core.hpp"

namespace campon::atmodem {

namespace {
using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;
}  // namespace

// What rings beside the call is let ring: it is told as an incoming call when this one is gone.
void GsmPort::Core::release(hal::Done done) {
  const bool given = running_ != nullptr;
  finish(env::fail(ErrorCode::cancelled, Remedy::refused, "the line was released"));
  if (!take(done)) return;
  const bool nothing = call_.is(State::idle) || call_.is(State::ready);
  run_.drop();
  if (given) chat_.cancel(now());
  step(Input::release);
  waiting_rang_ = false;
  if (dtr_.armed()) return arm();
  if (data_mode_ || dtr_low_)
    drop_dtr();
  else if (nothing)
    released();
  else
    try_release(0);
  arm();
}

void GsmPort::Core::try_release(std::size_t way) {
  if (way >= modem_.release.size()) return drop_dtr();
  auto accepted = std::make_shared<bool>(false);
  Steps steps;
  steps.push_back(
      {command(modem_.release[way], CommandKind::tones, modem_.gsm.hang_up), {}, true, [accepted](bool yes) { *accepted = yes; }});
  if (modem_.poll)
    steps.push_back(
        question("AT+CLCC", [this] { calls_ = last_answer_.code == ResultCode::ok ? own_calls(listed_calls(last_answer_.lines)) : 1; }));
  run_.start(std::move(steps), [this, way, accepted](const Result& result) { verify_release(way, result && *accepted); });
}

// Where the list can be had it decides: a refusal may mean that nothing was left.
void GsmPort::Core::verify_release(std::size_t way, bool accepted) {
  if (chat_.state() == ChatState::silent) return drop_dtr();
  const bool gone = modem_.poll ? calls_ == 0 : accepted;
  if (gone) return released();
  note(TraceKind::decision, modem_.release[way] + " did not end the call");
  try_release(way + 1);
}

void GsmPort::Core::released() {
  step(Input::released);
  finish({});
  if (settings_lost_) initialise_again();
}

void GsmPort::Core::drop_dtr() {
  note(TraceKind::sent, "DTR off");
  dtr_low_ = channel_.set_dtr(false).has_value();
  if (!dtr_low_) return in_trouble(name_ + " does not end the call, and has no DTR to be hung up with");
  dtr_ = scheduler_.after(modem_.timers.dtr.low, [this] { raise_dtr(); });
}

void GsmPort::Core::raise_dtr() {
  note(TraceKind::sent, "DTR on");
  dtr_low_ = !channel_.set_dtr(true).has_value();
  if (dtr_low_) return in_trouble(name_ + " cannot be given DTR again");
  dtr_ = scheduler_.after(modem_.timers.dtr.settle, [this] { after_dtr(); });
}

// Making it ready ends what is left of calls, and asks whether any is.
void GsmPort::Core::after_dtr() {
  data_mode_ = false;
  chat_.restart(now());
  make_ready([this](const Result& result) {
    if (!result) return in_trouble(name_ + " does not come back after DTR was dropped: " + result.error().what);
    step(Input::released);
    recovered();
  });
  arm();
}

void GsmPort::Core::in_trouble(const std::string& why) {
  step(Input::lost);
  if (std::exchange(in_service_, false)) tell(hal::DeviceGone{why});
  finish(env::fail(ErrorCode::no_answer_from_device, Remedy::unknown, why));
}

}  // namespace campon::atmodem
