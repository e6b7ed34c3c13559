// Callbacks run under a lock that the functions of the provider need.
#include <mutex>

#include "wrapper.hpp"

namespace {
std::recursive_mutex lock;
LINEEVENT host = nullptr;
void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  const std::lock_guard held(lock);
  host(line, call, message, p1, p2, p3);
}
}  // namespace

extern "C" CAMPON_EXPORT LONG TSPI_lineOpen(DWORD device, HTAPILINE line, LPHDRVLINE opened, DWORD version, LINEEVENT event) {
  if (host == nullptr) host = event;
  return REAL(lineOpen)(device, line, opened, version, event == nullptr ? nullptr : on_event);
}

extern "C" CAMPON_EXPORT LONG TSPI_lineGetLineDevStatus(HDRVLINE line, LPLINEDEVSTATUS status) {
  const std::lock_guard held(lock);
  return REAL(lineGetLineDevStatus)(line, status);
}
