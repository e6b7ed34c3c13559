// Digits in a call: one generation at a time, and each is told how it ended. [TSPI_lineGenerateDigits, LINE_GENERATE]
#include "provider/abi/open_line.hpp"

namespace campon::provider::abi {

void OpenLine::set_app_specific(const std::shared_ptr<HostCall>& call, DWORD value) {
  if (std::exchange(call->app_specific, value) != value) call_event(call, LINE_CALLINFO, LINECALLINFOSTATE_APPSPECIFIC, 0, 0);
}

void OpenLine::generate(const std::shared_ptr<HostCall>& call, DWORD id, const hal::DialString& digits) {
  cancel_generation(call);
  call->generation.running = id;
  if (call->generation.busy)
    call->generation.next = {id, digits};
  else
    send(call, id, digits);
}

void OpenLine::cancel_generation(const std::shared_ptr<HostCall>& call) {
  call->generation.next.reset();
  if (call->generation.running) tell_generated(call, LINEGENERATETERM_CANCEL);
}

void OpenLine::send(const std::shared_ptr<HostCall>& call, DWORD id, const hal::DialString& digits) {
  call->generation.running = id;
  call->generation.busy = true;
  provider_.send_digits(call->id, digits, [weak = weak_from_this(), call](const env::Result& result) {
    if (const auto self = weak.lock()) self->generated(call, result);
  });
}

void OpenLine::generated(const std::shared_ptr<HostCall>& call, const env::Result& result) {
  call->generation.busy = false;
  if (const auto next = std::exchange(call->generation.next, std::nullopt)) return send(call, next->first, next->second);
  if (call->generation.running) tell_generated(call, result ? LINEGENERATETERM_DONE : LINEGENERATETERM_CANCEL);
}

void OpenLine::tell_generated(const std::shared_ptr<HostCall>& call, DWORD termination) {
  const DWORD id = std::exchange(call->generation.running, std::nullopt).value_or(0);
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(instance_.runtime().scheduler().now().time_since_epoch());
  call_event(call, LINE_GENERATE, termination, id, static_cast<DWORD>(ms.count()));
}

}  // namespace campon::provider::abi
