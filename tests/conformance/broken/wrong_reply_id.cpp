// The reply to TSPI_lineAnswer carries another id.
#include <atomic>

#include "wrapper.hpp"

namespace {
ASYNC_COMPLETION host = nullptr;
std::atomic<DRV_REQUESTID> answered = 0;
void with_another(DRV_REQUESTID id, LONG result) { host(id == answered ? id + 0x10000 : id, result); }
}  // namespace

extern "C" CAMPON_EXPORT LONG TSPI_providerInit(DWORD version, DWORD provider, DWORD lines, DWORD phones, DWORD_PTR n, DWORD_PTR m,
                                                ASYNC_COMPLETION done, LPDWORD options) {
  if (host == nullptr) host = done;
  return REAL(providerInit)(version, provider, lines, phones, n, m, done == nullptr ? nullptr : with_another, options);
}

extern "C" CAMPON_EXPORT LONG TSPI_lineAnswer(DRV_REQUESTID id, HDRVCALL call, LPCSTR info, DWORD size) {
  answered = id;
  return REAL(lineAnswer)(id, call, info, size);
}
