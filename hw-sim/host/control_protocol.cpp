#include "hw-sim/host/control_protocol.hpp"

#include <sys/un.h>

#include <algorithm>

#include "hal/env/trace.hpp"

namespace campon::sim {
namespace {

constexpr std::string_view k_ok = "ok\n";
constexpr std::string_view k_refused = "refused\n";

}  // namespace

std::optional<Answer> parse_answer(std::string_view bytes) {
  for (const bool accepted : {true, false}) {
    const std::string_view status = accepted ? k_ok : k_refused;
    if (bytes.starts_with(status)) return Answer{accepted, shown(bytes.substr(status.size()))};
  }
  return std::nullopt;
}

std::string to_bytes(const env::Expected<std::string>& answer) {
  std::string text = shown(answer ? *answer : answer.error().what);
  if (!text.ends_with('\n')) text += '\n';
  return std::string(answer ? k_ok : k_refused) + text;
}

bool is_command(std::string_view line) {
  return line.size() < k_longest_command && std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string shown(std::string_view text) {
  std::string out;
  while (true) {
    const auto end = std::min(text.find('\n'), text.size());
    out += env::escaped(text.substr(0, end));
    if (end == text.size()) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

env::Result check_socket_path(const std::string& path) {
  if (!path.empty() && path.size() < sizeof(sockaddr_un::sun_path) && path.find('\0') == std::string::npos) return {};
  return env::fail(env::ErrorCode::storage_failed, env::Remedy::misuse,
                   "'" + env::escaped(path) + "' is no path for a socket, which has at most " +
                       std::to_string(sizeof(sockaddr_un::sun_path) - 1) + " bytes");
}

}  // namespace campon::sim
