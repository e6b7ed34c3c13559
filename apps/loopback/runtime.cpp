// What stands behind TSPI_providerInit in libcampon-loopback: lines with modems on simulated exchanges in this process, in quick time.
//
// Without CAMPON_CONFIG there are two: 5550100 on a public exchange and 101 on a PBX. A configuration names others as usual;
// `device` is "/loopback/NUMBER", and the exchange is the plan that is named like `network`.
#include "provider/abi/runtime.hpp"

#include <cstdio>
#include <cstdlib>
#include <future>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "apps/libcampon/networks.hpp"
#include "apps/loopback/control.h"
#include "apps/loopback/loopback_timers.hpp"
#include "apps/loopback/scaled_scheduler.hpp"
#include "drivers/atmodem/gsm/modem_port.hpp"
#include "drivers/loopback/pair.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/wall_clock.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::provider::abi {

namespace {

constexpr std::string_view k_device = "/loopback/";
constexpr unsigned k_highest_speed = 1000;

env::Expected<std::vector<apps::LineConfig>> wanted_lines() {
  if (std::getenv("CAMPON_CONFIG") != nullptr) return apps::configured_lines();
  return apps::parse_config(
      "[[line]]\ndevice = \"/loopback/5550100\"\nnetwork = \"nanp_class\"\nname = \"public\"\n"
      "[[line]]\ndevice = \"/loopback/101\"\nnetwork = \"panasonic_kx_tda\"\nname = \"pbx\"\n",
      "built-in");
}

unsigned wanted_speed() {
  const char* text = std::getenv("CAMPON_LOOPBACK_SPEED");
  const unsigned long speed = text != nullptr ? std::strtoul(text, nullptr, 10) : 0;
  return speed >= 1 && speed <= k_highest_speed ? static_cast<unsigned>(speed) : apps::k_loopback_speed;
}

// One line with everything under it and behind it.
struct Attached {
  Attached(apps::Network its, env::Scheduler& scheduler) : network(std::move(its)), wire(scheduler) {}

  apps::Network network;
  loopback::Pair wire;
  std::unique_ptr<hal::SignalPort> port;
  std::optional<hal::Line> line;
  std::optional<LineProvider> provider;
};

class LoopbackRuntime final : public Runtime {
 public:
  LoopbackRuntime();
  ~LoopbackRuntime() override;

  // Before start(). Errors: unknown_profile, bad_profile, misuse for a number that has a line.
  env::Result add(const apps::LineConfig& config);
  env::Result start() override;
  void stop() override;
  [[nodiscard]] bool on_loop_thread() const override { return scheduler_.on_this_thread(); }
  [[nodiscard]] env::Scheduler& scheduler() override { return scheduler_; }
  [[nodiscard]] std::vector<LineProvider*> lines() override;
  // From any thread but the loop's.
  env::Result control(const std::string& exchange, const std::string& command);

 private:
  template <class Answer, class Order>
  Answer wait_for(Order give) {
    auto ended = std::make_shared<std::promise<Answer>>();
    auto result = ended->get_future();
    scheduler_.post([give, ended] { give([ended](const Answer& how) { ended->set_value(how); }); });
    return result.get();
  }
  env::Expected<sim::Simulator*> exchange(const std::string& plan);

  apps::ScaledScheduler scheduler_{wanted_speed()};
  env::SeededRng rng_{1};
  env::NullTrace trace_;
  env::VirtualWallClock clock_{scheduler_, std::chrono::time_point_cast<env::WallTime::duration>(std::chrono::system_clock::now())};
  std::map<std::string, std::unique_ptr<sim::Simulator>> exchanges_;
  std::list<Attached> attached_;
};

// The one that runs, for campon_loopback_control.
std::mutex running_mutex;
LoopbackRuntime* running = nullptr;

LoopbackRuntime::LoopbackRuntime() {
  const std::lock_guard lock(running_mutex);
  running = this;
}

LoopbackRuntime::~LoopbackRuntime() {
  {
    const std::lock_guard lock(running_mutex);
    running = nullptr;
  }
  scheduler_.stop();
  for (auto& each : attached_) {
    each.provider.reset();
    each.line.reset();
    each.port.reset();
  }
  exchanges_.clear();
}

env::Expected<sim::Simulator*> LoopbackRuntime::exchange(const std::string& plan) {
  auto& place = exchanges_[plan];
  if (!place) {
    auto made = sim::Simulator::create(plan, scheduler_, rng_, trace_);
    if (!made) return tl::unexpected(made.error());
    place = std::move(*made);
  }
  return place.get();
}

env::Result LoopbackRuntime::add(const apps::LineConfig& config) {
  if (!config.device.starts_with(k_device))
    return env::fail(env::ErrorCode::device_missing, env::Remedy::misuse,
                     "a device of this library is " + std::string(k_device) + "NUMBER");
  auto network = apps::load_network(apps::ProfileStore(), config.network, config.region);
  if (!network) return tl::unexpected(network.error());
  const auto modem = apps::ProfileStore().find(apps::ProfileKind::modem, config.modem);
  if (!modem) return tl::unexpected(modem.error());
  const auto behind = exchange(config.network);
  if (!behind) return tl::unexpected(behind.error());
  Attached& line = attached_.emplace_back(std::move(*network), scheduler_);
  if (auto put = (*behind)->attach_modem(config.device.substr(k_device.size()), config.modem, line.wire.modem()); !put) return put;
  auto port = atmodem::make_modem_port(line.wire.computer(), scheduler_, trace_, modem->text, modem->file);
  if (!port) return tl::unexpected(port.error());
  line.port = std::move(*port);
  line.line.emplace(config.name, *line.port, scheduler_, trace_);
  line.provider.emplace(LineParts{*line.line, line.network.profile, line.network.region, scheduler_, clock_, trace_});
  return {};
}

env::Result LoopbackRuntime::start() {
  scheduler_.start();
  for (auto& each : attached_)
    if (auto opened = wait_for<env::Result>([&each](Done done) { each.provider->open(std::move(done)); }); !opened) return opened;
  return {};
}

void LoopbackRuntime::stop() {
  for (auto& each : attached_) wait_for<env::Result>([&each](Done done) { each.provider->close(std::move(done)); });
  scheduler_.stop();
}

std::vector<LineProvider*> LoopbackRuntime::lines() {
  std::vector<LineProvider*> out;
  for (auto& each : attached_) out.push_back(&*each.provider);
  return out;
}

env::Result LoopbackRuntime::control(const std::string& exchange, const std::string& command) {
  return wait_for<env::Result>([this, exchange, command](const auto& done) {
    const auto found = exchanges_.find(exchange);
    if (found == exchanges_.end()) return done(env::fail(env::ErrorCode::unknown_profile, env::Remedy::misuse, "no such exchange"));
    const auto answer = found->second->control(command);
    done(answer ? env::Result() : tl::unexpected(answer.error()));
  });
}

}  // namespace

env::Expected<std::unique_ptr<Runtime>> make_runtime() {
  const auto lines = wanted_lines();
  if (!lines) return tl::unexpected(lines.error());
  auto runtime = std::make_unique<LoopbackRuntime>();
  for (const auto& line : *lines)
    if (const auto added = runtime->add(line); !added) return tl::unexpected(added.error());
  return runtime;
}

void report_failure(const env::Error& error) { std::fprintf(stderr, "campon-loopback: %s\n", env::escaped(error.what).c_str()); }

env::Expected<std::size_t> count_configured_lines() {
  return wanted_lines().map([](const auto& lines) { return lines.size(); });
}

}  // namespace campon::provider::abi

int campon_loopback_control(const char* exchange, const char* command) {
  using namespace campon::provider::abi;
  const std::lock_guard lock(running_mutex);
  if (running == nullptr || exchange == nullptr || command == nullptr) return -1;
  return running->control(exchange, command) ? 0 : -1;
}
