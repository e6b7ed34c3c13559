// What can be known of a tty without opening it: opening one raises DTR, and what hangs on it may be in use.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/campon/doctor/holders.hpp"
#include "apps/campon/doctor/known_modems.hpp"
#include "apps/campon/output/report.hpp"
#include "drivers/hotplug/tty_devices.hpp"

namespace campon::cli {

struct PortFacts {
  hotplug::TtyDevice device;
  std::vector<Holder> holders;
  std::string no_permission;            // a sentence with the remedy; empty where it may be opened
  std::vector<const KnownModem*> fits;  // by USB id
  std::optional<bool> takes_commands;   // as a profile knows
  bool modem_manager_may_come = false;  // it runs, and was not told to leave the device alone
  std::vector<std::string> next;        // sentences: what to do
};

// `known` must outlive the facts. `root` as of holders_of.
PortFacts facts_of(const hotplug::TtyDevice& device, const std::vector<KnownModem>& known, const std::string& root = {});

// The name to write into a configuration: by-id, else by-path, else the node.
const std::string& lasting_name(const hotplug::TtyDevice& device);

// A sentence with the command that mends it, or nothing where this user may read and write `node`.
std::string missing_permission(const std::string& node);

void tell(Report& report, const PortFacts& facts);

}  // namespace campon::cli
