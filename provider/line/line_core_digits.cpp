// Digits in a call: sent one by one, so that they can be stopped, and heard.
#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;

constexpr std::string_view k_sendable = "0123456789*#ABCD,!";

std::string sendable(std::string_view text) {
  std::string out;
  for (const char given : text) {
    const char c = given >= 'a' && given <= 'd' ? static_cast<char>(given - 'a' + 'A') : given;
    if (k_sendable.find(c) != std::string_view::npos) out += c;
  }
  return out;
}

// In proceeding the network may still wait for digits of the number, and those are judged as a number.
bool takes_digits(CallState state) {
  return state == CallState::ringback || state == CallState::busy || state == CallState::specialinfo || state == CallState::connected;
}

env::Result bad_state(const char* why) { return env::fail(ErrorCode::bad_state, Remedy::misuse, why); }

}  // namespace

env::Result LineProvider::Core::may_generate(const Call* call, std::string_view digits) const {
  if (call == nullptr) return env::fail(ErrorCode::bad_handle, Remedy::misuse, "there is no such call");
  const AddressCapabilities can = capabilities();
  if (!can.sends_digits) return env::fail(ErrorCode::not_supported, Remedy::unsupported, "the device cannot send digits in a call");
  if (digits.find('!') != std::string_view::npos && !can.flashes)
    return env::fail(ErrorCode::not_supported, Remedy::unsupported, "the device cannot flash as long as the region wants");
  if (on_line_ != call->view.id || call->dropping || !takes_digits(call->machine.state()))
    return bad_state("no digits can be sent in this state of the call");
  if (run_) return bad_state("a procedure of the network runs in the call");
  if (call->machine.is(CallState::busy) && call->view.completion.value != 0) return bad_state("the call waits camped");
  return {};
}

// Behind a flash a number can be dialled, for which the rules hold as for any other.
env::Result LineProvider::Core::permit_signals(Call& call, std::string_view digits) {
  auto number = call.second_number;
  for (const char c : digits) {
    if (c == '!')
      number.emplace();
    else if (number && c != ',')
      *number += c;
    if (const env::Result may = permit_number(number.value_or(""), false); !may) return may;
  }
  call.second_number = std::move(number);
  return {};
}

env::Result LineProvider::Core::generate(CallId id, std::string_view digits, Done done) {
  const std::string now = sendable(digits);
  Call* call = find(id);
  if (const env::Result may = may_generate(call, now); !may) return may;
  if (const env::Result may = permit_signals(*call, now); !may) return may;
  stop_generating(id);
  generation_.emplace(Generation{id, now, 0, std::move(done), {}});
  if (!signalling_) next_signal();
  return {};
}

void LineProvider::Core::stop_generating(CallId id) {
  if (generation_ && generation_->call == id) end_generation(env::fail(ErrorCode::cancelled, Remedy::misuse, "the digits were stopped"));
}

void LineProvider::Core::end_generation(const env::Result& result) {
  if (!generation_) return;
  outbox_.tell([done = std::move(generation_->done), result] {
    if (done) done(result);
  });
  generation_.reset();
}

void LineProvider::Core::next_signal() {
  if (!generation_) return;
  if (generation_->next == generation_->digits.size()) return end_generation({});
  const char c = generation_->digits[generation_->next++];
  if (c == ',') {
    generation_->pause = scheduler_.after(timers_.pause, [this] { next_signal(); });
    return;
  }
  signalling_ = true;
  if (c == '!') return flash_call();
  const auto digit = hal::DialString::parse(std::string_view(&c, 1));
  note(env::TraceKind::sent, who(generation_->call), std::string("digit ") + c);
  line_.send_digits(*digit, guarded([this](const env::Result& result) { signal_sent(result); }));
}

void LineProvider::Core::flash_call() {
  note(env::TraceKind::sent, who(generation_->call), "flash");
  calls_.at(generation_->call).flashed = true;
  line_.flash(region_.flash, guarded([this](const env::Result& result) { signal_sent(result); }));
}

void LineProvider::Core::signal_sent(const env::Result& result) {
  signalling_ = false;
  if (!result) return end_generation(result);
  next_signal();
}

// While the line sends, its own digits may be heard.
void LineProvider::Core::digit_heard(CallId id, char digit) {
  if (sends_now()) return;
  outbox_.tell([this, id, digit] {
    if (observer_ != nullptr && find(id) != nullptr) observer_->on_digit(id, digit);
  });
}

}  // namespace campon::provider
