// A mobile modem as data: how it is made ready, calls and releases, what its own results mean, and whether it can talk at all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/engine/result_code.hpp"
#include "drivers/atmodem/gsm/gsm_timers.hpp"
#include "drivers/atmodem/gsm/response/text_pattern.hpp"
#include "drivers/atmodem/personality.hpp"
#include "hal/env/error.hpp"

namespace campon::atmodem {

inline constexpr std::string_view k_gsm_dialect = "gsm";

// What a line without a command means. [voice-modems 5.4, 5.5]
enum class NewsMeaning : std::uint8_t {
  none,      // known, and of no use to a line
  dialling,  // the network has the number
  alerting,
  connected,
  ended,            // with <cause> where the line has it; <id> says which call
  busy,             // ended, and the other party was busy
  call,             // a call of the list of calls; the rest of the line is as in +CLCC. Such a pattern is the tag alone: "^SLCC"
  ccbs_possible,    // the busy call may be completed
  ccbs_too_late,    // no longer: the network's T1 has run out
  ccbs_registered,  // the network took the request
  ccbs_recall,      // the other party is free; with <number> where the line has it
  ccbs_recall_over,
  restarted,  // the modem has begun anew, and its settings are lost
};
inline constexpr std::array<std::string_view, 13> k_news_meanings{
    "none",          "dialling",        "alerting",    "connected",        "ended",    "busy", "call", "ccbs_possible",
    "ccbs_too_late", "ccbs_registered", "ccbs_recall", "ccbs_recall_over", "restarted"};

// What a text means that answers a supplementary service of call completion.
enum class ServiceMeaning : std::uint8_t {
  granted,
  refused,
  none_outstanding,  // of a query; the network knows the service and has no request
  entry,             // of a query: one request, <index> and <number>
};
inline constexpr std::array<std::string_view, 4> k_service_meanings{"granted", "refused", "none_outstanding", "entry"};

enum class GsmGives : std::uint8_t { nothing, caller_id, call_waiting };

struct GsmInit {
  std::string command;
  bool optional = false;   // ERROR is accepted
  bool after_sim = false;  // works only once the SIM is ready
  GsmGives gives = GsmGives::nothing;
};

struct News {
  TextPattern pattern;
  NewsMeaning means = NewsMeaning::none;
};

// What +CEER says, where it names no figure.
struct CauseText {
  TextPattern pattern;  // with the hole <cause>, unless `cause` is given
  std::optional<unsigned> cause;
};

struct ServiceText {
  TextPattern pattern;
  ServiceMeaning means = ServiceMeaning::granted;
};

// A question whose answer tells whether it carries speech. [voice-modems 5.1, 6]
struct VoiceSign {
  std::string command;
  std::vector<TextPattern> yes;
  std::vector<TextPattern> no;  // "ERROR" among them: a refusal means no
};

struct GsmPersonality {
  std::string name;
  std::string title;
  std::string source;
  Confidence confidence = Confidence::unproven;
  Identity identity;
  std::size_t command_limit = 255;

  std::vector<GsmInit> init;
  std::vector<VoiceSign> voice_signs;  // asked in order until one tells
  bool voice = true;                   // where no sign tells

  std::string dial = "ATD<number>;";
  std::string answer = "ATA";
  std::string tone = "AT+VTS=<digit>";
  std::vector<std::string> release = {"AT+CHUP", "ATH", "AT+CHLD=0"};  // in this order until no call of ours is left

  std::vector<std::string> registration = {"+CREG"};  // any of them carries calls
  std::string chld;                                   // what +CHLD=? would say, for a modem that does not answer it
  bool poll = true;                                   // +CLCC shows the calls
  bool poll_while_dialling = true;                    // and does not drop the call [voice-modems 6]
  bool asks_cause = true;                             // +CEER
  std::string text_charset;                           // of +CUSD, as +CSCS was set: "IRA", "GSM", "UCS2"

  std::string ccbs_request = "AT+CHLD=5";
  bool ccbs_ok_is_proof = false;  // OK means that the network took it, and not only the modem
  std::string ccbs_query = "ATD*#37#;";
  std::string ccbs_cancel_all = "ATD#37#;";
  std::string ccbs_cancel_one = "ATD#37*<index>#;";

  std::vector<News> news;
  std::vector<CauseText> causes;
  std::vector<ServiceText> service_texts;
  ResultTexts results;
  AtTimers timers;
  GsmTimers gsm;

  // Whether a query can be understood: without that an answer to it proves nothing.
  [[nodiscard]] bool understands_query() const;
};

// The keys are those of the shipped files. Where two lines of a table fit, the first of them counts. Errors:
// bad_profile with file and line; an unknown key is one.
env::Expected<GsmPersonality> parse_gsm_personality(std::string_view toml, std::string_view file);

// The dialect of a modem's file, which decides who reads the rest of it. Errors: bad_profile.
env::Expected<std::string> modem_dialect(std::string_view toml, std::string_view file);

}  // namespace campon::atmodem
