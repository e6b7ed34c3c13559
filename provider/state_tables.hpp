// The provider's state machines, for people to read.
#pragma once

#include <vector>

#include "hal/env/state_table.hpp"

namespace campon::provider {

// "call", "completion".
std::vector<env::PrintableTable> state_tables();

}  // namespace campon::provider
