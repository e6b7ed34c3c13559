// The control language: one line of text in, an answer out. [docs/simulator.md]
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::sim {

class Simulator;

// "busy 5550123 20s", "ring 5550100 --from 5550199", "show". Errors: misuse, naming what is expected.
env::Expected<std::string> control(Simulator& simulator, std::string_view command);

// The commands with their arguments, for people.
std::string_view control_help();

}  // namespace campon::sim
