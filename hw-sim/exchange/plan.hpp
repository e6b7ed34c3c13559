// An exchange as data: its numbers, tones, rings, waits, the codes it understands, and what it does for who finds nobody.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hw-sim/line/sound.hpp"

namespace campon::sim {

enum class Service : std::uint8_t {
  callback,
  campon,
  intrude,
  message,
  cancel_message,  // the one left for D, or all that were left
  clear_messages,  // that wait for the caller
  cancel_all,
  cancel_one,
  cancel_oldest,
  query,           // says which requests are outstanding
  toggle,          // a callback request for D: set where there is none, else deleted
  return_call,     // calls the last caller; where he is busy it is a callback request
  return_message,  // calls who left the last message
  redial,          // calls the last number again
  complete,        // calls the number of the recall that was announced
  forward,         // all calls to D
  forward_off,
  do_not_disturb,
  do_not_disturb_off,
  guide,  // a voice says what the next digit may be: the features on = "guide" of the same guide
};

// When a code counts: from dial tone, on the busy tone, while it rings, from the dial tone after a flash, after a guide.
enum class Moment : std::uint8_t { dial, busy, ringback, recall, guide };

// Which end of the last call a callback may be asked for.
enum class About : std::uint8_t { busy, no_answer, any };

// What a caller is given to hear: a sound, for how long where it does not end by itself, and what comes after.
struct Cue {
  Sound sound = Sound::silence;
  std::optional<Cadence> cadence;  // other than the plan's
  std::optional<env::Duration> lasts;
  Sound then = Sound::silence;
};

struct Feature {
  std::string code;  // 'D' a number of the exchange, 'T' an outside number up to the digit after it, 'X' any digit; empty: the wait
  Moment on = Moment::dial;
  Service does = Service::callback;
  Cue accepted;
  Cue refused;
  Cue denied;  // a refusal for ever: not subscribed, or a target that is barred
  About about = About::busy;
  bool at_once = false;     // calls where the target has become free by then
  bool on_hang_up = false;  // camping on becomes a callback when the caller hangs up
  std::string queue;        // requests of one queue are not cancelled by codes of another
  std::string guide;        // of does = "guide" and on = "guide"
  env::Duration after{};    // the wait that stands for digits
};

struct Numbering {
  std::string lowest;
  std::string highest;
  std::string first;
  std::vector<std::string> emergency;
  std::string name_prefix;
  std::vector<std::string> trunks;  // access digits of outside lines
};

struct Tones {
  Cadence dial, stutter, busy, reorder, ringback, confirmation;
  std::optional<Cadence> sit;  // then reorder, for a number that does not exist; reorder alone where there is none
  Cadence waiting, warning, howler;
};

struct Rings {
  RingPattern ordinary;
  RingPattern recall;
  std::size_t recall_cycles = 0;  // unanswered, the recall is over; 0: see `recall_time`
  env::Duration recall_time{};
  bool recall_names_target = true;  // the caller id is that of the target
  CallType recall_type = CallType::none;
  std::string recall_name;  // before the target's number
};

struct Waits {
  env::Duration dial_tone{};           // off hook to dial tone
  env::Duration post_dial{};           // last digit to the answer of the exchange
  env::Duration first_digit{};         // dial tone to reorder
  env::Duration between_digits{};      // digit to reorder
  env::Duration clear_to_dial_tone{};  // the other side has cleared
  env::Duration flash_min{}, flash_max{};
  env::Duration reach_handset{};  // a subscriber who has heard enough rings
  env::Duration announcement{};   // of a voice that says something
  env::Duration busy_offer{};     // of busy tone before a voice says what can be asked for; 0: none does
};

struct CompletionRules {
  env::Duration life{};
  env::Duration life_no_answer{};
  env::Duration guard{};           // free to recall
  std::size_t limit = 0;           // outstanding of one caller
  std::size_t queue = 0;           // of one target; 0: any
  std::size_t system = 0;          // of all; 0: any
  bool replaces = false;           // at the limit the oldest makes room
  env::Duration retention{};       // how long after the call it may be asked for; 0: as long as it is the last
  env::Duration hang_up_within{};  // of the confirmation, or the request is void; 0: no matter
  bool duplicate_cancels = false;
  bool duplicate_refused = false;
  std::size_t repeats = 0;  // of an unanswered recall; then the request is deleted
  env::Duration repeat_after{};
  bool keeps_on_busy = false;       // busy again when the caller answers
  bool keeps_on_no_answer = false;  // the target does not answer
  bool announces = false;           // the recall tells that the target is free, and calls nobody
  env::Duration announced_for{};    // how long `complete` is possible
  bool tells_expiry = false;        // a ring and a voice when the life is over
};

// What the digits so far mean.
enum class Match : std::uint8_t { nothing, more, number, emergency, feature, trunk };
struct Reading {
  Match match = Match::nothing;
  const Feature* feature = nullptr;
  std::string number;  // the D of a feature, or the number
};

struct Plan {
  std::string region;                                     // whose tones it has
  std::map<std::string, std::string, std::less<>> codes;  // what the administrator has chosen
  Numbering numbering;
  Tones tones;
  Rings rings;
  Waits waits;
  CompletionRules completion;
  bool message_tone = false;  // stutter dial tone while a message waits
  std::vector<Feature> features;

  [[nodiscard]] Signal signal(Sound sound) const;
  [[nodiscard]] Signal signal(const Cue& cue) const;
  // `guide` names the guide that was heard, for Moment::guide. After a flash the codes of dial tone count, too.
  [[nodiscard]] Reading read(Moment moment, std::string_view digits, std::string_view guide = {}) const;
  [[nodiscard]] bool has(Moment moment) const;
  // The feature that begins when a caller stays on the busy tone; null where there is none.
  [[nodiscard]] const Feature* by_waiting() const;

 private:
  [[nodiscard]] Reading read_number(std::string_view digits, Reading so_far) const;
};

// "cont", "500/500*", "100/100 x3", "400/200,800/4000*". Nothing when it is not a cadence.
std::optional<Cadence> parse_cadence(std::string_view text);
// Errors: bad_profile with file:line.
env::Expected<Plan> parse_plan(std::string_view text, std::string_view file);
// `find` gives the plan that one is `like`; without that key it is not asked. Errors: bad_profile with file:line, those of `find`.
env::Expected<Plan> parse_plan_like(std::string_view text, std::string_view file,
                                    const std::function<env::Expected<Plan>(std::string_view name)>& find);

}  // namespace campon::sim
