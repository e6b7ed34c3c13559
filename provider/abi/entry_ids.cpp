// Ids: of addresses, of calls, and of devices that belong to a line.
#include <strings.h>

#include <cstring>

#include "hal/env/trace.hpp"
#include "provider/abi/device_class.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/abi/structure_writer.hpp"

namespace campon::provider::abi {

namespace {

struct Selected {
  HDRVLINE line;
  DWORD address;
  HDRVCALL call;
  DWORD select;
};

// The line that is meant; empty, and `error` says why.
std::shared_ptr<OpenLine> line_of(Instance& running, const Selected& selected, LONG& error) {
  const bool by_call = selected.select == LINECALLSELECT_CALL;
  if (!by_call && selected.select != LINECALLSELECT_LINE && selected.select != LINECALLSELECT_ADDRESS) {
    error = failure(LINEERR_INVALCALLSELECT);
    return nullptr;
  }
  const auto call = by_call ? running.calls.find(reinterpret_cast<std::uintptr_t>(selected.call)) : nullptr;
  const auto line = by_call ? (call ? call->line : nullptr) : running.lines.find(reinterpret_cast<std::uintptr_t>(selected.line));
  error = line ? 0 : failure(by_call ? LINEERR_INVALCALLHANDLE : LINEERR_INVALLINEHANDLE);
  if (line && selected.select == LINECALLSELECT_ADDRESS && selected.address != 0) error = failure(LINEERR_INVALADDRESSID);
  return error == 0 ? line : nullptr;
}

bool is_class(const std::string& asked, std::string_view ours) {
  return asked.size() == ours.size() && strncasecmp(asked.data(), ours.data(), ours.size()) == 0;
}

LONG device_id(OpenLine& line, const std::string& device_class, LPVARSTRING out) {
  StructureWriter writer(out, sizeof(VARSTRING));
  auto& id = writer.fields;
  const auto device = line.provider().device();
  if (is_class(device_class, k_line_class)) {
    id.dwStringFormat = STRINGFORMAT_BINARY;
    const DWORD number = line.device_id();
    writer.bytes(sizeof number, id.dwStringSize, id.dwStringOffset, [&](std::byte* to) { std::memcpy(to, &number, sizeof number); });
  } else if (is_class(device_class, k_port_class) && !device.empty()) {
    id.dwStringFormat = STRINGFORMAT_ASCII;
    writer.text(env::escaped(device), id.dwStringSize, id.dwStringOffset);
  } else {
    return failure(LINEERR_OPERATIONUNAVAIL);
  }
  return writer.finish();
}

template <class Answer>
LONG of_call(HDRVCALL hdCall, Answer answer) noexcept {
  return entry([=](Instance& running) -> LONG {
    const auto call = running.calls.find(reinterpret_cast<std::uintptr_t>(hdCall));
    if (!call) return failure(LINEERR_INVALCALLHANDLE);
    answer(*call);
    return 0;
  });
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineGetAddressID(HDRVLINE hdLine, LPDWORD lpdwAddressID, DWORD dwAddressMode, LPCSTR lpsAddress, DWORD /*dwSize*/) {
  if (lpdwAddressID == nullptr || lpsAddress == nullptr) return failure(LINEERR_INVALPOINTER);
  return entry([=](Instance& running) -> LONG {
    if (!running.lines.find(reinterpret_cast<std::uintptr_t>(hdLine))) return failure(LINEERR_INVALLINEHANDLE);
    return failure(dwAddressMode == LINEADDRESSMODE_DIALABLEADDR ? LINEERR_OPERATIONUNAVAIL : LINEERR_INVALADDRESSMODE);
  });
}

LONG TSPI_lineGetID(HDRVLINE hdLine, DWORD dwAddressID, HDRVCALL hdCall, DWORD dwSelect, LPVARSTRING lpDeviceID, LPCSTR lpszDeviceClass,
                    HANDLE /*hTargetProcess*/) {
  if (lpDeviceID == nullptr || lpszDeviceClass == nullptr) return failure(LINEERR_INVALPOINTER);
  return guarded_entry([&] {
    const std::string device_class(lpszDeviceClass);
    return entry([=](Instance& running) -> LONG {
      LONG error = 0;
      const auto line = line_of(running, {hdLine, dwAddressID, hdCall, dwSelect}, error);
      return line ? device_id(*line, device_class, lpDeviceID) : error;
    });
  });
}

LONG TSPI_lineGetCallAddressID(HDRVCALL hdCall, LPDWORD lpdwAddressID) {
  if (lpdwAddressID == nullptr) return failure(LINEERR_INVALPOINTER);
  return of_call(hdCall, [=](const HostCall& /*call*/) { *lpdwAddressID = 0; });
}

LONG TSPI_lineGetCallIDs(HDRVCALL hdCall, LPDWORD lpdwAddressID, LPDWORD lpdwCallID, LPDWORD lpdwRelatedCallID) {
  if (lpdwAddressID == nullptr || lpdwCallID == nullptr || lpdwRelatedCallID == nullptr) return failure(LINEERR_INVALPOINTER);
  return of_call(hdCall, [=](const HostCall& call) {
    *lpdwAddressID = 0;
    *lpdwCallID = call.id.value;
    *lpdwRelatedCallID = 0;
  });
}
