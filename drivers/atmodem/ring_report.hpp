// Ring bursts from a modem's reports: RING, or DRON and DROF with lengths. Passive. [V.253 +VDR; voice-modems 4.5]
#pragma once

#include <optional>
#include <string_view>

#include "hal/env/time.hpp"
#include "hal/line_event.hpp"

namespace campon::atmodem {

class RingReport {
 public:
  // `unit`: what DRON and DROF count in; zero when the modem does not measure.
  explicit RingReport(env::Duration unit) : unit_(unit) {}

  [[nodiscard]] bool takes(std::string_view line) const;
  // The burst that this line tells of, if it does.
  std::optional<hal::RingBurst> feed(std::string_view line);
  void ringing_over();

 private:
  env::Duration unit_;
  std::optional<env::Duration> gap_;
  bool first_ = true;
};

}  // namespace campon::atmodem
