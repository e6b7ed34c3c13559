// How one make of modem behaves, as data: its dialect, what it says, what it hears, and its oddities.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"
#include "hw-sim/modem/voice/voice_coding.hpp"

namespace campon::sim {

// What a modem can make out on its line.
enum class Heard : std::uint8_t {
  dial_tone,
  stutter,
  confirmation,
  busy,
  reorder,
  ringback,
  voice,
  loop_drop,
  ring,
  sit,
  quiet,     // silence after somebody has talked
  silence,   // nobody has talked
  polarity,  // tip and ring have changed places
  waiting,   // the call waiting tone
};
inline constexpr std::array<std::string_view, 14> k_heard_names{"dial_tone", "stutter", "confirmation", "busy",   "reorder",
                                                                "ringback",  "voice",   "loop_drop",    "ring",   "sit",
                                                                "quiet",     "silence", "polarity",     "waiting"};

struct Hearing {
  env::Duration dial_tone_after{};
  env::Duration voice_after{};
  env::Duration ringback_after{};
  std::size_t busy_cycles = 0;
  env::Duration busy_again{};  // reported again as long as it lasts; 0: once
};

// The result codes. What a modem lacks has no text.
enum class ResultKind : std::uint8_t {
  ok,
  connect,
  ring,
  no_carrier,
  error,
  no_dialtone,
  busy,
  no_answer,
  ringback,
  voice,
  vcon,
  delayed,
  blacklisted,
  blacklist_full,
  line_in_use,
  no_line,
};
inline constexpr std::array<std::string_view, 16> k_result_names{
    "ok",       "connect", "ring", "no_carrier", "error",       "no_dialtone",    "busy",        "no_answer",
    "ringback", "voice",   "vcon", "delayed",    "blacklisted", "blacklist_full", "line_in_use", "no_line"};
struct ResultCode {
  std::string text;
  unsigned number = 0;
};

// What a line selection does. [V.253 table 18; Rockwell #VLS]
enum class LineUse : std::uint8_t {
  on_hook,
  off_hook,
  local,   // a telephone, a loudspeaker or a microphone: the line is on hook
  select,  // the line, still on hook: A and D go off hook
};
inline constexpr std::array<std::string_view, 4> k_line_uses{"on_hook", "off_hook", "local", "select"};

// Where VCON is said in place of OK.
enum class Vcon : std::uint8_t { line, dial, answer, tones, stream };
inline constexpr std::array<std::string_view, 5> k_vcon_names{"line", "dial", "answer", "tones", "stream"};

enum class DigitReports : std::uint8_t { none, once, repeated, bracketed };
inline constexpr std::array<std::string_view, 4> k_digit_reports{"none", "once", "repeated", "bracketed"};

// A setting that is kept and told, and changes nothing that can be seen here: "-STE 0-7", "#VSP 0-255".
struct ExtraSetting {
  std::string name;
  std::vector<std::pair<int, int>> ranges;
  bool hexadecimal = false;  // its values, as in #VTD=3F
};

struct StreamForm {
  std::string label;  // as +VSM=? names it
  Coding coding = Coding::unsigned8;
  std::vector<int> rates;
};

struct VoiceRules {
  std::array<bool, k_vcon_names.size()> vcon{};
  std::string record_ends = "!\x1b\x03";  // shielded codes that end a recording
  std::string record_ends_plain;          // plain bytes that do; "*": all do
  bool etx_before_result = true;          // a recording ends with <DLE><ETX>
  bool streams_need_echo_off = false;
  bool full_duplex = false;
  DigitReports digits = DigitReports::once;
  std::string false_codes;  // said by mistake while a stream runs
  bool vtd_is_pause = false;
  bool vrn_in_tenths = false;  // of a second, else seconds
  bool vit_in_tenths = false;
  bool s30_ends_voice = false;  // after so many 10 s without a byte
  bool flash_in_vts = true;
  bool brackets_in_vts = true;
  ResultKind when_ringing_lasts = ResultKind::no_answer;  // S7 seconds of ringback
  std::map<std::string, StreamForm, std::less<>> forms;   // by the number in +VSM

  [[nodiscard]] bool says_vcon(Vcon where) const { return vcon[static_cast<std::size_t>(where)]; }
};

struct DialRules {
  std::size_t limit = 0;  // characters; 0: as many as the line holds
  std::string ignored = "T()-.";
  std::string flash = "!";
  std::string pause = ",";
  std::string short_pause;
  std::string second_tone = "W";
  std::string quiet_answer;
  bool pulse = false;              // 'P' dials with the hook
  std::string flash_from = "S29";  // the S- or U-register that has the length, in 10 ms or 1 ms
  env::Duration flash_length{};    // where no register has it
  bool only_from_on_hook = false;
};

struct CallerIdForm {
  std::string equals = " = ";
  std::string date = "DATE", time = "TIME", number = "NMBR", name = "NAME", type = "MESG";
  std::vector<std::string> order{"date", "time", "number", "name", "type"};
  bool one_line = false;
  bool packets = false;     // <DLE>X..<DLE>. in voice mode
  bool raw_single = false;  // SDMF
  bool raw_without_sum = false;
  bool dialable_too = false;  // a second MESG with the number
  std::string before;         // a line of its own before the caller id
  std::string switched_by;    // the register bit that turns it on where +VCID does not: "S40.2"
};

struct Personality {
  std::string manufacturer, model, revision;
  std::vector<std::string> info;  // I0, I1, ..
  bool echo = true;
  bool echo_swaps = false;     // "TA" for "AT"
  std::size_t line_limit = 0;  // characters after AT
  int x_highest = 4;
  int ringback_from_x = 0;  // RINGING is said from this X level
  int voice_from_x = 0;     // VOICE is said, and the line dropped; 0: never
  env::Duration latency_min{}, latency_max{};
  env::Duration abort_after{};
  env::Duration reset_time{};
  env::Duration on_hook_least{};  // before it goes off hook again
  env::Duration dtr_hangs_up_after{};
  bool dtr_says_ok = false;
  bool ok_twice_after_reset = false;
  bool busy_hangs_up_in_voice = false;
  bool keeps_voice_after_h = false;
  unsigned ring_swallows_per_mille = 0;  // a command that a RING meets is forgotten
  Hearing hearing;
  std::array<char, k_heard_names.size()> events{};  // 0: not reported
  std::array<ResultCode, k_result_names.size()> results{};
  std::map<std::string, std::string, std::less<>> names;  // the maker's name of a command: V.253's
  std::vector<std::string> refused;                       // beginnings of commands of other dialects
  std::vector<std::string> accepted;                      // basic commands that change nothing
  std::vector<ExtraSetting> extras;
  std::map<std::string, LineUse, std::less<>> lines;
  VoiceRules voice;
  DialRules dial;
  CallerIdForm caller_id;
  std::vector<std::string> classes;
  std::vector<std::string> factory;  // commands without AT

  [[nodiscard]] char event(Heard heard) const { return events[static_cast<std::size_t>(heard)]; }
  [[nodiscard]] const ResultCode& result(ResultKind which) const { return results[static_cast<std::size_t>(which)]; }
};

// Errors: bad_profile with file:line.
env::Expected<Personality> parse_personality(std::string_view text, std::string_view file);

}  // namespace campon::sim
