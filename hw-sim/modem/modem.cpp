#include "hw-sim/modem/modem.hpp"

#include <utility>

namespace campon::sim {

namespace {
constexpr char k_dle = 0x10;
constexpr std::size_t k_most_waiting = 4096;
constexpr std::array<std::string_view, 9> k_result_texts{"OK",    "CONNECT",     "RING", "NO CARRIER", "ERROR",
                                                         "ERROR", "NO DIALTONE", "BUSY", "NO ANSWER"};
}  // namespace

Modem::Modem(Personality personality, std::string_view number, LinePort& line, env::ByteChannel& dce, env::Scheduler& scheduler,
             env::Rng& rng, env::Trace& trace)
    : personality_(std::move(personality)),
      name_("modem " + env::escaped(number)),
      line_(line),
      dce_(dce),
      scheduler_(scheduler),
      rng_(rng),
      trace_(trace),
      detector_(scheduler, personality_.hearing, [this](Heard what) { heard(what); }) {
  dce_.attach(this);
}

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
  refresh_inactivity();
  for (const char byte : bytes) take(byte);
}

// Nobody is there to be told the result of what was going on.
void Modem::drop() {
  phase_ = Phase::command;
  waiting_bytes_.clear();
  text_.clear();
  too_long_ = false;
  commands_.clear();
  next_command_ = 0;
  leave_voice();
}

void Modem::on_closed(const env::Error& /*why*/) {
  drop();
  static_cast<void>(power_up());
}

void Modem::set_dtr(bool on) {
  if (on) return dtr_low_.reset();
  if (dtr_low_.armed() || dtr_rule_ < 2) return;
  dtr_low_ = scheduler_.after(registers_[25] * k_hundredth, [this] {
    const bool resets = dtr_rule_ == 3;
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
  if (waiting_bytes_.size() < k_most_waiting) waiting_bytes_ += byte;
}

void Modem::type(char byte) {
  if (take_shielded(byte)) return;
  const char end = static_cast<char>(registers_[3]);
  if (text_.empty() && byte != 'A' && byte != 'a') return;
  if (echo_) write({&byte, 1});
  if (byte == end && text_.size() >= 2) return submit();
  edit(byte);
  if (text_ == "A/" || text_ == "a/") {
    text_ = last_line_;
    submit();
  }
}

bool Modem::take_shielded(char byte) {
  if (class_ != "8") return false;
  if (std::exchange(shielded_, false)) return true;
  shielded_ = byte == k_dle;
  return shielded_;
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
  commands_ = parse_commands(std::string_view(last_line_).substr(std::min<std::size_t>(2, last_line_.size())));
  if (std::exchange(too_long_, false)) {
    commands_ = {Command{}};
    last_line_.clear();  // A/ must not run a line that was cut
  }
  next_command_ = 0;
  phase_ = Phase::preparing;
  began_ = scheduler_.now();
  const auto low = static_cast<std::uint64_t>(personality_.latency_min.count());
  const auto high = static_cast<std::uint64_t>(personality_.latency_max.count());
  timer_ = scheduler_.after(env::Duration(static_cast<env::Duration::rep>(rng_.between(low, high))), [this] { run(); });
}

void Modem::finish(Result result) {
  phase_ = Phase::command;
  timer_.reset();
  answered_.reset();
  awaits_dial_tone_ = false;
  commands_.clear();
  next_command_ = 0;
  report(result);
  for (const char byte : std::exchange(waiting_bytes_, {})) take(byte);
}

// A full or closed channel loses what a modem says, as a wire does.
void Modem::write(std::string_view bytes) {
  trace_.note(scheduler_.now(), env::TraceKind::sent, name_, env::escaped(bytes));
  static_cast<void>(dce_.write(bytes));
}

// The line ends are those of S3 and S4. [V.250 6.2.1, 6.2.2]
std::string Modem::line_end() const { return {static_cast<char>(registers_[3]), static_cast<char>(registers_[4])}; }

void Modem::inform(std::string_view text) { write((verbose_ ? line_end() : "") + std::string(text) + line_end()); }

void Modem::report(Result result) {
  if (quiet_) return;
  const auto code = static_cast<std::size_t>(result);
  write(verbose_ ? line_end() + std::string(k_result_texts[code]) + line_end() : std::to_string(code) + line_end().front());
}

void Modem::refresh_inactivity() {
  inactivity_.reset();
  const int limit = value("+VIT");
  if (class_ != "8" || limit == 0) return;
  inactivity_ = scheduler_.after(std::chrono::seconds(limit), [this] { leave_voice(); });
}

}  // namespace campon::sim
