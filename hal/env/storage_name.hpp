// The file names that every Storage accepts, and the words it refuses the others with.
#pragma once

#include <string_view>

#include "hal/env/error.hpp"

namespace campon::env {

// Letters, digits, '.', '_', '-', not beginning with '.', 1 to 64 characters. Errors: misuse.
Result check_storage_name(std::string_view file);
tl::unexpected<Error> no_such_file(std::string_view file);

}  // namespace campon::env
