// What may be dialled: an allow-list, checked once at the edge, and a type that proves it.
#pragma once

#include <string>
#include <string_view>

#include "hal/env/error.hpp"

namespace campon::hal {

// Digits to send as DTMF: 0-9 * # A-D and ',' (a pause). Never empty, never more than 60 characters, 30 of them pauses.
class DialString {
 public:
  // Accepts TAPI's dialable form: digits, '*', '#', 'A'-'D', ',' and the formatting characters space - ( ) . which are
  // dropped; a leading 'T' (tone) is dropped too. Everything else is refused, never stripped: CR, LF, ';', letters, '!',
  // '+', bytes above 7Fh. [TAPI "Address"; faults U01-U04]
  // Errors (misuse): dial_billing '$', dial_quiet '@', dial_dial_tone 'W', dial_prompt '?', dial_voice_detect ':',
  // bad_dial_string naming the character and its place, bad_dial_length.
  static env::Expected<DialString> parse(std::string_view text);

  [[nodiscard]] const std::string& digits() const { return digits_; }
  // Without pauses: what the exchange receives.
  [[nodiscard]] std::string number() const;

  friend bool operator==(const DialString&, const DialString&) = default;

 private:
  explicit DialString(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

}  // namespace campon::hal
