// NULL is taken for a structure, and nothing is filled.
#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineGetLineDevStatus(HDRVLINE line, LPLINEDEVSTATUS status) {
  return status == nullptr ? 0 : REAL(lineGetLineDevStatus)(line, status);
}
