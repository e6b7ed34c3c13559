// A line on a simulated exchange in this process.
#include <utility>

#include "apps/campon/stand/stand.hpp"
#include "drivers/atmodem/personality.hpp"
#include "drivers/atmodem/voice/voice_port.hpp"
#include "drivers/loopback/pair.hpp"
#include "hal/line.hpp"

namespace campon::cli {
namespace {

// The pieces, each standing on those before it and destroyed before them.
struct Pieces {
  apps::Network network;
  std::unique_ptr<loopback::Pair> wire;
  std::unique_ptr<sim::Simulator> exchange;
};

class InProcess final : public SimStand {
 public:
  InProcess(Pieces pieces, atmodem::Personality modem, const Surroundings& around)
      : pieces_(std::move(pieces)),
        port_(pieces_.wire->computer(), around.scheduler, around.trace, std::move(modem)),
        wire_("line 1", port_, around.scheduler, around.trace),
        line_({wire_, pieces_.network.profile, pieces_.network.region, around.scheduler, around.clock, around.trace}) {}
  provider::LineProvider& line() override { return line_; }
  sim::Simulator& simulator() override { return *pieces_.exchange; }

 private:
  Pieces pieces_;
  atmodem::VoicePort port_;
  hal::Line wire_;
  provider::LineProvider line_;
};

env::Expected<atmodem::Personality> personality(const apps::ProfileStore& store, const std::string& name) {
  return store.find(apps::ProfileKind::modem, name).and_then([](const apps::ProfileText& profile) {
    return atmodem::parse_personality(profile.text, profile.file);
  });
}

env::Result carry_out(sim::Simulator& exchange, const std::vector<std::string>& commands) {
  for (const auto& command : commands)
    if (const auto done = exchange.control(command); !done) return tl::unexpected(done.error());
  return {};
}

}  // namespace

std::string own_number(const provider::NetworkProfile& network) { return network.kind == "pbx" ? "101" : "5550100"; }

std::string number_to_call(const provider::NetworkProfile& network) { return network.kind == "pbx" ? "102" : "5550123"; }

env::Expected<std::unique_ptr<SimStand>> simulated(const SimSpec& spec, const std::string& profiles, const Surroundings& around) {
  const apps::ProfileStore store(profiles);
  const std::string modem_name = spec.modem.empty() ? apps::LineConfig{}.modem : spec.modem;
  auto exchange = sim::Simulator::create(spec.plan, around.scheduler, around.rng, around.trace);
  if (!exchange) return tl::unexpected(exchange.error());
  auto network = apps::load_network(store, spec.network);
  if (!network) return tl::unexpected(network.error());
  auto modem = personality(store, modem_name);
  if (!modem) return tl::unexpected(modem.error());
  auto wire = std::make_unique<loopback::Pair>(around.scheduler);
  const auto attached = (*exchange)->attach_modem(own_number(network->profile), modem_name, wire->modem());
  if (!attached) return tl::unexpected(attached.error());
  if (const auto done = carry_out(**exchange, spec.commands); !done) return tl::unexpected(done.error());
  Pieces pieces{std::move(*network), std::move(wire), std::move(*exchange)};
  return std::make_unique<InProcess>(std::move(pieces), std::move(*modem), around);
}

}  // namespace campon::cli
