// A network profile in words for people: limits, recall, cancel, what it cannot do, and what a request would mean on the line.
#pragma once

#include <string>
#include <vector>

#include "provider/network/network_profile.hpp"
#include "provider/network/procedure_text.hpp"
#include "provider/network/region.hpp"

namespace campon::provider {

std::vector<std::string> limit_lines(const NetworkProfile& network, CompletionCondition on);
std::vector<std::string> recall_lines(const RecallRules& recall);
// "cancels just this request", "cancels all requests", ...
std::string scope_text(CancelScope scope);
// Why a mode is not available: what the profile says, the codes that are missing, or that its digits are uncertain.
std::string why_not_text(const NetworkProfile& network, CompletionMode mode, CompletionCondition on);

// What would be done to complete a call; nothing is sent.
struct Explanation {
  const Procedure* procedure = nullptr;  // nullptr: not offered; lives as long as the network
  std::vector<std::string> lines;
};
Explanation explain(const NetworkProfile& network, const Region& region, const std::string& number, CompletionMode mode,
                    CompletionCondition on);

}  // namespace campon::provider
