// What was tried for each number. Small values, so that a journal can keep them. [feature-codes 8; invariant I11]
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"
#include "hal/env/wall_clock.hpp"
#include "provider/network/region.hpp"
#include "provider/policy/policy_timers.hpp"

namespace campon::provider {

// Both clocks at one moment. The monotonic one measures; the other is for what is kept over a restart.
struct Moment {
  env::Time now{};
  env::WallTime wall{};
};

struct RedialAttempt {
  env::WallTime at{};  // when it ended
  RedialCause cause = RedialCause::unclassified;
  friend bool operator==(const RedialAttempt&, const RedialAttempt&) = default;
};

// The present series of one number, or the last one.
struct RedialRecord {
  std::string number;
  env::WallTime begun{};
  env::WallTime last{};                  // the last thing that happened: gaps and pauses count from here
  std::vector<RedialAttempt> attempts;   // the machine's, of this series
  bool over = false;                     // the series is finished
  bool forbidden = false;                // unreachable or blacklisted: nothing but a human lifts it
  std::optional<env::WallTime> blocked;  // the modem dials this number not before then
  friend bool operator==(const RedialRecord&, const RedialRecord&) = default;
};

// One line: "5550123 begun=1000 last=2000 over=0 forbidden=0 blocked=- attempts=busy@1500,reorder@2000", times in ms since
// 1970. redial_record reads what to_text writes, and nothing else. Errors: bad_profile.
std::string to_text(const RedialRecord& record);
env::Expected<RedialRecord> redial_record(std::string_view text);

enum class SeriesStarter : std::uint8_t { human, machine };

// Of one line. Within a run all is measured on the monotonic clock, and a jump of the wall clock changes nothing. At
// restore the wall clock is believed between bounds: a gap is at least the region's shortest and at most what it would have
// been if nothing had passed.
class RedialLedger {
 public:
  struct Entry {
    RedialRecord record;
    env::Time last{};      // record.last on the monotonic clock
    env::Time earliest{};  // after a restart: not before
    std::optional<env::Time> blocked;
  };

  explicit RedialLedger(PolicyTimers timers = {}) : timers_(timers) {}

  // What a journal kept. A later record of a number replaces an earlier one.
  void restore(const RedialRecord& record, const RedialRules& rules, Moment moment);

  // Begins a series; its first gap counts from `moment`. A human may always, and lifts what was forbidden. Errors:
  // call_denied, for a machine with Remedy::refused (forbidden, or a region where only a human begins another series) or
  // Remedy::later (one runs, or the pause between two is not over); for both Remedy::later when the ledger is full.
  env::Result begin_series(const std::string& number, SeriesStarter starter, const RedialRules& rules, Moment moment);
  // An attempt has ended. Outside a series it is the first of one. `blocked_for`: what a modem told with DELAYED; such a
  // refusal to dial is no attempt.
  void attempted(const std::string& number, RedialCause cause, const RedialRules& rules, Moment moment,
                 std::optional<env::Duration> blocked_for = std::nullopt);
  // Cancelled, or completed in another way. Its attempts count on for the pause before another series.
  void end_series(std::string_view number, Moment moment);

  [[nodiscard]] const Entry* find(std::string_view number) const;
  [[nodiscard]] std::vector<RedialRecord> records() const;  // in the order of the numbers
  // Drops the numbers that restrict nothing any more; tells which.
  std::vector<std::string> forget_old(const RedialRules& rules, env::Time now);

 private:
  [[nodiscard]] env::Result machine_may_begin(const Entry& entry, const RedialRules& rules, env::Time now) const;
  static void begin(Entry& entry, Moment moment);

  PolicyTimers timers_;
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace campon::provider
