#include "hw-sim/modem/gsm/gsm_terminal.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hw-sim/modem/fault_timers.hpp"
#include "hw-sim/modem/gsm/gsm_timers.hpp"

namespace campon::sim {

namespace {
constexpr std::size_t k_most_waiting = 4096;
constexpr std::size_t k_longest_message = 1200;
constexpr std::size_t k_short_buffer = 10;  // with "AT"; so short that every driver meets it [fault P11]
constexpr char k_end_of_message = '\x1a';
constexpr char k_escape = '\x1b';
}  // namespace

GsmTerminal::GsmTerminal(const GsmPersonality& personality, const OutputWorld& world, std::string name, GsmTerminalUser& user)
    : personality_(personality), world_(world), name_(std::move(name)), user_(user), out_(world, name_) {
  restart();
}

void GsmTerminal::restart() {
  drop();
  out_.mute(false);
  out_.clear();
  echo_ = personality_.echo;
  verbose_ = true;
  quiet_ = false;
  registers_.assign(256, 0);
  registers_[2] = '+';
  registers_[3] = '\r';
  registers_[4] = '\n';
  registers_[5] = '\b';
  registers_[7] = 60;
}

void GsmTerminal::drop() {
  phase_ = Phase::typing;
  latency_.reset();
  escape_.reset();
  waiting_.clear();
  text_.clear();
  message_.clear();
  too_long_ = false;
}

void GsmTerminal::take(std::string_view bytes) {
  world_.trace.note(world_.scheduler.now(), env::TraceKind::heard, name_, env::escaped(bytes));
  if (out_.muted()) return;
  if (!stuck_.armed() && world_.faults.fires("D09"))
    stuck_ = world_.scheduler.after(k_stuck, [this] {
      for (const char byte : std::exchange(stuck_bytes_, {})) take(byte);
    });
  if (stuck_.armed()) {
    stuck_bytes_ += bytes.substr(0, k_most_waiting - std::min(k_most_waiting, stuck_bytes_.size()));
    return;
  }
  for (const char byte : bytes) take(byte);
}

void GsmTerminal::take(char byte) {
  switch (phase_) {
    case Phase::typing: return type(byte);
    case Phase::message: return type_message(byte);
    case Phase::data: return take_data(byte);
    case Phase::abortable:
      if (world_.scheduler.now() - began_ >= personality_.abort_after) user_.on_abort();
      return;
    case Phase::running:
      if (waiting_.size() < k_most_waiting) waiting_ += byte;
      return;
  }
}

void GsmTerminal::type(char byte) {
  if (text_.empty() && byte != 'A' && byte != 'a') return;
  if (text_.empty()) choose_echo_fault();
  echo_byte(byte);
  if (byte == static_cast<char>(registers_[3]) && text_.size() >= 2) return submit();
  edit(byte);
  if (text_ == "A/" || text_ == "a/") {
    text_ = last_line_;
    submit();
  }
}

void GsmTerminal::echo_byte(char byte) {
  if (!echo_ && echo_fault_ == EchoFault::none) return;
  if (echo_fault_ == EchoFault::partial && world_.rng.between(0, 1) == 0) return;
  if (echo_fault_ == EchoFault::swapped && text_.size() <= 1 && byte > ' ') byte = text_.empty() ? 'T' : 'A';
  out_.echo({&byte, 1});
}

// [fault P02]
void GsmTerminal::choose_echo_fault() {
  echo_fault_ = EchoFault::none;
  if (!world_.faults.fires("P02")) return;
  echo_fault_ = static_cast<EchoFault>(world_.rng.between(1, 4));
  if (echo_fault_ == EchoFault::previous) out_.echo(last_line_ + line_end().front());
}

void GsmTerminal::edit(char byte) {
  if (byte == static_cast<char>(registers_[5])) {
    if (!text_.empty()) text_.pop_back();
    return;
  }
  if (byte < ' ' || byte > '~') return;
  const bool second = text_.size() == 1;
  if (second && byte != '/' && (text_[0] == 'A' ? byte != 'T' : byte != 't')) {
    text_ = byte == 'A' || byte == 'a' ? std::string(1, byte) : std::string{};
    return;
  }
  if (text_.size() < personality_.line_limit + 2)
    text_ += byte;
  else
    too_long_ = true;
}

void GsmTerminal::submit() {
  last_line_ = std::exchange(text_, {});
  if (last_line_.size() > k_short_buffer && world_.faults.fires("P11")) too_long_ = true;
  auto commands = parse_gsm_commands(std::string_view(last_line_).substr(std::min<std::size_t>(2, last_line_.size())));
  if (std::exchange(too_long_, false)) {
    commands = {GsmCommand{}};
    last_line_.clear();  // A/ must not run a line that was cut
  }
  phase_ = Phase::running;
  began_ = world_.scheduler.now();
  if (!user_.on_occasion()) return;
  const auto low = static_cast<std::uint64_t>(personality_.latency_min.count());
  const auto high = static_cast<std::uint64_t>(personality_.latency_max.count());
  const env::Duration latency(static_cast<env::Duration::rep>(world_.rng.between(low, high)));
  latency_ = world_.scheduler.after(latency, [this, commands = std::move(commands)] { user_.on_line(commands); });
}

// CR LF '>' blank, and no line end. [27.005 3.5.1]
void GsmTerminal::prompt() {
  phase_ = Phase::message;
  message_.clear();
  out_.text(line_end() + "> ");
  for (const char byte : std::exchange(waiting_, {})) take(byte);
}

void GsmTerminal::type_message(char byte) {
  if (echo_) out_.echo({&byte, 1});
  if (byte == k_end_of_message || byte == k_escape) {
    phase_ = Phase::running;
    return user_.on_typed(std::exchange(message_, {}), byte == k_escape);
  }
  if (byte == static_cast<char>(registers_[5])) {
    if (!message_.empty()) message_.pop_back();
  } else if (message_.size() < k_longest_message) {
    message_ += byte;
  }
}

void GsmTerminal::enter_data() {
  escapes_ = 0;
  phase_ = Phase::data;
}

// Three escape characters, then silence. [Hayes]
void GsmTerminal::take_data(char byte) {
  constexpr unsigned k_escape_length = 3;
  escape_.reset();
  escapes_ = byte == static_cast<char>(registers_[2]) ? escapes_ + 1 : 0;
  if (escapes_ == k_escape_length) escape_ = world_.scheduler.after(k_escape_guard, [this] { user_.on_escape(); });
}

std::string GsmTerminal::line_end() const { return {static_cast<char>(registers_[3]), static_cast<char>(registers_[4])}; }

std::string GsmTerminal::lined(std::string_view text) const { return (verbose_ ? line_end() : "") + std::string(text) + line_end(); }

std::string GsmTerminal::result_text(const GsmResult& result) const {
  return verbose_ ? lined(result.text) : std::to_string(result.number) + line_end().front();
}

// As a modem of another country says it, or in the other form. [fault P05]
std::string GsmTerminal::foreign_text(const GsmResult& result) {
  static constexpr std::array<std::string_view, 4> k_foreign{"OKAY", "BESETZT", "KEIN TRAEGER", "COMMANDE INCONNUE"};
  if (world_.rng.between(0, 1) == 0)
    return verbose_ ? std::to_string(result.number) + line_end().front() : line_end() + std::string(result.text) + line_end();
  return lined(k_foreign.at(static_cast<std::size_t>(world_.rng.between(0, k_foreign.size() - 1))));
}

void GsmTerminal::finish(const GsmResult& result) {
  Faults& faults = world_.faults;
  std::string text = result_text(result);
  if (faults.fires("P05")) text = foreign_text(result);
  const bool is_ok = result.number == k_gsm_ok.number;
  if (faults.fires("P13")) out_.later(k_second_result, is_ok && world_.rng.between(0, 1) == 0 ? result_text(k_gsm_error) : text);
  if (faults.fires("P04")) out_.later(k_second_result, result_text(k_gsm_no_carrier));
  end(text);
}

// [faults P03, P06]
void GsmTerminal::end(const std::string& text) {
  phase_ = Phase::typing;
  latency_.reset();
  if (!quiet_ && world_.faults.fires("P03")) tell(k_gsm_ring);
  if (!quiet_ && world_.faults.fires("P06"))
    out_.later(k_late_answer, text);
  else if (!quiet_)
    out_.text(text);
  for (const char byte : std::exchange(waiting_, {})) take(byte);
}

}  // namespace campon::sim
