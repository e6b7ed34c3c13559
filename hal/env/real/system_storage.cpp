#include "hal/env/real/system_storage.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "hal/env/storage_name.hpp"
#include "hal/env/trace.hpp"

namespace campon::env {
namespace {

constexpr mode_t k_directory_mode = 0700;
constexpr mode_t k_file_mode = 0600;

std::string reason(int error) { return std::generic_category().message(error); }

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

bool regular(int fd, struct stat& status) {
  if (::fstat(fd, &status) != 0) return false;
  if (S_ISREG(status.st_mode)) return true;
  errno = EINVAL;
  return false;
}

}  // namespace

Expected<std::unique_ptr<SystemStorage>> SystemStorage::open(const std::string& directory) {
  const std::string shown = escaped(directory);
  if (::mkdir(directory.c_str(), k_directory_mode) != 0 && errno != EEXIST)
    return fail(ErrorCode::storage_failed, Remedy::misuse, "cannot make directory " + shown + ": " + reason(errno));
  UniqueFd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid()) return fail(ErrorCode::storage_failed, Remedy::misuse, "cannot open directory " + shown + ": " + reason(errno));
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
    return fail(ErrorCode::device_held, Remedy::later, "directory " + shown + " is in use by another process");
  return std::unique_ptr<SystemStorage>(new SystemStorage(shown, std::move(fd)));
}

Expected<std::string> SystemStorage::read(std::string_view file) const {
  if (auto plain = check_storage_name(file); !plain) return tl::unexpected(plain.error());
  const std::string name(file);
  const UniqueFd fd(::openat(fd_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!fd.valid() && errno == ENOENT) return no_such_file(file);
  struct stat status {};
  if (!fd.valid() || !regular(fd.get(), status)) return failed("read", file);
  std::string bytes;
  std::array<char, 16 * 1024> part;
  ssize_t got = 0;
  while ((got = ::read(fd.get(), part.data(), part.size())) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got > 0) bytes.append(part.data(), static_cast<std::size_t>(got));
    if (bytes.size() > k_largest_file) errno = EFBIG;
    if (got < 0 || bytes.size() > k_largest_file) return failed("read", file);
  }
  return bytes;
}

Expected<int> SystemStorage::appendable(std::string_view file) {
  if (const auto known = appended_.find(file); known != appended_.end()) return known->second.get();
  const std::string name(file);
  UniqueFd fd(::openat(fd_.get(), name.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, k_file_mode));
  struct stat status {};
  if (!fd.valid() || !regular(fd.get(), status)) return failed("append to", file);
  return appended_.emplace(name, std::move(fd)).first->second.get();
}

Result SystemStorage::append(std::string_view file, std::string_view bytes) {
  if (auto plain = check_storage_name(file); !plain) return plain;
  const auto fd = appendable(file);
  if (!fd) return tl::unexpected(fd.error());
  struct stat before {};
  if (!regular(*fd, before)) return failed("append to", file);
  errno = EFBIG;
  if (static_cast<std::size_t>(before.st_size) + bytes.size() <= k_largest_file && write_all(*fd, bytes)) return {};
  auto error = failed("append to", file);
  if (::ftruncate(*fd, before.st_size) != 0) error.value().what += "; a part of it may have been written";
  return error;
}

Result SystemStorage::sync(std::string_view file) {
  if (auto plain = check_storage_name(file); !plain) return plain;
  const std::string name(file);
  const auto known = appended_.find(file);
  UniqueFd opened;
  if (known == appended_.end()) opened.reset(::openat(fd_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  const int fd = known == appended_.end() ? opened.get() : known->second.get();
  if (fd < 0 && errno == ENOENT) return no_such_file(file);
  struct stat status {};
  if (fd >= 0 && regular(fd, status) && ::fsync(fd) == 0 && ::fsync(fd_.get()) == 0) return {};
  auto error = failed("sync", file);
  if (known != appended_.end()) appended_.erase(known);
  return error;
}

Result SystemStorage::replace(std::string_view file, std::string_view bytes) {
  if (auto plain = check_storage_name(file); !plain) return plain;
  if (bytes.size() > k_largest_file) {
    errno = EFBIG;
    return failed("replace", file);
  }
  const std::string scratch = "." + std::string(file) + ".new";
  auto done = replace_by(scratch, file, bytes);
  if (!done) ::unlinkat(fd_.get(), scratch.c_str(), 0);
  return done;
}

Result SystemStorage::replace_by(const std::string& scratch, std::string_view file, std::string_view bytes) {
  const std::string name(file);
  ::unlinkat(fd_.get(), scratch.c_str(), 0);
  const UniqueFd fd(::openat(fd_.get(), scratch.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, k_file_mode));
  if (!fd.valid() || !write_all(fd.get(), bytes) || ::fsync(fd.get()) != 0) return failed("replace", file);
  if (::renameat(fd_.get(), scratch.c_str(), fd_.get(), name.c_str()) != 0) return failed("replace", file);
  if (const auto old = appended_.find(file); old != appended_.end()) appended_.erase(old);
  if (::fsync(fd_.get()) != 0) return failed("replace", file);
  return {};
}

std::vector<std::string> SystemStorage::list() const {
  std::vector<std::string> names;
  const int copy = ::openat(fd_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* directory = copy >= 0 ? ::fdopendir(copy) : nullptr;
  if (directory == nullptr) {
    if (copy >= 0) ::close(copy);
    return names;
  }
  while (const dirent* entry = ::readdir(directory)) {
    struct stat status {};
    const bool known = ::fstatat(fd_.get(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (known && S_ISREG(status.st_mode) && check_storage_name(entry->d_name)) names.emplace_back(entry->d_name);
  }
  ::closedir(directory);
  std::sort(names.begin(), names.end());
  return names;
}

tl::unexpected<Error> SystemStorage::failed(std::string_view doing, std::string_view file) const {
  const int error = errno;
  std::string what = "cannot ";
  what.append(doing).append(" ").append(directory_).append("/").append(escaped(file)).append(": ").append(reason(error));
  const Remedy remedy = error == ENOSPC || error == EDQUOT ? Remedy::later : Remedy::unknown;
  return fail(ErrorCode::storage_failed, remedy, std::move(what));
}

}  // namespace campon::env
