// The reply to TSPI_lineUncompleteCall carries another id, and comes before the function returns.
#include <atomic>

#include "wrapper.hpp"

namespace {
ASYNC_COMPLETION host = nullptr;
std::atomic<DRV_REQUESTID> taken_back = 0;
void but_that(DRV_REQUESTID id, LONG result) {
  if (id != taken_back) host(id, result);
}
}  // namespace

extern "C" CAMPON_EXPORT LONG TSPI_providerInit(DWORD version, DWORD provider, DWORD lines, DWORD phones, DWORD_PTR n, DWORD_PTR m, ASYNC_COMPLETION done, LPDWORD options) {
  if (done != nullptr) host = done;
  return REAL(providerInit)(version, provider, lines, phones, n, m, done == nullptr ? nullptr : but_that, options);
}

extern "C" CAMPON_EXPORT LONG TSPI_lineUncompleteCall(DRV_REQUESTID id, HDRVLINE line, DWORD completion) {
  taken_back = id;
  const LONG result = REAL(lineUncompleteCall)(id, line, completion);
  if (result > 0) host(id + 0x10000, 0);
  return result;
}
