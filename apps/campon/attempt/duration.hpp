// Durations as people type them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hal/env/time.hpp"

namespace campon::cli {

// "20s", "1.5s", "500ms", "30min", "2h"; a bare number means seconds. Nothing when it is anything else, negative or over a week.
std::optional<env::Duration> parse_duration(std::string_view text);

// "mm:ss.mmm", and "h:mm:ss.mmm" from one hour on.
std::string clock_text(env::Duration since_start);

}  // namespace campon::cli
