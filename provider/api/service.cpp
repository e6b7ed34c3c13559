#include "campon/service.hpp"

#include <atomic>
#include <utility>

#include "provider/api/api_timers.hpp"
#include "provider/api/line_core.hpp"
#include "provider/api/make_service.hpp"

namespace campon {

class Service::Core {
 public:
  explicit Core(ServiceParts parts) : owned_(std::move(parts.owned)), loop(parts.loop) {
    for (auto* provider : parts.lines)
      lines.emplace_back(new Line(std::make_shared<detail::LineCore>(*provider, loop.scheduler(), reporter)));
  }

 private:
  std::unique_ptr<Foundation> owned_;  // first, so that it goes last

 public:
  Loop& loop;
  std::shared_ptr<detail::Reporter> reporter = std::make_shared<detail::Reporter>();  // shared with the lines
  std::vector<std::unique_ptr<Line>> lines;
  std::atomic<bool> stopped = false;
  bool gone = false;  // the service was destroyed by one of its handlers; devices and loop go when the run has ended
};

std::unique_ptr<Service> make_service(ServiceParts parts) {
  return std::unique_ptr<Service>(new Service(std::make_shared<Service::Core>(std::move(parts))));
}

Service::Service(std::shared_ptr<Core> core) : core_(std::move(core)) {}

Service::~Service() {
  core_->gone = true;
  core_->lines.clear();
}

std::vector<Line*> Service::lines() const {
  std::vector<Line*> all;
  for (const auto& line : core_->lines) all.push_back(line.get());
  return all;
}

Line* Service::line(std::string_view name) const {
  for (const auto& line : core_->lines)
    if (line->name() == name) return line.get();
  return nullptr;
}

// Each of these keeps what it runs on, because a handler may destroy the service.
bool Service::close(std::chrono::nanoseconds within) {
  const auto core = core_;
  const auto waiting = std::make_shared<std::size_t>(core->lines.size());  // outlives this call when the time is over first
  for (const auto& line : core->lines) line->close([waiting](const Result&) { --*waiting; });
  core->loop.run_until([&] { return *waiting == 0 || core->gone; }, within);
  return *waiting == 0;
}

void Service::run() {
  const auto core = core_;
  while (!core->loop.run_until([&] { return core->stopped.load() || core->gone; }, k_api_timers.run_slice)) {
  }
  core->stopped = false;
}

bool Service::run_until(const std::function<bool()>& done, std::chrono::nanoseconds within) {
  const auto core = core_;
  bool reached = false;
  core->loop.run_until([&] { return core->stopped.load() || core->gone || (reached = done()); }, within);
  core->stopped = false;
  return reached;
}

void Service::stop() {
  core_->stopped = true;
  core_->loop.scheduler().post([] {});
}

void Service::post(std::function<void()> handler) {
  core_->loop.scheduler().post([reporter = core_->reporter, handler = std::move(handler)] { reporter->guard("posted work", handler); });
}

void Service::on_error(ErrorHandler handler) { core_->reporter->set(std::move(handler)); }

}  // namespace campon
