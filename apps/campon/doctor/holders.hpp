// Who holds a terminal device, found without opening it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace campon::cli {

enum class HolderKind : std::uint8_t { campon, modem_manager, login, other };

struct Holder {
  HolderKind kind = HolderKind::other;
  std::string name;  // of the program, escaped
  int pid = 0;
  std::string how;  // "has it open", "lock file /var/lock/LCK..ttyACM0"
};

// Programs that have `node` open or keep a living UUCP lock file for it, and a login program that was started for it. Files of
// other users' programs are visible to root only. `root` is put before /proc, /var/lock and /run/lock, for tests. [fault D07]
std::vector<Holder> holders_of(const std::string& node, const std::string& root = {});

// ModemManager opens every new tty sooner or later, and asks it. [fault D08]
bool modem_manager_runs(const std::string& root = {});

// "ModemManager (pid 4711, has it open)".
std::string in_words(const Holder& holder);
// A sentence: how to make it let go.
std::string remedy(const Holder& holder, const std::string& node);

}  // namespace campon::cli
