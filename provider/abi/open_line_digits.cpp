// Digits in a call, in both directions, as the host is told of them.
#include "provider/abi/open_line.hpp"

namespace campon::provider::abi {

// Milliseconds since some moment of the past. [LINE_MONITORDIGITS dwParam3]
DWORD_PTR OpenLine::ticks() const {
  const auto now = instance_.runtime().scheduler().now().time_since_epoch();
  return static_cast<DWORD>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

void OpenLine::tell_generated(const std::shared_ptr<HostCall>& call, DWORD how, DWORD end_to_end) {
  call_event(call, LINE_GENERATE, how, end_to_end, ticks());
}

void OpenLine::on_digit(CallId id, char digit) {
  const auto call = find(id);
  if (!call) return;
  if (call->monitors_digits) call_event(call, LINE_MONITORDIGITS, static_cast<unsigned char>(digit), LINEDIGITMODE_DTMF, ticks());
  if (call->gathering) gathered(call, digit);
}

void OpenLine::gathered(const std::shared_ptr<HostCall>& call, char digit) {
  Gathering& to = *call->gathering;
  to.digits[to.count++] = digit;
  if (to.terminators.find(digit) != std::string::npos) return end_gathering(call, LINEGATHERTERM_TERMDIGIT);
  if (to.count == to.wanted) return end_gathering(call, LINEGATHERTERM_BUFFERFULL);
  arm(call, to.between, LINEGATHERTERM_INTERTIMEOUT);
}

void OpenLine::arm(const std::shared_ptr<HostCall>& call, env::Duration limit, DWORD reason) {
  call->gathering->limit.reset();
  if (limit == env::Duration::zero()) return;
  call->gathering->limit = instance_.runtime().scheduler().after(limit, [this, weak = std::weak_ptr(call), reason] {
    if (const auto still = weak.lock()) end_gathering(still, reason);
  });
}

void OpenLine::gather(const std::shared_ptr<HostCall>& call, Gathering wanted, env::Duration first) {
  end_gathering(call, LINEGATHERTERM_CANCEL);
  call->gathering.emplace(std::move(wanted));
  arm(call, first, LINEGATHERTERM_FIRSTTIMEOUT);
}

void OpenLine::end_gathering(const std::shared_ptr<HostCall>& call, DWORD reason) {
  if (!call->gathering) return;
  if (call->gathering->count < call->gathering->wanted) call->gathering->digits[call->gathering->count] = '\0';
  const DWORD end_to_end = call->gathering->end_to_end;
  call->gathering.reset();
  call_event(call, LINE_GATHERDIGITS, reason, end_to_end, ticks());
}

}  // namespace campon::provider::abi
