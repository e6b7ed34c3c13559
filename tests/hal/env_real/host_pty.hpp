// The master of a real pty, played by the test, and a sink that remembers what a channel read.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "hal/env/byte_channel.hpp"
#include "hal/env/real/unique_fd.hpp"
#include "hal/env/time.hpp"

namespace campon::env {

using namespace std::chrono_literals;

// How long a test waits for what must come before it fails.
inline constexpr Duration k_patience = 5s;
// How long a test looks whether something comes that must not.
inline constexpr Duration k_moment = 20ms;

class HostPty {
 public:
  HostPty() : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)) {
    ::grantpt(master_.get());
    ::unlockpt(master_.get());
    std::array<char, 64> name{};
    ::ptsname_r(master_.get(), name.data(), name.size());
    path_ = name.data();
    termios raw = settings();
    ::cfmakeraw(&raw);
    ::tcsetattr(master_.get(), TCSANOW, &raw);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] termios settings() const {
    termios now{};
    ::tcgetattr(master_.get(), &now);
    return now;
  }
  [[nodiscard]] UniqueFd slave() const { return UniqueFd(::open(path_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)); }

  bool says(std::string_view bytes) { return ::write(master_.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()); }
  // What has come so far.
  std::string& heard() {
    std::array<char, 4096> part;
    for (ssize_t got = 0; (got = ::read(master_.get(), part.data(), part.size())) > 0;)
      heard_.append(part.data(), static_cast<std::size_t>(got));
    return heard_;
  }
  bool waits_for(std::string_view bytes) {
    while (heard().find(bytes) == std::string::npos) {
      pollfd look{master_.get(), POLLIN, 0};
      if (::poll(&look, 1, static_cast<int>(std::chrono::milliseconds(k_patience / 1ms).count())) <= 0 || (look.revents & POLLIN) == 0)
        return false;
    }
    return true;
  }
  void unplug() { master_.reset(); }

 private:
  UniqueFd master_;
  std::string path_;
  std::string heard_;
};

class Listener final : public ByteSink {
 public:
  void on_bytes(std::string_view bytes) override { heard.append(bytes); }
  void on_closed(const Error& why) override {
    ++closed;
    error = why;
  }
  std::string heard;
  int closed = 0;
  std::optional<Error> error;
};

}  // namespace campon::env
