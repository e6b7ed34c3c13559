// The simulator on the machine: modems on ptys, a control socket, events on a stream.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hw-sim/host/event_printer.hpp"

namespace campon::sim {

inline constexpr int k_most_lines = 64;

struct HostOptions {
  std::string exchange;  // a plan
  int lines = 2;
  std::string folder;        // for the links line1, line2 ... and the control socket
  std::string first_number;  // empty: as the plan says
  std::string personality = "generic_v253";
  std::optional<std::uint64_t> seed;  // none: chance of the machine
  std::string control;                // the socket; empty: "control" in the folder
  EventFormat events = EventFormat::none;
};

// `count` numbers of one length that count up from `first`. Errors: misuse, when it is no number or they would grow longer.
env::Expected<std::vector<std::string>> numbers_from(const std::string& first, std::size_t count);

class Host {
 public:
  // All is up when it returns: a line for each modem and "ready" have been written to `out`. The scheduler and `out` must
  // outlive it. Errors say what to change: unknown_profile, misuse, device_held, storage_failed.
  static env::Expected<std::unique_ptr<Host>> start(env::AsioScheduler& scheduler, const HostOptions& options, std::ostream& out);
  // Removes the links and the socket.
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  // One command of the control language, `help` or `quit`, which stops the scheduler.
  env::Expected<std::string> control(std::string_view command);

 private:
  class Core;
  explicit Host(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace campon::sim
