// A line on a real device.
#include "apps/libcampon/attached_line.hpp"

#include "apps/campon/stand/stand.hpp"

namespace campon::cli {
namespace {

class DeviceStand final : public Stand {
 public:
  DeviceStand(std::unique_ptr<apps::Safekeeping> keeping, std::unique_ptr<apps::AttachedLine> attached)
      : keeping_(std::move(keeping)), attached_(std::move(attached)) {}
  provider::LineProvider& line() override { return attached_->line(); }

 private:
  std::unique_ptr<apps::Safekeeping> keeping_;
  std::unique_ptr<apps::AttachedLine> attached_;
};

}  // namespace

env::Expected<std::unique_ptr<Stand>> attached(const apps::LineConfig& config, const std::string& profiles, env::AsioScheduler& scheduler,
                                               const Surroundings& around, const std::string& state) {
  auto keeping = apps::Safekeeping::open(state, scheduler, around.trace);
  if (!keeping) return tl::unexpected(keeping.error());
  auto line = apps::AttachedLine::open(config, apps::ProfileStore(profiles), scheduler, around.clock, around.trace, **keeping);
  if (!line) return tl::unexpected(line.error());
  return std::make_unique<DeviceStand>(std::move(*keeping), std::move(*line));
}

}  // namespace campon::cli
