// A text as short messages: one data unit after the other, each given at the modem's prompt and never twice. [TS 27.005; fault X16]
#include <utility>

#include "drivers/atmodem/gsm/gsm_core.hpp"

namespace campon::atmodem {

namespace {
using env::ErrorCode;
using env::Remedy;
using env::Result;
constexpr std::string_view k_end_of_text = "\x1A";
constexpr std::string_view k_give_up = "\x1B";
constexpr std::string_view k_pdu_mode = "AT+CMGF=0";
}  // namespace

void GsmPort::Core::send_message() {
  auto parts = message_parts(service_->order.number, service_->order.text, ++message_reference_);
  if (!parts) return fail_service(std::move(parts.error()));
  service_->parts = *std::move(parts);
  send_part();
}

void GsmPort::Core::send_part() {
  const std::string size = std::to_string(service_->parts[service_->part].length);
  Steps steps;
  steps.push_back({command(std::string(k_pdu_mode), CommandKind::setting, modem_.timers.command.setting), {}, false, {}});
  steps.push_back({command("AT+CMGS=" + size, CommandKind::tones, modem_.gsm.message), {}, false, {}});
  service_run_.start(std::move(steps), [this](const Result& result) { part_ended(result); });
  arm();
}

void GsmPort::Core::await_prompt() {
  prompt_watch_.arm();
  prompt_ = scheduler_.after(modem_.gsm.message_prompt, [this] { prompt_missing(); });
}

// The only bytes beside command lines: hex, and the character that ends them.
void GsmPort::Core::on_prompt() {
  prompt_.reset();
  if (!service_ || service_->part >= service_->parts.size()) return;
  service_->sent = true;
  send(service_->parts[service_->part].hex + std::string(k_end_of_text));
}

// Whatever it waits for, it is told that nothing comes; only then may anything else be sent.
void GsmPort::Core::prompt_missing() {
  prompt_watch_.disarm();
  send(k_give_up);
}

void GsmPort::Core::part_ended(const Result& result) {
  if (!service_) return;
  prompt_.reset();
  prompt_watch_.disarm();
  const bool more_than_one = service_->parts.size() > 1;
  const std::string which =
      more_than_one ? "part " + std::to_string(service_->part + 1) + " of " + std::to_string(service_->parts.size()) : "the message";
  if (result && service_->sent) {
    service_->sent = false;
    if (++service_->part < service_->parts.size()) return send_part();
    return finish_service(true, more_than_one ? std::to_string(service_->parts.size()) + " parts" : "");
  }
  const bool given = service_->sent;
  service_->sent = given || service_->part > 0;
  const std::string why =
      result ? "the modem did not ask for the text" : error_text(result.error().heard.empty() ? result.error().what : result.error().heard);
  const bool certain = !given || (!result && message_refused(result.error().heard));
  if (!certain) return fail_service(unknown(which + " may have been sent: " + why));
  if (service_->part > 0) return fail_service(unknown(which + " was not sent, those before it were: " + why));
  finish_service(false, why);
}

}  // namespace campon::atmodem
