// An exchange with one modem at a terminal, in virtual time.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "hw-sim/simulator.hpp"
#include "terminal.hpp"

namespace campon::sim {

struct BenchTime {
  env::VirtualScheduler time;
};

struct Bench : BenchTime, Terminal {
  explicit Bench(std::string_view plan, std::string_view number, std::string_view personality = "generic_v253", std::uint64_t seed = 1)
      : Terminal(BenchTime::time), rng(seed), line(number), simulator(Simulator::create(plan, time, rng, trace).value()) {
    EXPECT_TRUE(simulator->attach_modem(number, personality, wire));
  }

  Subscriber& party(std::string_view number) { return simulator->subscriber(number); }
  LineView view(std::string_view number) {
    for (const auto& one : simulator->lines())
      if (one.number == number) return one;
    return {};
  }
  LineView own() { return view(line); }

  env::SeededRng rng;
  env::NullTrace trace;
  std::string line;
  std::unique_ptr<Simulator> simulator;
};

}  // namespace campon::sim
