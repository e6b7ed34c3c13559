// Every wait of the C++ API: name, default, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon {

struct ApiTimers {
  // Service::run() looks this often whether it was stopped, should the wake-up of stop() be lost. Ours.
  env::Duration run_slice = std::chrono::hours(24);
};
inline constexpr ApiTimers k_api_timers{};

}  // namespace campon
