// An exchange as data: its numbers, tones, rings, waits, and the codes it understands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hw-sim/line/sound.hpp"

namespace campon::sim {

enum class Service : std::uint8_t { callback, campon, intrude, message, cancel_all, cancel_one };
enum class Moment : std::uint8_t { dial, busy, ringback };

struct Feature {
  std::string code;  // 'D' stands for a number
  Moment on = Moment::dial;
  Service does = Service::callback;
  Sound refused = Sound::reorder;
};

struct Numbering {
  std::string lowest;
  std::string highest;
  std::string first;
  std::vector<std::string> emergency;
  std::string name_prefix;
};

struct Tones {
  Cadence dial, stutter, busy, reorder, ringback, confirmation;
  std::optional<Cadence> sit;  // then reorder, for a number that does not exist; reorder alone where there is none
};

struct Rings {
  RingPattern ordinary;
  RingPattern recall;
  std::size_t recall_cycles = 0;  // unanswered, the request is deleted
};

struct Waits {
  env::Duration dial_tone{};           // off hook to dial tone
  env::Duration post_dial{};           // last digit to the answer of the exchange
  env::Duration first_digit{};         // dial tone to reorder
  env::Duration between_digits{};      // digit to reorder
  env::Duration clear_to_dial_tone{};  // the other side has cleared
  env::Duration flash_min{}, flash_max{};
  env::Duration reach_handset{};  // a subscriber who has heard enough rings
};

struct CompletionRules {
  env::Duration life{};
  env::Duration guard{};  // free to recall
  std::size_t limit = 0;  // outstanding of one caller
  bool replaces = false;  // at the limit the oldest makes room
};

// What the digits so far mean.
enum class Match : std::uint8_t { nothing, more, number, emergency, feature };
struct Reading {
  Match match = Match::nothing;
  const Feature* feature = nullptr;
  std::string number;  // the D of a feature, or the number
};

struct Plan {
  Numbering numbering;
  Tones tones;
  Rings rings;
  Waits waits;
  CompletionRules completion;
  std::vector<Feature> features;

  [[nodiscard]] Signal signal(Sound sound) const;
  [[nodiscard]] Reading read(Moment moment, std::string_view digits) const;
};

// "cont", "500/500*", "100/100 x3", "400/200,800/4000*". Nothing when it is not a cadence.
std::optional<Cadence> parse_cadence(std::string_view text);
// Errors: bad_profile with file:line.
env::Expected<Plan> parse_plan(std::string_view text, std::string_view file);

}  // namespace campon::sim
