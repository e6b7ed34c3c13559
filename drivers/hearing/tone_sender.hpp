// Tones of a plan as sound: for a line that plays to its caller, and for fixtures. [ITU-T E.180]
#pragma once

#include <vector>

#include "hal/media_port.hpp"
#include "hal/progress/tone_plan.hpp"

namespace campon::hearing {

// -30 to 0 dBm0, of the tone while it sounds. [ITU-T E.180: about -10 dBm0 at the exchange]
inline constexpr double k_tone_dbm0 = -10;

// The tone from its beginning, for so long; silence after one that ends by itself.
// Errors: bad_profile when the level is outside the limits.
env::Expected<std::vector<hal::Sample>> tone_samples(const hal::Tone& tone, env::Duration length, double dbm0 = k_tone_dbm0);

}  // namespace campon::hearing
