// A modem as data: how it is made ready, how it seizes, dials, flashes and releases, and what its reports mean.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/engine/atmodem_timers.hpp"
#include "drivers/atmodem/engine/result_code.hpp"
#include "hal/capabilities.hpp"
#include "hal/env/error.hpp"

namespace campon::atmodem {

// What a shielded event means. [voice-modems 2.4]
enum class EventMeaning : std::uint8_t {
  none,  // known, and of no use to a line
  ring,
  dial_tone,
  stutter_dial_tone,
  busy,
  reorder,
  ringback,
  sit,
  voice,
  answer_tone,  // a machine answered
  loop_drop,
  polarity,
};
inline constexpr std::array<std::string_view, 12> k_event_meanings{"none",  "ring",        "dial_tone", "stutter_dial_tone",
                                                                   "busy",  "reorder",     "ringback",  "sit",
                                                                   "voice", "answer_tone", "loop_drop", "polarity"};

// What the line loses when the modem refuses a command of its initialisation.
enum class InitGives : std::uint8_t { nothing, caller_id, ring_cadence };

struct InitCommand {
  std::string command;
  bool optional = false;  // ERROR is accepted
  bool reset = false;     // takes long, and needs a rest after it
  InitGives gives = InitGives::nothing;
};

// One way to break the loop, and the lengths it can do.
struct FlashWay {
  std::string before;   // sets the length; may be empty
  std::string command;  // <10ms> stands for the length, in both
  env::Duration shortest{};
  env::Duration longest{};
};

struct Personality {
  std::string name;
  std::string title;
  std::string source;
  std::size_t command_limit = 40;  // characters after AT [voice-modems 1.1]

  // BUSY or busy tone does not make it hang up: only so can a busy call be completed. [voice-modems 0 #1]
  bool stays_off_hook_on_busy = true;
  // It hears tones in its own digits: what it reports while sending is dropped. [voice-modems 2.4]
  bool false_tones_while_sending = false;
  bool call_type = false;  // caller id reports carry MESG

  std::vector<InitCommand> init;

  std::string before_seizure;  // class 8 again, since so much ends it [voice-modems 1.5 #12]
  std::string seize;
  std::string answer;
  std::vector<std::string> release;  // tried in this order until one succeeds

  // <digits> is a dial string, <list> the same with commas between; a template has one of them.
  std::string first_digits;  // after a seizure
  std::string later_digits;  // in the call; empty when it cannot
  env::Duration tone{};      // one digit and the silence after it, of a <list>
  env::Duration comma{};     // a pause; S8 where the modem makes it

  std::vector<FlashWay> flash;
  std::map<char, EventMeaning> events;
  env::Duration ring_unit{};  // of DRON and DROF; zero when it does not measure
  ResultTexts results;
  env::Duration reset_rest{};  // after a reset, before the next command
  AtTimers timers;

  // What it can do when it agrees to all of its initialisation.
  [[nodiscard]] hal::Capabilities capabilities() const;
  // The first way that can do it.
  [[nodiscard]] const FlashWay* flash_way(env::Duration length) const;
};

// The keys are those of the shipped files, which are examples of all of them. Errors: bad_profile with file and line;
// an unknown key is one.
env::Expected<Personality> parse_personality(std::string_view toml, std::string_view file);

}  // namespace campon::atmodem
