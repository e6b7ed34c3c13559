// Every wait of the C interface: name, default, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::provider::abi {

struct AbiTimers {
  // TSPI_lineClose and TSPI_lineCloseCall wait no longer for a callback that does not return: it may itself be waiting for
  // something that their caller holds. Ours. [tspi.md 3.2, rule 6]
  env::Duration stuck_callback = std::chrono::seconds(2);
  // What TSPI_lineGatherDigits may be asked to wait for a digit. Ours.
  env::Duration gather_shortest = std::chrono::milliseconds(100);
  env::Duration gather_longest = std::chrono::hours(1);
};
inline constexpr AbiTimers k_abi_timers{};

}  // namespace campon::provider::abi
