// Waits of the control language.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

// How long a caller made by `ring` lets it ring.
inline constexpr env::Duration k_ring_gives_up = std::chrono::minutes(1);

}  // namespace campon::sim
