// What passes in a call: what the application notes of it, and the digits.
#include "provider/abi/call_params.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"

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
