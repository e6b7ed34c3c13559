// Chance from the kernel.
#pragma once

#include "hal/env/rng.hpp"

namespace campon::env {

class SystemRng final : public Rng {
 public:
  // Ends the program when the kernel has no random bytes to give, which it promises not to do. [getrandom(2)]
  std::uint64_t next() override;
};

}  // namespace campon::env
