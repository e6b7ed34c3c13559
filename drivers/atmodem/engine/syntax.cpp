#include "drivers/atmodem/engine/syntax.hpp"

#include <utility>

#include "hal/env/trace.hpp"

namespace campon::atmodem {

namespace {

constexpr char k_nul = '\x00';
constexpr char k_dle = '\x10';
constexpr char k_xon = '\x11';
constexpr char k_xoff = '\x13';
constexpr char k_del = '\x7F';
constexpr std::size_t k_line_limit = 2048;
constexpr std::string_view k_digits = "0123456789ABCD*#";

bool ends_line(char byte) { return byte == '\r' || byte == '\n'; }
bool printable(char byte) { return byte > ' ' && byte < k_del; }

struct Describe {
  std::string operator()(const Response& response) const { return env::escaped(response.text); }
  std::string operator()(const Event& event) const { return "<DLE>" + env::escaped(std::string(1, event.code)); }
  std::string operator()(const HeardDigit& heard) const { return std::string("digit ") + heard.digit; }
  std::string operator()(const Report& report) const { return "report " + env::escaped(report.text); }
};

}  // namespace

std::string describe(const Item& item) { return std::visit(Describe{}, item); }

void Syntax::feed(std::string_view bytes, const Sink& sink) {
  for (const char byte : bytes) take(byte, sink);
}

void Syntax::take(char byte, const Sink& sink) {
  // No code is CR or LF: a DLE before one is noise, and must not swallow the end of a line.
  if (std::exchange(after_dle_, false) && !ends_line(byte)) return shielded(byte, sink);
  if (byte == k_dle && voice_mode_) {
    after_dle_ = true;
  } else if (byte == k_nul || byte == k_xon || byte == k_xoff || byte == k_dle) {
    ++dropped_;
  } else if (ends_line(byte)) {
    end_report(sink);
    end_line(sink);
  } else {
    append(report_ ? *report_ : line_, byte);
  }
}

void Syntax::shielded(char code, const Sink& sink) {
  if (code == 'X') {
    end_report(sink);
    report_.emplace();
  } else if (code == '.') {
    end_report(sink);
  } else if (code == '/') {
    bracket_ = Bracket::open;
  } else if (code == '~' || code == k_del) {  // one manual prints 7F, its next edition 7E [voice-modems 2.4]
    bracket_ = Bracket::none;
  } else if (k_digits.find(code) != std::string_view::npos) {
    dtmf(code, sink);
  } else if (printable(code)) {
    sink(Event{code});
  } else {
    ++dropped_;
  }
}

void Syntax::dtmf(char digit, const Sink& sink) {
  if (bracket_ == Bracket::digit_taken) return;
  if (bracket_ == Bracket::open) bracket_ = Bracket::digit_taken;
  sink(HeardDigit{digit});
}

void Syntax::append(std::string& text, char byte) {
  if (text.size() < k_line_limit)
    text += byte;
  else
    ++dropped_;
}

void Syntax::end_line(const Sink& sink) {
  if (!line_.empty()) sink(Response{std::exchange(line_, {})});
}

void Syntax::end_report(const Sink& sink) {
  if (!report_) return;
  std::string text = std::move(*report_);
  report_.reset();
  if (!text.empty()) sink(Report{std::move(text)});
}

}  // namespace campon::atmodem
