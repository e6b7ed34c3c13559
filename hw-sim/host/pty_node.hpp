// One pty: its master, made raw, and the link under which programs find its node.
#pragma once

#include <string>

#include "hal/env/error.hpp"
#include "hal/env/real/unique_fd.hpp"

namespace campon::sim {

struct PtyNode {
  env::UniqueFd master;  // non-blocking, in packet mode, told of changed settings (EXTPROC)
  std::string path;      // "/dev/pts/7"
};

// Raw from the start, so that nothing that the modem says early is echoed back to it. [voice-modems 7.2]
// Errors: device_missing with the kernel's reason.
env::Expected<PtyNode> open_pty_node();

// As it was when new: raw, 115200, no mark of an owner, nothing unread. Also leaves the master in the state "closed", which a
// pty that was never opened is not. False when a mark keeps this process out. [voice-modems 7.2: TIOCEXCL survives close]
bool tidy(const PtyNode& node);

// Whether the speed is B0, with which programs drop DTR. [termios(3)]
bool speed_is_zero(const PtyNode& node);

// Makes `link` lead to `target`, in one step where a link is there already. Errors: storage_failed.
env::Result place_link(const std::string& target, const std::string& link);
// Removes it when it still leads to `target`.
void remove_link(const std::string& target, const std::string& link);

}  // namespace campon::sim
