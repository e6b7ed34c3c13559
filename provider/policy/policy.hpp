// What the owner of the lines allows: policy.toml. Its defaults are the safe ones. [faults M05, M06, M10]
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"
#include "provider/network/region.hpp"
#include "provider/policy/emergency.hpp"
#include "provider/policy/policy_timers.hpp"

namespace campon::provider {

struct Policy {
  // [numbers]. Lists hold prefixes, as dialled or without what stands before them (outside line, *67, ...).
  std::vector<NumberClass> deny_classes{NumberClass::premium, NumberClass::satellite, NumberClass::international, NumberClass::personal};
  NumberPatterns deny;
  NumberPatterns allow;       // against deny_classes, and against a shorter `deny`
  bool only_allowed = false;  // nothing is dialled but what begins, as dialled, like one of `allow`, and `local.own`
  LocalNumbers local;         // keys own and local_emergency
  // What one dials for the outside line of one's PBX. Only behind it are numbers judged by class: without it they are
  // extensions. Empty: the line is direct or nobody said, and every reading is judged; 0 0302... may then be taken for 00 302...
  std::string outside_line;

  // [limits], of one owner, humans included.
  std::size_t calls_per_minute = 6;
  std::size_t burst = 6;                  // at once, after a rest
  std::size_t calls_per_minute_all = 20;  // of all owners together
  std::size_t concurrent = 8;
  std::size_t machine_calls_per_day = 200;
  std::optional<std::size_t> calls_per_day;
  std::optional<std::chrono::minutes> minutes_per_day;

  // [intrude]. Breaking into a conversation is off until it is allowed here. [fault M10]
  bool intrude = false;
  std::vector<std::string> intrude_owners;  // when not empty: only these

  // [completion]
  env::Duration own_busy_call = PolicyTimers{}.own_busy_call;  // [fault M06]
};

// An empty text is the default policy. Errors: bad_profile naming file and line.
env::Expected<Policy> parse_policy(std::string_view toml, std::string_view file);

}  // namespace campon::provider
