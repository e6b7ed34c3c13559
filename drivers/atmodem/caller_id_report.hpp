// Caller id as a modem reports it, line by line, put together into one. [voice-modems 4.2-4.4]
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hal/caller_id.hpp"
#include "hal/env/time.hpp"

namespace campon::atmodem {

// Passive. Formatted lines (NMBR = .., NAME = .., MESG = ..), in any order and several on one line, or the data message in
// hex. A report is complete at the next ring or after some quiet.
class CallerIdReport {
 public:
  explicit CallerIdReport(env::Duration quiet) : quiet_(quiet) {}

  // True when the line belongs to a report.
  bool feed(std::string_view line, env::Time now);
  // What has been gathered, which ends the report; nothing when there was none. Call it at a ring and when it is quiet.
  std::optional<hal::CallerId> take();
  // When it will have been quiet for long enough.
  [[nodiscard]] std::optional<env::Time> next_deadline() const { return complete_at_; }

 private:
  struct Field;
  bool feed_hex(std::string_view line);
  bool feed_fields(std::string_view line);
  void apply(const Field& field);
  void apply_number(std::string_view value, bool own_line);
  void apply_parameters(std::string_view hex);
  void withhold(hal::Presentation why);
  void keep_raw(std::string_view line);

  env::Duration quiet_;
  hal::CallerId id_;
  bool number_on_own_line_ = false;
  bool reason_told_ = false;
  std::string dialable_;  // MESG 03: counts when nothing else gives a number
  std::optional<env::Time> complete_at_;
};

}  // namespace campon::atmodem
