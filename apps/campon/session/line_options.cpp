#include "apps/campon/session/line_options.hpp"

namespace campon::cli {

namespace {

constexpr std::string_view k_sim = "sim:";
constexpr const char* k_default_plan = "nanp_class";

env::Expected<apps::LineConfig> line_of(const LineOptions& options) {
  apps::LineConfig line{"line 1", options.device, options.network, {}, {}};
  if (options.device.empty()) {
    auto configured = apps::first_configured_line();
    if (!configured) return configured;
    line = std::move(*configured);
  }
  if (!options.network.empty() && options.network != line.network) {
    line.network = options.network;
    line.region.clear();
  }
  if (!options.modem.empty()) line.modem = options.modem;
  if (line.modem.empty()) line.modem = apps::LineConfig{}.modem;
  line.recording = options.recording;
  if (!line.network.empty()) return line;
  return env::fail(env::ErrorCode::unknown_profile, env::Remedy::misuse,
                   "Which network is " + line.device +
                       " on? Give --network with one of: " + apps::names_of_networks(apps::ProfileStore(options.profiles)));
}

}  // namespace

void add_line_options(CLI::App& command, LineOptions& options) {
  command.add_option("--device", options.device,
                     "/dev/ttyACM0, a pty, dahdi:3 for a channel of a line card, or sim: (sim:PLAN) for a simulated exchange. Default: the "
                     "first line of the configuration.");
  command.add_option("--network", options.network, "Network profile, by name or as a file.");
  command.add_option("--modem", options.modem, "Modem personality; default generic_v253.");
  command.add_option("--profiles", options.profiles, "Folder with profiles of your own.");
  command.add_option("--state", options.state, "Folder where requests are kept while no program runs.");
  auto* record = command.add_option("--record", options.recording.file, "Write down what passes between line and device, to a new file.");
  command.add_flag("--mask-numbers", options.recording.mask_numbers, "Record without telephone numbers and names.")->needs(record);
  command.add_option("--sim", options.sim, "With sim: an order to the simulator, as \"busy 5550123 20s\"; may be repeated.")
      ->take_all()
      ->allow_extra_args(false);
  command.add_flag("--json", options.json, "One JSON object per line.");
  command.add_flag("--verbose", options.verbose, "Also the dialogue with the modem and the exchange's side.");
}

bool is_simulated(const LineOptions& options) { return options.device.starts_with(k_sim); }

env::Expected<std::unique_ptr<Stand>> stand_for(const LineOptions& options, env::AsioScheduler& scheduler, const Surroundings& around) {
  if (!is_simulated(options)) {
    const auto line = line_of(options);
    if (!line) return tl::unexpected(line.error());
    return attached(*line, options.profiles, scheduler, around, options.state);
  }
  SimSpec spec{options.device.substr(k_sim.size()), options.network, options.modem, options.sim, options.recording};
  if (spec.plan.empty()) spec.plan = spec.network.empty() ? k_default_plan : spec.network;
  if (spec.network.empty()) spec.network = spec.plan;
  return simulated(spec, options.profiles, around);
}

}  // namespace campon::cli
