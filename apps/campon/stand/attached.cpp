// A line on a real device.
#include "apps/campon/stand/stand.hpp"
#include "apps/libcampon/compose.hpp"

namespace campon::cli {
namespace {

class DeviceStand final : public Stand {
 public:
  DeviceStand(apps::Device device, apps::Network network, const Surroundings& around)
      : network_(std::move(network)),
        device_(std::move(device)),
        line_(device_.line(), network_.profile, network_.region, around.scheduler, around.clock, around.trace) {}
  provider::LineProvider& line() override { return line_; }

 private:
  apps::Network network_;
  apps::Device device_;
  provider::LineProvider line_;
};

}  // namespace

env::Expected<std::unique_ptr<Stand>> attached(const apps::LineConfig& config, const std::string& profiles, env::AsioScheduler& scheduler,
                                               const Surroundings& around) {
  const apps::ProfileStore store(profiles);
  auto network = apps::load_network(store, config.network, config.region);
  if (!network) return tl::unexpected(network.error());
  auto device = apps::open_device(scheduler, config, around.trace, store);
  if (!device) return tl::unexpected(device.error());
  return std::make_unique<DeviceStand>(std::move(*device), std::move(*network), around);
}

}  // namespace campon::cli
