#include "apps/campon/session/line_session.hpp"

#include <optional>

#include "apps/campon/app_timers.hpp"
#include "apps/campon/attempt/interrupt.hpp"

namespace campon::cli {

LineSession::LineSession(const LineOptions& options)
    : options_(options),
      report_(std::cout, std::cerr, options.json),
      timeline_(report_, options.verbose ? Detail::everything : Detail::people) {}

LineSession::~LineSession() {
  if (service_) service_->close(k_app_timers.closing);
}

Exit LineSession::open() {
  timeline_.begin(scheduler_.now());
  auto stand = stand_for(options_, scheduler_, {scheduler_, rng_, clock_, timeline_});
  if (!stand) return static_cast<Exit>(report_.error(stand.error()));
  auto& provider = (*stand)->line();
  service_ = make_service({loop_, {&provider}, std::move(*stand)});
  service_->on_error([this](const Error& error) { report_.error(error, Exit::not_reached); });
  std::optional<Result> result;
  line().open([&result](Result reply) { result = std::move(reply); });
  bool interrupted = false;
  const Interrupts interrupts(scheduler_, [&interrupted] { interrupted = true; });
  service_->run_until([&] { return result || interrupted; }, k_app_timers.opening);
  if (interrupted) return Exit::interrupted;
  if (!result)
    report_.error(Exit::device, line().device() + " did not come into service in time; is it a modem, and is it switched on?");
  else if (!*result)
    report_.error(result->error(), Exit::device);
  return result && *result ? Exit::reached : Exit::device;
}

}  // namespace campon::cli
