// Information responses and unsolicited results of 3GPP TS 27.007 and 27.005 as values. All of it comes from outside: bounded,
// and nothing where the text is not of the form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/caller_id.hpp"

namespace campon::atmodem {

// "+CLCC: 1,0,3" begins with the tag "+CLCC": gives what follows the colon. Nothing when the line begins otherwise.
std::optional<std::string_view> after_tag(std::string_view line, std::string_view tag);

// Comma-separated values, quotes taken away; a comma inside quotes divides nothing. At most 16 of them. [V.250 5.4.2.2]
std::vector<std::string_view> fields_of(std::string_view values);
// A whole number of at most nine digits. A sign is none.
std::optional<unsigned> figure(std::string_view text);

// A call as the modem lists it. [TS 27.007 7.18 +CLCC]
enum class CallStatus : std::uint8_t { active, held, dialling, alerting, incoming, waiting, disconnected };
struct ListedCall {
  unsigned id = 0;
  bool outgoing = false;
  CallStatus status = CallStatus::active;
  bool voice = true;  // 9, unknown, counts as voice
  std::string number;
};
// The values of +CLCC, or of a vendor's list of the same form.
std::optional<ListedCall> listed_call(std::string_view values);
// The voice calls among the lines of an answer to +CLCC.
std::vector<ListedCall> listed_calls(const std::vector<std::string>& lines);
// Those that do not only ring here.
std::size_t own_calls(const std::vector<ListedCall>& calls);

// The values of +CLIP: number, type, sub-address, its type, name, validity. [TS 27.007 7.11]
std::optional<hal::CallerId> clip(std::string_view values);
// The values of +CCWA: number, type, class, name, validity. Nothing for a waiting call that is no voice call. [TS 27.007 7.12]
std::optional<hal::CallerId> ccwa(std::string_view values);

// [TS 27.007 7.2 +CREG]
enum class Registration : std::uint8_t { unknown, none, searching, denied, home, roaming, messages_only, emergency_only };
std::string_view to_string(Registration registration);
bool may_call(Registration registration);
// A network is there that carries emergency calls, and perhaps no others.
bool has_limited_service(Registration registration);
// The values of +CREG, +CEREG: of the answer ("n,stat,..") or of the unsolicited result ("stat", "stat,area,cell").
std::optional<Registration> registration(std::string_view values);

// The operations that +CHLD=? lists: "(0,1,1x,2,2x,3,4)" -> "0", "1", "1x" ... At most 16. [TS 27.007 7.13]
std::vector<std::string> chld_list(std::string_view values);

// +CSQ: received strength in dBm; nothing where it is not known. [TS 27.007 8.5]
std::optional<int> signal_dbm(std::string_view values);

// "+CME ERROR: 11" -> 11, "+CMS ERROR: 38" -> 38.
std::optional<unsigned> error_figure(std::string_view line);

// The caller's number as people write it: '+' before an international one. Cut to 32 characters.
std::string shown_number(std::string_view number, std::optional<unsigned> type);

}  // namespace campon::atmodem
