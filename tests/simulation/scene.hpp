// Where and with what a seed is played: the exchange, the modems on its lines, the other subscribers, what may go wrong.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/time.hpp"
#include "hal/signal_port.hpp"

namespace campon::simulation {

// What the caller of campon-torture asked for; empty means: as the seed says.
struct Order {
  std::uint64_t seed = 1;
  env::Duration length = std::chrono::hours(1);
  std::size_t lines = 1;
  std::string network;
  std::string modem;
  bool faults = true;
  // Of what would go wrong: left out, by the names of Scene::troubles().
  std::vector<std::string> without = {};
  // Stands between line and device; for tests that want something to be found.
  std::function<std::unique_ptr<hal::SignalPort>(std::unique_ptr<hal::SignalPort>, env::Scheduler&)> spoil = {};
};

struct LineScene {
  std::string number;
  std::string modem;      // of profiles/modems
  std::string simulated;  // of hw-sim/personalities
  bool ears = false;      // the sound of the modem is listened to
};

struct FaultRate {
  std::string name;
  unsigned per_mille = 0;
};

struct Scene {
  std::string plan;
  std::string network;
  std::vector<LineScene> lines;
  std::vector<std::string> others;
  std::string emergency;          // reaches the desk of this exchange; empty where the plan has none
  std::vector<FaultRate> faults;  // of the exchange
  std::vector<FaultRate> modem_faults;
  bool crashes = false;  // the program is killed, the power fails
  bool bad_disk = false;
  bool bad_wires = false;
  bool unplugs = false;
  bool suspends = false;  // the machine sleeps, and its clock goes on

  [[nodiscard]] bool is_calm() const;
  // "X02", "crashes": each thing that may go wrong.
  [[nodiscard]] std::vector<std::string> troubles() const;
};

Scene make_scene(const Order& order, env::Rng& chance);

// "nanp_class, line 5550100 with usr_5637, faults X02 at 30, crashes"
std::string describe(const Scene& scene);

}  // namespace campon::simulation
