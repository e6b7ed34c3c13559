// Ringing as a modem reports it: measured bursts (DRON, DROF) or the bare word. [V.253 +VDR; voice-modems 4.5]
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "drivers/atmodem/engine/atmodem_timers.hpp"
#include "hal/line_event.hpp"

namespace campon::atmodem {

// Passive. One RingBurst for each burst, however many reports the modem makes of it.
//
//   the line    ##### burst #####            ##### burst #####
//   measured    ..RING?..........DRON=20 ....DROF=40.........DRON=20    burst 2.0 s; burst 2.0 s after 4.0 s
//   bare        ..RING........................RING                      burst; burst
class RingReport {
 public:
  using Sink = std::function<void(const hal::RingBurst&)>;

  // `unit` is what the figures count.
  RingReport(env::Duration unit, ReportTimers timers) : unit_(unit), timers_(timers) {}

  // Whether the modem has agreed to measure. If it then only says RING, its word is taken after a while.
  void expect_measured(bool measured) { measures_ = measured; }
  // True when the line is DRON or DROF.
  bool feed(std::string_view line, env::Time now, const Sink& sink);
  // The word RING, or its shielded event.
  void ring(env::Time now, const Sink& sink);
  // The ringing is over: it was answered, or the line is in use.
  void forget();

  void tick(env::Time now, const Sink& sink);
  [[nodiscard]] std::optional<env::Time> next_deadline() const { return unmeasured_at_; }

 private:
  [[nodiscard]] std::optional<env::Duration> measured(unsigned figure) const;
  [[nodiscard]] std::optional<env::Duration> gap(env::Time now) const;

  env::Duration unit_;
  ReportTimers timers_;
  bool measures_ = false;
  std::optional<env::Duration> pause_;      // told by DROF, for the burst to come
  std::optional<env::Time> last_burst_;     // when it was told
  std::optional<env::Time> unmeasured_at_;  // RING was heard; its length is awaited until then
};

}  // namespace campon::atmodem
