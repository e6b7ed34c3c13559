// TSPI_lineUncompleteCall returns 0 where it should return its request id.
#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineUncompleteCall(DRV_REQUESTID id, HDRVLINE line, DWORD completion) {
  const LONG result = REAL(lineUncompleteCall)(id, line, completion);
  return result > 0 ? 0 : result;
}
