// One configured line with everything under it: device, driver, line, provider.
#pragma once

#include <memory>
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

  [[nodiscard]] provider::LineProvider& line() { return line_; }

 private:
  AttachedLine(Device device, Network network, env::Scheduler& scheduler, const env::WallClock& clock, env::Trace& trace,
               Safekeeping& keeping, provider::Journal* journal, const std::string& kept_as)
      : device_(std::move(device)),
        network_(std::move(network)),
        line_({device_.line(), network_.profile, network_.region, scheduler, clock, trace, &keeping.guard_of(network_.region), journal,
               kept_as}) {}

  Device device_;
  Network network_;
  provider::LineProvider line_;
};

}  // namespace campon::apps
