#include "apps/libcampon/attached_line.hpp"

namespace campon::apps {

env::Expected<std::unique_ptr<AttachedLine>> AttachedLine::open(const LineConfig& config, const ProfileStore& profiles,
                                                                env::AsioScheduler& scheduler, const env::WallClock& clock,
                                                                env::Trace& trace, Safekeeping& keeping) {
  auto network = load_network(profiles, config.network, config.region);
  if (!network) return tl::unexpected(network.error());
  auto device = open_device(scheduler, config, trace, profiles);
  if (!device) return tl::unexpected(device.error());
  const auto journal = keeping.journal_of(config.device);
  if (!journal) return tl::unexpected(journal.error());
  return std::unique_ptr<AttachedLine>(
      new AttachedLine(std::move(*device), std::move(*network), scheduler, clock, trace, keeping, *journal, config.device));
}

}  // namespace campon::apps
