// A line of version 1.4 is told in the structure of version 2.
#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineGetAddressCaps(DWORD device, DWORD address, DWORD version, DWORD extension, LPLINEADDRESSCAPS caps) {
  return REAL(lineGetAddressCaps)(device, address, version == TSPI_VERSION_1_4 ? TSPI_VERSION_2_0 : version, extension, caps);
}
