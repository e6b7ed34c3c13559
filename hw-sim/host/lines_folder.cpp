#include "hw-sim/host/lines_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <system_error>

#include "hal/env/trace.hpp"

namespace campon::sim {
namespace {

tl::unexpected<env::Error> unusable(const std::string& path, const std::string& why) {
  return env::fail(env::ErrorCode::storage_failed, env::Remedy::misuse, "the folder " + env::escaped(path) + " " + why);
}

}  // namespace

env::Expected<LinesFolder> LinesFolder::open(const std::string& path) {
  env::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() && errno == ENOENT) return unusable(path, "does not exist; make it first");
  if (!fd.valid()) return unusable(path, "cannot be opened: " + std::generic_category().message(errno));
  if (::access(path.c_str(), W_OK | X_OK) != 0) return unusable(path, "is not writable: " + std::generic_category().message(errno));
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) return LinesFolder(path, std::move(fd));
  return env::fail(env::ErrorCode::device_held, env::Remedy::later,
                   "the folder " + env::escaped(path) + " is in use by another simulator; end it or use another folder");
}

std::string LinesFolder::line(std::size_t index) const { return path_ + "/line" + std::to_string(index + 1); }
std::string LinesFolder::control() const { return control_socket_of(path_); }

std::string control_socket_of(const std::string& folder) { return folder + "/control"; }

}  // namespace campon::sim
