// Service codes, texts of the network, and short messages. [27.007 7.15, 7.12; 27.005]
#include <utility>

#include "hw-sim/modem/gsm/gsm_modem.hpp"
#include "hw-sim/modem/gsm/gsm_timers.hpp"
#include "hw-sim/modem/gsm/message_pdu.hpp"

namespace campon::sim {

namespace {

using Form = GsmCommand::Form;

constexpr int k_not_allowed = 3;
constexpr int k_not_supported = 4;
constexpr int k_network_timeout = 31;
constexpr std::size_t k_longest_text = 160;

}  // namespace

GsmModem::Done GsmModem::run_code(const std::string& code, ServiceFor what_for) {
  if (functionality_ != 1 || !subscriber_.served()) return equipment(30);
  service_for_ = what_for;
  waits_id_ = subscriber_.run_code(code);
  wait_for(Waits::service, k_service_wait, equipment(k_network_timeout));
  if (what_for == ServiceFor::dialled) terminal_.be_abortable();
  return k_later;
}

void GsmModem::on_service(unsigned transaction, const ServiceAnswer& answer) {
  using Kind = ServiceAnswer::Kind;
  if (transaction == text_transaction_ && transaction != 0) {
    text_transaction_ = 0;
    return tell_text(answer.kind == Kind::unknown_code ? 4 : answer.kind == Kind::refused ? 2 : 0, answer.text);
  }
  if (waits_ != Waits::service || waits_id_ != transaction) return;
  if (answer.kind == Kind::unknown_code) return command_done(equipment(k_not_supported));
  if (answer.kind == Kind::refused) return command_done(equipment(k_not_allowed));
  told_service(answer);
  command_done(k_yes);
}

// [voice-modems 5.1]
void GsmModem::told_service(const ServiceAnswer& answer) {
  using Kind = ServiceAnswer::Kind;
  if (service_for_ == ServiceFor::waiting) {
    if (answer.kind == Kind::status) terminal_.inform("+CCWA: " + std::string(answer.active ? "1" : "0") + ",1");
    return;
  }
  const bool as_list = service_for_ == ServiceFor::list || personality_.services == ServiceStyle::vendor;
  if (as_list && answer.kind == Kind::completions) return list_completions(answer);
  if (personality_.services == ServiceStyle::text && service_for_ == ServiceFor::dialled && !answer.text.empty())
    terminal_.inform("+CUSD: 0,\"" + coded(answer.text) + "\",15");
}

// Indication 5, the status, then one line for each. [voice-modems 5.5]
void GsmModem::list_completions(const ServiceAnswer& answer) {
  const std::string begin = personality_.completion_command + ": 5,";
  const int status = !answer.provided ? 0 : answer.completions.empty() ? 1 : 2;
  if (answer.completions.empty()) terminal_.inform(begin + std::to_string(status));
  for (const CompletionEntry& one : answer.completions)
    terminal_.inform(begin + std::to_string(status) + "," + std::to_string(one.index) + ",\"" + one.number + "\"," +
                     (one.number.starts_with('+') ? "145" : "129") + ",,,1");
}

// The maker's own: query, switch, and =1,<index> to cancel, 0 being all. [voice-modems 5.5]
GsmModem::Done GsmModem::completion_command(const GsmCommand& command) {
  const std::string& name = personality_.completion_command;
  if (command.form == Form::test) return tell(name + ": (0,1),(0-5)");
  if (command.form == Form::read) return run_code("*#37#", ServiceFor::list);
  if (command.form != Form::set || command.arguments.size() > 2) return k_error;
  const auto on = number_in(command.arguments.front(), 1);
  if (!on) return k_error;
  if (command.arguments.size() == 1) {
    completion_lines_on_ = *on == 1;
    return k_yes;
  }
  const auto index = number_in(command.arguments[1], 5);
  if (!index) return k_error;
  return run_code(*index == 0 ? "#37#" : "#37*" + std::to_string(*index) + "#", ServiceFor::list);
}

// [27.007 7.12]
GsmModem::Done GsmModem::call_waiting(const GsmCommand& command) {
  if (command.form == Form::test) return tell("+CCWA: (0,1)");
  if (command.form == Form::read) return tell("+CCWA: " + std::to_string(waiting_reports_));
  if (command.form != Form::set || command.arguments.size() > 3) return k_error;
  const auto reports = command.arguments[0].empty() ? waiting_reports_ : number_in(command.arguments[0], 1).value_or(-1);
  const auto mode = command.arguments.size() < 2 ? std::nullopt : number_in(command.arguments[1], 2);
  if (reports < 0 || (command.arguments.size() > 1 && !mode)) return k_error;
  waiting_reports_ = reports;
  if (!mode) return k_yes;
  static constexpr std::array<std::string_view, 3> k_codes{"#43#", "*43#", "*#43#"};
  return run_code(std::string(k_codes.at(static_cast<std::size_t>(*mode))), ServiceFor::waiting);
}

// The OK comes at once, the answer as a line of its own. [27.007 7.15]
GsmModem::Done GsmModem::text_service(const GsmCommand& command) {
  if (command.form == Form::test) return tell("+CUSD: (0-2)");
  if (command.form == Form::read) return tell("+CUSD: " + std::to_string(text_reports_));
  const auto mode = command.form == Form::set ? number_in(command.arguments.front(), 2) : std::nullopt;
  if (!mode) return k_error;
  if (*mode == 2) {
    dialogue_ = false;
    return k_yes;
  }
  text_reports_ = *mode;
  if (command.arguments.size() < 2) return k_yes;
  const auto text = uncoded(command.arguments[1]);
  if (!text || text->empty()) return k_error;
  if (!subscriber_.served()) return equipment(30);
  if (std::exchange(dialogue_, false)) {
    subscriber_.send_answer(*text);
    return k_yes;
  }
  const bool is_balance = *text == "*100#";
  if (!is_balance && !personality_.service_codes_as_text) {
    errands_.after(k_tone_gap, [this] { tell_text(4, ""); });
    return k_yes;
  }
  text_transaction_ = subscriber_.run_code(*text);
  return k_yes;
}

void GsmModem::on_text(const std::string& text, bool wants_answer) {
  dialogue_ = wants_answer;
  tell_text(wants_answer ? 1 : 0, text);
}

void GsmModem::tell_text(int kind, const std::string& text) {
  if (text_reports_ != 1) return;
  const std::string told = text.empty() ? "" : ",\"" + coded(text) + "\",15";
  terminal_.tell("+CUSD: " + std::to_string(kind) + told);
}

std::string GsmModem::coded(std::string_view text) const { return charset_ == "UCS2" ? to_ucs2_digits(text) : std::string(text); }

std::optional<std::string> GsmModem::uncoded(const std::string& text) const {
  return charset_ == "UCS2" ? from_ucs2_digits(text) : std::optional(text);
}

// Text mode: a number; PDU mode: how many octets follow. [27.005 3.5.1, 4.3]
GsmModem::Done GsmModem::begin_message(const GsmCommand& command) {
  constexpr int k_longest_pdu = 164;
  constexpr int k_bad_mode = 304;
  constexpr int k_bad_text = 305;
  if (command.form == Form::test) return k_yes;
  if (command.form != Form::set) return k_error;
  if (functionality_ != 1 || !subscriber_.served()) return message_error(static_cast<int>(MessageCause::no_service));
  message_length_.reset();
  message_to_.clear();
  if (settings_.value("+CMGF") == 1) {
    const auto number = uncoded(command.arguments.front());
    const GsmDial to = parse_gsm_dial(number.value_or(""));
    if (to.wrong || to.number.empty()) return message_error(k_bad_text);
    message_to_ = to.number;
  } else {
    const auto length = number_in(command.arguments.front(), k_longest_pdu);
    if (!length) return message_error(k_bad_mode);
    message_length_ = static_cast<std::size_t>(*length);
  }
  waits_ = Waits::message_text;
  terminal_.prompt();
  return k_later;
}

void GsmModem::on_typed(std::string text, bool cancelled) {
  constexpr int k_bad_pdu = 304;
  constexpr int k_bad_text = 305;
  if (cancelled) return command_done(k_yes);
  if (message_length_) {
    const auto pdu = parse_submit_pdu(text, *message_length_);
    return pdu ? submit(*pdu) : command_done(message_error(k_bad_pdu));
  }
  const auto plain = uncoded(text);
  if (!plain || plain->size() > k_longest_text) return command_done(message_error(k_bad_text));
  submit({message_to_, *plain, 0});
}

void GsmModem::submit(const Submission& message) {
  waits_id_ = subscriber_.submit(message);
  wait_for(Waits::message, k_message_wait, message_error(static_cast<int>(MessageCause::timeout)));
}

// [fault X16: no answer comes]
void GsmModem::on_submitted(unsigned transaction, MessageCause cause, unsigned reference) {
  if (waits_ != Waits::message || waits_id_ != transaction) return;
  if (cause != MessageCause::none) return command_done(message_error(static_cast<int>(cause)));
  terminal_.inform("+CMGS: " + std::to_string(reference));
  command_done(k_yes);
}

}  // namespace campon::sim
