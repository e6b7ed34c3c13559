#include "drivers/fxo/fxo_core.hpp"

#include <array>
#include <utility>

namespace campon::fxo {

using env::ErrorCode;
using env::Remedy;
using env::TraceKind;

FxoPort::Core::Core(env::DeviceCalls& calls, env::Scheduler& scheduler, env::Trace& trace, FxoSettings settings)
    : calls_(calls),
      scheduler_(scheduler),
      trace_(trace),
      settings_(settings),
      later_(scheduler),
      channel_(calls),
      audio_(channel_, scheduler, later_,
             [this](bool wanted) {
               if (watch_) watch_->want_room(wanted);
             }),
      rings_(timers_),
      ear_(settings.caller_id, timers_, [this](const hal::CallerId& id) { tell(hal::Evidence::protocol, hal::CallerIdReceived{id}); }) {}

FxoPort::Core::~Core() { watch_.reset(); }

hal::Capabilities FxoPort::Core::capabilities() const {
  hal::Capabilities can;
  can.hears_loop_drop = channel_.tells_loop_drop();
  can.hears_polarity = true;
  can.ring_cadence = true;
  can.caller_id = settings_.caller_id.has_value();
  can.call_type = settings_.caller_id == hearing::CallerIdStandard::etsi;
  can.stays_off_hook_on_busy = true;
  can.digits_in_call = true;
  can.flash = true;
  can.flash_shortest = timers_.flash_shortest;
  can.flash_longest = timers_.flash_longest;
  return can;
}

env::Result FxoPort::Core::open() {
  if (channel_.is_open()) return {};
  if (auto opened = channel_.open(settings_.channel); !opened) return opened;
  watch_ = calls_.watch(channel_.file(), [this](const env::Readiness& ready) { on_ready(ready); });
  retry_.reset();
  step(FxoInput::opened);
  return {};
}

FxoAction FxoPort::Core::step(FxoInput input, std::string_view* why) {
  const auto& cell = machine_.step(input, [&](FxoState from, const auto& taken) {
    if (taken.outcome != env::Outcome::ignore) note(TraceKind::state, env::describe_step<FxoMachine>(from, input, taken));
  });
  if (cell.outcome == env::Outcome::refuse && why != nullptr) *why = cell.why;
  return cell.action;
}

void FxoPort::Core::take(FxoInput input) { act(step(input)); }

void FxoPort::Core::act(FxoAction action) {
  switch (action) {
    case FxoAction::none: return;
    case FxoAction::lift: return go_off_hook();
    case FxoAction::hang_up: return hang_up();
    case FxoAction::put_off: waits_ = true; return;
    case FxoAction::give:
      if (std::exchange(waits_, false)) take(put_off_);
      return;
    case FxoAction::flash: return begin_flash();
    case FxoAction::dial: return begin_dial();
    case FxoAction::finish: return finish({});
    case FxoAction::fail: return finish(tl::unexpected(why_));
    case FxoAction::stop_dial: return stop_dial();
    case FxoAction::abandon: return abandon();
  }
}

void FxoPort::Core::on_ready(const env::Readiness& ready) {
  if (ready.urgent) drain_events();
  if (ready.broken && channel_.is_open()) return lost("it is hung up");
  if (ready.readable && channel_.is_open()) take_sound();
  if (ready.writable && channel_.is_open()) audio_.fill();
}

// As long as one waits, reads and writes fail. [fxo-dsp 1.5]
void FxoPort::Core::drain_events() {
  while (channel_.is_open()) {
    const auto event = channel_.next_event();
    if (!event) return;
    on_event(*event);
  }
}

void FxoPort::Core::take_sound() {
  std::array<hal::Sample, k_block> block;
  Passed passed = channel_.read(block);
  if (passed.event_waits) {
    drain_events();
    if (!channel_.is_open()) return;
    passed = channel_.read(block);
  }
  if (passed.gone) return lost("it gives no sound");
  const auto heard = std::span<const hal::Sample>(block).first(passed.samples);
  if (machine_.is(FxoState::on_hook) && !rings_.sounds(now())) ear_.feed(heard, now());
  if (machine_.is(FxoState::settling) || machine_.is(FxoState::off_hook)) audio_.heard(heard);
}

void FxoPort::Core::on_event(dahdi::Event event) {
  using dahdi::Event;
  switch (event) {
    case Event::ring_begin: return on_ring_begin();
    case Event::ring_off_hook: return on_ring_end();
    case Event::on_hook: return on_loop_drop();
    case Event::polarity: return on_polarity();
    case Event::alarm: return on_alarm();
    case Event::no_alarm: return on_alarm_over();
    case Event::hook_complete: return take(FxoInput::hook_complete);
    case Event::dial_complete: return take(FxoInput::dial_complete);
    case Event::removed: return lost("it was pulled");
    default: return;
  }
}

void FxoPort::Core::on_ring_begin() {
  if (is_off_hook()) return;
  rings_.begins(now());
  ear_.stop();
}

// Off hook it is the end of the burst that was answered.
void FxoPort::Core::on_ring_end() {
  if (is_off_hook()) return;
  const bool of_answered = hung_up_ && !rings_.sounds(now()) && now() - *hung_up_ < timers_.ring_mute;
  if (of_answered) return;
  tell(hal::Evidence::electrical, rings_.ends(now()));
  ear_.wake(now());
}

void FxoPort::Core::on_polarity() {
  if (!is_off_hook()) ear_.wake(now());
  if (lifted_ && now() - *lifted_ < timers_.polarity_blind) return note(TraceKind::decision, "a reversal of the seizure itself");
  tell(hal::Evidence::electrical, hal::PolarityReversal{});
}

void FxoPort::Core::on_loop_drop() {
  dropped_ = now();
  if (is_off_hook()) tell(hal::Evidence::electrical, hal::LoopDrop{});
}

// After a loop drop the battery may come back; without one the line is unplugged, and nobody else tells that a call is over.
void FxoPort::Core::on_alarm() {
  const bool after_drop = dropped_ && now() - *dropped_ < timers_.alarm_settles;
  if (after_drop) {
    alarm_ = scheduler_.after(timers_.alarm_settles, [this] { tell_down(); });
    return;
  }
  if (is_off_hook()) tell(hal::Evidence::electrical, hal::LoopDrop{});
  tell_down();
}

void FxoPort::Core::tell_down() {
  if (!std::exchange(line_down_, true)) tell(hal::Evidence::electrical, hal::LineDown{});
}

void FxoPort::Core::on_alarm_over() {
  alarm_.reset();
  if (std::exchange(line_down_, false)) tell(hal::Evidence::electrical, hal::LineUp{});
}

void FxoPort::Core::lost(const std::string& why) {
  if (machine_.is(FxoState::closed)) return;
  note(TraceKind::decision, why);
  gone_why_ = channel_.name() + ": " + why;
  take(FxoInput::gone);
}

void FxoPort::Core::abandon() {
  const env::Error away{ErrorCode::device_missing, Remedy::gone, gone_why_, {}};
  watch_.reset();
  channel_.close();
  for (env::Timer* timer : {&settled_, &overdue_, &alarm_}) timer->reset();
  rings_.forget();
  ear_.stop();
  waits_ = line_down_ = false;
  lifted_.reset();
  audio_.end_all(away);
  finish(tl::unexpected(away));
  tell(hal::Evidence::protocol, hal::DeviceGone{gone_why_});
  retry_ = scheduler_.after(timers_.try_again, [this] { look_for_it(); });
}

void FxoPort::Core::look_for_it() {
  if (const auto opened = open(); !opened) {
    retry_ = scheduler_.after(timers_.try_again, [this] { look_for_it(); });
    return;
  }
  tell(hal::Evidence::protocol, hal::DeviceBack{});
}

void FxoPort::Core::tell(hal::Evidence evidence, hal::LineFact fact) {
  later_.defer([this, evidence, fact = std::move(fact)] {
    if (sink_ != nullptr) sink_->on_signal(evidence, fact);
  });
}

}  // namespace campon::fxo
