// An AT voice modem between a computer and a telephone line. [V.250, V.253]
//
//   computer          modem                              line
//   ATX3DT5550123;    latency, seizes, waits, digits     off hook, DTMF
//                     OK after the last digit            busy tone
//                     <DLE>b after two cadences          busy tone
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/byte_channel.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/line/line_port.hpp"
#include "hw-sim/modem/command_line.hpp"
#include "hw-sim/modem/detector.hpp"
#include "hw-sim/modem/modem_timers.hpp"
#include "hw-sim/modem/personality.hpp"

namespace campon::sim {

class Modem final : public LineDevice, public env::ByteSink {
 public:
  // Line and channel must outlive the modem. `number` names it in the trace.
  Modem(Personality personality, std::string_view number, LinePort& line, env::ByteChannel& dce, env::Scheduler& scheduler, env::Rng& rng,
        env::Trace& trace);
  ~Modem();
  Modem(const Modem&) = delete;
  Modem& operator=(const Modem&) = delete;
  // Applies the factory settings. Errors: bad_profile when the personality lists a command that is none.
  env::Result power_up();

  // Data Terminal Ready. Low for longer than S25 hangs up, under &D2 and &D3; settings stay. [V.250 6.2.9]
  void set_dtr(bool on);

  void on_bytes(std::string_view bytes) override;
  void on_closed(const env::Error& why) override;

  void on_signal(const Signal& signal) override;
  void on_ring_burst(bool begins) override;
  void on_ring_end() override;
  void on_caller_id(const CallerId& id) override;
  void on_loop_drop() override;

 private:
  enum class Phase { command, preparing, sending, dialling, progress, resetting };
  enum class Result { ok = 0, ring = 2, no_carrier = 3, error = 4, no_dialtone = 6, busy = 7, no_answer = 8 };
  enum class Done { yes, failed, later };

  // Bytes of the computer.
  void take(char byte);
  void type(char byte);
  bool take_shielded(char byte);
  void edit(char byte);
  void submit();
  void finish(Result result);
  void write(std::string_view bytes);
  [[nodiscard]] std::string line_end() const;
  void inform(std::string_view text);
  void report(Result result);
  void refresh_inactivity();

  // Commands.
  void run();
  void command_done();
  Done execute(const Command& command);
  Done execute_basic(const Command& command);
  Done execute_flag(const Command& command, int value);
  Done execute_register(const Command& command);
  Done execute_extended(const Command& command);
  Done identify(int number);
  Done hook(int number);
  Done reset();
  void load_factory();
  Done select_class(std::string_view rest);
  Done select_line(std::string_view rest);
  Done set_parameter(std::string_view name, std::string_view rest);
  Done tell(std::string_view text);
  [[nodiscard]] int value(std::string_view parameter, std::size_t index = 0) const;

  // The line.
  void drop();
  void seize();
  void hang_up();
  void leave_voice();
  Done dial(std::string_view text);
  Done send_tones(std::string_view text);
  Done answer();
  void send_next();
  void send(const SendStep& step);
  void await_dial_tone(env::Duration limit);
  void sent();
  void watch_progress();
  void progress_heard(Heard heard);
  void abort();
  void give_up(Result result);
  void heard(Heard what);
  bool report_event(Heard what);
  [[nodiscard]] bool can_be_aborted() const { return phase_ == Phase::dialling || phase_ == Phase::progress; }
  [[nodiscard]] env::Duration seconds_in(std::size_t s_register) const { return std::chrono::seconds(registers_[s_register]); }

  const Personality personality_;
  const std::string name_;
  LinePort& line_;
  env::ByteChannel& dce_;
  env::Scheduler& scheduler_;
  env::Rng& rng_;
  env::Trace& trace_;
  Detector detector_;

  Phase phase_ = Phase::command;
  std::string text_;  // the command line so far
  bool too_long_ = false;
  bool shielded_ = false;
  std::string last_line_;
  std::string waiting_bytes_;  // came while a command ran
  std::vector<Command> commands_;
  std::size_t next_command_ = 0;
  env::Time began_{};  // the running line was terminated

  bool echo_ = true;
  bool verbose_ = true;
  bool quiet_ = false;
  int x_ = 4;
  int dtr_rule_ = 2;  // &D
  std::array<std::uint8_t, 256> registers_{};
  std::string class_ = "0";
  std::string line_selection_ = "0";
  std::map<std::string, std::array<int, 4>, std::less<>> parameters_;

  bool off_hook_ = false;
  std::vector<SendStep> steps_;
  std::size_t next_step_ = 0;
  bool stays_ = false;
  bool awaits_dial_tone_ = false;
  std::optional<env::Time> burst_began_;
  std::optional<env::Time> burst_ended_;

  env::Timer timer_;       // the running command
  env::Timer answered_;    // the rules of +VRA and +VRN
  env::Timer ring_line_;   // the RING after a distinctive burst
  env::Timer inactivity_;  // +VIT
  env::Timer dtr_low_;
};

}  // namespace campon::sim
