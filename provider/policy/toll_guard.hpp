// What may be dialled at whose cost, how often and by whom. Every answer has its reason and leaves an audit record.
// [faults M05, M06, M10]
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/trace.hpp"
#include "provider/policy/emergency.hpp"
#include "provider/policy/policy.hpp"
#include "provider/policy/redial_ledger.hpp"
#include "provider/types.hpp"

namespace campon::provider {

// What decided.
enum class TollRule : std::uint8_t {
  none,       // nothing spoke against it
  emergency,  // a human's call to an emergency number, allowed before all else; a machine's, denied
  no_number,
  denied_class,
  denied_number,
  not_on_list,
  concurrent,
  rate,
  day,
  intrude,
  no_busy_call,  // a completion that nobody's own busy call stands behind
};
std::string_view to_string(TollRule rule);

struct Decision {
  bool allowed = true;
  TollRule rule = TollRule::none;
  std::string reason;              // for people; printable ASCII
  std::optional<env::Time> again;  // when a denial for rate or day ends
  // Of a denial: emergency_number or call_denied, with Remedy::later (rate, day, concurrent) or Remedy::refused.
  [[nodiscard]] env::Error error() const;
};

struct DialRequest {
  std::string_view number;  // all digits of the call, as dialled
  DialOrigin origin = DialOrigin::human;
  std::string_view owner;  // who is counted: "uid 1000", "local"
};

struct CompletionWish {
  std::string_view number;
  CompletionMode mode = CompletionMode::callback;
  std::string_view owner;
  bool on_own_call = false;            // it is asked for on one's own call, which is busy or rings now
  std::optional<env::Time> last_busy;  // or: when one's own call to that number was last busy or ringing
  bool complete_last = false;          // or: the explicit wish to complete the last call of the line
};

// The counters of one owner, for the journal; of a window that began at `since`.
struct TollUsage {
  std::string owner;
  env::WallTime since{};
  std::size_t calls = 0;
  std::size_t machine_calls = 0;
  std::chrono::milliseconds talk{};
  friend bool operator==(const TollUsage&, const TollUsage&) = default;
};

// One for all lines. References must outlive it. Reads no clock: time is handed in and does not go back.
class TollGuard {
 public:
  TollGuard(const Policy& policy, const Region& region, env::Trace& trace, PolicyTimers timers = {});

  // Asked once for each call, before the line is seized; counts it against the rate when it is allowed. An emergency call of
  // a human is allowed whatever else is true, and counts nowhere. [invariant I10]
  Decision may_dial(const DialRequest& request, env::Time now);
  // The same without counting and without a record, for "explain".
  [[nodiscard]] Decision would_allow(const DialRequest& request, env::Time now) const;
  // Asked once for each request. No emergency number is ever completed. The dialling of a redial is asked about each time.
  Decision may_complete(const CompletionWish& wish, env::Time now);

  // `call` names the call among all that run. A call that did not ask, such as an answered one, is counted too.
  void call_began(std::uint64_t call, const DialRequest& request, Moment moment);
  void call_connected(std::uint64_t call, env::Time now);
  void call_ended(std::uint64_t call, env::Time now);

  // What a journal kept; the window goes on from there. [M05: persistent counters]
  void restore(const TollUsage& usage, Moment moment);
  // Of all owners whose window is open, running calls included; by owner.
  [[nodiscard]] std::vector<TollUsage> usage(env::Time now) const;
  [[nodiscard]] const EmergencyGuard& emergency() const { return emergency_; }

 private:
  // Tokens come back at a steady rate, up to `most`.
  struct Bucket {
    double tokens = 0;
    env::Time filled{};
  };
  struct Owner {
    std::optional<Bucket> bucket;
    std::set<std::uint64_t> running;
    std::optional<env::Time> day_began;
    TollUsage usage;
  };
  struct Running {
    std::string owner;
    std::optional<env::Time> connected;
  };

  [[nodiscard]] std::optional<Decision> by_emergency(const DialRequest& request) const;
  [[nodiscard]] std::optional<Decision> by_number(std::string_view number) const;
  [[nodiscard]] std::optional<Decision> by_rate(const Owner& owner, env::Time now) const;
  [[nodiscard]] std::optional<Decision> by_day(const Owner& owner, DialOrigin origin, env::Time now) const;
  [[nodiscard]] std::optional<Decision> by_mode(const CompletionWish& wish) const;
  [[nodiscard]] std::optional<Decision> by_busy_call(const CompletionWish& wish, env::Time now) const;
  [[nodiscard]] Decision judge(const CompletionWish& wish, env::Time now) const;
  [[nodiscard]] Bucket filled(const std::optional<Bucket>& bucket, std::size_t rate, std::size_t most, env::Time now) const;
  [[nodiscard]] bool day_open(const Owner& owner, env::Time now) const;
  [[nodiscard]] std::chrono::milliseconds talk(const Owner& owner, env::Time now) const;
  void take_token(Owner& owner, env::Time now);
  Owner& owner(std::string_view name);
  void audit(env::Time now, std::string_view owner, const std::string& what, const Decision& decision);

  const Policy& policy_;
  const Region& region_;
  env::Trace& trace_;
  PolicyTimers timers_;
  EmergencyGuard emergency_;
  std::map<std::string, Owner, std::less<>> owners_;
  std::map<std::uint64_t, Running> running_;
  std::optional<Bucket> all_;
};

}  // namespace campon::provider
