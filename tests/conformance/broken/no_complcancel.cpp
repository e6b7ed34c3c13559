// COMPLCANCEL is never told.
#include "wrapper.hpp"

namespace {
LINEEVENT host = nullptr;
void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_COMPLCANCEL) return;
  host(line, call, message, p1, p2, p3);
}
}  // namespace

extern "C" CAMPON_EXPORT LONG TSPI_lineOpen(DWORD device, HTAPILINE line, LPHDRVLINE opened, DWORD version, LINEEVENT event) {
  if (host == nullptr) host = event;
  return REAL(lineOpen)(device, line, opened, version, event == nullptr ? nullptr : on_event);
}
