// A failing life made smaller, so that what is left is what matters.
#pragma once

#include "run.hpp"
#include "scene.hpp"

namespace campon::simulation {

struct Minimised {
  Order order;      // plays again, and breaks the same rule
  Outcome outcome;  // with its trace
};

// Leaves out one trouble after another, and shortens the life, as long as the rule that `failed` broke is still broken.
Minimised minimised(Order order, Outcome failed);

}  // namespace campon::simulation
