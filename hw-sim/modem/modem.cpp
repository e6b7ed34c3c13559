#include "hw-sim/modem/modem.hpp"

#include <utility>

#include "hw-sim/catalogue.hpp"
#include "hw-sim/modem/fault_timers.hpp"

namespace campon::sim {

namespace {
constexpr std::size_t k_most_waiting = 4096;
constexpr std::size_t k_short_buffer = 10;  // with "AT"; so short that every driver meets it [fault P11]
constexpr unsigned k_escape_off = 128;      // S2 from here on: no escape [voice-modems 1.3]
constexpr unsigned k_escape_length = 3;
}  // namespace

Modem::Modem(Personality personality, std::string_view number, LinePort& line, env::ByteChannel& dce, env::Scheduler& scheduler,
             env::Rng& rng, env::Trace& trace)
    : personality_(std::move(personality)),
      number_(number),
      line_(line),
      dce_(dce),
      scheduler_(scheduler),
      rng_(rng),
      trace_(trace),
      faults_(rng),
      name_("modem " + env::escaped(number)),
      out_({dce, scheduler, rng, trace, faults_}, name_),
      detector_(scheduler, personality_.hearing, [this](Heard what) { heard(what); }),
      audio_(load_tones(), 1),
      stream_(scheduler, audio_, personality_.voice,
              {[this](std::string_view bytes) { out_.bytes(bytes); }, [this](std::span<const std::int16_t> samples) { play(samples); },
               [this](std::vector<std::int16_t>& samples) { change_recorded(samples); }, [this] { stream_ended(); }}) {
  dce_.attach(this);
}

TonePlan Modem::load_tones() const { return load_tone_plan(line_.region()).value_or(TonePlan{}); }

Modem::~Modem() { dce_.attach(nullptr); }

env::Result Modem::power_up() {
  load_factory();
  for (const auto& text : personality_.factory) {
    for (const Command& command : parse_commands(text)) {
      const bool known = command.kind == Command::Kind::s_register || command.kind == Command::Kind::extended;
      const bool setting = known && command.rest.starts_with('=') && command.rest != "=?";
      if (!setting || execute(command) != Done::yes)
        return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, "factory setting '" + env::escaped(text) + "' is no setting");
    }
  }
  return {};
}

void Modem::on_bytes(std::string_view bytes) {
  trace_.note(scheduler_.now(), env::TraceKind::heard, name_, env::escaped(bytes));
  if (out_.muted()) return;
  refresh_inactivity();
  if (!stuck_.armed() && faults_.fires("D09"))
    stuck_ = scheduler_.after(k_stuck, [this] {
      for (const char byte : std::exchange(stuck_bytes_, {})) take(byte);
    });
  if (stuck_.armed()) {
    stuck_bytes_ += bytes.substr(0, k_most_waiting - std::min(k_most_waiting, stuck_bytes_.size()));
    return;
  }
  for (const char byte : bytes) take(byte);
}

// Nobody is there to be told the result of what was going on.
void Modem::drop() {
  phase_ = Phase::command;
  stream_.stop();
  waiting_bytes_.clear();
  text_.clear();
  too_long_ = false;
  commands_.clear();
  next_command_ = 0;
  mischief_.reset();
  leave_voice();
}

void Modem::on_closed(const env::Error& /*why*/) {
  drop();
  out_.mute(false);
  out_.clear();
  static_cast<void>(power_up());
}

void Modem::set_dtr(bool on) {
  if (on) return dtr_low_.reset();
  stuck_bytes_.clear();  // the computer takes back what has not gone out
  if (dtr_low_.armed() || dtr_rule_ < 2) return;
  dtr_low_ = scheduler_.after(registers_[25] * k_hundredth, [this] {
    const bool resets = dtr_rule_ == 3;
    out_.mute(false);
    if (personality_.dtr_says_ok) out_.later(personality_.dtr_hangs_up_after, lined(personality_.result(ResultKind::ok).text));
    drop();
    if (resets) static_cast<void>(power_up());
  });
}

void Modem::take(char byte) {
  if (can_be_aborted()) {
    if (scheduler_.now() - began_ >= personality_.abort_after) abort();
    return;
  }
  if (phase_ == Phase::command) return type(byte);
  if (phase_ == Phase::streaming) return stream_.take(byte);
  if (phase_ == Phase::data) return take_data(byte);
  if (waiting_bytes_.size() < k_most_waiting) waiting_bytes_ += byte;
}

void Modem::type(char byte) {
  if (take_shielded(byte)) return;
  const char end = static_cast<char>(registers_[3]);
  if (text_.empty() && byte != 'A' && byte != 'a') return;
  if (text_.empty()) choose_echo_fault();
  echo(byte);
  if (byte == end && text_.size() >= 2) return submit();
  edit(byte);
  if (text_ == "A/" || text_ == "a/") {
    text_ = last_line_;
    submit();
  }
}

void Modem::echo(char byte) {
  const bool swaps = personality_.echo_swaps || echo_fault_ == EchoFault::swapped;
  if (!echo_ && echo_fault_ == EchoFault::none) return;
  if (echo_fault_ == EchoFault::partial && rng_.between(0, 1) == 0) return;
  if (swaps && text_.size() <= 1 && byte > ' ') byte = text_.empty() ? 'T' : 'A';
  out_.echo({&byte, 1});
}

bool Modem::take_shielded(char byte) {
  if (!in_voice()) return false;
  if (std::exchange(shielded_, false)) return true;
  shielded_ = byte == k_dle;
  return shielded_;
}

// Three escape characters, then silence. A modem without the guard takes them at once. [V.250 has no escape; Hayes, TIES]
void Modem::take_data(char byte) {
  escape_.reset();
  const bool is_escape = registers_[2] < k_escape_off && byte == static_cast<char>(registers_[2]);
  escapes_ = is_escape ? escapes_ + 1 : 0;
  if (escapes_ != k_escape_length) return;
  escape_ = scheduler_.after(registers_[12] * k_guard_unit, [this] {
    timer_.reset();
    phase_ = Phase::command;
    report(ResultKind::ok);
  });
}

void Modem::edit(char byte) {
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

void Modem::submit() {
  last_line_ = std::exchange(text_, {});
  if (last_line_.size() > k_short_buffer && faults_.fires("P11")) too_long_ = true;
  commands_ = parse_commands(std::string_view(last_line_).substr(std::min<std::size_t>(2, last_line_.size())));
  if (std::exchange(too_long_, false)) {
    commands_ = {Command{}};
    last_line_.clear();  // A/ must not run a line that was cut
  }
  next_command_ = 0;
  good_ = ResultKind::ok;
  phase_ = Phase::preparing;
  began_ = scheduler_.now();
  occasion();
  if (phase_ != Phase::preparing) return;
  const auto low = static_cast<std::uint64_t>(personality_.latency_min.count());
  const auto high = static_cast<std::uint64_t>(personality_.latency_max.count());
  timer_ = scheduler_.after(env::Duration(static_cast<env::Duration::rep>(rng_.between(low, high))), [this] { run(); });
}

void Modem::finish(ResultKind result) {
  phase_ = Phase::command;
  timer_.reset();
  answered_.reset();
  awaits_dial_tone_ = false;
  awaits_quiet_ = false;
  commands_.clear();
  next_command_ = 0;
  report(result);
  for (const char byte : std::exchange(waiting_bytes_, {})) take(byte);
}

// The line ends are those of S3 and S4. [V.250 6.2.1, 6.2.2]
std::string Modem::line_end() const { return {static_cast<char>(registers_[3]), static_cast<char>(registers_[4])}; }

std::string Modem::lined(std::string_view text) const { return (verbose_ ? line_end() : "") + std::string(text) + line_end(); }

void Modem::inform(std::string_view text) { out_.text(lined(text)); }

std::string Modem::result_text(ResultKind result) {
  const ResultCode& code = personality_.result(result);
  return verbose_ ? lined(code.text) : std::to_string(code.number) + line_end().front();
}

// [faults P03, P05, P06]
void Modem::report(ResultKind result) {
  if (quiet_ || personality_.result(result).text.empty()) return;
  const bool solicited = result != ResultKind::ring && result != ResultKind::ringback;
  std::string text = result_text(result);
  if (solicited && faults_.fires("P05")) text = foreign_text(result);
  if (solicited && faults_.fires("P03")) inform(personality_.result(ResultKind::ring).text);
  if (solicited && faults_.fires("P06")) return out_.later(k_late_answer, std::move(text));
  out_.text(text);
  if (solicited) faults_of_result(text, result);
}

void Modem::refresh_inactivity() {
  inactivity_.reset();
  const bool by_register = personality_.voice.s30_ends_voice;
  const env::Duration unit = by_register ? k_tenth * 100 : personality_.voice.vit_in_tenths ? k_tenth : k_tenth * 10;
  const int limit = by_register ? registers_[30] : value("+VIT");
  if (!in_voice() || limit == 0) return;
  inactivity_ = scheduler_.after(limit * unit, [this] { leave_voice(); });
}

}  // namespace campon::sim
