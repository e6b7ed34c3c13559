// TSPI_lineCompleteCall and TSPI_lineUncompleteCall.
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/abi/state_map.hpp"
#include "provider/line/line_error.hpp"

namespace campon::provider::abi {

namespace {

// Once the request has ended the caller may have taken the memory of `out` back.
void reply(Instance& running, const Ticket& ticket, LPDWORD out, const env::Expected<CompletionId>& accepted) {
  if (!running.pending(ticket)) return;
  if (accepted) *out = accepted->value;
  running.end(ticket, accepted ? 0 : line_error(accepted.error().code).value);
}

LONG complete(Instance& running, DRV_REQUESTID request, HDRVCALL hdCall, LPDWORD out, CompletionMode mode, DWORD message) {
  const auto call = running.calls.find(reinterpret_cast<std::uintptr_t>(hdCall));
  if (!call) return failure(LINEERR_INVALCALLHANDLE);
  const auto ticket = running.begin(request, call->line->handle, call->handle);
  if (!ticket) return failure(LINEERR_INVALPARAM);
  call->line->provider().complete(call->id, mode, message, [ticket = *ticket, out, weak = running.weak_from_this()](const auto& accepted) {
    if (const auto alive = weak.lock()) reply(*alive, ticket, out, accepted);
  });
  return static_cast<LONG>(request);
}

LONG uncomplete(Instance& running, DRV_REQUESTID request, HDRVLINE hdLine, DWORD id) {
  const auto line = running.lines.find(reinterpret_cast<std::uintptr_t>(hdLine));
  if (!line) return failure(LINEERR_INVALLINEHANDLE);
  const auto ticket = running.begin(request, line->handle, 0);
  if (!ticket) return failure(LINEERR_INVALPARAM);
  line->provider().uncomplete(CompletionId{id}, [ticket = *ticket, weak = running.weak_from_this()](const env::Result& result) {
    if (const auto alive = weak.lock()) alive->end(ticket, result);
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
