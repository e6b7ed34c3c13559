// Limits on what a network profile may ask for; a longer wait in a file is a slip of the pen.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::provider {

// name, limit, unit, source
inline constexpr env::Duration k_longest_flash = std::chrono::milliseconds(1500);  // cards accept up to 1250 ms [feature-codes 7]
inline constexpr env::Duration k_longest_step = std::chrono::minutes(2);           // an announcement with its guidance; ours

}  // namespace campon::provider
