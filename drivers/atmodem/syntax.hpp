// Bytes from a modem to response lines and DLE events. Knows no command; any split of the bytes gives the same items.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace campon::atmodem {

class SyntaxSink {
 public:
  // One line without its CR and LF, never empty, at most k_longest_line bytes. Valid during the call only.
  virtual void on_line(std::string_view line) = 0;
  // A shielded event: the byte after DLE. A DTMF tone between its brackets comes once. [voice-modems 2.4]
  virtual void on_event(char code) = 0;

 protected:
  ~SyntaxSink() = default;
};

class Syntax {
 public:
  static constexpr std::size_t k_longest_line = 2048;

  void feed(std::string_view bytes, SyntaxSink& sink);
  // What has come of a line that has no end yet; for echo that comes without one.
  [[nodiscard]] std::string_view unfinished() const { return line_; }
  void drop_unfinished() { line_.clear(); }
  // Bytes of lines that were longer than allowed. [fault D13]
  [[nodiscard]] std::size_t cut() const { return cut_; }

 private:
  void take(char byte, SyntaxSink& sink);
  void take_event(char code, SyntaxSink& sink);
  void end_line(SyntaxSink& sink);
  void append(char byte);

  std::string line_;
  std::size_t cut_ = 0;
  bool after_dle_ = false;
  bool in_report_ = false;  // between DLE X and DLE . a line comes without CR and LF [voice-modems 2.5]
  bool in_tone_ = false;    // between DLE / and DLE ~ one DTMF tone is repeated
  bool tone_told_ = false;
};

}  // namespace campon::atmodem
