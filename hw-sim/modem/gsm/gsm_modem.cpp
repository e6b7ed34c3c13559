// Power, wires, the running of a line, and what the network says of registration.
#include "hw-sim/modem/gsm/gsm_modem.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hw-sim/modem/gsm/gsm_timers.hpp"

namespace campon::sim {

GsmModem::GsmModem(GsmPersonality personality, MobileSubscriber& subscriber, env::ByteChannel& dce, env::Scheduler& scheduler,
                   env::Rng& rng, env::Trace& trace)
    : personality_(std::move(personality)),
      subscriber_(subscriber),
      dce_(dce),
      scheduler_(scheduler),
      rng_(rng),
      faults_(rng),
      terminal_(personality_, {dce, scheduler, rng, trace, faults_}, "modem " + env::escaped(subscriber.number()), *this),
      errands_(scheduler) {
  dce_.attach(this);
}

GsmModem::~GsmModem() {
  dce_.attach(nullptr);
  subscriber_.switch_off();
}

env::Result GsmModem::power_up() {
  calls_.clear();
  errands_.clear();
  stop_ringing();
  flood_.reset();
  mischief_.reset();
  commands_.clear();
  waits_ = Waits::nothing;
  wait_limit_.reset();
  functionality_ = 1;
  dialogue_ = false;
  terminal_.restart();
  load_factory();
  subscriber_.switch_on(*this);
  make_noise();
  for (const auto& text : personality_.factory) {
    for (const GsmCommand& command : parse_gsm_commands(text)) {
      const bool setting = command.kind == GsmCommand::Kind::extended && command.form == GsmCommand::Form::set;
      if (!setting || execute_setting(command).kind != Done::Kind::yes)
        return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, "factory setting '" + env::escaped(text) + "' is no setting");
    }
  }
  return {};
}

void GsmModem::load_factory() {
  settings_.reset();
  charset_ = "GSM";
  dtr_rule_ = 2;
  text_reports_ = 0;
  waiting_reports_ = 0;
  lines_on_ = personality_.lines.on;
  completion_lines_on_ = !personality_.lines.separate_completion && lines_on_;
}

void GsmModem::on_closed(const env::Error& /*why*/) {
  subscriber_.switch_off();
  static_cast<void>(power_up());
}

void GsmModem::set_dtr(bool on) {
  if (on) return dtr_low_.reset();
  terminal_.discard_stuck();
  if (dtr_low_.armed() || dtr_rule_ < 2) return;
  dtr_low_ = scheduler_.after(k_dtr_units * k_dtr_unit, [this] {
    constexpr int k_by_dtr = 2;
    terminal_.output().mute(false);
    terminal_.drop();
    waits_ = Waits::nothing;
    wait_limit_.reset();
    commands_.clear();
    if (settings_.value("+CVHU") == k_by_dtr) hang_up_all();
    if (dtr_rule_ == 3) load_factory();
  });
}

void GsmModem::on_line(std::vector<GsmCommand> commands) {
  commands_ = std::move(commands);
  next_ = 0;
  run();
}

// The first failure ends the line; what was done before stays done. [V.250 5.4.1]
void GsmModem::run() {
  while (next_ < commands_.size()) {
    const GsmCommand command = commands_[next_++];
    const Done done = execute(command);
    if (done.kind == Done::Kind::later) return;
    if (done.kind != Done::Kind::yes) return finish(done);
  }
  finish(k_yes);
}

void GsmModem::wait_for(Waits what, env::Duration limit, Done too_late) {
  waits_ = what;
  if (limit == env::Duration::zero()) return;
  wait_limit_ = scheduler_.after(limit, [this, too_late] { command_done(too_late); });
}

void GsmModem::command_done(const Done& done) {
  waits_ = Waits::nothing;
  wait_limit_.reset();
  if (done.kind != Done::Kind::yes) return finish(done);
  run();
}

void GsmModem::finish(const Done& done) {
  commands_.clear();
  next_ = 0;
  switch (done.kind) {
    case Done::Kind::yes:
    case Done::Kind::later: return terminal_.finish(k_gsm_ok);
    case Done::Kind::result: return terminal_.finish(*done.result);
    case Done::Kind::error: break;
    case Done::Kind::message: return terminal_.fail("+CMS ERROR: " + std::to_string(done.code));
    case Done::Kind::equipment:
      if (settings_.value("+CMEE") == 0) break;
      return terminal_.fail(equipment_error(done.code));
  }
  if (personality_.error == k_gsm_error.text) return terminal_.finish(k_gsm_error);
  terminal_.fail(personality_.error);
}

// [27.007 9.2]
std::string GsmModem::equipment_error(int code) const {
  struct Text {
    int code;
    std::string_view text;
  };
  static constexpr std::array<Text, 13> k_texts{{{3, "operation not allowed"},
                                                 {4, "operation not supported"},
                                                 {10, "SIM not inserted"},
                                                 {11, "SIM PIN required"},
                                                 {12, "SIM PUK required"},
                                                 {13, "SIM failure"},
                                                 {16, "incorrect password"},
                                                 {21, "invalid index"},
                                                 {22, "not found"},
                                                 {30, "no network service"},
                                                 {31, "network timeout"},
                                                 {32, "network not allowed - emergency calls only"},
                                                 {100, "unknown"}}};
  if (settings_.value("+CMEE") == 1) return "+CME ERROR: " + std::to_string(code);
  const auto found = std::find_if(k_texts.begin(), k_texts.end(), [code](const Text& one) { return one.code == code; });
  return "+CME ERROR: " + std::string(found == k_texts.end() ? "unknown" : found->text);
}

// What a byte ends: a dial that waits, or a service code. [V.250 5.6.1]
void GsmModem::on_abort() {
  const bool call = waits_ == Waits::proceeding || waits_ == Waits::connect;
  const unsigned id = waits_id_;
  waits_ = Waits::nothing;
  wait_limit_.reset();
  if (call) hang_up(id);
  finish({Done::Kind::result, 0, &k_gsm_no_carrier});
}

void GsmModem::on_escape() {
  waits_ = Waits::nothing;
  wait_limit_.reset();
  finish(k_yes);
}

void GsmModem::on_registration(Registration state) {
  const int how = settings_.value("+CREG");
  if (how == 0) return;
  const std::string where = how == 2 && subscriber_.served() ? ",\"0001\",\"00000001\"" : "";
  terminal_.tell("+CREG: " + std::to_string(static_cast<int>(state)) + where);
}

void GsmModem::make_noise() {
  noise_.reset();
  if (personality_.noise.empty() || personality_.noise_every <= env::Duration::zero()) return;
  noise_ = scheduler_.after(personality_.noise_every, [this] {
    if (lines_on_ && !terminal_.in_data()) terminal_.tell(personality_.noise);
    make_noise();
  });
}

}  // namespace campon::sim
