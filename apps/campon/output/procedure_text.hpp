// Procedures as JSON; in words for people they are in provider/network/procedure_text.hpp.
#pragma once

#include "apps/campon/output/report.hpp"
#include "provider/network/procedure_text.hpp"

namespace campon::cli {

using provider::ExplainedFor;
using provider::length_text;
using provider::step_lines;

Json steps_json(const provider::Procedure& procedure, const ExplainedFor& who);

}  // namespace campon::cli
