// Every ASYNC_COMPLETION comes twice.
#include "wrapper.hpp"

namespace {
ASYNC_COMPLETION host = nullptr;
void twice(DRV_REQUESTID id, LONG result) {
  host(id, result);
  host(id, result);
}
}  // namespace

extern "C" CAMPON_EXPORT LONG TSPI_providerInit(DWORD version, DWORD provider, DWORD lines, DWORD phones, DWORD_PTR n, DWORD_PTR m,
                                                ASYNC_COMPLETION done, LPDWORD options) {
  if (host == nullptr) host = done;
  return REAL(providerInit)(version, provider, lines, phones, n, m, done == nullptr ? nullptr : twice, options);
}
