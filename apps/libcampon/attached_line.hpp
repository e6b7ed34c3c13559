// One configured line with everything under it: device, driver, line, provider.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <utility>

#include "apps/libcampon/compose.hpp"
#include "apps/libcampon/networks.hpp"
#include "apps/libcampon/safekeeping.hpp"
#include "provider/line/line_provider.hpp"

namespace campon::apps {

class AttachedLine {
 public:
  // Opens the device; nothing has been sent to it yet. Scheduler, clock and trace must outlive the line.
  // Errors: device_missing, device_held, device_unfit, unknown_profile, bad_profile, storage_failed. `keeping` must outlive it.
  static env::Expected<std::unique_ptr<AttachedLine>> open(const LineConfig& config, const ProfileStore& profiles,
                                                           env::AsioScheduler& scheduler, const env::WallClock& clock, env::Trace& trace,
                                                           Safekeeping& keeping);

  [[nodiscard]] provider::LineProvider& line() { return *line_; }

  // Puts the line under another network, with a new LineProvider in the place of the one before, and opens it; for a line that
  // nobody uses. Errors: unknown_profile, bad_profile (then nothing has changed), those of LineProvider::open.
  void change_network(const ProfileStore& profiles, const std::string& network, hal::Done done);

 private:
  // What the line stands on besides device and network.
  struct Ground {
    env::Scheduler& scheduler;
    const env::WallClock& clock;
    env::Trace& trace;
    Safekeeping& keeping;
    provider::Journal* journal;
    std::string kept_as;
    std::string region;  // of the configuration
  };
  AttachedLine(Device device, Network network, Ground ground);
  [[nodiscard]] std::unique_ptr<provider::LineProvider> provider_under(Network network);

  Device device_;
  Ground ground_;
  std::list<Network> networks_;  // the last is in force; those before may still be known to the guard
  std::unique_ptr<provider::LineProvider> line_;
};

}  // namespace campon::apps
