#include "drivers/atmodem/voice/voice_core.hpp"

#include <algorithm>
#include <utility>

namespace campon::atmodem {

using env::TraceKind;

VoicePort::Core::Core(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, Personality modem)
    : modem_(std::move(modem)),
      channel_(channel),
      scheduler_(scheduler),
      trace_(trace),
      name_(std::string(channel.name()) + " (" + modem_.title + ")"),
      can_(modem_.capabilities()),
      chat_(*this, modem_.results, modem_.timers.chat, modem_.command_limit),
      caller_id_(modem_.timers.report.caller_id_quiet),
      rings_(modem_.ring_unit, modem_.timers.report),
      run_(
          chat_, scheduler, [this](const Step& step, const Answer& answer) { return judge(step, answer); }, [this] { arm(); }),
      later_(scheduler) {
  channel_.attach(this);
}

VoicePort::Core::~Core() { channel_.attach(nullptr); }

void VoicePort::Core::on_bytes(std::string_view bytes) {
  syntax_.feed(bytes, [this](const Item& item) { take_item(item); });
  arm();
}

void VoicePort::Core::take_item(const Item& item) {
  note(TraceKind::heard, describe(item));
  if (const auto* response = std::get_if<Response>(&item)) chat_.feed(response->text, now());
  if (const auto* report = std::get_if<Report>(&item)) on_unsolicited(ResultCode::none, report->text);
  if (const auto* event = std::get_if<Event>(&item)) on_event(event->code);
  if (const auto* heard = std::get_if<HeardDigit>(&item)) tell(hal::Evidence::protocol, hal::Digit{heard->digit});
}

void VoicePort::Core::on_event(char code) {
  const auto found = modem_.events.find(code);
  if (found == modem_.events.end()) return;
  if (found->second == EventMeaning::ring) return on_ring();
  if (!off_hook_ || (sending_ && modem_.false_tones_while_sending)) return;
  if (auto known = fact_of(found->second)) tell(known->evidence, std::move(known->fact));
}

void VoicePort::Core::on_unsolicited(ResultCode code, std::string_view text) {
  const auto burst = [this](const hal::RingBurst& one) { on_burst(one); };
  if (code == ResultCode::ring) return on_ring();
  if (code == ResultCode::connect && off_hook_) data_mode_ = true;
  if (rings_.feed(text, now(), burst) || caller_id_.feed(text, now()) || !off_hook_) return;
  if (auto known = fact_of(code)) tell(known->evidence, std::move(known->fact));
}

void VoicePort::Core::on_ring() {
  run_.rang();
  tell_caller_id();
  rings_.ring(now(), [this](const hal::RingBurst& burst) { on_burst(burst); });
}

void VoicePort::Core::on_burst(const hal::RingBurst& burst) {
  run_.rang();
  tell_caller_id();
  tell(hal::Evidence::protocol, burst);
}

void VoicePort::Core::tell_caller_id() {
  if (auto id = caller_id_.take()) tell(hal::Evidence::protocol, hal::CallerIdReceived{std::move(*id)});
}

void VoicePort::Core::tell(hal::Evidence evidence, hal::LineFact fact) {
  later_.defer([this, evidence, fact = std::move(fact)] {
    if (sink_ != nullptr) sink_->on_signal(evidence, fact);
  });
}

void VoicePort::Core::send(std::string_view bytes) {
  note(TraceKind::sent, env::escaped(bytes));
  const auto written = channel_.write(bytes);
  if (written) return;
  // What does not fit remains a command without an answer, and its deadline deals with it. [fault D09]
  note(TraceKind::decision, "not written: " + env::escaped(written.error().what));
  if (written.error().remedy == env::Remedy::gone) later_.defer([this, why = written.error()] { lost(why); });
}

void VoicePort::Core::on_closed(const env::Error& why) { lost(why); }

void VoicePort::Core::lost(const env::Error& why) {
  if (std::exchange(closed_, true)) return;
  run_.drop();
  dtr_.reset();
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

void VoicePort::Core::on_moved(std::string text) { note(TraceKind::state, text); }

void VoicePort::Core::on_echo() {
  if (!in_service_ || settings_lost_) return;
  settings_lost_ = true;
  note(TraceKind::decision, "it echoes again: the modem was reset and has lost its settings");
  later_.defer([this] { settings_lost(); });
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
  finish({});
  if (std::exchange(told_gone_, false)) tell(hal::Evidence::protocol, hal::DeviceBack{});
}

void VoicePort::Core::arm() {
  std::optional<env::Time> next = chat_.next_deadline();
  for (const auto& other : {caller_id_.next_deadline(), rings_.next_deadline()})
    if (other && (!next || *other < *next)) next = other;
  if (!next) return wake_.reset();
  if (wake_.due() != std::max(*next, now())) wake_ = scheduler_.at(*next, [this] { tick(); });
}

void VoicePort::Core::tick() {
  chat_.tick(now());
  if (const auto due = caller_id_.next_deadline(); due && *due <= now()) tell_caller_id();
  rings_.tick(now(), [this](const hal::RingBurst& burst) { on_burst(burst); });
  arm();
}

}  // namespace campon::atmodem
