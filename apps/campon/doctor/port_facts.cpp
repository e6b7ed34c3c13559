#include "apps/campon/doctor/port_facts.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

std::string group_name(gid_t gid) {
  const group* found = ::getgrgid(gid);
  return found == nullptr ? std::to_string(gid) : env::escaped(found->gr_name);
}

std::string user_name() {
  const passwd* found = ::getpwuid(::geteuid());
  return found == nullptr ? std::to_string(::geteuid()) : env::escaped(found->pw_name);
}

// In the group by the books, but the user has logged in before that.
bool is_entered(gid_t gid, const std::string& user) {
  const group* found = ::getgrgid(gid);
  if (found == nullptr) return false;
  for (char** member = found->gr_mem; *member != nullptr; ++member)
    if (user == *member) return true;
  return false;
}

bool both_may(mode_t mode) { return (mode & (S_IRGRP | S_IWGRP)) == (S_IRGRP | S_IWGRP); }

std::string asks_what(const PortFacts& facts) {
  const std::string command = "campon doctor --device " + lasting_name(facts.device);
  if (facts.takes_commands == false) return "Leave it: the commands go to another interface of this device.";
  if (!facts.fits.empty()) return "Ask it: " + command;
  return "If this is a modem, ask it: " + command + " (nothing is sent to it before you say so).";
}

std::vector<std::string> next_of(const PortFacts& facts) {
  std::vector<std::string> next;
  for (const auto& holder : facts.holders) next.push_back(remedy(holder, facts.device.node));
  if (!facts.no_permission.empty()) next.push_back(facts.no_permission);
  if (facts.modem_manager_may_come && !facts.fits.empty())
    next.emplace_back("ModemManager runs and may take it: tell it to leave this device alone (docs/devices.md).");
  if (next.empty() || facts.takes_commands == false) next.push_back(asks_what(facts));
  return next;
}

std::string names_of(const std::vector<const KnownModem*>& fits) {
  std::string names;
  for (const auto* modem : fits) names += (names.empty() ? "" : ", ") + modem->name + " (" + env::escaped(modem->title) + ")";
  return names;
}

Json as_json(const PortFacts& facts) {
  const auto& device = facts.device;
  Json out{{"type", "port"},          {"device", device.node},         {"by_id", device.by_id},   {"by_path", device.by_path},
           {"usb", device.usb_id},    {"interface", device.interface}, {"vendor", device.vendor}, {"model", device.model},
           {"serial", device.serial}, {"driver", device.driver}};
  out["holders"] = Json::array();
  for (const auto& holder : facts.holders) out["holders"].push_back({{"program", holder.name}, {"pid", holder.pid}, {"how", holder.how}});
  out["permission"] = facts.no_permission.empty();
  out["modem_manager_may_come"] = facts.modem_manager_may_come;
  out["fits"] = Json::array();
  for (const auto* modem : facts.fits) out["fits"].push_back(modem->name);
  if (facts.takes_commands) out["takes_commands"] = *facts.takes_commands;
  out["next"] = facts.next;
  return out;
}

std::string title_of(const hotplug::TtyDevice& device) {
  std::string text;
  for (const auto& part : {device.vendor, device.model, device.usb_id.empty() ? "" : "USB " + device.usb_id,
                           device.interface.empty() ? "" : "interface " + device.interface,
                           device.serial.empty() ? "" : "serial " + device.serial, device.driver.empty() ? "" : "driver " + device.driver})
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? "a built-in port, or a device that udev does not describe" : text;
}

std::string known_text(const PortFacts& facts) {
  if (facts.fits.empty()) return "not on the list of known modems";
  std::string text = "modem profile " + names_of(facts.fits);
  if (facts.takes_commands == true) text += "; this interface takes commands";
  if (facts.takes_commands == false) text += "; this interface takes no commands";
  return text;
}

std::string as_text(const PortFacts& facts) {
  std::string text = facts.device.node + "\n  device   " + title_of(facts.device);
  if (!facts.device.by_id.empty() || !facts.device.by_path.empty()) text += "\n  name     " + lasting_name(facts.device);
  text += "\n  known    " + known_text(facts);
  for (const auto& holder : facts.holders) text += "\n  held by  " + in_words(holder);
  for (const auto& step : facts.next) text += "\n  next     " + step;
  return text;
}

}  // namespace

const std::string& lasting_name(const hotplug::TtyDevice& device) {
  if (!device.by_id.empty()) return device.by_id;
  return device.by_path.empty() ? device.node : device.by_path;
}

std::string missing_permission(const std::string& node) {
  struct stat status {};
  if (::stat(node.c_str(), &status) != 0 || ::access(node.c_str(), R_OK | W_OK) == 0) return {};
  const std::string user = user_name();
  const std::string owner = group_name(status.st_gid);
  const std::string no = "User " + user + " may not open " + env::escaped(node) + ": ";
  if (!both_may(status.st_mode) || status.st_gid == 0)
    return no + "give it to a group by a udev rule (docs/devices.md), or run as root to look.";
  if (is_entered(status.st_gid, user)) return no + "the group " + owner + " counts from the next login on: log out and in again.";
  return no + "sudo usermod -aG " + owner + " " + user + ", then log out and in again.";
}

PortFacts facts_of(const hotplug::TtyDevice& device, const std::vector<KnownModem>& known, const std::string& root) {
  PortFacts facts;
  facts.device = device;
  facts.holders = holders_of(device.node, root);
  facts.no_permission = missing_permission(device.node);
  facts.fits = with_usb(known, device.usb_id);
  for (const auto* modem : facts.fits)
    if (const auto takes = takes_commands(*modem, device)) facts.takes_commands = facts.takes_commands.value_or(false) || *takes;
  facts.modem_manager_may_come = !device.not_for_modem_manager && modem_manager_runs(root);
  facts.next = next_of(facts);
  return facts;
}

void tell(Report& report, const PortFacts& facts) { report.tell(as_json(facts), as_text(facts)); }

}  // namespace campon::cli
