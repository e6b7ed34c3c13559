#include "campon/open.hpp"

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "apps/libcampon/attached_line.hpp"
#include "hal/env/real/system_wall_clock.hpp"
#include "provider/api/conversion.hpp"
#include "provider/api/make_service.hpp"

namespace campon {

namespace {

// The real loop and the configured lines on it.
class ConfiguredLines final : public Foundation {
 public:
  // Errors: those of Safekeeping.
  env::Result keep_in(const std::string& folder) {
    auto keeping = apps::Safekeeping::open(folder, scheduler_, trace_);
    if (!keeping) return tl::unexpected(keeping.error());
    keeping_ = std::move(*keeping);
    return {};
  }

  env::Result attach(const apps::LineConfig& config, const apps::ProfileStore& profiles) {
    auto line = apps::AttachedLine::open(config, profiles, scheduler_, clock_, trace_, *keeping_);
    if (!line) return tl::unexpected(line.error());
    lines_.push_back(std::move(*line));
    return {};
  }

  [[nodiscard]] Loop& loop() { return loop_; }
  [[nodiscard]] std::vector<provider::LineProvider*> lines() {
    std::vector<provider::LineProvider*> out;
    for (const auto& each : lines_) out.push_back(&each->line());
    return out;
  }

 private:
  env::NullTrace trace_;
  env::SystemWallClock clock_;
  env::AsioScheduler scheduler_;
  LoopOver<env::AsioScheduler> loop_{scheduler_};
  std::unique_ptr<apps::Safekeeping> keeping_;
  std::vector<std::unique_ptr<apps::AttachedLine>> lines_;
};

Result make_ready(Service& service, std::chrono::nanoseconds within) {
  for (Line* line : service.lines()) {
    std::optional<Result> ready;
    line->open([&ready](Result result) { ready = std::move(result); });
    if (!service.run_until([&ready] { return ready.has_value(); }, within))
      return tl::unexpected(detail::to_public({env::ErrorCode::no_answer_from_device,
                                               env::Remedy::gone,
                                               line->device() + " did not become ready in time; is it a modem, and is it switched on?",
                                               {}}));
    if (!*ready) return *ready;
  }
  return {};
}

}  // namespace

Expected<std::unique_ptr<Service>> open_service(const ServiceOptions& options) {
  const auto configured = apps::configured_lines(options.config_file.empty() ? apps::config_file() : options.config_file);
  if (!configured) return tl::unexpected(detail::to_public(configured.error()));
  auto foundation = std::make_unique<ConfiguredLines>();
  if (const auto kept = foundation->keep_in(options.state); !kept) return tl::unexpected(detail::to_public(kept.error()));
  const apps::ProfileStore profiles(options.profiles);
  for (const auto& config : *configured)
    if (const auto attached = foundation->attach(config, profiles); !attached) return tl::unexpected(detail::to_public(attached.error()));
  ServiceParts parts{foundation->loop(), foundation->lines(), nullptr};
  parts.owned = std::move(foundation);
  auto service = make_service(std::move(parts));
  if (const auto ready = make_ready(*service, std::chrono::seconds(options.patience_s)); !ready) return tl::unexpected(ready.error());
  return service;
}

}  // namespace campon
