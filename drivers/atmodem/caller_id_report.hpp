// A modem's caller-id report, gathered line by line. Passive. [voice-modems 4.2-4.4]
#pragma once

#include <optional>
#include <string_view>

#include "drivers/atmodem/chat_timers.hpp"
#include "hal/caller_id.hpp"
#include "hal/env/time.hpp"

namespace campon::atmodem {

class CallerIdReport {
 public:
  explicit CallerIdReport(ChatTimers timers) : timers_(timers) {}

  // Whether the line was part of a report. A report is complete after a moment of quiet, or when take() is called.
  bool feed(std::string_view line, env::Time now);
  [[nodiscard]] std::optional<env::Time> next_deadline() const { return deadline_; }
  // The report, if one is gathered; forgets it.
  std::optional<hal::CallerId> take();

 private:
  bool take_field(std::string_view line);
  void take_message(std::string_view hex);

  ChatTimers timers_;
  std::optional<env::Time> deadline_;
  hal::CallerId id_;
};

}  // namespace campon::atmodem
