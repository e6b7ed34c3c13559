// Which line a verb works on: what the command line says, and what the configuration says where it is silent.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "apps/campon/stand/stand.hpp"
#include "apps/libcampon/line_config.hpp"
#include "hal/env/error.hpp"

namespace campon::cli {

struct LineOptions {
  std::string device, network, modem, profiles, state;
  apps::RecordingWish recording;
  bool json = false, verbose = false;
  std::vector<std::string> sim;
};

// Adds --device, --network, --modem, --profiles, --state, --record, --mask-numbers, --sim, --json and --verbose.
void add_line_options(CLI::App& command, LineOptions& options);

bool is_simulated(const LineOptions& options);
// Errors: unknown_profile when the network cannot be told, those of simulated() and attached().
env::Expected<std::unique_ptr<Stand>> stand_for(const LineOptions& options, env::AsioScheduler& scheduler, const Surroundings& around);

}  // namespace campon::cli
