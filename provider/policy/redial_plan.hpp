// May a machine dial this number again, and when? A pure function of the region's rules, the ledger and the time. [I11]
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "provider/policy/redial_ledger.hpp"

namespace campon::provider {

enum class RedialVerdict : std::uint8_t {
  now,
  not_before,  // RedialAnswer::at
  over,        // this series is finished; RedialAnswer::why
};

enum class RedialEnd : std::uint8_t {
  none,
  attempts_over,  // as many as the region allows
  unreachable,    // a permanent cause: never again without a human
  blacklisted,    // the modem refuses the number
  answered,
  ended,      // cancelled, or completed in another way
  no_series,  // none was begun
};
std::string_view to_string(RedialVerdict verdict);
std::string_view to_string(RedialEnd end);

struct RedialAnswer {
  RedialVerdict verdict = RedialVerdict::over;
  RedialEnd why = RedialEnd::none;
  env::Time at{};            // unless over: the earliest moment
  std::size_t attempts = 0;  // made so far
  std::size_t allowed = 0;   // in all, as things stand now
  std::string reason;        // for people
};

// `entry` nullptr: nothing is known of the number.
RedialAnswer may_redial(const RedialRules& rules, const RedialLedger::Entry* entry, env::Time now);

// How many attempts a series may have, after what those made so far ended in.
std::size_t attempts_allowed(const RedialRules& rules, const std::vector<RedialAttempt>& attempts);
// The pause before attempt `attempt`; 1 is the first.
env::Duration redial_gap(const RedialRules& rules, std::size_t attempt);

}  // namespace campon::provider
