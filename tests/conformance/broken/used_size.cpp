// dwUsedSize is what would be needed.
#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineGetDevCaps(DWORD device, DWORD version, DWORD extension, LPLINEDEVCAPS caps) {
  const LONG result = REAL(lineGetDevCaps)(device, version, extension, caps);
  if (result == 0) caps->dwUsedSize = caps->dwNeededSize;
  return result;
}
