// Callers who mean harm, or whose exchange is broken. [faults R01 to R06]
#pragma once

#include <string>
#include <string_view>

#include "hal/env/rng.hpp"
#include "hw-sim/faults/faults.hpp"
#include "hw-sim/line/sound.hpp"

namespace campon::sim {

// The caller id, spoiled by the faults R01, R02, R03, R04 and R06 that fire; `own` is the number of this line.
[[nodiscard]] CallerId spoiled(CallerId id, std::string_view own, Faults& faults, env::Rng& rng);

// A packet whose lengths do not fit, with a check sum that does. [fault R05]
[[nodiscard]] std::string false_packet(env::Rng& rng);

}  // namespace campon::sim
