// Calls can be parked, say the capabilities and each call; they cannot.
#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineGetAddressCaps(DWORD device, DWORD address, DWORD version, DWORD extension, LPLINEADDRESSCAPS caps) {
  const LONG result = REAL(lineGetAddressCaps)(device, address, version, extension, caps);
  if (result == 0) caps->dwCallFeatures |= LINECALLFEATURE_PARK;
  return result;
}

extern "C" CAMPON_EXPORT LONG TSPI_lineGetCallStatus(HDRVCALL call, LPLINECALLSTATUS status) {
  const LONG result = REAL(lineGetCallStatus)(call, status);
  if (result == 0 && status->dwCallState == LINECALLSTATE_CONNECTED) status->dwCallFeatures |= LINECALLFEATURE_PARK;
  return result;
}
