// A network profile as JSON, and what it offers; in words for people it is in provider/network/network_text.hpp.
#pragma once

#include <string>
#include <vector>

#include "apps/campon/output/procedure_text.hpp"
#include "provider/network/network_text.hpp"

namespace campon::cli {

using provider::limit_lines;
using provider::recall_lines;
using provider::scope_text;
using provider::why_not_text;

// "callback, campon" of what is offered; "none".
std::string modes_text(const provider::NetworkProfile& network, provider::CompletionCondition on);
Json modes_json(const provider::NetworkProfile& network, provider::CompletionCondition on);

Json limits_json(const provider::NetworkProfile& network, provider::CompletionCondition on);
Json recall_json(const provider::RecallRules& recall, const ExplainedFor& who);
Json procedure_json(const provider::Procedure& procedure, const ExplainedFor& who);
Json unavailable_json(const provider::Unavailable& why);

}  // namespace campon::cli
