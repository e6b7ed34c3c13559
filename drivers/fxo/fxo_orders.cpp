// Orders of the FXO port: what hal::Line asks for, as calls of the kernel.
#include <algorithm>
#include <utility>

#include "drivers/fxo/fxo_core.hpp"

namespace campon::fxo {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;

Result misuse(std::string what) { return env::fail(ErrorCode::bad_state, Remedy::misuse, std::move(what)); }

env::Duration length_of(std::string_view digits, const FxoTimers& timers) {
  const auto commas = std::count(digits.begin(), digits.end(), ',');
  return (static_cast<std::int64_t>(digits.size()) - commas) * timers.digit + commas * timers.comma;
}

// As the kernel dials: the mode first, since it keeps that of the string before. [fxo-dsp 1.7]
std::string dial_string(std::string_view digits, const FxoTimers& timers) {
  std::string out = "T";
  for (const char digit : digits) {
    if (digit == ',')
      out.append(static_cast<std::size_t>(timers.comma / timers.dial_pause), 'W');
    else
      out += digit;
  }
  return out;
}

env::Expected<std::vector<hal::Sample>> as_sound(std::string_view digits, const FxoSettings& settings) {
  std::vector<hal::Sample> out;
  for (const char digit : digits) {
    if (digit == ',') {
      out.resize(out.size() + static_cast<std::size_t>(settings.timers.comma * hal::k_sample_rate / std::chrono::seconds(1)));
      continue;
    }
    const auto one = hearing::dtmf_samples({&digit, 1}, {settings.timers.digit_tone, settings.timers.digit_pause}, settings.levels);
    if (!one) return one;
    out.insert(out.end(), one->begin(), one->end());
  }
  return out;
}

}  // namespace

void FxoPort::Core::answer(hal::Done done, Result result) {
  later_.defer([done = std::move(done), result = std::move(result)] {
    if (done) done(result);
  });
}

void FxoPort::Core::finish(const Result& result) {
  overdue_.reset();
  if (running_) answer(std::exchange(running_, nullptr), result);
}

void FxoPort::Core::order(FxoInput input, hal::Done done) {
  if (running_) return answer(std::move(done), misuse(channel_.name() + " carries out another order"));
  running_ = done ? std::move(done) : [](const Result&) {};
  std::string_view refused;
  const FxoAction action = step(input, &refused);
  if (refused.empty()) return act(action);
  if (machine_.is(FxoState::closed)) return finish(env::fail(ErrorCode::device_missing, Remedy::gone, channel_.name() + " is away"));
  finish(misuse(channel_.name() + ": " + std::string(refused)));
}

void FxoPort::Core::start(hal::Done done) {
  if (running_) return answer(std::move(done), misuse(channel_.name() + " carries out another order"));
  if (auto opened = open(); !opened) return answer(std::move(done), std::move(opened));
  running_ = std::move(done);
  take(FxoInput::release);
  // An alarm that stands already is told by no event. [fxo-dsp 1.3]
  if (channel_.is_open() && channel_.in_alarm()) tell_down();
}

void FxoPort::Core::lift(FxoInput input, hal::Done done) {
  if (input == FxoInput::seize && rings_.sounds(now()))
    return answer(std::move(done), env::fail(ErrorCode::line_ringing, Remedy::later, "the bell of " + channel_.name() + " is ringing"));
  if (channel_.is_open() && channel_.in_alarm())
    return answer(std::move(done), env::fail(ErrorCode::line_down, Remedy::gone, channel_.name() + " has no battery: is it plugged in?"));
  order(input, std::move(done));
}

void FxoPort::Core::go_off_hook() {
  rings_.forget();
  ear_.stop();
  dropped_.reset();
  waits_ = false;
  if (auto lifted = channel_.hook(dahdi::Hook::off); !lifted) return fail(lifted.error());
  lifted_ = now();
  settle((channel_.debounce() > env::Duration{} ? channel_.debounce() : timers_.settle_default) + timers_.settle_margin);
  finish({});
}

void FxoPort::Core::settle(env::Duration length) {
  settled_ = scheduler_.after(length, [this] { take(FxoInput::settled); });
}

void FxoPort::Core::fail(env::Error why) {
  if (why.code == ErrorCode::device_missing) return lost(why.what);
  why_ = std::move(why);
  take(FxoInput::refused);
}

void FxoPort::Core::release(hal::Done done) {
  const env::Error released{ErrorCode::cancelled, Remedy::refused, "the line was released", {}};
  finish(tl::unexpected(released));
  audio_.end_all(released);
  order(FxoInput::release, std::move(done));
}

void FxoPort::Core::hang_up() {
  settled_.reset();
  waits_ = false;
  if (std::exchange(lifted_, std::nullopt)) hung_up_ = now();
  const Result down = channel_.hook(dahdi::Hook::on);
  if (!down && down.error().code == ErrorCode::device_missing) return lost(down.error().what);
  finish(down);
}

void FxoPort::Core::flash(hal::Duration length, hal::Done done) {
  if (running_) return answer(std::move(done), misuse(channel_.name() + " carries out another order"));
  flash_length_ = length;
  flash_tries_ = timers_.flash_tries;
  put_off_ = FxoInput::flash;
  order(FxoInput::flash, std::move(done));
}

void FxoPort::Core::begin_flash() {
  audio_.end_playing(env::fail(ErrorCode::cancelled, Remedy::refused, "a flash came"));
  const Result begun = channel_.flash(timers_.pre_flash, flash_length_);
  if (!begun && begun.error().remedy == Remedy::later && --flash_tries_ > 0) {
    settle(timers_.settle_default);
    return take(FxoInput::busy);
  }
  if (!begun) return fail(begun.error());
  overdue_ = scheduler_.after(timers_.pre_flash + flash_length_ + timers_.flash_late, [this] { overdue("the end of the flash"); });
}

void FxoPort::Core::send_digits(const hal::DialString& digits, hal::Done done) {
  if (running_) return answer(std::move(done), misuse(channel_.name() + " carries out another order"));
  digits_ = digits.digits();
  put_off_ = FxoInput::dial;
  order(FxoInput::dial, std::move(done));
}

// Whatever is written would end the dialling. [fxo-dsp 1.7]
void FxoPort::Core::begin_dial() {
  audio_.end_playing(env::fail(ErrorCode::cancelled, Remedy::refused, "digits came"));
  const Result begun = channel_.dial(dial_string(digits_, timers_));
  if (!begun && begun.error().code == ErrorCode::not_supported) return make_digits();
  if (!begun) return fail(begun.error());
  overdue_ = scheduler_.after(length_of(digits_, timers_) + timers_.dial_late, [this] { overdue("the end of the digits"); });
}

// The kernel has no tone zone. It plays what it is given all the same.
void FxoPort::Core::make_digits() {
  auto sound = as_sound(digits_, settings_);
  if (!sound) return fail(sound.error());
  note(env::TraceKind::decision, "no tone zone is loaded: the digits are made here");
  overdue_ = scheduler_.after(length_of(digits_, timers_) + timers_.dial_late, [this] { overdue("the end of the digits"); });
  audio_.play(std::move(*sound), [this](const Result& result) {
    if (result) return take(FxoInput::dial_complete);
    if (machine_.is(FxoState::dialling)) fail(result.error());
  });
}

void FxoPort::Core::overdue(std::string_view what) {
  why_ = {ErrorCode::no_answer_from_device, Remedy::unknown, channel_.name() + " did not tell " + std::string(what), {}};
  take(FxoInput::overdue);
}

void FxoPort::Core::stop_dial() {
  channel_.stop_dial();
  audio_.end_playing(tl::unexpected(why_));
  finish(tl::unexpected(why_));
}

void FxoPort::Core::listen(hal::AudioSink& sink, hal::Done ended) {
  if (!is_off_hook()) return answer(std::move(ended), misuse(channel_.name() + " is on hook"));
  audio_.listen(sink, std::move(ended));
}

void FxoPort::Core::play(std::vector<hal::Sample> samples, hal::Done ended) {
  const bool may = machine_.is(FxoState::off_hook) || machine_.is(FxoState::settling);
  if (!may) return answer(std::move(ended), misuse(channel_.name() + " is on hook, or carries out an order"));
  audio_.play(std::move(samples), std::move(ended));
}

}  // namespace campon::fxo
