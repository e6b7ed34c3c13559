// The provider's words and errors in those of the public API.
#pragma once

#include "campon/call.hpp"
#include "campon/completion.hpp"
#include "campon/error.hpp"
#include "hal/env/error.hpp"
#include "provider/types.hpp"

namespace campon::detail {

Error to_public(const env::Error& error);
Result to_public(const env::Result& result);

provider::CompletionMode to_provider(CompletionMode mode);
provider::CompletionCondition to_provider(CompletionCondition condition);
CompletionMode to_public(provider::CompletionMode mode);
CompletionCondition to_public(provider::CompletionCondition condition);
CompletionState to_public(provider::CompletionState state);
CompletionEnd to_public(provider::CompletionEnd end);
Acceptance to_public(provider::Acceptance acceptance);
std::vector<CompletionMode> modes_of(std::uint8_t bits);

CallProgress progress_of(const provider::CallView& view);
// TAPI 3's state of a call that was begun; `camped`: its completion waits on this call. [tspi.md 6]
CallState state_of(const provider::CallView& view, bool camped);
CallCause cause_of(const provider::CallView& view);

}  // namespace campon::detail
