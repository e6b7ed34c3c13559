// Digits in a call, and what the host says of a call.
#include <algorithm>

#include "hal/dial_string.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/line/line_error.hpp"

namespace campon::provider::abi {

namespace {

constexpr std::string_view k_sendable = "0123456789*#ABCDabcd,";
constexpr std::size_t k_most_digits = 40;  // what a modem takes in one command line [voice-modems 2.2]

template <class Work>
LONG on_call(HDRVCALL call, Work work) noexcept {
  return entry([=](Instance& running) -> LONG {
    const auto found = running.calls.find(reinterpret_cast<std::uintptr_t>(call));
    return found ? work(found) : failure(LINEERR_INVALCALLHANDLE);
  });
}

LONG generate(const std::shared_ptr<HostCall>& call, DWORD id, DWORD mode, std::string digits) {
  LineProvider& line = call->line->provider();
  if (mode != LINEDIGITMODE_DTMF) return failure(LINEERR_INVALDIGITMODE);
  if (digits.find('!') != std::string::npos) return failure(LINEERR_INVALDIGITS);
  std::erase_if(digits, [](char c) { return k_sendable.find(c) == std::string_view::npos; });
  if (digits.size() > k_most_digits) return failure(LINEERR_INVALDIGITS);
  if (!line.generates_digits()) return failure(LINEERR_OPERATIONUNAVAIL);
  if (!call->generation.busy && !line.may_send_digits(call->id)) return failure(LINEERR_INVALCALLSTATE);
  const auto parsed = hal::DialString::parse(digits);
  if (!parsed) return failure(LINEERR_INVALDIGITS);
  call->line->generate(call, id, *parsed);
  return 0;
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineGenerateDigits(HDRVCALL hdCall, DWORD dwEndToEndID, DWORD dwDigitMode, LPCSTR lpszDigits, DWORD /*dwDuration*/) {
  if (lpszDigits == nullptr)
    return on_call(hdCall, [](const auto& call) -> LONG {
      call->line->cancel_generation(call);
      return 0;
    });
  return guarded_entry([&] {
    const std::string digits(lpszDigits);
    return on_call(hdCall, [=](const auto& call) { return generate(call, dwEndToEndID, dwDigitMode, digits); });
  });
}

LONG TSPI_lineSetAppSpecific(HDRVCALL hdCall, DWORD dwAppSpecific) {
  return on_call(hdCall, [=](const auto& call) -> LONG {
    call->line->set_app_specific(call, dwAppSpecific);
    return 0;
  });
}

LONG TSPI_lineSetMediaMode(HDRVCALL hdCall, DWORD dwMediaMode) {
  return on_call(hdCall,
                 [=](const auto&) -> LONG { return dwMediaMode == LINEMEDIAMODE_INTERACTIVEVOICE ? 0 : failure(LINEERR_INVALMEDIAMODE); });
}
