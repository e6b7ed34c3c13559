// Bytes in and out, the way back when the modem is lost, and telling.
#include "drivers/atmodem/gsm/gsm_core.hpp"

#include <algorithm>
#include <utility>

namespace campon::atmodem {

using env::ErrorCode;
using env::Remedy;
using env::TraceKind;

namespace {
constexpr std::string_view k_message_command = "AT+CMGS=";
}

GsmPort::Core::Core(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, GsmPersonality modem)
    : modem_(std::move(modem)),
      channel_(channel),
      scheduler_(scheduler),
      trace_(trace),
      name_(std::string(channel.name()) + " (" + modem_.title + ")"),
      flood_(modem_.timers.flood),
      quoted_(modem_.gsm.unclosed_text),
      chat_(*this, modem_.results, modem_.timers.chat, modem_.command_limit),
      run_(
          chat_, scheduler, [this](const Step& step, const Answer& answer) { return judge(step, answer); }, [this] { arm(); }),
      service_run_(
          chat_, scheduler, [this](const Step& step, const Answer& answer) { return judge_service(step, answer); }, [this] { arm(); }),
      later_(scheduler) {
  status_.voice = modem_.voice;
  channel_.attach(this);
}

GsmPort::Core::~Core() { channel_.attach(nullptr); }

hal::Capabilities GsmPort::Core::capabilities() const {
  hal::Capabilities can;
  const auto serves = [&can](hal::ServiceKind kind) { can.services |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind)); };
  serves(hal::ServiceKind::send_message);
  if (!status_.voice) return can;
  can.hears_dial_tone = can.hears_busy = can.hears_loop_drop = can.digits_in_call = true;
  can.hears_reorder = can.hears_sit = modem_.asks_cause || knows(NewsMeaning::ended);
  can.hears_ringback = (modem_.poll && modem_.poll_while_dialling) || knows(NewsMeaning::alerting);
  can.caller_id = caller_id_;
  can.call_type = knows(NewsMeaning::ccbs_recall);
  can.stays_off_hook_on_busy = lists("5");
  can.flash = lists("2");
  if (can.flash) can.flash_shortest = k_gsm_flash_shortest;
  if (can.flash) can.flash_longest = k_gsm_flash_longest;
  if (!lists("5")) return can;
  serves(hal::ServiceKind::request_completion);
  serves(hal::ServiceKind::cancel_completions);
  if (!modem_.understands_query()) return can;
  serves(hal::ServiceKind::cancel_completion);
  serves(hal::ServiceKind::query_completions);
  return can;
}

bool GsmPort::Core::knows(NewsMeaning meaning) const {
  return std::any_of(modem_.news.begin(), modem_.news.end(), [&](const News& news) { return news.means == meaning; });
}

bool GsmPort::Core::lists(std::string_view operation) const {
  return std::find(status_.chld.begin(), status_.chld.end(), operation) != status_.chld.end();
}

Command GsmPort::Core::command(std::string text, CommandKind kind, env::Duration deadline) const {
  Command made;
  made.text = std::move(text);
  made.kind = kind;
  made.deadline = deadline;
  return made;
}

void GsmPort::Core::on_bytes(std::string_view bytes) {
  prompt_watch_.feed(
      bytes, [this](std::string_view rest) { syntax_.feed(rest, [this](const Item& item) { take_item(item); }); }, [this] { on_prompt(); });
  arm();
}

// Text of the network in several lines is kept from the dialogue: "OK" in it is no result. [fault R01]
void GsmPort::Core::take_item(const Item& item) {
  if (!flood_.admits(now())) {
    if (flood_.quarantined()) tell(hal::DeviceTrouble{name_ + " says more than any modem can: not heard for a while"});
    return;
  }
  note(TraceKind::heard, describe(item));
  const auto* response = std::get_if<Response>(&item);
  if (response == nullptr) return;
  const bool quoted = quoted_.open() || after_tag(response->text, "+CUSD");
  if (!quoted) return chat_.feed(response->text, now());
  const auto whole = quoted_.feed(response->text, now());
  if (!whole) return;
  for (const auto& line : ussd_lines(after_tag(*whole, "+CUSD").value_or(std::string_view{}), modem_.text_charset)) take_service_text(line);
}

void GsmPort::Core::send(std::string_view bytes) {
  note(TraceKind::sent, env::escaped(bytes));
  if (service_ && bytes.starts_with(k_message_command)) await_prompt();
  const auto written = channel_.write(bytes);
  if (written) return;
  // What does not fit remains a command without an answer, and its deadline deals with it. [fault D09]
  note(TraceKind::decision, "not written: " + env::escaped(written.error().what));
  if (written.error().remedy == Remedy::gone) later_.defer([this, why = written.error()] { lost(why); });
}

void GsmPort::Core::on_closed(const env::Error& why) { lost(why); }

void GsmPort::Core::lost(const env::Error& why) {
  if (std::exchange(closed_, true)) return;
  run_.drop();
  service_run_.drop();
  dtr_.reset();
  chat_.close(now());
  in_service_ = false;
  step(Input::lost);
  tell(hal::DeviceGone{why.what});
  finish(env::fail(ErrorCode::device_missing, Remedy::gone, name_ + " is away: " + why.what));
  fail_service({ErrorCode::device_missing, Remedy::gone, name_ + " is away", {}});
  arm();
}

void GsmPort::Core::on_degraded() { tell(hal::DeviceTrouble{name_ + " loses answers: somebody else may be reading from it"}); }

// With an order or a service running, its own command has met the silence and ends it.
void GsmPort::Core::on_silent() {
  if (running_ || !in_service_) return;
  later_.defer([this] {
    if (!running_ && !closed_) recover();
  });
}

// A modem that has begun anew has no call any more. [fault D11]
void GsmPort::Core::settings_lost(std::string_view sign) {
  if (!in_service_ || settings_lost_) return;
  settings_lost_ = true;
  note(TraceKind::decision, std::string(sign) + ": the modem was reset and has lost its settings");
  later_.defer([this] {
    if (closed_ || !settings_lost_) return;
    if (in_call() || (running_ && !seizing_)) gone_for_now(name_ + " was reset");
    run_.drop();
    chat_.cancel(now());
    step(Input::lost);
    initialise_again();
  });
}

void GsmPort::Core::initialise_again() {
  fail_service(unknown("the modem was reset meanwhile"));
  make_ready([this](const env::Result& result) {
    if (result) return recovered();
    recover();
  });
  arm();
}

void GsmPort::Core::gone_for_now(const std::string& why) {
  in_service_ = false;
  told_gone_ = true;
  run_.drop();
  chat_.cancel(now());
  step(Input::lost);
  tell(hal::DeviceGone{why});
  finish(env::fail(ErrorCode::device_missing, Remedy::gone, why));
}

// Three times asked and silent: DTR first, which ends calls where the modem obeys it. [fault D14]
void GsmPort::Core::recover() {
  if (dtr_low_ || dtr_.armed()) return;
  settings_lost_ = true;
  if (in_call()) gone_for_now(name_ + " does not answer");
  drop_dtr();
}

void GsmPort::Core::recovered() {
  settings_lost_ = false;
  in_service_ = true;
  if (std::exchange(seizing_, false))
    seized({});
  else
    finish({});
  if (std::exchange(told_gone_, false)) tell(hal::DeviceBack{});
  tell_registration();
}

void GsmPort::Core::tell(hal::Evidence evidence, hal::LineFact fact) {
  later_.defer([this, evidence, fact = std::move(fact)] {
    if (sink_ != nullptr) sink_->on_signal(evidence, fact);
  });
}

void GsmPort::Core::arm() {
  std::optional<env::Time> next = chat_.next_deadline();
  if (const auto other = quoted_.next_deadline(); other && (!next || *other < *next)) next = other;
  if (!next) return wake_.reset();
  if (wake_.due() != std::max(*next, now())) wake_ = scheduler_.at(*next, [this] { tick(); });
}

void GsmPort::Core::tick() {
  chat_.tick(now());
  quoted_.tick(now());
  arm();
}

}  // namespace campon::atmodem
