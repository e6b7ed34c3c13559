// campon lines: where a line could be attached and which are configured. Opens nothing: opening a port raises DTR.
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>

#include "apps/campon/output/report.hpp"
#include "apps/campon/verbs.hpp"
#include "apps/libcampon/networks.hpp"
#include "drivers/serial/port_list.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::cli {
namespace {

void tell_ports(Report& report) {
  const auto ports = serial::list_ports();
  report.text(ports.empty() ? "Serial ports: none." : "Serial ports:");
  for (const auto& port : ports) {
    Json object{{"type", "port"}, {"device", env::escaped(port.name)}, {"description", port.description}};
    std::string usb;
    if (port.usb) {
      char text[16];
      std::snprintf(text, sizeof text, "%04x:%04x", port.usb->vendor, port.usb->product);
      object["usb"] = usb = text;
    }
    report.tell(object, "  " + env::escaped(port.name) + (usb.empty() ? "" : "  " + usb) +
                            (port.description.empty() ? "" : "  " + port.description));
  }
}

int tell_configured(Report& report) {
  std::error_code error;
  if (!std::filesystem::exists(apps::config_file(), error)) {
    report.text("Configured lines: none (" + env::escaped(apps::config_file()) + " does not exist).");
    return code(Exit::reached);
  }
  const auto lines = apps::configured_lines();
  if (!lines) return report.error(lines.error());
  report.text("Configured lines (" + env::escaped(apps::config_file()) + "):");
  for (const auto& line : *lines)
    report.tell({{"type", "line"}, {"name", line.name}, {"device", line.device}, {"network", line.network}, {"modem", line.modem}},
                "  " + line.name + ": " + line.device + ", network " + line.network + ", modem " + line.modem);
  return code(Exit::reached);
}

void tell_simulated(Report& report) {
  report.text("Simulated exchanges:");
  for (const auto& plan : sim::plan_names()) report.tell({{"type", "simulated"}, {"device", "sim:" + plan}}, "  sim:" + plan);
}

int run(bool json) {
  Report report(std::cout, std::cerr, json);
  tell_ports(report);
  tell_simulated(report);
  return tell_configured(report);
}

}  // namespace

Verb add_lines(CLI::App& program) {
  const auto json = std::make_shared<bool>(false);  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("lines", "Lists serial ports, configured lines and simulated exchanges; opens none.");
  command->add_flag("--json", *json, "One JSON object per line.");
  return {command, [json] { return run(*json); }};
}

}  // namespace campon::cli
