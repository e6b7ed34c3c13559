// From bytes to items: response lines, what the modem shields with DLE in voice mode, and recorded audio. Knows no command.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace campon::atmodem {

// Texts and audio are views, valid inside the sink only: a line that came whole is not copied.

// A line without its CR and LF, never empty; cut to 2 KiB. [fault D13]
struct Response {
  std::string_view text;
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
  std::string_view text;
  friend bool operator==(const Report&, const Report&) = default;
};
// Recorded bytes, their shields taken off; where one item ends and the next begins means nothing.
struct Audio {
  std::string_view bytes;
  friend bool operator==(const Audio&, const Audio&) = default;
};
// <DLE><ETX>: the recording is over, and lines follow.
struct AudioEnd {
  friend bool operator==(const AudioEnd&, const AudioEnd&) = default;
};
using Item = std::variant<Response, Event, HeardDigit, Report, Audio, AudioEnd>;

// "OK", "<DLE>b", "digit 5", "report NMBR=5551000", "160 bytes of audio"; escaped, for traces.
std::string describe(const Item& item);
// The same at the end of `out`, whose memory it uses.
void describe_to(std::string& out, const Item& item);

// The same bytes give the same items, however they are split; only audio is cut where the bytes are. A shielded pair neither
// ends nor begins a line.
class Syntax {
 public:
  using Sink = std::function<void(const Item&)>;

  Syntax();
  // Outside voice mode a DLE is noise.
  void set_voice_mode(bool on) { voice_mode_ = on; }
  // After CONNECT of a recording: everything that is not shielded is audio, until AudioEnd or until it is switched off. The LF
  // that ends CONNECT is none.
  void set_recording(bool on);
  [[nodiscard]] bool recording() const { return recording_; }
  // The sink may switch modes; they hold from the next byte on. It may not feed.
  void feed(std::string_view bytes, const Sink& sink);
  // NUL, XON, XOFF, noise and what went beyond the limit. [fault D12]
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  enum class Bracket : unsigned char { none, open, digit_taken };

  std::size_t take_text(std::string_view bytes, const Sink& sink);
  std::size_t take_audio(std::string_view bytes, const Sink& sink);
  void special(char byte, const Sink& sink);
  void shielded(char code, const Sink& sink);
  bool shielded_audio(char code, const Sink& sink);
  void dtmf(char digit, const Sink& sink);
  void append(std::string_view run);
  void end_line(const Sink& sink);
  void begin_report(const Sink& sink);
  void end_report(const Sink& sink);

  bool voice_mode_ = false;
  bool recording_ = false;
  bool first_audio_ = false;
  bool after_dle_ = false;
  bool in_report_ = false;
  Bracket bracket_ = Bracket::none;
  std::string line_;
  std::string report_;
  std::size_t dropped_ = 0;
};

}  // namespace campon::atmodem
