#include "apps/libcampon/attached_line.hpp"

namespace campon::apps {

env::Expected<std::unique_ptr<AttachedLine>> AttachedLine::open(const LineConfig& config, const ProfileStore& profiles,
                                                                env::AsioScheduler& scheduler, const env::WallClock& clock,
                                                                env::Trace& trace) {
  auto network = load_network(profiles, config.network, config.region);
  if (!network) return tl::unexpected(network.error());
  auto device = open_device(scheduler, config, trace, profiles);
  if (!device) return tl::unexpected(device.error());
  return std::unique_ptr<AttachedLine>(new AttachedLine(std::move(*device), std::move(*network), scheduler, clock, trace));
}

}  // namespace campon::apps
