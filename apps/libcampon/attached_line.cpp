#include "apps/libcampon/attached_line.hpp"

#include "apps/libcampon/card_channel.hpp"

namespace campon::apps {

namespace {

// Nothing for a region whose tones are not known.
std::shared_ptr<const hal::Ears> ears_of(const provider::Region& region) { return hal::Ears::make(region.tones).value_or(nullptr); }

}  // namespace

env::Expected<std::unique_ptr<AttachedLine>> AttachedLine::open(const LineConfig& config, const ProfileStore& profiles,
                                                                env::AsioScheduler& scheduler, const env::WallClock& clock,
                                                                env::Trace& trace, Safekeeping& keeping) {
  auto network = load_network(profiles, config.network, config.region);
  if (!network) return tl::unexpected(network.error());
  auto ears = config.listen ? ears_of(network->region) : nullptr;
  auto device = card_channel(config.device) ? open_card(scheduler, config, trace, network->region, std::move(ears))
                                            : open_device(scheduler, config, trace, profiles, std::move(ears));
  if (!device) return tl::unexpected(device.error());
  const auto journal = keeping.journal_of(config.device);
  if (!journal) return tl::unexpected(journal.error());
  env::Trace& told = device->recording() != nullptr ? *device->recording() : trace;
  return std::unique_ptr<AttachedLine>(
      new AttachedLine(std::move(*device), std::move(*network), {scheduler, clock, told, keeping, *journal, config.device, config.region}));
}

AttachedLine::AttachedLine(Device device, Network network, Ground ground)
    : device_(std::move(device)), ground_(std::move(ground)), line_(provider_under(std::move(network))) {}

std::unique_ptr<provider::LineProvider> AttachedLine::provider_under(Network network) {
  const Network& in_force = networks_.emplace_back(std::move(network));
  return std::make_unique<provider::LineProvider>(
      provider::LineParts{device_.line(), in_force.profile, in_force.region, ground_.scheduler, ground_.clock, ground_.trace,
                          &ground_.keeping.guard_of(in_force.region), ground_.journal, ground_.kept_as});
}

void AttachedLine::change_network(const ProfileStore& profiles, const std::string& name, hal::Done done) {
  auto network = load_network(profiles, name, ground_.region);
  if (!network) return done(tl::unexpected(network.error()));
  line_.reset();  // before the new one attaches itself to the line
  line_ = provider_under(std::move(*network));
  line_->open(std::move(done));
}

}  // namespace campon::apps
