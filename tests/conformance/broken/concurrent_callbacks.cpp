// States of the address are told on a thread of their own, beside all other callbacks.
#include <thread>

#include "wrapper.hpp"

namespace {
LINEEVENT host = nullptr;
std::thread beside;

void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_ADDRESSSTATE) return host(line, call, message, p1, p2, p3);
  if (beside.joinable()) beside.join();
  beside = std::thread([=] { host(line, call, message, p1, p2, p3); });
}
}  // namespace

extern "C" CAMPON_EXPORT LONG TSPI_lineOpen(DWORD device, HTAPILINE line, LPHDRVLINE opened, DWORD version, LINEEVENT event) {
  if (host == nullptr) host = event;
  return REAL(lineOpen)(device, line, opened, version, event == nullptr ? nullptr : on_event);
}

extern "C" CAMPON_EXPORT LONG TSPI_lineClose(HDRVLINE line) {
  const LONG result = REAL(lineClose)(line);
  if (beside.joinable()) beside.join();
  return result;
}

extern "C" CAMPON_EXPORT LONG TSPI_providerShutdown(DWORD version, DWORD provider) {
  const LONG result = REAL(providerShutdown)(version, provider);
  if (beside.joinable()) beside.join();
  return result;
}
