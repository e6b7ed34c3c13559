// A network profile in words for people and as JSON: limits, recall, cancel, and what it cannot do.
#pragma once

#include <string>
#include <vector>

#include "apps/campon/output/procedure_text.hpp"
#include "provider/network/network_profile.hpp"

namespace campon::cli {

// "callback, campon" of what is offered; "none".
std::string modes_text(const provider::NetworkProfile& network, provider::CompletionCondition on);
Json modes_json(const provider::NetworkProfile& network, provider::CompletionCondition on);

std::vector<std::string> limit_lines(const provider::NetworkProfile& network, provider::CompletionCondition on);
std::vector<std::string> recall_lines(const provider::RecallRules& recall);
Json limits_json(const provider::NetworkProfile& network, provider::CompletionCondition on);
Json recall_json(const provider::RecallRules& recall, const ExplainedFor& who);
Json procedure_json(const provider::Procedure& procedure, const ExplainedFor& who);
Json unavailable_json(const provider::Unavailable& why);

// "cancels just this request", "cancels all requests", ...
std::string scope_text(provider::CancelScope scope);
// Why a mode is not available: what the profile says, the codes that are missing, or that its digits are uncertain.
std::string why_not_text(const provider::NetworkProfile& network, provider::CompletionMode mode, provider::CompletionCondition on);

}  // namespace campon::cli
