// What TSPI_lineMakeCall and TSPI_lineConditionalMediaDetection are asked for.
#pragma once

#include "campon/tspi.h"

namespace campon::provider::abi {

inline constexpr DWORD k_media_modes = LINEMEDIAMODE_INTERACTIVEVOICE | LINEMEDIAMODE_AUTOMATEDVOICE | LINEMEDIAMODE_UNKNOWN;

// 0, or the LINEERR of the first wish that no call can grant. `version` is that of the line; nullptr wishes nothing.
LONG check_params(LINECALLPARAMS const* params, DWORD version);

}  // namespace campon::provider::abi
