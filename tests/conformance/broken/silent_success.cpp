// A function that the line has not says that it did its work.
#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineSetCallTreatment(DRV_REQUESTID id, HDRVCALL, DWORD) { return static_cast<LONG>(id); }
