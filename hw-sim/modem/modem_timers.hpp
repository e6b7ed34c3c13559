// Units and waits of the modem that are no setting: everything else is in its S-registers and personality.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// What +VDR, +VRA and +VRN count in. [V.253]
inline constexpr env::Duration k_tenth = std::chrono::milliseconds(100);
// What +VTS, +VTD, S25 and S29 count in. [V.250, V.253]
inline constexpr env::Duration k_hundredth = std::chrono::milliseconds(10);
// S11 and +VTD are not taken below this: receivers want 40 ms. [Q.24]
inline constexpr env::Duration k_shortest_digit = std::chrono::milliseconds(50);

}  // namespace campon::sim
