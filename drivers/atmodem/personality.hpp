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
  std::string command;  // <10ms> stands for the length, in both; <hex_ms> for milliseconds as four hex digits
  env::Duration shortest{};
  env::Duration longest{};
};

// How well the facts of a personality are founded. [voice-modems, marks]
enum class Confidence : std::uint8_t {
  standard,  // of a standard
  manual,    // the maker's manual
  field,     // public programs are known to run with it
  unproven,  // put together; to be tried on the hardware
};
inline constexpr std::array<std::string_view, 4> k_confidences{"standard", "manual", "field", "unproven"};

// How to tell that a modem is this one. What it says of itself is compared, and where it hangs on USB.
struct Identity {
  std::vector<std::string> lines;     // the whole of a line that ATI0-9 or +FMI, +FMM, +GMM answer
  std::vector<std::string> contains;  // a part of one
  std::vector<std::string> hints;     // the whole of a line that others say as well: speaks for it, and decides nothing alone
  std::vector<std::string> usb;       // "0572:1329", lower case
  // Of a device with several ttys the interfaces that take commands: "2c7c:0125:02". Nothing: any may.
  std::vector<std::string> at_interfaces;
};

// How samples are written. Every one is at 8 kHz. [voice-modems 2.1 +VSM]
enum class Coding : std::uint8_t { unsigned_8, signed_8, linear_16, mu_law, a_law, ima_adpcm };
inline constexpr std::array<std::string_view, 6> k_codings{"unsigned_8", "signed_8", "linear_16", "mu_law", "a_law", "ima_adpcm"};

struct AudioFormat {
  std::string select;  // "AT+VSM=1,8000,0,0"
  Coding coding = Coding::unsigned_8;
};

// Playing and recording. What is sent inside a stream is given as "<DLE><ETX>", with <DLE> <ETX> <CAN> <ESC> and characters.
struct AudioCommands {
  std::vector<AudioFormat> formats;  // tried in this order; none: the modem cannot
  std::string listen;                // empty: it cannot
  std::string listen_stop;
  std::string play;
  std::string play_end;   // after the last sample
  std::string play_stop;  // at once
};

struct Personality {
  std::string name;
  std::string title;
  std::string dialect;
  std::string source;
  Confidence confidence = Confidence::unproven;
  Identity identity;
  std::size_t command_limit = 40;  // characters after AT [voice-modems 1.1]
  std::size_t dial_limit = 40;     // of them digits of a dial string [voice-modems 1.1; fault P11]

  // BUSY or busy tone does not make it hang up: only so can a busy call be completed. [voice-modems 0 #1]
  bool stays_off_hook_on_busy = true;
  // It hears tones in its own digits: what it reports while sending is dropped. [voice-modems 2.4]
  bool false_tones_while_sending = false;
  bool call_type = false;               // caller id reports carry MESG
  std::vector<std::string> boot_texts;  // a line that begins so says that it was switched on or reset just now [fault D11]

  std::vector<InitCommand> init;

  std::string before_seizure;  // class 8 again, since so much ends it [voice-modems 1.5 #12]
  std::string seize;           // empty: the first digits go off hook by themselves
  std::string answer;
  std::vector<std::string> release;      // tried in this order until one succeeds
  std::string hook_query;                // asked after a BUSY that may have hung up; empty: cannot be asked [voice-modems 2.7]
  std::vector<std::string> hook_is_off;  // its answers that mean off hook

  // <digits> is a dial string, <list> the same with commas between; a template has one of them.
  std::string first_digits;  // after a seizure
  std::string later_digits;  // in the call; empty when it cannot
  env::Duration tone{};      // one digit and the silence after it, of a <list>
  env::Duration comma{};     // a pause; S8 where the modem makes it

  std::vector<FlashWay> flash;
  std::map<char, EventMeaning> events;
  env::Duration ring_unit{};  // of DRON and DROF; zero when it does not measure
  ResultTexts results;
  std::map<std::string, env::Duration, std::less<>> blocked_for;  // by result text, where the modem blocks for a known time
  AudioCommands audio;
  env::Duration reset_rest{};  // after a reset, before the next command
  AtTimers timers;

  // What it can do when it agrees to all of its initialisation.
  [[nodiscard]] hal::Capabilities capabilities() const;
  // The first way that can do it.
  [[nodiscard]] const FlashWay* flash_way(env::Duration length) const;
  // For how long it refuses a number after this result: as it says itself ("DELAYED 00:03:00"), else as the personality says,
  // else nobody knows. [fault P08]
  [[nodiscard]] std::optional<env::Duration> block_time(std::string_view result) const;
  [[nodiscard]] bool can_listen() const { return !audio.listen.empty() && !audio.formats.empty(); }
  [[nodiscard]] bool can_play() const { return !audio.play.empty() && !audio.formats.empty(); }
};

// The keys are those of the shipped files, which are examples of all of them. What a file does not say its dialect says: of
// tables each key, lists as a whole. Errors: bad_profile with file and line; an unknown key is one.
env::Expected<Personality> parse_personality(std::string_view toml, std::string_view file);

// The names of the dialects there are, sorted.
std::vector<std::string_view> dialect_names();

}  // namespace campon::atmodem
