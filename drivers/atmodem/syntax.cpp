#include "drivers/atmodem/syntax.hpp"

namespace campon::atmodem {

namespace {
constexpr char k_dle = 0x10;
constexpr char k_xon = 0x11;
constexpr char k_xoff = 0x13;

bool is_dtmf(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'D') || c == '*' || c == '#'; }
}  // namespace

void Syntax::feed(std::string_view bytes, SyntaxSink& sink) {
  for (const char byte : bytes) take(byte, sink);
}

void Syntax::take(char byte, SyntaxSink& sink) {
  if (after_dle_) {
    after_dle_ = false;
    take_event(byte, sink);
  } else if (byte == k_dle) {
    after_dle_ = true;
  } else if (byte == '\r' || byte == '\n') {
    end_line(sink);
  } else if (byte != '\0' && byte != k_xon && byte != k_xoff) {
    append(byte);
  }
}

void Syntax::take_event(char code, SyntaxSink& sink) {
  if (code == 'X') {
    end_line(sink);
    in_report_ = true;
  } else if (code == '.' && in_report_) {
    in_report_ = false;
    end_line(sink);
  } else if (code == '/') {
    in_tone_ = true;
    tone_told_ = false;
  } else if (code == '~' || code == 0x7F) {  // both are printed in manuals
    in_tone_ = false;
  } else if (!(in_tone_ && is_dtmf(code) && tone_told_)) {
    tone_told_ = in_tone_ && is_dtmf(code);
    sink.on_event(code);
  }
}

void Syntax::append(char byte) {
  if (line_.size() < k_longest_line) {
    line_ += byte;
  } else {
    ++cut_;
  }
}

void Syntax::end_line(SyntaxSink& sink) {
  if (line_.empty()) return;
  const std::string line = std::move(line_);
  line_.clear();
  sink.on_line(line);
}

}  // namespace campon::atmodem
