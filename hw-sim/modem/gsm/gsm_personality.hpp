// How one make of mobile modem behaves, as data: what it lists, what it says unasked, and its oddities.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::sim {

// What a modem does when the network says that completion is possible, and with +CHLD=5. [24.093; voice-modems 5.2, 5.5]
enum class CompletionSkill : std::uint8_t {
  none,      // releases the busy call at once, +CHLD=5 is an error
  error,     // the same; only the list says otherwise
  pretends,  // releases at once; +CHLD=5 gives OK and does nothing
  full,      // keeps the busy call for the retention time and asks the network
};
inline constexpr std::array<std::string_view, 4> k_completion_skills{"none", "error", "pretends", "full"};

// How a recall is told: as a call that rings, by the maker's own line, by both, not at all. [voice-modems 5.5]
enum class RecallStyle : std::uint8_t { ring, vendor, both, silent };
inline constexpr std::array<std::string_view, 4> k_recall_styles{"ring", "vendor", "both", "silent"};

// How the answer to a service code comes: +CUSD and OK, OK only, the maker's own list and OK. [voice-modems 5.1]
enum class ServiceStyle : std::uint8_t { text, plain, vendor };
inline constexpr std::array<std::string_view, 3> k_service_styles{"text", "plain", "vendor"};

enum class CauseStyle : std::uint8_t { text, number, both };
inline constexpr std::array<std::string_view, 3> k_cause_styles{"text", "number", "both"};

// What a poll of +CLCC does while a call is being set up. [voice-modems 6]
enum class DiallingPoll : std::uint8_t { lists, nothing, drops };
inline constexpr std::array<std::string_view, 3> k_dialling_polls{"lists", "nothing", "drops"};

// Moments of a call for which a maker may have lines of its own.
enum class CallMoment : std::uint8_t {
  dialling,
  proceeding,
  alerting,
  connected,
  incoming,
  waiting,
  held,
  retrieved,
  ended,
  completion_possible,
  completion_timed_out,
  completion_registered,
  recall,
  recall_timed_out,
};
inline constexpr std::array<std::string_view, 14> k_call_moments{
    "dialling",  "proceeding", "alerting", "connected",          "incoming",   "waiting", "held",
    "retrieved", "ended",      "possible", "possible_timed_out", "registered", "recall",  "recall_timed_out"};

// Lines with {idx} {dir} {stat} {number} {type} {seconds} {duration} {cause} {status}; several are separated by '|'.
// {duration} has six digits, {status} is the maker's number for the end.
struct CallLines {
  std::array<std::string, k_call_moments.size()> text;
  std::string enabled_by;            // the command that switches them on with =1; empty: always on
  bool on = true;                    // at first
  bool separate_completion = false;  // the completion lines have a switch of their own: `completion_enabled_by`
  std::string completion_enabled_by;
};

// What stands for each end of a call; empty: nothing is said.
struct EndTexts {
  std::string busy = "BUSY";
  std::string no_answer = "NO ANSWER";
  std::string failed = "NO CARRIER";
  std::string ended = "NO CARRIER";  // the other side has hung up
  bool own_end = false;              // `ended` also after the call was ended by a command
};

struct GsmPersonality {
  std::string manufacturer, model, revision, serial;
  std::vector<std::string> info;  // ATI, ATI1, ..

  bool echo = true;
  std::size_t line_limit = 0;  // characters after AT
  env::Duration latency_min{};
  env::Duration latency_max{};
  env::Duration abort_after{};  // a byte aborts D and A from then on
  env::Duration reset_time{};
  env::Duration ring_every{};
  env::Duration clip_after{};    // RING to +CLIP
  bool repeats_waiting = false;  // +CCWA with every RING interval
  bool voice = true;
  bool clip_once = false;                // only after the first RING
  bool blocks_until_proceeding = false;  // OK of D comes when the network proceeds
  bool at_hang_up_ignored = false;       // ATH does nothing to a voice call
  std::string error = "ERROR";           // of a command that is not known
  std::string noise;                     // said again and again
  env::Duration noise_every{};
  CauseStyle ceer = CauseStyle::text;
  DiallingPoll clcc_while_dialling = DiallingPoll::lists;
  ServiceStyle services = ServiceStyle::text;
  bool service_codes_as_text = false;  // +CUSD runs service codes, too
  bool tones_one_by_one = false;       // +VTS takes one digit only

  std::vector<std::string> hold;  // what +CHLD=? lists
  CompletionSkill completion = CompletionSkill::none;
  RecallStyle recall = RecallStyle::ring;
  std::string completion_command;  // the maker's own, for query and cancel: "%CCBS"

  CallLines lines;
  EndTexts ends;
  std::map<std::string, std::string, std::less<>> answers;  // a command with its '?' or '=?', and what it says
  std::vector<std::string> accepted;                        // beginnings of commands that are taken and change nothing
  std::vector<std::string> refused;
  std::vector<std::string> factory;  // "+CLIP=1"
};

// Errors: bad_profile with file:line.
env::Expected<GsmPersonality> parse_gsm_personality(std::string_view text, std::string_view file);

}  // namespace campon::sim
