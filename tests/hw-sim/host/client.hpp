// What programs do to the simulator: open its ptys and connect to its socket; and a folder of their own.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/real/unique_fd.hpp"

namespace campon::sim::test {

using namespace std::chrono_literals;

// How long a test waits for what must come before it fails; and looks whether something comes that must not.
inline constexpr env::Duration k_patience = 5s;
inline constexpr env::Duration k_moment = 20ms;

// Runs the loop until `done`, which may hang on another thread or on the kernel too: then no turn of the loop tells of it.
inline bool until(env::AsioScheduler& scheduler, const std::function<bool()>& done) {
  constexpr env::Duration k_look = 2ms;
  for (const env::Time end = scheduler.now() + k_patience; scheduler.now() < end;)
    if (scheduler.run_until(done, k_look)) return true;
  return false;
}

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "campon-sim-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::string operator/(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// A descriptor with a memory of what has come.
class Client {
 public:
  explicit Client(env::UniqueFd fd) : fd_(std::move(fd)) {}

  [[nodiscard]] int fd() const { return fd_.get(); }
  [[nodiscard]] bool valid() const { return fd_.valid(); }
  void close() { fd_.reset(); }
  bool says(std::string_view bytes) const { return ::write(fd_.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()); }
  // All that has come so far.
  std::string& heard() {
    std::array<char, 4096> part;
    ssize_t got = 0;
    while ((got = ::read(fd_.get(), part.data(), part.size())) > 0) heard_.append(part.data(), static_cast<std::size_t>(got));
    ended_ = got == 0;
    return heard_;
  }
  bool hears(std::string_view text) { return heard().find(text) != std::string::npos; }
  bool ended() {
    heard();
    return ended_;
  }

 private:
  env::UniqueFd fd_;
  std::string heard_;
  bool ended_ = false;
};

inline Client open_line(const std::string& link) {
  return Client(env::UniqueFd(::open(link.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)));
}

inline Client connect_to(const std::string& socket) {
  env::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  socket.copy(address.sun_path, sizeof address.sun_path - 1);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fd.reset();
  return Client(std::move(fd));
}

inline std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

}  // namespace campon::sim::test
