// A byte is written beyond dwTotalSize.
#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineGetAddressStatus(HDRVLINE line, DWORD address, LPLINEADDRESSSTATUS status) {
  const LONG result = REAL(lineGetAddressStatus)(line, address, status);
  if (result == 0) reinterpret_cast<char*>(status)[status->dwTotalSize] = 0;
  return result;
}
