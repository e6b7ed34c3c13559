// A number ends at the first character that cannot be dialled, instead of being refused.
#include <string>

#include "wrapper.hpp"

extern "C" CAMPON_EXPORT LONG TSPI_lineMakeCall(DRV_REQUESTID id, HDRVLINE line, HTAPICALL host, LPHDRVCALL call, LPCSTR number,
                                                DWORD country, LINECALLPARAMS const* params) {
  if (number == nullptr) return REAL(lineMakeCall)(id, line, host, call, number, country, params);
  const std::string text(number);
  return REAL(lineMakeCall)(id, line, host, call, text.substr(0, text.find('$')).c_str(), country, params);
}
