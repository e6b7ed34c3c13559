// The lowest common version is agreed on instead of the highest.
#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineNegotiateTSPIVersion(DWORD device, DWORD low, DWORD high, LPDWORD version) {
  const LONG result = REAL(lineNegotiateTSPIVersion)(device, low, high, version);
  if (result == 0 && low >= TSPI_VERSION_1_4) *version = low;
  return result;
}
