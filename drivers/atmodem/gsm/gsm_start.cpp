// Making a mobile modem ready: settings, who it is, its SIM, whether it can talk, and what is left of a call before.
#include <algorithm>
#include <iterator>
#include <utility>

#include "drivers/atmodem/gsm/gsm_core.hpp"

namespace campon::atmodem {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;

constexpr unsigned k_sim_attempts = 10;
constexpr std::size_t k_longest_identity = 64;
constexpr std::string_view k_refusal = "ERROR";

// The first line that is an answer to such a question; some put its name before it.
std::string identity(const Answer& answer, std::string_view tag) {
  for (const auto& line : answer.lines) {
    const auto named = after_tag(line, tag);
    if (!named && (line.starts_with('+') || line.starts_with('^'))) continue;  // news in between
    std::string_view text = named.value_or(line);
    if (text.starts_with('"')) text.remove_prefix(1);
    if (text.ends_with('"')) text.remove_suffix(1);
    return env::escaped(text.substr(0, k_longest_identity));
  }
  return {};
}

std::optional<std::string_view> tagged(const Answer& answer, std::string_view tag) {
  for (const auto& line : answer.lines)
    if (const auto values = after_tag(line, tag)) return values;
  return std::nullopt;
}

bool fits(const std::vector<TextPattern>& patterns, const Answer& answer) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const TextPattern& pattern) {
    if (answer.code == ResultCode::error && pattern.text() == k_refusal) return true;
    return std::any_of(answer.lines.begin(), answer.lines.end(), [&](const auto& line) { return pattern.match(line).has_value(); });
  });
}

}  // namespace

void GsmPort::Core::start(hal::Done done) {
  if (!take(done)) return;
  in_service_ = told_gone_ = told_down_ = dtr_low_ = data_mode_ = settings_lost_ = false;
  dtr_.reset();
  step(Input::lost);
  // A channel without modem lines has no DTR to raise.
  static_cast<void>(channel_.set_dtr(true));
  chat_.restart(now());
  make_ready([this](const Result& result) { started(result); });
  arm();
}

// One that was left silent by an earlier program is woken by DTR, where there is one. [fault D14]
void GsmPort::Core::started(const Result& result) {
  const bool silent = !result && result.error().code == ErrorCode::no_answer_from_device;
  if (silent && channel_.set_dtr(false)) return drop_dtr();
  in_service_ = result.has_value();
  finish(result);
  if (!in_service_) return;
  tell_registration();
  if (!status_.voice) tell(hal::DeviceTrouble{no_voice().error().what});
}

void GsmPort::Core::make_ready(Ended ended) {
  status_ = {};
  status_.voice = modem_.voice;
  caller_id_ = voice_told_ = false;
  chat_.expect_echo(true);
  Steps steps = init_steps(false);
  Steps who = identity_steps();
  steps.insert(steps.end(), std::make_move_iterator(who.begin()), std::make_move_iterator(who.end()));
  run_.start(std::move(steps), [this, ended = std::move(ended)](const Result& result) {
    if (!result) return ended(result);
    chat_.expect_echo(false);
    ask_sim(1, ended);
  });
}

GsmPort::Core::Steps GsmPort::Core::init_steps(bool after_sim) {
  Steps steps;
  for (const GsmInit& init : modem_.init) {
    if (init.after_sim != after_sim) continue;
    steps.push_back({command(init.command, CommandKind::setting, modem_.timers.command.setting), {}, init.optional, {}});
    if (init.gives == GsmGives::caller_id) steps.back().on_end = [this](bool accepted) { caller_id_ = accepted; };
  }
  return steps;
}

// Refused or not understood, a question is no obstacle.
Step GsmPort::Core::question(std::string text, std::function<void()> on_answer) {
  return {command(std::move(text), CommandKind::query, modem_.timers.command.setting),
          {},
          true,
          [this, on_answer = std::move(on_answer)](bool /*accepted*/) {
            on_answer();
            last_answer_ = {ResultCode::none, {}};  // one that does not come leaves nothing of the one before
          }};
}

GsmPort::Core::Steps GsmPort::Core::identity_steps() {
  Steps steps;
  steps.push_back(question("AT+CGMI", [this] { status_.manufacturer = identity(last_answer_, "+CGMI"); }));
  steps.push_back(question("AT+CGMM", [this] { status_.model = identity(last_answer_, "+CGMM"); }));
  steps.push_back(question("AT+CGMR", [this] { status_.revision = identity(last_answer_, "+CGMR"); }));
  return steps;
}

// A SIM takes a while after the modem is plugged in.
void GsmPort::Core::ask_sim(unsigned attempt, Ended ended) {
  Step ask = question("AT+CPIN?", [this] {
    const auto value = tagged(last_answer_, "+CPIN");
    status_.sim = value ? sim_state(*value) : sim_state_of_error(last_answer_.heard);
  });
  if (attempt > 1) ask.pause_before = modem_.gsm.sim_rest;
  Steps steps;
  steps.push_back(std::move(ask));
  run_.start(std::move(steps), [this, attempt, ended = std::move(ended)](const Result& result) {
    if (!result) return ended(result);
    sim_told(attempt, ended);
  });
}

void GsmPort::Core::sim_told(unsigned attempt, const Ended& ended) {
  const bool may_change = status_.sim == SimState::busy || status_.sim == SimState::unknown;
  if (status_.sim == SimState::ready) return finish_making_ready(ended);
  if (may_change && attempt < k_sim_attempts) return ask_sim(attempt + 1, ended);
  const std::string what = name_ + ": " + std::string(advice(status_.sim));
  ended(env::fail(ErrorCode::device_unfit, Remedy::refused, what));
}

void GsmPort::Core::finish_making_ready(const Ended& ended) {
  Steps steps = init_steps(true);
  Steps more = questions();
  steps.insert(steps.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  run_.start(std::move(steps), [this, ended](const Result& result) {
    if (!result) return ended(result);
    decide_voice();
    clear_leftovers(ended);
  });
}

GsmPort::Core::Steps GsmPort::Core::questions() {
  Steps steps;
  for (const VoiceSign& sign : modem_.voice_signs) steps.push_back(question(sign.command, [this, &sign] { read_voice_sign(sign); }));
  steps.push_back(question("AT+CHLD=?", [this] {
    const auto list = tagged(last_answer_, "+CHLD");
    status_.chld = chld_list(list ? *list : std::string_view(modem_.chld));
  }));
  for (const std::string& tag : modem_.registration) {
    Step urc = question("AT" + tag + "=1", [] {});
    urc.command.kind = CommandKind::setting;
    steps.push_back(std::move(urc));
    steps.push_back(question("AT" + tag + "?", [] {}));  // its line is read like news
  }
  steps.push_back(question("AT+CSQ", [this] {
    const auto values = tagged(last_answer_, "+CSQ");
    status_.signal_dbm = values ? signal_dbm(*values) : std::nullopt;
  }));
  return steps;
}

// The first sign that tells decides.
void GsmPort::Core::read_voice_sign(const VoiceSign& sign) {
  if (voice_told_) return;
  const bool yes = fits(sign.yes, last_answer_);
  const bool no = fits(sign.no, last_answer_);
  if (!yes && !no) return;
  voice_told_ = true;
  status_.voice = yes;
  status_.voice_sign =
      sign.command + " was answered with " + env::escaped(last_answer_.lines.empty() ? last_answer_.heard : last_answer_.lines.front());
}

void GsmPort::Core::decide_voice() {
  if (!voice_told_) status_.voice_sign = "the personality says so";
  std::string text = status_.voice ? "it carries speech: " : "it carries no speech: ";
  note(env::TraceKind::decision, text + status_.voice_sign);
  text = "registration: " + std::string(to_string(status_.registration));
  if (status_.signal_dbm) text += ", signal " + std::to_string(*status_.signal_dbm) + " dBm";
  note(env::TraceKind::decision, text);
}

// A call of a process that died: its line has to be on hook. What rings is let ring.
void GsmPort::Core::clear_leftovers(const Ended& ended) {
  calls_ = 0;
  if (!modem_.poll || !status_.voice) return ended({});
  Steps steps;
  steps.push_back(question("AT+CLCC", [this] { calls_ = own_calls(listed_calls(last_answer_.lines)); }));
  run_.start(std::move(steps), [this, ended](const Result& result) {
    if (!result || calls_ == 0) return ended(result);
    Steps hang_up;
    for (const auto& text : modem_.release) hang_up.push_back({command(text, CommandKind::tones, modem_.gsm.hang_up), {}, true, {}});
    run_.start(std::move(hang_up), ended);
  });
}

void GsmPort::Core::on_registration(Registration now) {
  if (status_.registration == now) return;
  note(env::TraceKind::decision, "registration: " + std::string(to_string(now)));
  status_.registration = now;
  if (in_service_) tell_registration();
}

void GsmPort::Core::tell_registration() {
  const bool down = !may_call(status_.registration);
  if (std::exchange(told_down_, down) == down) return;
  if (down)
    tell(hal::LineDown{});
  else
    tell(hal::LineUp{});
}

}  // namespace campon::atmodem
