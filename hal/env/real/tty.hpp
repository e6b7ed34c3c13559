// What every terminal device needs before a byte is spoken to it: found, opened, ours alone, raw, and on hook when we die.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

#include "hal/env/error.hpp"
#include "hal/env/real/unique_fd.hpp"

namespace campon::env {

struct TtyNode {
  UniqueFd fd;       // read and write, non-blocking, closed on exec, not a controlling terminal
  std::string path;  // with all links resolved
  dev_t device = 0;
};

// Says why a character device is not one that the driver may speak to, before it is opened: opening one raises DTR.
using TtyRule = std::function<Result(const std::string& path, dev_t device)>;

// `device` may be a link ("/dev/serial/by-id/..."). [faults D04, D10, M08]
// Errors: device_missing (gone) when it is not there or changed meanwhile, device_unfit (misuse) for what is no terminal,
// what `rule` refuses, or no permission, device_held (later) naming the holder.
Expected<TtyNode> open_tty(const std::string& device, const TtyRule& rule);
// Whether `device` still names what `fd` has open.
Result still_names(const std::string& device, int fd);

// Whether nobody holds it: no lock, and no TIOCEXCL mark, which root would not notice otherwise. Leaves no trace.
// Errors: device_held (later). [fault D07]
Result check_free(int fd, const std::string& path);
// Takes the device for this process: flock and TIOCEXCL. Root passes TIOCEXCL, so flock is what keeps two of ours apart.
// Errors: device_held (later). [invariant I22]
Result claim_tty(int fd, const std::string& path);
// A pty keeps its TIOCEXCL mark while its master lives, so it has to be taken off before close. [voice-modems 7.2]
void disclaim_tty(int fd);

enum class FlowControl : unsigned char { none, rts_cts };

// Raw, 8 data bits, no parity, 1 stop bit, VMIN 1, CLOCAL, flow control as said, and HUPCL: DTR falls when the last
// descriptor closes, however we end, and a modem with &D2 hangs up. [faults 0.4, D15] Drops what was received before.
// Errors: device_unfit, device_missing.
Result make_raw(int fd, const std::string& path, FlowControl flow = FlowControl::none);

// "campon (pid 4711)", several with ", "; empty where /proc shows none. `except` is a descriptor of this process to leave out.
std::string holders_of(const std::string& path, int except = -1);

}  // namespace campon::env
