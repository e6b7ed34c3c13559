// Civil time of the machine.
#pragma once

#include "hal/env/wall_clock.hpp"

namespace campon::env {

class SystemWallClock final : public WallClock {
 public:
  [[nodiscard]] WallTime now() const override;
  [[nodiscard]] Duration elapsed() const override;
};

}  // namespace campon::env
