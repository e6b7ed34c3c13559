// Services of the network: completion of a busy call, and what becomes of it. [TS 24.093, TS 22.030, feature-codes 3]
#include <algorithm>
#include <utility>

#include "drivers/atmodem/gsm/gsm_core.hpp"

namespace campon::atmodem {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using hal::ServiceKind;

constexpr std::size_t k_most_entries = 5;    // [TS 22.030 annex B: n = 1..5]
constexpr std::size_t k_longest_text = 256;  // kept of the network's words
constexpr std::size_t k_telling_digits = 7;  // the end of a number, which prefixes leave alone

// Numbers come with and without prefixes.
bool same_number(std::string_view a, std::string_view b) {
  const std::size_t size = std::min({a.size(), b.size(), k_telling_digits});
  return size > 0 && a.substr(a.size() - size) == b.substr(b.size() - size);
}

bool is_own_word(const Result& result) { return result || result.error().code == ErrorCode::device_refused; }

}  // namespace

void GsmPort::Core::service(const hal::ServiceOrder& order, hal::ServiceDone done) {
  const auto refused = [&](ErrorCode code, Remedy remedy, std::string what) {
    later_.defer([done = std::move(done), why = env::Error{code, remedy, std::move(what), {}}] { done(tl::unexpected(why)); });
  };
  if (closed_ || !in_service_) return refused(ErrorCode::device_missing, Remedy::gone, name_ + " is not in service");
  if (service_) return refused(ErrorCode::bad_state, Remedy::misuse, name_ + " carries out another service");
  if ((capabilities().services >> static_cast<unsigned>(order.kind) & 1U) == 0)
    return refused(ErrorCode::not_supported, Remedy::unsupported, name_ + " does not offer " + std::string(hal::to_string(order.kind)));
  service_.emplace();
  service_->order = order;
  service_->done = std::move(done);
  switch (order.kind) {
    case ServiceKind::request_completion: return request_completion();
    case ServiceKind::cancel_completions:
    case ServiceKind::cancel_completion: return cancel_completion();
    case ServiceKind::query_completions: return query_completions();
    case ServiceKind::send_message: return send_message();
  }
}

Result GsmPort::Core::judge_service(const Step& step, const Answer& answer) {
  return answer.code == ResultCode::ok ? Result{} : refusal(step, answer, Remedy::refused, {});
}

void GsmPort::Core::finish_service(bool granted, std::string why) {
  if (!service_) return;
  text_wait_.reset();
  prompt_.reset();
  prompt_watch_.disarm();
  hal::ServiceReport report{granted, env::escaped(why), std::move(service_->entries)};
  later_.defer([done = std::move(service_->done), report = std::move(report)] { done(report); });
  service_.reset();
}

void GsmPort::Core::fail_service(env::Error why) {
  if (!service_) return;
  text_wait_.reset();
  prompt_.reset();
  prompt_watch_.disarm();
  service_run_.drop();
  later_.defer([done = std::move(service_->done), why = std::move(why)] { done(tl::unexpected(why)); });
  service_.reset();
}

env::Error GsmPort::Core::unknown(std::string what) const {
  const bool sent = service_ && service_->sent;
  return {ErrorCode::no_answer_from_device, sent ? Remedy::unknown : Remedy::later, name_ + ": " + std::move(what),
          service_ ? env::escaped(service_->text) : ""};
}

// One command to the network: a code is dialled, and then any byte would abort it.
void GsmPort::Core::ask_network(const std::string& text, Ended ended) {
  const bool dials = text.starts_with("ATD");
  Steps steps;
  steps.push_back({command(text, dials ? CommandKind::dial : CommandKind::tones, modem_.gsm.network), {}, false, {}});
  service_->sent = true;
  service_run_.start(std::move(steps), std::move(ended));
  arm();
}

// The network's words may come after OK.
void GsmPort::Core::wait_for_text(std::function<void()> then) {
  if (understood()) return then();
  text_then_ = std::move(then);
  text_wait_ = scheduler_.after(modem_.gsm.service_text, text_then_);
}

void GsmPort::Core::query_then(std::function<void()> then) {
  service_->refused = service_->none_outstanding = false;
  service_->entries.clear();
  ask_network(modem_.ccbs_query, [this, then = std::move(then)](const Result& result) {
    if (!service_) return;
    if (!is_own_word(result)) return fail_service(unknown("the query was not answered"));
    wait_for_text(then);
  });
}

bool GsmPort::Core::understood() const {
  return service_ && (service_->granted || service_->refused || service_->none_outstanding || !service_->entries.empty());
}

// Also text of a query that nobody waits for any more is none of a line.
bool GsmPort::Core::take_service_text(std::string_view line) {
  if (!service_ || !service_->sent || service_->order.kind == ServiceKind::send_message) return false;
  for (const ServiceText& text : modem_.service_texts) {
    const auto match = text.pattern.match(line);
    if (!match) continue;
    service_->text = line.substr(0, k_longest_text);
    service_->granted = service_->granted || text.means == ServiceMeaning::granted;
    service_->refused = service_->refused || text.means == ServiceMeaning::refused;
    service_->none_outstanding = service_->none_outstanding || text.means == ServiceMeaning::none_outstanding;
    if (text.means == ServiceMeaning::entry) add_entry(*match);
    if (text_wait_.armed()) text_wait_ = scheduler_.after(modem_.gsm.unclosed_text, text_then_);
    return true;
  }
  return false;
}

void GsmPort::Core::add_entry(const PatternMatch& match) {
  auto& entries = service_->entries;
  const unsigned index = match.index.value_or(0);
  const bool known = std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.index == index; });
  if (!known && entries.size() < k_most_entries) entries.push_back({index, match.number.value_or("")});
}

// Between busy and this, nothing was sent. T1 is the network's, and ends with the request. [voice-modems 5.5]
void GsmPort::Core::request_completion() {
  if (!call_.is(State::busy))
    return fail_service({ErrorCode::bad_state, Remedy::misuse, name_ + " has no busy call that could be completed", {}});
  t1_.reset();
  ask_network(modem_.ccbs_request, [this](const Result& result) { request_ended(result); });
}

void GsmPort::Core::request_ended(const Result& result) {
  if (!service_) return;
  if (!result && result.error().code == ErrorCode::device_refused) {
    keep_busy(std::max(busy_until_ - now(), env::Duration::zero()));
    return finish_service(false, error_text(result.error().heard));
  }
  if (!result) {
    fail_service(unknown("whether the network took the request is not known"));
    return static_cast<void>(step(Input::t1_over));
  }
  if (modem_.ccbs_ok_is_proof) service_->granted = true;
  const bool reports = knows(NewsMeaning::ccbs_registered) || !modem_.understands_query();
  if (!reports) return verify_request();
  wait_for_text([this] { verify_request(); });
}

void GsmPort::Core::verify_request() {
  if (!service_) return;
  if (understood() || !modem_.understands_query()) return judge_request();
  query_then([this] { judge_request(); });
}

bool GsmPort::Core::lists_request() const {
  return std::any_of(service_->entries.begin(), service_->entries.end(),
                     [this](const auto& entry) { return entry.number.empty() || same_number(entry.number, called_); });
}

// The modem has released the call with the request.
void GsmPort::Core::judge_request() {
  if (!service_) return;
  const std::string said = service_->text.empty() ? "the modem reported it" : service_->text;
  if (service_->granted || lists_request())
    finish_service(true, said);
  else if (service_->refused)
    finish_service(false, said);
  else if (service_->none_outstanding || !service_->entries.empty())
    finish_service(false, "the modem said OK, and the network does not list it: " + said);
  else
    fail_service(unknown("the modem said OK, which proves nothing, and the network said no more"));
  step(Input::t1_over);
}

void GsmPort::Core::cancel_completion() {
  std::string text = modem_.ccbs_cancel_all;
  if (service_->order.kind == ServiceKind::cancel_completion) {
    const unsigned index = service_->order.index;
    if (index < 1 || index > k_most_entries)
      return fail_service({ErrorCode::bad_completion_id, Remedy::misuse, "the network counts requests from 1 to 5", {}});
    text = modem_.ccbs_cancel_one;
    constexpr std::string_view k_hole = "<index>";
    text.replace(text.find(k_hole), k_hole.size(), std::to_string(index));
  }
  ask_network(text, [this](const Result& result) { cancel_ended(result); });
}

void GsmPort::Core::cancel_ended(const Result& result) {
  if (!service_) return;
  if (!is_own_word(result)) return fail_service(unknown("whether the network cancelled is not known"));
  if (!result) return finish_service(false, error_text(result.error().heard));
  if (service_->refused) return finish_service(false, service_->text);
  if (service_->granted) return finish_service(true, service_->text);
  if (!modem_.understands_query()) return finish_service(true, "OK");
  query_then([this] { judge_cancel(); });
}

void GsmPort::Core::judge_cancel() {
  if (!service_) return;
  const bool one = service_->order.kind == ServiceKind::cancel_completion;
  const auto& entries = service_->entries;
  const bool still =
      std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return !one || entry.index == service_->order.index; });
  if (still) return finish_service(false, "the network still lists it: " + service_->text);
  if (understood()) return finish_service(true, service_->text);
  fail_service(unknown("whether the network cancelled is not known"));
}

void GsmPort::Core::query_completions() {
  query_then([this] {
    if (!service_) return;
    if (service_->refused) return finish_service(false, service_->text);
    if (understood()) return finish_service(true, service_->text);
    fail_service(unknown("the answer to the query is not understood"));
  });
}

}  // namespace campon::atmodem
