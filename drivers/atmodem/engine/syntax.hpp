// From bytes to items: response lines and, in voice mode, what the modem shields with DLE. Knows no command.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace campon::atmodem {

// A line without its CR and LF, never empty; cut to 2 KiB. [fault D13]
struct Response {
  std::string text;
  friend bool operator==(const Response&, const Response&) = default;
};
// <DLE> and one character. [V.253; voice-modems 2.4]
struct Event {
  char code = 0;
  friend bool operator==(const Event&, const Event&) = default;
};
// One DTMF digit heard, however often the modem repeated it inside its bracket <DLE>/ .. <DLE>~.
struct HeardDigit {
  char digit = '0';
  friend bool operator==(const HeardDigit&, const HeardDigit&) = default;
};
// A complex report <DLE>X text <DLE>. [voice-modems 2.5]
struct Report {
  std::string text;
  friend bool operator==(const Report&, const Report&) = default;
};
using Item = std::variant<Response, Event, HeardDigit, Report>;

// "OK", "<DLE>b", "digit 5", "report NMBR=5551000"; escaped, for traces.
std::string describe(const Item& item);

// The same bytes give the same items, however they are split. A shielded pair neither ends nor begins a line.
class Syntax {
 public:
  using Sink = std::function<void(const Item&)>;

  // Outside voice mode a DLE is noise.
  void set_voice_mode(bool on) { voice_mode_ = on; }
  // The sink may switch the voice mode; it holds from the next byte on.
  void feed(std::string_view bytes, const Sink& sink);
  // NUL, XON, XOFF, noise and what went beyond the limit. [fault D12]
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  enum class Bracket : unsigned char { none, open, digit_taken };

  void take(char byte, const Sink& sink);
  void shielded(char code, const Sink& sink);
  void dtmf(char digit, const Sink& sink);
  void append(std::string& text, char byte);
  void end_line(const Sink& sink);
  void end_report(const Sink& sink);

  bool voice_mode_ = false;
  bool after_dle_ = false;
  Bracket bracket_ = Bracket::none;
  std::string line_;
  std::optional<std::string> report_;
  std::size_t dropped_ = 0;
};

}  // namespace campon::atmodem
