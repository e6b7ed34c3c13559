#include "hw-sim/host/pty_node.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "hal/env/trace.hpp"

namespace campon::sim {
namespace {

namespace fs = std::filesystem;

std::string reason() { return std::generic_category().message(errno); }

// On the master these are the settings of the slave.
bool make_raw(int master) {
  termios settings{};
  if (::tcgetattr(master, &settings) != 0) return false;
  ::cfmakeraw(&settings);
  ::cfsetspeed(&settings, B115200);
  settings.c_lflag |= EXTPROC;
  settings.c_cflag |= CLOCAL | CREAD | HUPCL;
  return ::tcsetattr(master, TCSANOW, &settings) == 0;
}

tl::unexpected<env::Error> no_pty() {
  return env::fail(env::ErrorCode::device_missing, env::Remedy::gone, "the system gives no pty: " + reason());
}

tl::unexpected<env::Error> no_link(const std::string& link, const std::string& why) {
  return env::fail(env::ErrorCode::storage_failed, env::Remedy::misuse, env::escaped(link) + " cannot be made: " + why);
}

}  // namespace

env::Expected<PtyNode> open_pty_node() {
  PtyNode node{env::UniqueFd(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)), {}};
  const int master = node.master.get();
  std::array<char, 64> name{};
  int packets = 1;
  const bool ready = node.master.valid() && ::grantpt(master) == 0 && ::unlockpt(master) == 0 &&
                     ::ptsname_r(master, name.data(), name.size()) == 0 && make_raw(master) && ::ioctl(master, TIOCPKT, &packets) == 0;
  if (!ready) return no_pty();
  node.path = name.data();
  if (!tidy(node)) return no_pty();
  return node;
}

bool tidy(const PtyNode& node) {
  const env::UniqueFd slave(::open(node.path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
  if (!slave.valid()) return false;
  ::ioctl(slave.get(), TIOCNXCL);
  ::tcflush(slave.get(), TCIFLUSH);
  return make_raw(node.master.get());
}

bool speed_is_zero(const PtyNode& node) {
  termios settings{};
  return ::tcgetattr(node.master.get(), &settings) == 0 && ::cfgetospeed(&settings) == B0;
}

env::Result place_link(const std::string& target, const std::string& link) {
  std::error_code error;
  const auto there = fs::symlink_status(link, error).type();
  if (there != fs::file_type::not_found && there != fs::file_type::symlink) return no_link(link, "a file of that name is in the way");
  const std::string scratch = link + ".new";
  fs::remove(scratch, error);
  fs::create_symlink(target, scratch, error);
  if (!error) fs::rename(scratch, link, error);
  if (error) return no_link(link, error.message());
  return {};
}

void remove_link(const std::string& target, const std::string& link) {
  std::error_code error;
  if (fs::read_symlink(link, error) == target) fs::remove(link, error);
}

}  // namespace campon::sim
