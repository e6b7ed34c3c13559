// Procedures in words for people: what is done, for how long is waited, and what counts as yes and no.
#pragma once

#include <string>
#include <vector>

#include "hal/env/time.hpp"
#include "provider/network/procedure.hpp"

namespace campon::provider {

// What a procedure is explained for. Without a number the placeholders are left as they stand in the profile.
struct ExplainedFor {
  std::string number;
  env::Duration flash{};  // the region's; zero: not known
};

// "500 ms", "8 s", "30 min", "2 h".
std::string length_text(env::Duration length);
// The digits of one step, with the number and the codes filled in where they are known.
std::string digits_for(const SendDigits& send, const Procedure& procedure, const ExplainedFor& who);
// One line for each step, numbered, and indented ones below it for what counts as what.
std::vector<std::string> step_lines(const Procedure& procedure, const ExplainedFor& who);

}  // namespace campon::provider
