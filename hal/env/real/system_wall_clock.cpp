#include "hal/env/real/system_wall_clock.hpp"

#include <ctime>

namespace campon::env {

WallTime SystemWallClock::now() const { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

Duration SystemWallClock::elapsed() const {
  timespec time{};
  ::clock_gettime(CLOCK_BOOTTIME, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace campon::env
