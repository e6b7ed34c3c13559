// What a verb calls on: one line with everything under it, real or simulated. The place where this program joins the layers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "apps/libcampon/device_recording.hpp"
#include "apps/libcampon/networks.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/env/wall_clock.hpp"
#include "hw-sim/simulator.hpp"
#include "provider/api/make_service.hpp"
#include "provider/line/line_provider.hpp"

namespace campon::cli {

class Stand : public Foundation {
 public:
  [[nodiscard]] virtual provider::LineProvider& line() = 0;
};

class SimStand : public Stand {
 public:
  [[nodiscard]] virtual sim::Simulator& simulator() = 0;
};

// What every stand is handed; all must outlive it.
struct Surroundings {
  env::Scheduler& scheduler;
  env::Rng& rng;
  const env::WallClock& clock;
  env::Trace& trace;  // of both sides of the line
};

struct SimSpec {
  std::string plan;                   // built-in exchange plan
  std::string network;                // network profile, by name or as a file
  std::string modem;                  // personality, on both ends of the wire
  std::vector<std::string> commands;  // lines of the simulator's control language, carried out at once
  apps::RecordingWish recording = {};
};

// The number that our line has on a simulated exchange, and one to call there.
std::string own_number(const provider::NetworkProfile& network);
std::string number_to_call(const provider::NetworkProfile& network);

// The exchange, a modem on it, the wire, and our driver on the other end of the wire, all in this process. `profiles` is the
// folder with the user's own profiles, or empty.
// Errors: unknown_profile, bad_profile, those of DeviceRecording::begin, and what the simulator answers to a command.
env::Expected<std::unique_ptr<SimStand>> simulated(const SimSpec& spec, const std::string& profiles, const Surroundings& around);

// A modem on a serial port or a pty; `state` is the folder where its requests are kept, see Safekeeping. Errors: device_missing, device_held, device_unfit, unknown_profile, bad_profile.
env::Expected<std::unique_ptr<Stand>> attached(const apps::LineConfig& config, const std::string& profiles, env::AsioScheduler& scheduler,
                                               const Surroundings& around, const std::string& state);

}  // namespace campon::cli
