// Result codes: what a line of text from the modem means, by exact match.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace campon::atmodem {

enum class ResultCode : std::uint8_t {
  none,  // not a result code
  ok,
  error,
  connect,  // data mode: never wanted here [fault P09]
  ring,
  ringing,  // ringback heard
  no_carrier,
  no_dial_tone,
  busy,
  no_answer,
  vcon,       // voice connection; a guess of the modem, no supervision [voice-modems 2.7]
  voice,      // voice heard
  dial_tone,  // dial tone after dialling
  line_in_use,
  blocked,  // the modem's own redial control refuses the number [voice-modems 3.6; fault P08]
};

std::string_view to_string(ResultCode code);
std::optional<ResultCode> result_code_named(std::string_view name);

// The result texts of V.250 and those that a personality adds. A text is one as a whole line, never as a part of one; only
// CONNECT, RING and the mobile errors may be followed by more, after their separator. [voice-modems 1.2, 3.4, 8 #7]
class ResultTexts {
 public:
  ResultTexts();
  // Replaces what the text meant. A text that ends in '*' is the beginning of a line: "DELAYED *".
  void add(std::string text, ResultCode code);
  [[nodiscard]] ResultCode code_of(std::string_view line) const;

 private:
  std::map<std::string, ResultCode, std::less<>> exact_;
  std::map<std::string, ResultCode, std::less<>> beginnings_;
};

}  // namespace campon::atmodem
