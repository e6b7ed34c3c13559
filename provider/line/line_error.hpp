// Which LINEERR value stands for an error of ours: one total table. [tspi.md 1.4]
#pragma once

#include <cstdint>
#include <string_view>

#include "hal/env/error.hpp"

namespace campon::provider {

struct LineError {
  std::int32_t value;  // LINEERR_*, negative
  std::string_view name;
};

LineError line_error(env::ErrorCode code);
// Empty for a value that stands for none of our errors.
std::string_view line_error_name(std::int32_t value);

}  // namespace campon::provider
