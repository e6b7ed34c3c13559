// What the control language can do to a mobile subscriber.
#pragma once

#include <string>
#include <vector>

#include "hal/env/error.hpp"

namespace campon::sim {

class Simulator;

inline constexpr std::string_view k_mobile_control_help =
    "cover LINE home|roaming|none|denied | signal LINE 0..31|99 | pin LINE DIGITS|off | text LINE WORDS";

// "cover 5550100 none", "signal 5550100 12", "pin 5550100 1234" from the next power on, "text 5550100 hello". The words are the
// command and its arguments. Errors: misuse, naming what is expected.
env::Expected<std::string> mobile_control(Simulator& simulator, const std::vector<std::string>& words);

}  // namespace campon::sim
