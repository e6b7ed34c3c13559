// What is the same for all networks of a country: emergency numbers, flash length, tones, how often a machine may redial.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"
#include "hal/progress/tone_plan.hpp"
#include "hal/ring_pattern.hpp"
#include "provider/policy/number_pattern.hpp"

namespace campon::provider {

// Kinds of numbers that the toll guard knows apart. [fault M05]
enum class NumberClass : std::uint8_t {
  premium,        // the called party earns
  international,  // abroad, by the country's own prefix
  satellite,      // +870, +881 and their like; dearer than any country
  shared_cost,    // 0845, 0180: dearer than an ordinary call
  personal,       // "follow me" numbers; dear, and often abused
  mobile,
  directory,   // number information with call completion at its own price
  carrier,     // call-by-call: another company bills
  chargeable,  // short codes and services with a price of their own
  freephone,
};
std::string_view to_string(NumberClass what);
std::optional<NumberClass> number_class(std::string_view word);

struct NumberClassRule {
  NumberClass what = NumberClass::premium;
  NumberPatterns prefixes;  // as dialled on a direct line, without access prefixes
  std::string source;
  std::string confidence;
};

// How numbers are written and dialled there; tells a disguised emergency number from an ordinary one.
struct Numbering {
  std::string country_code;          // "49"; empty where no one country is meant
  std::string international_prefix;  // "00"; what '+' stands for
  std::string trunk_prefix;          // "0"; empty where there is none
  // Whole numbers that are certainly ordinary though an access prefix and an emergency number could be read into them:
  // 01 53 ... is Paris, not a PBX's 0 and then 15.
  NumberPatterns ordinary;
};

struct FlashRules {
  env::Duration send{};
  env::Duration accepted_from{};  // shorter is noise
  env::Duration accepted_to{};    // longer is a hang-up
};

struct DtmfTimes {
  env::Duration tone{};
  env::Duration pause{};
  env::Duration feature_tone{};  // for feature codes
  env::Duration feature_pause{};
};

struct NamedRing {
  std::string name;  // "normal", "recall", "reminder"
  hal::RingPattern pattern;
};

// Why an attempt ended, as far as redialling is concerned.
enum class RedialCause : std::uint8_t {
  busy,          // subscriber busy heard
  reorder,       // congestion heard
  no_answer,     // rang, and nobody answered
  no_dial_tone,  // counts as an attempt
  unclassified,  // it failed, and what was heard could not be told
  unreachable,   // SIT intercept or vacant code, number unobtainable
  answered,      // answered: the series is over
  wrong_party,   // answered, but by something that cannot be spoken to: modem against fax
  delayed,       // the modem refused to dial yet (DELAYED), and told until when
  blacklisted,   // the modem refused to dial at all (BLACKLISTED)
};
std::string_view to_string(RedialCause cause);
std::optional<RedialCause> redial_cause(std::string_view word);

// What a country allows a machine. The attempts are those of the machine; a human's own call before them is not one.
// [feature-codes 8; invariant I11]
struct RedialRules {
  std::size_t attempts = 0;               // of one series, while each of them ended in one of `full_series`
  std::size_t attempts_unclassified = 0;  // of one series otherwise: what was heard could not be told
  std::vector<RedialCause> full_series;
  std::vector<env::Duration> gaps;  // before the 1st, 2nd, ... attempt, from the end of the one before; the last goes on
  // Before a machine may begin another series to that number; nothing: only a human may.
  std::optional<env::Duration> series_pause;
  env::Duration release_after_busy{};  // on hook again at the latest
  env::Duration release_after_no_answer{};
  std::vector<RedialCause> permanent;  // never dialled again without a human
  std::string exemption;               // who is exempt by law; for people only: no code path reads it
  std::string source;
  std::string confidence;
};

struct Region {
  std::string name;  // "us"
  std::string title;
  std::string source;
  std::string confidence;
  std::vector<std::string> emergency;  // the national numbers: a machine never dials them
  // Reach an emergency desk elsewhere, or from a mobile; as whole numbers only. [feature-codes 8; 3GPP TS 22.101 10.1]
  std::vector<std::string> emergency_elsewhere{"112", "911"};
  bool emergency_at_once = true;   // the exchange connects as soon as the digits of `emergency` are in, whatever follows
  NumberPatterns access_prefixes;  // what may stand before a number: a PBX's outside line, carrier and caller-id codes
  Numbering numbering;
  env::Duration flash{};  // length to send; the same as flash_rules.send. [feature-codes 7]
  FlashRules flash_rules;
  DtmfTimes dtmf;
  std::string caller_id;       // "gr30", "en300659", "sin227", "dtmf", "ntt", "none", "unknown"
  std::string caller_id_when;  // "before_first_ring", "after_first_ring", "between_rings", "per_operator", ...
  std::vector<NamedRing> rings;
  RedialRules redial;
  std::vector<NumberClassRule> classes;
  hal::TonePlan tones;

  // EmergencyGuard(*this).is_emergency(digits).
  [[nodiscard]] bool is_emergency(std::string_view digits) const;
  [[nodiscard]] const hal::RingPattern* ring(std::string_view ring_name) const;
};

// Errors: bad_profile naming file and line.
env::Expected<Region> parse_region(std::string_view toml, std::string_view file);

}  // namespace campon::provider
