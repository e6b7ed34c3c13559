// What the campon_ functions have in common.
#pragma once

#include <optional>

#include "campon/campon.h"
#include "provider/types.hpp"

namespace campon::provider::abi {

// Versions of the structures of campon.h: so far there is one.
constexpr bool knows_campon_version(DWORD version) { return version == CAMPON_API_VERSION; }

DWORD request_state(CompletionState state);
DWORD request_acceptance(Acceptance acceptance);
DWORD mode_bit(CompletionMode mode);
DWORD condition_bit(CompletionCondition condition);
// Nothing unless it is exactly one LINECALLCOMPLCOND_ that there is.
std::optional<CompletionCondition> condition_of(DWORD bit);

}  // namespace campon::provider::abi
