// Caller id as the bytes that an exchange sends. [GR-30, EN 300 659-3]
#pragma once

#include <string>
#include <string_view>

#include "hal/env/time.hpp"
#include "hw-sim/line/sound.hpp"

namespace campon::sim {

// Month and day, hour and minute, as caller id has them: there is no year.
struct Stamp {
  std::string date;  // "0101"
  std::string time;  // "2130"
};
// The simulated world begins on a first of January at midnight.
[[nodiscard]] Stamp stamp(env::Time now);

// "P" and "O" stand for a number or name that is withheld or not available.
[[nodiscard]] bool is_reason(std::string_view text);

// Type, length, data, and the check sum that makes the sum of all bytes 0.
[[nodiscard]] std::string with_check_sum(unsigned type, std::string_view body);
// One parameter: type, length, data. Data is cut at 255 bytes.
[[nodiscard]] std::string parameter(unsigned type, std::string_view data);

// Multiple Data Message Format: call type, date, number or reason, name or reason.
[[nodiscard]] std::string mdmf(const CallerId& id, const Stamp& when);
// Single Data Message Format: date and number only.
[[nodiscard]] std::string sdmf(const CallerId& id, const Stamp& when);

[[nodiscard]] std::string hex(std::string_view bytes);

}  // namespace campon::sim
