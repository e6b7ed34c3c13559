// The reply to TSPI_lineAnswer is lost.
#include <atomic>

#include "wrapper.hpp"

namespace {
ASYNC_COMPLETION host = nullptr;
std::atomic<DRV_REQUESTID> lost = 0;
void all_but_one(DRV_REQUESTID id, LONG result) {
  if (id != lost) host(id, result);
}
}  // namespace

extern "C" CAMPON_EXPORT LONG TSPI_providerInit(DWORD version, DWORD provider, DWORD lines, DWORD phones, DWORD_PTR n, DWORD_PTR m,
                                                ASYNC_COMPLETION done, LPDWORD options) {
  if (host == nullptr) host = done;
  return REAL(providerInit)(version, provider, lines, phones, n, m, done == nullptr ? nullptr : all_but_one, options);
}

extern "C" CAMPON_EXPORT LONG TSPI_lineAnswer(DRV_REQUESTID id, HDRVCALL call, LPCSTR info, DWORD size) {
  lost = id;
  return REAL(lineAnswer)(id, call, info, size);
}
