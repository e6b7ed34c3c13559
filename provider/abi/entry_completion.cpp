// TSPI_lineCompleteCall and TSPI_lineUncompleteCall.
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/abi/state_map.hpp"
#include "provider/line_error.hpp"

namespace campon::provider::abi {

namespace {

LONG complete(Instance& running, DRV_REQUESTID request, HDRVCALL hdCall, LPDWORD out, CompletionMode mode, DWORD message) {
  const auto call = running.calls.find(reinterpret_cast<std::uintptr_t>(hdCall));
  if (!call) return failure(LINEERR_INVALCALLHANDLE);
  if (!running.begin(request, call->line->handle, call->handle)) return failure(LINEERR_INVALPARAM);
  call->line->provider().complete(call->id, mode, message,
                                  [request, out, weak = std::weak_ptr<Instance>(instance())](const auto& accepted) {
                                    const auto alive = weak.lock();
                                    // Once the request has ended the caller may have taken its memory back.
                                    if (!alive || !alive->pending(request)) return;
                                    if (accepted) *out = accepted->value;
                                    alive->end(request, accepted ? 0 : line_error(accepted.error().code).value);
                                  });
  return static_cast<LONG>(request);
}

LONG uncomplete(Instance& running, DRV_REQUESTID request, HDRVLINE hdLine, DWORD id) {
  const auto line = running.lines.find(reinterpret_cast<std::uintptr_t>(hdLine));
  if (!line) return failure(LINEERR_INVALLINEHANDLE);
  if (!running.begin(request, line->handle, 0)) return failure(LINEERR_INVALPARAM);
  line->provider().uncomplete(CompletionId{id}, [request, weak = std::weak_ptr<Instance>(instance())](const env::Result& result) {
    if (const auto alive = weak.lock()) alive->end(request, result ? 0 : line_error(result.error().code).value);
  });
  return static_cast<LONG>(request);
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineCompleteCall(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPDWORD lpdwCompletionID, DWORD dwCompletionMode,
                           DWORD dwMessageID) {
  if (lpdwCompletionID == nullptr) return failure(LINEERR_INVALPOINTER);
  return entry([=](Instance& running) -> LONG {
    const auto mode = completion_mode_of(dwCompletionMode);
    if (!mode) return failure(LINEERR_INVALCALLCOMPLMODE);
    return complete(running, dwRequestID, hdCall, lpdwCompletionID, *mode, dwMessageID);
  });
}

LONG TSPI_lineUncompleteCall(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD dwCompletionID) {
  return entry([=](Instance& running) { return uncomplete(running, dwRequestID, hdLine, dwCompletionID); });
}
