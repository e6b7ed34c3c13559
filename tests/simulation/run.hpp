// One seed, played from beginning to end.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "findings.hpp"
#include "scene.hpp"

namespace campon::simulation {

struct Outcome {
  Findings findings;
  std::string scene;
  std::string trace;       // the whole of it, when something was found
  std::uint64_t hash = 0;  // of the trace and of every byte on the wires
  std::uint64_t turns = 0;
  std::map<std::string, std::uint64_t, std::less<>> faults;  // how often each has happened
};

Outcome play(const Order& order);

}  // namespace campon::simulation
