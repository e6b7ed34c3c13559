// A line on a real device.
#include "apps/libcampon/attached_line.hpp"

#include "apps/campon/stand/stand.hpp"

namespace campon::cli {
namespace {

class DeviceStand final : public Stand {
 public:
  explicit DeviceStand(std::unique_ptr<apps::AttachedLine> attached) : attached_(std::move(attached)) {}
  provider::LineProvider& line() override { return attached_->line(); }

 private:
  std::unique_ptr<apps::AttachedLine> attached_;
};

}  // namespace

env::Expected<std::unique_ptr<Stand>> attached(const apps::LineConfig& config, const std::string& profiles, env::AsioScheduler& scheduler,
                                               const Surroundings& around) {
  auto line = apps::AttachedLine::open(config, apps::ProfileStore(profiles), scheduler, around.clock, around.trace);
  if (!line) return tl::unexpected(line.error());
  return std::make_unique<DeviceStand>(std::move(*line));
}

}  // namespace campon::cli
