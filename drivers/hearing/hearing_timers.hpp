// The times of digits and of caller id: name, value, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::hearing {

using namespace std::chrono_literals;

// A receiver may ignore anything shorter. [ITU-T Q.24: tone 40 ms; feature-codes 7: pause 40 ms, Japan 30 ms]
inline constexpr env::Duration k_dtmf_shortest_tone = 40ms;
inline constexpr env::Duration k_dtmf_shortest_pause = 30ms;
// A longer one is no digit that anybody wants to send.
inline constexpr env::Duration k_dtmf_longest = 2s;

}  // namespace campon::hearing
