// The two procedures of redialling: see whether the other party is free, and call it.
#pragma once

#include "provider/line/provider_timers.hpp"
#include "provider/network/network_profile.hpp"

namespace campon::provider {

// Off hook, dial, listen: accepted means that the other party is free.
Procedure redial_attempt(const ProviderTimers& timers);
// Off hook, dial; the call goes on from there.
Procedure redial_call(const ProviderTimers& timers);

}  // namespace campon::provider
