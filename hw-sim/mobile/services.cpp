// Service codes, texts and short messages. [TS 22.030, 23.090, 23.040]
#include <algorithm>
#include <array>

#include "hw-sim/mobile/mobile_network.hpp"
#include "hw-sim/mobile/mobile_timers.hpp"

namespace campon::sim {

namespace {

// "*#37#", "#37*2#": what is done, the service, and what stands behind it. [TS 22.030 6.5.2]
struct Code {
  std::string_view kind;  // "*", "#", "*#", "**", "##"; empty: no service code
  std::string_view service;
  std::string_view argument;
};

Code parse_code(std::string_view text) {
  if (text.size() < 3 || !text.ends_with('#')) return {};
  const std::size_t digits = text.find_first_of("0123456789");
  if (digits == std::string_view::npos || digits == 0 || digits > 2) return {};
  const std::string_view kind = text.substr(0, digits);
  std::string_view rest = text.substr(digits, text.size() - digits - 1);
  const std::size_t end = std::min(rest.find('*'), rest.size());
  return {kind, rest.substr(0, end), rest.substr(std::min(end + 1, rest.size()))};
}

bool is_number_of_message(std::string_view number) {
  if (number.starts_with('+')) number.remove_prefix(1);
  return !number.empty() && number.size() <= 20 && number.find_first_not_of("0123456789*#") == std::string_view::npos;
}

constexpr std::string_view k_completion_service = "37";
constexpr std::string_view k_waiting_service = "43";
constexpr std::array<std::string_view, 2> k_known_services{"30", "31"};  // the caller's number shown and hidden

}  // namespace

unsigned MobileSubscriber::run_code(std::string_view code) {
  const unsigned transaction = ++last_transaction_;
  errands_.after(k_service_answer, [this, transaction, text = std::string(code)] {
    const ServiceAnswer answer = answer_code(text);
    if (strikes("X13"))
      errands_.after(k_told_again, [this, answer] {
        if (phone_ != nullptr) phone_->on_text(answer.text, false);
      });
    if (phone_ != nullptr) phone_->on_service(transaction, answer);
  });
  return transaction;
}

ServiceAnswer MobileSubscriber::answer_code(std::string_view text) {
  using Kind = ServiceAnswer::Kind;
  const Code code = parse_code(text);
  if (code.service == k_completion_service && code.kind == "*#") return interrogate_completion();
  if (code.service == k_completion_service && code.kind == "#") return cancel_completion(code.argument);
  if (code.service == k_waiting_service) return run_waiting_code(code.kind);
  if (code.kind == "*#" && std::find(k_known_services.begin(), k_known_services.end(), code.service) != k_known_services.end())
    return {Kind::status, true, {}, true, "Service active"};
  if (text == "*100#" && subscription.text) return {Kind::done, true, {}, false, world_.network.rules.balance};
  return {Kind::unknown_code, true, {}, false, "Unknown application"};
}

ServiceAnswer MobileSubscriber::interrogate_completion() const {
  ServiceAnswer answer;
  answer.kind = ServiceAnswer::Kind::completions;
  answer.provided = subscription.completion && channels_.front()->station().subscribed;
  answer.text = answer.provided ? "CCBS: no request" : "CCBS: not provisioned";
  std::string list;
  for (const MobileRequest& one : requests_) {
    if (one.ghost || !answer.provided) continue;
    answer.completions.push_back({one.index, one.number});
    list += (list.empty() ? "" : ", ") + std::to_string(one.index) + " " + one.number;
  }
  if (!list.empty()) answer.text = "CCBS: " + list;
  return answer;
}

// All, or one by its index. [TS 22.030 annex B; fault X06]
ServiceAnswer MobileSubscriber::cancel_completion(std::string_view which) {
  using Kind = ServiceAnswer::Kind;
  if (which.size() > 1 || which.find_first_not_of("12345") != std::string_view::npos)
    return {Kind::refused, true, {}, false, "CCBS: no such request"};
  std::vector<unsigned> meant;
  for (const MobileRequest& one : requests_)
    if (!one.ghost && (which.empty() || std::to_string(one.index) == which)) meant.push_back(one.key);
  if (meant.empty() && !which.empty()) return {Kind::refused, true, {}, false, "CCBS: no such request"};
  for (const unsigned key : meant) {
    const MobileRequest* mine = request(key);
    if (mine == nullptr) continue;
    if (strikes("X06")) errands_.after(k_haunts_after, [this, number = mine->number, index = mine->index] { haunt(number, index); });
    const unsigned call = mine->call;
    end_request(key);
    if (MobileCall* recall = find(call); recall != nullptr && recall->machine.is(State::recalled)) fail(call, Cause::normal);
  }
  return {Kind::done, true, {}, false, "CCBS: cancelled"};
}

ServiceAnswer MobileSubscriber::run_waiting_code(std::string_view kind) {
  using Kind = ServiceAnswer::Kind;
  if (!subscription.call_waiting) return {Kind::refused, true, {}, false, "Call waiting: not provisioned"};
  if (kind == "*" || kind == "#") wait_for_calls(kind == "*");
  const std::string text = std::string("Call waiting: ") + (call_waiting_ ? "active" : "not active");
  return {kind == "*#" ? Kind::status : Kind::done, true, {}, call_waiting_, text};
}

void MobileSubscriber::wait_for_calls(bool on) {
  call_waiting_ = on && subscription.call_waiting;
  tidy_channels();
}

void MobileSubscriber::send_text(const std::string& text) {
  if (phone_ != nullptr) phone_->on_text(text, false);
}

void MobileSubscriber::send_answer(std::string_view text) {
  errands_.after(k_text_answer, [this, thanks = "You answered " + std::string(text)] {
    if (phone_ != nullptr) phone_->on_text(thanks, false);
  });
}

// [fault X16]
unsigned MobileSubscriber::submit(const Submission& message) {
  const unsigned transaction = ++last_transaction_;
  errands_.after(k_message_answer, [this, transaction, message] {
    MessageCause cause = MessageCause::none;
    if (!served())
      cause = MessageCause::no_service;
    else if (!subscription.messages)
      cause = MessageCause::not_subscribed;
    else if (!is_number_of_message(message.to))
      cause = MessageCause::unidentified;
    if (cause == MessageCause::none) {
      world_.network.store({number_, message.to, message.text, world_.scheduler.now()});
      last_reference_ = (last_reference_ + 1) % 256;
      if (strikes("X16")) return;
    }
    if (phone_ != nullptr) phone_->on_submitted(transaction, cause, last_reference_);
  });
  return transaction;
}

}  // namespace campon::sim
