// One seed, played from beginning to end.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "findings.hpp"
#include "scene.hpp"

namespace campon::simulation {

struct Outcome {
  Findings findings;
  std::string scene;
  std::string trace;       // the whole of it, when something was found
  std::uint64_t hash = 0;  // of the trace and of every byte on the wires
  std::uint64_t turns = 0;
  Counts faults;                      // how often each has happened
  std::set<std::string> reached;      // "P03 while outstanding": in which states of calls and completions
  std::vector<std::string> troubles;  // what could go wrong
};

Outcome play(const Order& order);

}  // namespace campon::simulation
