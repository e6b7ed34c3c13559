// A second request has the completion id of the first.
#include <atomic>

#include "wrapper.hpp"

namespace {
std::atomic<LPDWORD> filled = nullptr;
std::atomic<DRV_REQUESTID> asked = 0;
std::atomic<DWORD> first = 0;
ASYNC_COMPLETION host = nullptr;
void with_the_first(DRV_REQUESTID id, LONG result) {
  if (id == asked && result == 0) {
    if (first == 0) first = *filled.load();
    *filled.load() = first;
  }
  host(id, result);
}
}  // namespace

extern "C" CAMPON_EXPORT LONG TSPI_providerInit(DWORD version, DWORD provider, DWORD lines, DWORD phones, DWORD_PTR n, DWORD_PTR m,
                                                ASYNC_COMPLETION done, LPDWORD options) {
  if (host == nullptr) host = done;
  return REAL(providerInit)(version, provider, lines, phones, n, m, done == nullptr ? nullptr : with_the_first, options);
}

extern "C" CAMPON_EXPORT LONG TSPI_lineCompleteCall(DRV_REQUESTID id, HDRVCALL call, LPDWORD completion, DWORD mode, DWORD message) {
  filled = completion;
  asked = id;
  return REAL(lineCompleteCall)(id, call, completion, mode, message);
}
