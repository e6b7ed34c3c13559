// Digits as sound, within the limits of the networks. [ES 201 235-2, TIA-968, ITU-T Q.23; feature-codes 7]
#pragma once

#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/media_port.hpp"

namespace campon::hearing {

// dBm0 of each of the two frequencies.
struct DtmfLevels {
  double low = -11;  // Europe; the higher group louder, as cable takes more of it
  double high = -9;
};
// Twist and levels that every receiver takes. [ITU-T Q.24: -3 to -24 dBm each, the higher at most 4 dB above the lower group]
inline constexpr double k_dtmf_loudest_dbm0 = -3;
inline constexpr double k_dtmf_softest_dbm0 = -24;
inline constexpr double k_dtmf_most_twist_db = 4;

struct DtmfPace {
  env::Duration tone{};
  env::Duration pause{};  // after every digit
};

// What a region sends at: "us", "jp", "br" have their own; others as in Europe. [feature-codes 7: levels]
DtmfLevels dtmf_levels(std::string_view region);

// Errors: bad_dial_string for anything but digits, '*', '#', 'A' to 'D'; bad_profile when levels, twist or times are outside the
// limits here and in hearing_timers.hpp.
env::Expected<std::vector<hal::Sample>> dtmf_samples(std::string_view digits, DtmfPace pace, DtmfLevels levels = {});

}  // namespace campon::hearing
