// What passes in a call: what the application notes of it, and the digits.
#include <string>

#include "provider/abi/abi_timers.hpp"
#include "provider/abi/call_params.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/line/line_error.hpp"

namespace campon::provider::abi {

namespace {

// Answers INVALCALLHANDLE, or what `work` does with the call.
template <class Work>
LONG on_call(HDRVCALL call, Work work) noexcept {
  return entry([=](Instance& running) -> LONG {
    const auto found = running.calls.find(reinterpret_cast<std::uintptr_t>(call));
    return found ? work(running, found) : failure(LINEERR_INVALCALLHANDLE);
  });
}

LONG note(const std::shared_ptr<HostCall>& call, DWORD& place, DWORD value, DWORD what) {
  place = value;
  call->line->tell_changed(call, what);
  return 0;
}

void generated(const std::weak_ptr<HostCall>& weak, DWORD end_to_end, const env::Result& result) {
  if (const auto call = weak.lock()) call->line->tell_generated(call, result ? LINEGENERATETERM_DONE : LINEGENERATETERM_CANCEL, end_to_end);
}

LONG generate(const std::shared_ptr<HostCall>& call, DWORD end_to_end, const std::string& digits) {
  const auto result = call->line->provider().generate(
      call->id, digits, [weak = std::weak_ptr(call), end_to_end](const env::Result& ended) { generated(weak, end_to_end, ended); });
  return result ? 0 : line_error(result.error().code).value;
}

LONG stop_generating(const std::shared_ptr<HostCall>& call) {
  call->line->provider().stop_generating(call->id);
  return 0;
}

// Whether digits of the other party can be heard: 0, or the LINEERR.
LONG check_hearing(const HostCall& call, DWORD modes) {
  if (!call.line->provider().capabilities().hears_digits) return failure(LINEERR_OPERATIONUNAVAIL);
  if ((modes & ~static_cast<DWORD>(LINEDIGITMODE_DTMF)) != 0) return failure(LINEERR_INVALDIGITMODE);
  const auto view = call.line->provider().call(call.id);
  const bool over = !view || view->state == CallState::idle || view->state == CallState::disconnected;
  return over ? failure(LINEERR_INVALCALLSTATE) : 0;
}

bool is_timeout(DWORD milliseconds) {
  const env::Duration time = std::chrono::milliseconds(milliseconds);
  return milliseconds == 0 || (time >= k_abi_timers.gather_shortest && time <= k_abi_timers.gather_longest);
}

struct GatherOrder {
  DWORD modes;
  Gathering wanted;
  DWORD first;
  DWORD between;
};

LONG check(const HostCall& call, const GatherOrder& order) {
  if (const LONG bad = check_hearing(call, order.modes); bad != 0) return bad;
  if (order.modes == 0) return failure(LINEERR_INVALDIGITMODE);
  if (order.wanted.wanted == 0) return failure(LINEERR_INVALPARAM);
  if (order.wanted.terminators.find_first_not_of("0123456789*#ABCD") != std::string::npos) return failure(LINEERR_INVALDIGITS);
  return is_timeout(order.first) && is_timeout(order.between) ? 0 : failure(LINEERR_INVALTIMEOUT);
}

LONG gather(const std::shared_ptr<HostCall>& call, GatherOrder& order) {
  if (const LONG bad = check(*call, order); bad != 0) return bad;
  order.wanted.between = std::chrono::milliseconds(order.between);
  call->line->gather(call, std::move(order.wanted), std::chrono::milliseconds(order.first));
  return 0;
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineSetAppSpecific(HDRVCALL hdCall, DWORD dwAppSpecific) {
  return on_call(hdCall, [=](Instance& /*running*/, const auto& call) {
    return note(call, call->app_specific, dwAppSpecific, LINECALLINFOSTATE_APPSPECIFIC);
  });
}

LONG TSPI_lineSetMediaMode(HDRVCALL hdCall, DWORD dwMediaMode) {
  return on_call(hdCall, [=](Instance& /*running*/, const auto& call) {
    if (dwMediaMode == 0 || (dwMediaMode & ~k_media_modes) != 0) return failure(LINEERR_INVALMEDIAMODE);
    return note(call, call->media_mode, dwMediaMode, LINECALLINFOSTATE_MEDIAMODE);
  });
}

LONG TSPI_lineGenerateDigits(HDRVCALL hdCall, DWORD dwEndToEndID, DWORD dwDigitMode, LPCSTR lpszDigits, DWORD /*dwDuration*/) {
  return guarded_entry([&] {
    const bool stop = lpszDigits == nullptr;
    const std::string digits(stop ? "" : lpszDigits);
    return on_call(hdCall, [=](Instance& /*running*/, const auto& call) {
      if (stop) return stop_generating(call);
      return dwDigitMode == LINEDIGITMODE_DTMF ? generate(call, dwEndToEndID, digits) : failure(LINEERR_INVALDIGITMODE);
    });
  });
}

LONG TSPI_lineMonitorDigits(HDRVCALL hdCall, DWORD dwDigitModes) {
  return on_call(hdCall, [=](Instance& /*running*/, const auto& call) -> LONG {
    if (const LONG bad = check_hearing(*call, dwDigitModes); bad != 0) return bad;
    call->monitors_digits = dwDigitModes != 0;
    return 0;
  });
}

LONG TSPI_lineGatherDigits(HDRVCALL hdCall, DWORD dwEndToEndID, DWORD dwDigitModes, LPSTR lpsDigits, DWORD dwNumDigits,
                           LPCSTR lpszTerminationDigits, DWORD dwFirstDigitTimeout, DWORD dwInterDigitTimeout) {
  return guarded_entry([&] {
    const std::string terminators(lpszTerminationDigits == nullptr ? "" : lpszTerminationDigits);
    return on_call(hdCall, [=](Instance& /*running*/, const auto& call) -> LONG {
      if (lpsDigits == nullptr) return call->line->end_gathering(call, LINEGATHERTERM_CANCEL), 0;
      GatherOrder order{
          dwDigitModes, {dwEndToEndID, lpsDigits, dwNumDigits, 0, terminators, {}, {}}, dwFirstDigitTimeout, dwInterDigitTimeout};
      return gather(call, order);
    });
  });
}
