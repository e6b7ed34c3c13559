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
      flood_(modem_.timers.flood),
      chat_(*this, modem_.results, modem_.timers.chat, modem_.command_limit),
      caller_id_(modem_.timers.report.caller_id_quiet),
      rings_(modem_.ring_unit, modem_.timers.report),
      run_(
          chat_, scheduler, [this](const Step& step, const Answer& answer) { return judge(step, answer); }, [this] { arm(); }),
      audio_(modem_, chat_, syntax_, scheduler, *this),
      later_(scheduler) {
  channel_.attach(this);
}

VoicePort::Core::~Core() { channel_.attach(nullptr); }

void VoicePort::Core::on_bytes(std::string_view bytes) {
  syntax_.feed(bytes, [this](const Item& item) { take_item(item); });
  arm();
}

void VoicePort::Core::take_item(const Item& item) {
  if (const auto* audio = std::get_if<Audio>(&item)) return audio_.on_audio(audio->bytes);
  if (!flood_.admits(now())) {
    if (flood_.quarantined())
      tell(hal::Evidence::protocol, hal::DeviceTrouble{name_ + " says more than any modem can: not heard for a while"});
    return;
  }
  note_heard(item);
  if (const auto* response = std::get_if<Response>(&item)) chat_.feed(response->text, now());
  if (const auto* report = std::get_if<Report>(&item)) on_unsolicited(ResultCode::none, report->text);
  if (const auto* event = std::get_if<Event>(&item)) on_event(event->code);
  if (const auto* heard = std::get_if<HeardDigit>(&item)) tell(hal::Evidence::protocol, hal::Digit{heard->digit});
}

void VoicePort::Core::note_heard(const Item& item) {
  heard_.clear();
  describe_to(heard_, item);
  note(TraceKind::heard, heard_);
}

void VoicePort::Core::on_event(char code) {
  const auto found = modem_.events.find(code);
  if (found == modem_.events.end()) return;
  if (found->second == EventMeaning::ring) return on_ring();
  if (!off_hook_ || ((sending_ || audio_.sending()) && modem_.false_tones_while_sending)) return;
  if (auto known = fact_of(found->second)) tell(known->evidence, std::move(known->fact));
}

void VoicePort::Core::on_unsolicited(ResultCode code, std::string_view text) {
  const auto burst = [this](const hal::RingBurst& one) { on_burst(one); };
  if (code == ResultCode::ring) return on_ring();
  if (code == ResultCode::connect && off_hook_) return unexpected_data_mode();
  if (is_boot_text(text)) on_reset("it was switched on just now");
  if (rings_.feed(text, now(), burst) || caller_id_.feed(text, now()) || !off_hook_) return;
  if (auto known = fact_of(code)) tell(known->evidence, std::move(known->fact));
}

bool VoicePort::Core::is_boot_text(std::string_view line) const {
  const auto& texts = modem_.boot_texts;
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return line.starts_with(text); });
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

bool VoicePort::Core::write_audio(std::string_view bytes) {
  const auto written = channel_.write(bytes);
  if (!written && written.error().remedy == env::Remedy::gone) later_.defer([this, why = written.error()] { lost(why); });
  return written.has_value();
}

void VoicePort::Core::listen(hal::AudioSink& sink, hal::Done ended) {
  if (!off_hook_) return refuse(std::move(ended), env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, name_ + " is on hook"));
  audio_.listen(sink, std::move(ended));
}

void VoicePort::Core::play(std::vector<hal::Sample> samples, hal::Done ended) {
  if (!off_hook_) return refuse(std::move(ended), env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, name_ + " is on hook"));
  audio_.play(std::move(samples), std::move(ended));
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
