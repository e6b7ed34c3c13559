#include "apps/campon/doctor/holders.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_modem_manager = "ModemManager";

std::optional<int> number(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string program(const fs::path& process) {
  std::string name;
  std::ifstream comm(process / "comm");
  std::getline(comm, name);
  return env::escaped(name);
}

std::vector<int> processes(const std::string& root) {
  std::vector<int> pids;
  std::error_code error;
  for (fs::directory_iterator at(root + "/proc", error), end; !error && at != end; at.increment(error))
    if (const auto pid = number(at->path().filename().string())) pids.push_back(*pid);
  std::sort(pids.begin(), pids.end());
  return pids;
}

bool has_open(const fs::path& process, const std::string& node) {
  std::error_code error;
  for (fs::directory_iterator at(process / "fd", error), end; !error && at != end; at.increment(error)) {
    std::error_code unreadable;
    if (fs::read_symlink(at->path(), unreadable) == node) return true;
  }
  return false;
}

bool is_login(std::string_view name) { return name == "agetty" || name == "getty" || name == "mgetty" || name == "login"; }

// agetty opens its port only when somebody calls, where it was told to wait.
bool is_told(const fs::path& process, const std::string& tty) {
  std::ifstream file(process / "cmdline", std::ios::binary);
  for (std::string word; std::getline(file, word, '\0');)
    if (word == tty || word == "/dev/" + tty) return true;
  return false;
}

HolderKind kind_of(std::string_view name) {
  if (name == k_modem_manager) return HolderKind::modem_manager;
  if (name.starts_with("campon")) return HolderKind::campon;
  return is_login(name) ? HolderKind::login : HolderKind::other;
}

// The old form is a number in text; a few programs write it as four bytes, which no program of today does.
std::optional<int> lock_owner(const std::string& file) {
  std::ifstream stream(file);
  int pid = 0;
  if (!(stream >> pid) || pid <= 0) return std::nullopt;
  return pid;
}

}  // namespace

std::vector<Holder> holders_of(const std::string& node, const std::string& root) {
  std::vector<Holder> out;
  const std::string tty = fs::path(node).filename().string();
  for (const int pid : processes(root)) {
    const fs::path process = root + "/proc/" + std::to_string(pid);
    const std::string name = program(process);
    if (pid != ::getpid() && has_open(process, node))
      out.push_back({kind_of(name), name, pid, "has it open"});
    else if (is_login(name) && is_told(process, tty))
      out.push_back({HolderKind::login, name, pid, "waits for a login on it"});
  }
  for (const std::string folder : {"/var/lock", "/run/lock"}) {
    const std::string file = folder + "/LCK.." + tty;
    const auto pid = lock_owner(root + file);
    const auto same = [&](const Holder& holder) { return holder.pid == *pid; };
    if (!pid || !fs::exists(root + "/proc/" + std::to_string(*pid)) || std::any_of(out.begin(), out.end(), same)) continue;
    const std::string name = program(root + "/proc/" + std::to_string(*pid));
    out.push_back({kind_of(name), name, *pid, "lock file " + env::escaped(file)});
  }
  return out;
}

bool modem_manager_runs(const std::string& root) {
  const auto pids = processes(root);
  return std::any_of(pids.begin(), pids.end(), [&](int pid) { return program(root + "/proc/" + std::to_string(pid)) == k_modem_manager; });
}

std::string in_words(const Holder& holder) { return holder.name + " (pid " + std::to_string(holder.pid) + ", " + holder.how + ")"; }

std::string remedy(const Holder& holder, const std::string& node) {
  const std::string tty = fs::path(node).filename().string();
  switch (holder.kind) {
    case HolderKind::modem_manager:
      return "Keep ModemManager off it: a udev rule with ENV{ID_MM_DEVICE_IGNORE}=\"1\" (see docs/devices.md), or sudo systemctl stop "
             "ModemManager.";
    case HolderKind::login:
      return "A login prompt is on this port: sudo systemctl disable --now serial-getty@" + env::escaped(tty) +
             ".service, if it is the modem's.";
    case HolderKind::campon: return "Another campon uses it: end that one first.";
    case HolderKind::other: break;
  }
  return "End " + holder.name + ", or use another port.";
}

}  // namespace campon::cli
