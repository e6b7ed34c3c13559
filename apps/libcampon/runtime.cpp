// What stands behind TSPI_providerInit: the configured devices on a loop with a thread of its own.
#include "provider/abi/runtime.hpp"

#include <cstdio>
#include <cstdlib>
#include <future>
#include <thread>
#include <utility>

#include "apps/libcampon/attached_line.hpp"
#include "apps/libcampon/logging.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/real/system_wall_clock.hpp"

namespace campon::provider::abi {

namespace {

class LoopRuntime final : public Runtime {
 public:
  explicit LoopRuntime(apps::LogLevel level) : log_(level) {}
  ~LoopRuntime() override {
    if (thread_.joinable()) LoopRuntime::stop();
  }

  env::Result prepare() {
    auto keeping = apps::Safekeeping::open({}, scheduler_, log_);
    if (!keeping) return tl::unexpected(keeping.error());
    keeping_ = std::move(*keeping);
    return {};
  }

  env::Result add(const apps::LineConfig& config) {
    auto line = apps::AttachedLine::open(config, apps::ProfileStore(), scheduler_, clock_, log_, *keeping_);
    if (!line) return tl::unexpected(line.error());
    attached_.push_back(std::move(*line));
    return {};
  }

  env::Result start() override {
    thread_ = std::thread([this] { scheduler_.run(); });
    for (const auto& each : attached_) {
      const env::Result opened = wait_for([&each](Done done) { each->line().open(std::move(done)); });
      if (opened) continue;
      stop();
      return opened;
    }
    return {};
  }

  void stop() override {
    for (const auto& each : attached_) static_cast<void>(wait_for([&each](Done done) { each->line().close(std::move(done)); }));
    scheduler_.stop();
    thread_.join();
  }

  [[nodiscard]] bool on_loop_thread() const override { return thread_.get_id() == std::this_thread::get_id(); }
  [[nodiscard]] env::Scheduler& scheduler() override { return scheduler_; }
  [[nodiscard]] std::vector<LineProvider*> lines() override {
    std::vector<LineProvider*> out;
    for (const auto& each : attached_) out.push_back(&each->line());
    return out;
  }
  void set_network(std::size_t line, const std::string& network, hal::Done done) override {
    attached_.at(line)->change_network(apps::ProfileStore(), network, std::move(done));
  }

 private:
  // Every order of a line ends by a deadline of its own, so this waits no longer than the slowest device command.
  template <class Order>
  env::Result wait_for(Order give) {
    auto ended = std::make_shared<std::promise<env::Result>>();
    auto result = ended->get_future();
    scheduler_.post([give, ended] { give([ended](const env::Result& how) { ended->set_value(how); }); });
    return result.get();
  }

  apps::Log log_;
  env::AsioScheduler scheduler_;
  env::SystemWallClock clock_;
  std::unique_ptr<apps::Safekeeping> keeping_;
  std::vector<std::unique_ptr<apps::AttachedLine>> attached_;
  std::thread thread_;
};

apps::LogLevel log_level() {
  const char* wanted = std::getenv("CAMPON_LOG");
  const std::string_view word = wanted != nullptr ? wanted : "";
  if (word == "decisions") return apps::LogLevel::decisions;
  if (word == "states") return apps::LogLevel::states;
  if (word == "dialogue") return apps::LogLevel::dialogue;
  return apps::LogLevel::problems;
}

}  // namespace

env::Expected<std::unique_ptr<Runtime>> make_runtime() {
  const auto lines = apps::configured_lines();
  if (!lines) return tl::unexpected(lines.error());
  auto runtime = std::make_unique<LoopRuntime>(log_level());
  if (const auto prepared = runtime->prepare(); !prepared) return tl::unexpected(prepared.error());
  for (const auto& line : *lines)
    if (const auto added = runtime->add(line); !added) return tl::unexpected(added.error());
  return runtime;
}

void report_failure(const env::Error& error) { std::fprintf(stderr, "campon: %s\n", env::escaped(error.what).c_str()); }

env::Expected<std::size_t> count_configured_lines() {
  return apps::configured_lines().map([](const auto& lines) { return lines.size(); });
}

}  // namespace campon::provider::abi
