#include "drivers/atmodem/engine/syntax.hpp"

#include <algorithm>
#include <utility>

#include "hal/env/trace.hpp"

namespace campon::atmodem {

namespace {

constexpr char k_nul = '\x00';
constexpr char k_etx = '\x03';
constexpr char k_dle = '\x10';
constexpr char k_xon = '\x11';
constexpr char k_xoff = '\x13';
constexpr char k_sub = '\x1A';
constexpr char k_del = '\x7F';
constexpr std::size_t k_line_limit = 2048;
constexpr std::string_view k_digits = "0123456789ABCD*#";
constexpr std::string_view k_one_dle = "\x10";
constexpr std::string_view k_two_dles = "\x10\x10";

bool ends_line(char byte) { return byte == '\r' || byte == '\n'; }
// One comparison, whether char has a sign or not.
bool within(char byte, char first, char last) {
  return static_cast<unsigned char>(byte - first) <= static_cast<unsigned char>(last - first);
}
bool printable(char byte) { return within(byte, '!', '~'); }
bool visible(char byte) { return within(byte, ' ', '~') && byte != '\\'; }
bool is_special(char byte) { return ends_line(byte) || byte == k_dle || byte == k_nul || byte == k_xon || byte == k_xoff; }

void escape_to(std::string& out, std::string_view text) {
  if (std::all_of(text.begin(), text.end(), visible))
    out += text;
  else
    out += env::escaped(text);
}

struct Describe {
  std::string& out;
  void operator()(const Response& response) const { escape_to(out, response.text); }
  void operator()(const Event& event) const {
    out += "<DLE>";
    escape_to(out, {&event.code, 1});
  }
  void operator()(const HeardDigit& heard) const { (out += "digit ") += heard.digit; }
  void operator()(const Report& report) const { escape_to(out += "report ", report.text); }
  void operator()(const Audio& audio) const { (out += std::to_string(audio.bytes.size())) += " bytes of audio"; }
  void operator()(const AudioEnd& /*end*/) const { out += "end of audio"; }
};

}  // namespace

void describe_to(std::string& out, const Item& item) { std::visit(Describe{out}, item); }

std::string describe(const Item& item) {
  std::string out;
  describe_to(out, item);
  return out;
}

Syntax::Syntax() {
  line_.reserve(k_line_limit);
  report_.reserve(k_line_limit);
}

void Syntax::set_recording(bool on) {
  recording_ = first_audio_ = on;
  after_dle_ = false;
}

void Syntax::feed(std::string_view bytes, const Sink& sink) {
  while (!bytes.empty()) bytes.remove_prefix(recording_ ? take_audio(bytes, sink) : take_text(bytes, sink));
}

std::size_t Syntax::take_text(std::string_view bytes, const Sink& sink) {
  const char first = bytes.front();
  if (std::exchange(after_dle_, false) && !ends_line(first)) {  // no code is CR or LF: a DLE before one is noise
    shielded(first, sink);
    return 1;
  }
  if (is_special(first)) {
    special(first, sink);
    return 1;
  }
  const auto end = std::find_if(bytes.begin(), bytes.end(), is_special);
  const auto size = static_cast<std::size_t>(end - bytes.begin());
  const bool whole = end != bytes.end() && ends_line(*end) && line_.empty() && !in_report_ && size <= k_line_limit;
  if (!whole) {
    append(bytes.substr(0, size));
    return size;
  }
  sink(Response{bytes.substr(0, size)});
  return size + 1;
}

void Syntax::special(char byte, const Sink& sink) {
  if (ends_line(byte)) {
    end_report(sink);
    end_line(sink);
  } else if (byte == k_dle && voice_mode_) {
    after_dle_ = true;
  } else {
    ++dropped_;
  }
}

std::size_t Syntax::take_audio(std::string_view bytes, const Sink& sink) {
  const char first = bytes.front();
  if (std::exchange(first_audio_, false) && first == '\n') return 1;
  if (std::exchange(after_dle_, false)) {
    if (!shielded_audio(first, sink)) shielded(first, sink);
    return 1;
  }
  if (first == k_dle) {
    after_dle_ = true;
    return 1;
  }
  const std::string_view run = bytes.substr(0, bytes.find(k_dle));
  if (in_report_)
    append(run);
  else
    sink(Audio{run});
  return run.size();
}

// A report whose end was lost ends at the next code, or it would swallow the recording.
bool Syntax::shielded_audio(char code, const Sink& sink) {
  if (code != '.') end_report(sink);
  switch (code) {
    case k_dle: sink(Audio{k_one_dle}); return true;
    case k_sub: sink(Audio{k_two_dles}); return true;
    case k_etx:
      set_recording(false);
      sink(AudioEnd{});
      return true;
    default: return false;
  }
}

void Syntax::shielded(char code, const Sink& sink) {
  if (code == 'X') {
    begin_report(sink);
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

void Syntax::append(std::string_view run) {
  std::string& text = in_report_ ? report_ : line_;
  const std::size_t room = std::min(k_line_limit - text.size(), run.size());
  text += run.substr(0, room);
  dropped_ += run.size() - room;
}

void Syntax::end_line(const Sink& sink) {
  if (line_.empty()) return;
  sink(Response{line_});
  line_.clear();
}

void Syntax::begin_report(const Sink& sink) {
  end_report(sink);
  in_report_ = true;
}

void Syntax::end_report(const Sink& sink) {
  if (!std::exchange(in_report_, false)) return;
  if (!report_.empty()) sink(Report{report_});
  report_.clear();
}

}  // namespace campon::atmodem
