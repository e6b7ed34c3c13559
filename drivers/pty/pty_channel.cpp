#include "drivers/pty/pty_channel.hpp"

#include <sys/sysmacros.h>
#include <termios.h>

#include <cerrno>
#include <system_error>

#include "hal/env/real/fd_channel.hpp"
#include "hal/env/real/tty.hpp"
#include "hal/env/trace.hpp"

namespace campon::pty {
namespace {

using env::ErrorCode;
using env::fail;
using env::Remedy;

// The slaves of Unix98 ptys. [linux devices.txt]
constexpr unsigned k_first_pts_major = 136;
constexpr unsigned k_last_pts_major = 143;
constexpr speed_t k_speed = B115200;

env::Result is_pty(const std::string& path, dev_t device) {
  const unsigned kind = major(device);
  if (kind >= k_first_pts_major && kind <= k_last_pts_major) return {};
  return fail(ErrorCode::device_unfit, Remedy::misuse, env::escaped(path) + " is not a pseudo terminal; give /dev/pts/N or a link to one");
}

env::Result set_speed(int fd, speed_t speed) {
  termios settings{};
  const bool read = ::tcgetattr(fd, &settings) == 0;
  if (read && ::cfsetspeed(&settings, speed) == 0 && ::tcsetattr(fd, TCSANOW, &settings) == 0) return {};
  return fail(ErrorCode::device_missing, Remedy::gone, "the pty is gone: " + std::generic_category().message(errno));
}

}  // namespace

env::Expected<std::unique_ptr<env::ByteChannel>> open_pty(env::AsioScheduler& scheduler, const std::string& path) {
  auto node = env::open_tty(path, is_pty);
  if (!node) return tl::unexpected(node.error());
  const int fd = node->fd.get();
  env::Result ready = env::check_free(fd, node->path).and_then([&] { return env::claim_tty(fd, node->path); });
  if (!ready) return tl::unexpected(ready.error());
  ready = env::make_raw(fd, node->path).and_then([fd] { return set_speed(fd, k_speed); });
  if (!ready) env::disclaim_tty(fd);
  if (!ready) return tl::unexpected(ready.error());
  env::FdHooks hooks{[](int open, bool on) { return set_speed(open, on ? k_speed : speed_t{B0}); }, env::disclaim_tty};
  return std::make_unique<env::FdChannel>(scheduler, std::move(node->fd), path, std::move(hooks));
}

}  // namespace campon::pty
