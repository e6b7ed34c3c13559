// campon_get_requests and campon_get_recall_verdict.
#include "campon/campon.h"
#include "provider/abi/campon_entry.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/abi/request_block.hpp"
#include "provider/abi/structure_writer.hpp"

namespace campon::provider::abi {

namespace {

LONG requests(Instance& running, HDRVLINE hdLine, LPCAMPONREQUESTLIST out) {
  const auto line = running.lines.find(reinterpret_cast<std::uintptr_t>(hdLine));
  if (!line) return failure(LINEERR_INVALLINEHANDLE);
  StructureWriter writer(out, sizeof(CAMPONREQUESTLIST));
  auto& list = writer.fields;
  RequestBlock block(sizeof(CAMPONREQUESTLIST));
  for (const auto& view : line->provider().completions()) block.add(view, line->provider().history(view.id));
  list.dwNumRequests = block.count();
  list.dwEntrySize = sizeof(CAMPONREQUEST);
  const auto bytes = block.bytes();
  if (!bytes.empty())
    writer.bytes(bytes.size(), list.dwRequestsSize, list.dwRequestsOffset,
                 [&](std::byte* to) { std::memcpy(to, bytes.data(), bytes.size()); });
  return writer.finish();
}

DWORD kind_of(const CallView& view) {
  if (view.origin != CallOrigin::inbound || view.verdict.empty()) return CAMPONVERDICT_NONE;
  return view.reason == CallReason::call_completion ? CAMPONVERDICT_RECALL : CAMPONVERDICT_ORDINARY;
}

LONG verdict(Instance& running, HDRVCALL hdCall, LPCAMPONRECALLVERDICT out) {
  const auto call = running.calls.find(reinterpret_cast<std::uintptr_t>(hdCall));
  if (!call) return failure(LINEERR_INVALCALLHANDLE);
  const CallView view = call->line->provider().call(call->id).value_or(call->told);
  StructureWriter writer(out, sizeof(CAMPONRECALLVERDICT));
  auto& fields = writer.fields;
  fields.dwKind = kind_of(view);
  fields.dwCompletionID = fields.dwKind == CAMPONVERDICT_RECALL ? view.completion.value : 0;
  writer.text(view.verdict, fields.dwReasonsSize, fields.dwReasonsOffset);
  return writer.finish();
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG campon_get_requests(HDRVLINE hdLine, DWORD dwCamponVersion, LPCAMPONREQUESTLIST lpRequests) {
  if (lpRequests == nullptr) return failure(LINEERR_INVALPOINTER);
  if (!knows_campon_version(dwCamponVersion)) return failure(LINEERR_INCOMPATIBLEAPIVERSION);
  return entry([=](Instance& running) { return requests(running, hdLine, lpRequests); });
}

LONG campon_get_recall_verdict(HDRVCALL hdCall, DWORD dwCamponVersion, LPCAMPONRECALLVERDICT lpVerdict) {
  if (lpVerdict == nullptr) return failure(LINEERR_INVALPOINTER);
  if (!knows_campon_version(dwCamponVersion)) return failure(LINEERR_INCOMPATIBLEAPIVERSION);
  return entry([=](Instance& running) { return verdict(running, hdCall, lpVerdict); });
}
