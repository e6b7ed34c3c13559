#include "hal/env/real/tty.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "hal/env/trace.hpp"

namespace campon::env {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_shown_holders = 3;

std::string reason(int error) { return std::generic_category().message(error); }

tl::unexpected<Error> missing(const std::string& device, const std::string& why) {
  return fail(ErrorCode::device_missing, Remedy::gone, "no device " + escaped(device) + ": " + why);
}

tl::unexpected<Error> unfit(const std::string& device, const std::string& why) {
  return fail(ErrorCode::device_unfit, Remedy::misuse, escaped(device) + " " + why);
}

tl::unexpected<Error> held(const std::string& path, int own_fd) {
  const std::string holders = holders_of(path, own_fd);
  const std::string by = holders.empty() ? "another program, which cannot be seen from here" : holders;
  return fail(ErrorCode::device_held, Remedy::later, escaped(path) + " is held by " + by + "; end it or use another device");
}

tl::unexpected<Error> open_error(const std::string& device, const std::string& path, int error) {
  if (error == EBUSY) return held(path, -1);
  if (error == EACCES || error == EPERM) return unfit(device, "cannot be opened: no permission; is this user in the group dialout?");
  return missing(device, reason(error));
}

Expected<std::string> resolved(const std::string& device) {
  if (device.empty() || device.find('\0') != std::string::npos) return unfit(device, "is not a path");
  const std::unique_ptr<char, decltype(&std::free)> path(::realpath(device.c_str(), nullptr), &std::free);
  if (!path) return missing(device, reason(errno));
  return std::string(path.get());
}

std::string program_name(const fs::path& process) {
  std::string name;
  std::ifstream comm(process / "comm");
  std::getline(comm, name);
  return escaped(name) + " (pid " + process.filename().string() + ")";
}

bool has_open(const fs::path& process, const std::string& path, int except) {
  std::error_code error;
  const bool own = process.filename() == std::to_string(::getpid());
  for (fs::directory_iterator at(process / "fd", error), end; !error && at != end; at.increment(error)) {
    std::error_code unreadable;
    if (own && at->path().filename() == std::to_string(except)) continue;
    if (fs::read_symlink(at->path(), unreadable) == path) return true;
  }
  return false;
}

}  // namespace

std::string holders_of(const std::string& path, int except) {
  std::string holders;
  std::size_t shown = 0;
  std::error_code error;
  for (fs::directory_iterator at("/proc", error), end; !error && at != end && shown < k_shown_holders; at.increment(error)) {
    const std::string pid = at->path().filename().string();
    if (pid.find_first_not_of("0123456789") != std::string::npos || !has_open(at->path(), path, except)) continue;
    if (shown++ > 0) holders += ", ";
    holders += program_name(at->path());
  }
  return holders;
}

Expected<TtyNode> open_tty(const std::string& device, const TtyRule& rule) {
  auto path = resolved(device);
  if (!path) return tl::unexpected(path.error());
  struct stat status {};
  if (::stat(path->c_str(), &status) != 0) return missing(device, reason(errno));
  if (!S_ISCHR(status.st_mode)) return unfit(device, "is not a terminal device");
  if (auto allowed = rule(*path, status.st_rdev); !allowed) return tl::unexpected(allowed.error());
  TtyNode node{UniqueFd(::open(path->c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)), *path, status.st_rdev};
  if (!node.fd.valid()) return open_error(device, *path, errno);
  if (::isatty(node.fd.get()) != 1) return unfit(device, "is not a terminal device");
  if (auto same = still_names(device, node.fd.get()); !same) return tl::unexpected(same.error());
  return node;
}

Result still_names(const std::string& device, int fd) {
  struct stat named {};
  struct stat opened {};
  const bool same =
      ::stat(device.c_str(), &named) == 0 && ::fstat(fd, &opened) == 0 && S_ISCHR(opened.st_mode) && named.st_rdev == opened.st_rdev;
  if (same) return {};
  return missing(device, "it changed while it was being opened");
}

Result check_free(int fd, const std::string& path) {
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) return held(path, fd);
  ::flock(fd, LOCK_UN);
  int exclusive = 0;
  const bool marked = ::ioctl(fd, TIOCGEXCL, &exclusive) == 0 && exclusive != 0;
  if (marked) return held(path, fd);
  return {};
}

Result claim_tty(int fd, const std::string& path) {
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) return held(path, fd);
  if (::ioctl(fd, TIOCEXCL) != 0) return unfit(path, "cannot be kept for one program: " + reason(errno));
  return {};
}

void disclaim_tty(int fd) {
  ::ioctl(fd, TIOCNXCL);
  ::flock(fd, LOCK_UN);
}

Result make_raw(int fd, const std::string& path, FlowControl flow) {
  termios settings{};
  if (::tcgetattr(fd, &settings) != 0) return missing(path, reason(errno));
  const tcflag_t extproc = settings.c_lflag & EXTPROC;
  ::cfmakeraw(&settings);
  settings.c_lflag |= extproc;
  settings.c_iflag &= ~static_cast<tcflag_t>(IXOFF | IXANY);
  settings.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
  settings.c_cflag |= CLOCAL | CREAD | HUPCL;
  if (flow == FlowControl::rts_cts) settings.c_cflag |= CRTSCTS;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  if (::tcsetattr(fd, TCSANOW, &settings) != 0) return unfit(path, "does not take the settings of a modem: " + reason(errno));
  ::tcflush(fd, TCIFLUSH);
  return {};
}

}  // namespace campon::env
