// A verb's line in real time: opened, in service, and closed orderly at the end.
#pragma once

#include <iostream>
#include <memory>

#include "apps/campon/output/timeline.hpp"
#include "apps/campon/session/line_options.hpp"
#include "campon/service.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/real/system_rng.hpp"
#include "hal/env/real/system_wall_clock.hpp"
#include "provider/api/loop.hpp"

namespace campon::cli {

class LineSession {
 public:
  explicit LineSession(const LineOptions& options);
  // Hangs up.
  ~LineSession();
  LineSession(const LineSession&) = delete;
  LineSession& operator=(const LineSession&) = delete;

  // Brings the line into service; what hinders it has been told. Ctrl-C ends it.
  Exit open();

  [[nodiscard]] Line& line() { return *service_->lines().front(); }
  [[nodiscard]] Service& service() { return *service_; }
  [[nodiscard]] env::AsioScheduler& scheduler() { return scheduler_; }
  [[nodiscard]] Timeline& timeline() { return timeline_; }
  [[nodiscard]] Report& report() { return report_; }

 private:
  const LineOptions& options_;
  env::AsioScheduler scheduler_;
  env::SystemRng rng_;
  env::SystemWallClock clock_;
  Report report_;
  Timeline timeline_;
  LoopOver<env::AsioScheduler> loop_{scheduler_};
  std::unique_ptr<Service> service_;
};

}  // namespace campon::cli
