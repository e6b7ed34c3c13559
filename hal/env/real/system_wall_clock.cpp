#include "hal/env/real/system_wall_clock.hpp"

namespace campon::env {

WallTime SystemWallClock::now() const { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

}  // namespace campon::env
