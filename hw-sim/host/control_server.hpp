// The control socket: answers commands, one for each connection, several connections at a time.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hw-sim/host/host_timers.hpp"

namespace campon::sim {

// More connections at a time wait in the kernel until one ends.
inline constexpr std::size_t k_most_connections = 32;

class ControlServer {
 public:
  // Gets a line of printable ASCII, without its end. Called in a turn of its own.
  using Handler = std::function<env::Expected<std::string>(std::string_view command)>;

  // Listens on `path`, mode 0600. A socket on which nobody listens is replaced. The scheduler must outlive it.
  // Errors: device_held (later) when a living program listens there; storage_failed (misuse) with the reason.
  static env::Expected<std::unique_ptr<ControlServer>> listen(env::AsioScheduler& scheduler, const std::string& path, Handler handler,
                                                              HostTimers timers = {});
  // Removes the socket if it is still ours.
  ~ControlServer();
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;

  [[nodiscard]] std::size_t connections() const;

 private:
  class Connection;
  class Core;
  explicit ControlServer(std::shared_ptr<Core> core) : core_(std::move(core)) {}
  std::shared_ptr<Core> core_;  // shared with turns that end after the owner
};

}  // namespace campon::sim
