// TSPI_lineOpen, TSPI_lineClose and what belongs to an open line.
#include <future>

#include "provider/abi/call_params.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/abi/structure_writer.hpp"
#include "provider/abi/versions.hpp"

namespace campon::provider::abi {

namespace {

std::shared_ptr<OpenLine> find(Instance& running, HDRVLINE line) { return running.lines.find(reinterpret_cast<std::uintptr_t>(line)); }

LONG open(Instance& running, DWORD device_id, HTAPILINE host, LPHDRVLINE out, DWORD version, LINEEVENT event) {
  LineProvider* provider = running.device(device_id);
  if (provider == nullptr) return failure(LINEERR_BADDEVICEID);
  for (const auto& [handle, other] : running.lines.all())
    if (other->device_id() == device_id) return failure(LINEERR_ALLOCATED);
  auto line = std::make_shared<OpenLine>(running, *provider, device_id, version, host, event);
  line->handle = running.lines.add(line);
  provider->attach(line.get());
  if (!provider->in_service()) provider->open(nullptr);
  *out = reinterpret_cast<HDRVLINE>(line->handle);
  return 0;
}

// Everything that can be done at once; the hook follows through `on_hook`.
LONG close(Instance& running, HDRVLINE hdLine, const std::shared_ptr<std::promise<void>>& on_hook) {
  const auto line = find(running, hdLine);
  if (!line) return failure(LINEERR_INVALLINEHANDLE);
  running.end_all_of_line(line->handle);
  line->fall_silent();
  running.lines.remove(line->handle);
  line->provider().close([on_hook](const env::Result&) { on_hook->set_value(); });
  return 0;
}

LONG dev_status(Instance& running, HDRVLINE hdLine, LPLINEDEVSTATUS out) {
  const auto line = find(running, hdLine);
  if (!line) return failure(LINEERR_INVALLINEHANDLE);
  StructureWriter writer(out, fixed_size<LINEDEVSTATUS>(line->version()));
  auto& status = writer.fields;
  writer.keep(&LINEDEVSTATUS::dwNumOpens, &LINEDEVSTATUS::dwOpenMediaModes, &LINEDEVSTATUS::dwAppInfoSize, &LINEDEVSTATUS::dwAppInfoOffset);
  status.dwNumActiveCalls = static_cast<DWORD>(line->active_calls());
  status.dwLineFeatures = line->can_make_call() ? LINEFEATURE_MAKECALL : 0;
  status.dwNumCallCompletions = static_cast<DWORD>(line->provider().completions().size());
  status.dwRingMode = line->ring_mode();
  status.dwSignalLevel = 0xFFFF;
  status.dwBatteryLevel = 0xFFFF;
  status.dwDevStatusFlags = line->provider().in_service() ? LINEDEVSTATUSFLAGS_CONNECTED | LINEDEVSTATUSFLAGS_INSERVICE : 0;
  status.dwAvailableMediaModes = line->can_make_call() ? LINEMEDIAMODE_INTERACTIVEVOICE : 0;
  return writer.finish();
}

LONG address_status(Instance& running, HDRVLINE hdLine, LPLINEADDRESSSTATUS out) {
  const auto line = find(running, hdLine);
  if (!line) return failure(LINEERR_INVALLINEHANDLE);
  StructureWriter writer(out, fixed_size<LINEADDRESSSTATUS>(line->version()));
  auto& status = writer.fields;
  status.dwNumInUse = line->active_calls() == 0 ? 0 : 1;
  status.dwNumActiveCalls = static_cast<DWORD>(line->active_calls());
  status.dwAddressFeatures = line->can_make_call() ? LINEADDRFEATURE_MAKECALL : 0;
  if (line->provider().can_uncomplete()) status.dwAddressFeatures |= LINEADDRFEATURE_UNCOMPLETECALL;
  return writer.finish();
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineOpen(DWORD dwDeviceID, HTAPILINE htLine, LPHDRVLINE lphdLine, DWORD dwTSPIVersion, LINEEVENT lpfnEventProc) {
  if (lphdLine == nullptr || lpfnEventProc == nullptr) return failure(LINEERR_INVALPOINTER);
  if (!is_version(dwTSPIVersion)) return failure(LINEERR_INCOMPATIBLEAPIVERSION);
  return entry([=](Instance& running) { return open(running, dwDeviceID, htLine, lphdLine, dwTSPIVersion, lpfnEventProc); });
}

LONG TSPI_lineClose(HDRVLINE hdLine) {
  return guarded_entry([&]() -> LONG {
    const auto running = instance();
    if (!running) return failure(LINEERR_UNINITIALIZED);
    const auto on_hook = std::make_shared<std::promise<void>>();
    const LONG result = running->inside([&] { return close(*running, hdLine, on_hook); });
    if (result != 0) return result;
    running->delivery().drop_events(reinterpret_cast<std::uintptr_t>(hdLine));
    on_hook->get_future().wait();
    return 0;
  });
}

LONG TSPI_lineGetNumAddressIDs(HDRVLINE hdLine, LPDWORD lpdwNumAddressIDs) {
  if (lpdwNumAddressIDs == nullptr) return failure(LINEERR_INVALPOINTER);
  return entry([=](Instance& running) -> LONG {
    if (!find(running, hdLine)) return failure(LINEERR_INVALLINEHANDLE);
    *lpdwNumAddressIDs = 1;
    return 0;
  });
}

LONG TSPI_lineSetDefaultMediaDetection(HDRVLINE hdLine, DWORD dwMediaModes) {
  return entry([=](Instance& running) -> LONG {
    const auto line = find(running, hdLine);
    if (!line) return failure(LINEERR_INVALLINEHANDLE);
    if ((dwMediaModes & ~k_media_modes) != 0) return failure(LINEERR_INVALMEDIAMODE);
    line->media_modes = dwMediaModes == 0 ? 0 : LINEMEDIAMODE_INTERACTIVEVOICE;
    return 0;
  });
}

LONG TSPI_lineConditionalMediaDetection(HDRVLINE hdLine, DWORD dwMediaModes, LINECALLPARAMS const* lpCallParams) {
  return entry([=](Instance& running) -> LONG {
    const auto line = find(running, hdLine);
    if (!line) return failure(LINEERR_INVALLINEHANDLE);
    if ((dwMediaModes & ~k_media_modes) != 0) return failure(LINEERR_INVALMEDIAMODE);
    return check_params(lpCallParams, line->version());
  });
}

LONG TSPI_lineSelectExtVersion(HDRVLINE hdLine, DWORD dwExtVersion) {
  return entry([=](Instance& running) -> LONG {
    if (!find(running, hdLine)) return failure(LINEERR_INVALLINEHANDLE);
    return dwExtVersion == 0 ? 0 : failure(LINEERR_OPERATIONUNAVAIL);
  });
}

LONG TSPI_lineSetStatusMessages(HDRVLINE hdLine, DWORD dwLineStates, DWORD dwAddressStates) {
  return entry([=](Instance& running) -> LONG {
    const auto line = find(running, hdLine);
    if (!line) return failure(LINEERR_INVALLINEHANDLE);
    line->line_states = dwLineStates;
    line->address_states = dwAddressStates;
    return 0;
  });
}

LONG TSPI_lineGetLineDevStatus(HDRVLINE hdLine, LPLINEDEVSTATUS lpLineDevStatus) {
  if (lpLineDevStatus == nullptr) return failure(LINEERR_INVALPOINTER);
  return entry([=](Instance& running) { return dev_status(running, hdLine, lpLineDevStatus); });
}

LONG TSPI_lineGetAddressStatus(HDRVLINE hdLine, DWORD dwAddressID, LPLINEADDRESSSTATUS lpAddressStatus) {
  if (lpAddressStatus == nullptr) return failure(LINEERR_INVALPOINTER);
  if (dwAddressID != 0) return failure(LINEERR_INVALADDRESSID);
  return entry([=](Instance& running) { return address_status(running, hdLine, lpAddressStatus); });
}
