// The call that was closed first can still be asked for its address.
#include "wrapper.hpp"

namespace {
HDRVCALL closed = nullptr;
}

extern "C" CAMPON_EXPORT LONG TSPI_lineCloseCall(HDRVCALL call) {
  const LONG result = REAL(lineCloseCall)(call);
  if (result == 0 && closed == nullptr) closed = call;
  return result;
}

extern "C" CAMPON_EXPORT LONG TSPI_lineGetCallAddressID(HDRVCALL call, LPDWORD address) {
  if (call != nullptr && call == closed && address != nullptr) return 0;
  return REAL(lineGetCallAddressID)(call, address);
}
