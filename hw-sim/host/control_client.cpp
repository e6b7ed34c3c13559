#include "hw-sim/host/control_client.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "hal/env/real/unique_fd.hpp"
#include "hal/env/trace.hpp"

namespace campon::sim {
namespace {

tl::unexpected<env::Error> nobody(const std::string& socket, const std::string& why) {
  return env::fail(env::ErrorCode::device_missing, env::Remedy::gone, "no simulator answers at " + env::escaped(socket) + ": " + why);
}

std::string reason(int error) { return error == EAGAIN ? "it took too long" : std::generic_category().message(error); }

bool limit(int fd, env::Duration wait) {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(wait);
  const timeval time{whole.count(), static_cast<suseconds_t>((wait - whole) / std::chrono::microseconds(1))};
  return ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) == 0 &&
         ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time) == 0;
}

bool connect(int fd, const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  return ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

env::Expected<std::string> receive_all(int fd, const std::string& socket) {
  std::string out;
  std::array<char, 4096> part;
  while (out.size() < k_longest_answer) {
    const ssize_t got = ::recv(fd, part.data(), part.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return nobody(socket, reason(errno));
    if (got == 0) return out;
    out.append(part.data(), static_cast<std::size_t>(got));
  }
  return nobody(socket, "the answer has no end");
}

}  // namespace

env::Expected<Answer> ask(const std::string& socket, std::string_view command, HostTimers timers) {
  if (const auto good = check_socket_path(socket); !good) return tl::unexpected(good.error());
  if (!is_command(command))
    return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse,
                     "a command is printable ASCII of less than " + std::to_string(k_longest_command) + " bytes");
  const env::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd.valid() || !limit(fd.get(), timers.answer) || !connect(fd.get(), socket)) return nobody(socket, reason(errno));
  if (!send_all(fd.get(), std::string(command) + '\n')) return nobody(socket, reason(errno));
  const auto bytes = receive_all(fd.get(), socket);
  if (!bytes) return tl::unexpected(bytes.error());
  auto answer = parse_answer(*bytes);
  if (!answer) return nobody(socket, "what came is not the answer of one");
  return std::move(*answer);
}

}  // namespace campon::sim
