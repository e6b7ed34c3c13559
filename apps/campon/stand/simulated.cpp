// A line on a simulated exchange in this process.
#include <utility>

#include "apps/campon/stand/stand.hpp"
#include "apps/libcampon/modem_driver.hpp"
#include "drivers/loopback/pair.hpp"
#include "hal/line.hpp"

namespace campon::cli {
namespace {

// The pieces, each standing on those before it and destroyed before them.
struct Pieces {
  apps::Network network;
  std::unique_ptr<loopback::Pair> wire;
  std::unique_ptr<sim::Simulator> exchange;
  std::unique_ptr<apps::DeviceRecording> recording;  // or nullptr
  std::unique_ptr<hal::SignalPort> port;
};

class InProcess final : public SimStand {
 public:
  InProcess(Pieces pieces, const Surroundings& around, env::Trace& trace)
      : pieces_(std::move(pieces)),
        wire_("line 1", *pieces_.port, around.scheduler, trace),
        line_({wire_, pieces_.network.profile, pieces_.network.region, around.scheduler, around.clock, trace}) {}
  provider::LineProvider& line() override { return line_; }
  sim::Simulator& simulator() override { return *pieces_.exchange; }

 private:
  Pieces pieces_;
  hal::Line wire_;
  provider::LineProvider line_;
};

// The driver of the modem's profile, and where it is recorded.
env::Result drive(Pieces& pieces, const apps::ProfileText& modem, const apps::RecordingWish& wish, const Surroundings& around) {
  if (const auto good = apps::check_modem(modem); !good) return good;
  env::ByteChannel& channel = pieces.wire->computer();
  if (wish.file.empty()) {
    pieces.port = apps::driver_of(modem)(channel, around.scheduler, around.trace);
    return {};
  }
  auto recording = apps::DeviceRecording::begin(wish, modem, around.scheduler, around.trace);
  if (!recording) return tl::unexpected(recording.error());
  pieces.recording = std::move(*recording);
  pieces.port = pieces.recording->drive(channel);
  return {};
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
  const auto modem = store.find(apps::ProfileKind::modem, modem_name);
  if (!modem) return tl::unexpected(modem.error());
  auto wire = std::make_unique<loopback::Pair>(around.scheduler);
  const auto attached = (*exchange)->attach_modem(own_number(network->profile), modem_name, wire->modem());
  if (!attached) return tl::unexpected(attached.error());
  if (const auto done = carry_out(**exchange, spec.commands); !done) return tl::unexpected(done.error());
  Pieces pieces{std::move(*network), std::move(wire), std::move(*exchange), nullptr, nullptr};
  if (const auto driven = drive(pieces, *modem, spec.recording, around); !driven) return tl::unexpected(driven.error());
  env::Trace& trace = pieces.recording ? *pieces.recording : around.trace;
  return std::make_unique<InProcess>(std::move(pieces), around, trace);
}

}  // namespace campon::cli
