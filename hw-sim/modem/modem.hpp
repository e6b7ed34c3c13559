// An AT voice modem between a computer and a telephone line, in the dialect of its personality. [V.250, V.253]
//
//   computer          modem                              line
//   ATX3DT5550123;    latency, seizes, waits, digits     off hook, DTMF
//                     OK after the last digit            busy tone
//                     <DLE>b after two cadences          busy tone
//   AT+VRX            CONNECT, sound                     what is heard
//   <DLE>!            <DLE><ETX>, OK
#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/byte_channel.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/faults/faults.hpp"
#include "hw-sim/line/audio.hpp"
#include "hw-sim/line/line_port.hpp"
#include "hw-sim/modem/command_line.hpp"
#include "hw-sim/modem/detector.hpp"
#include "hw-sim/modem/modem_output.hpp"
#include "hw-sim/modem/modem_timers.hpp"
#include "hw-sim/modem/personality.hpp"
#include "hw-sim/modem/voice/voice_stream.hpp"

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

  // What can go wrong with this modem and its wire: rows D08, D09, D11 to D14, P01 to P14, R01 to R12. Rates are set here.
  Faults& faults() { return faults_; }
  // Orders a fault, and lets it happen at once where it needs no occasion. Errors: bad_handle for a name that is in no row.
  env::Result order_fault(std::string_view name, unsigned times = 1);

  // The last ten seconds of what the computer has played on the line. [V.253 +VTX]
  [[nodiscard]] const std::deque<std::int16_t>& played() const { return played_; }
  // What can be heard on the line.
  [[nodiscard]] const LineAudio& audio() const { return audio_; }

  void on_bytes(std::string_view bytes) override;
  void on_closed(const env::Error& why) override;

  void on_signal(const Signal& signal) override;
  void on_ring_burst(bool begins) override;
  void on_ring_end() override;
  void on_caller_id(const CallerId& id) override;
  void on_loop_drop() override;
  void on_digit(char digit, bool begins) override;
  void on_polarity() override;
  void on_sound(std::span<const std::int16_t> samples) override;

 private:
  enum class Phase { command, preparing, sending, dialling, progress, resetting, streaming, data };
  enum class Done { yes, failed, later };
  enum class EchoFault { none, unasked, swapped, partial, previous };

  // Bytes of the computer.
  void take(char byte);
  void type(char byte);
  void echo(char byte);
  bool take_shielded(char byte);
  void take_data(char byte);
  void edit(char byte);
  void submit();
  void finish(ResultKind result);
  void drop();
  [[nodiscard]] std::string line_end() const;
  [[nodiscard]] std::string lined(std::string_view text) const;
  [[nodiscard]] std::string result_text(ResultKind result);
  void inform(std::string_view text);
  void report(ResultKind result);
  void refresh_inactivity();

  // Commands.
  void run();
  void command_done();
  Done execute(const Command& command);
  Done execute_basic(const Command& command);
  Done execute_flag(const Command& command, int value);
  Done execute_register(const Command& command);
  Done execute_register_bit(std::string_view name, std::string_view rest);
  [[nodiscard]] bool is_set(std::string_view register_bit) const;
  Done execute_extended(const Command& command);
  Done execute_voice(std::string_view name, std::string_view rest);
  Done identify(int number);
  Done hook(int number);
  Done reset();
  void load_factory();
  Done select_class(std::string_view rest);
  Done select_line(std::string_view rest);
  Done select_form(std::string_view rest);
  Done set_country(std::string_view rest);
  Done set_parameter(std::string_view name, std::string_view rest);
  Done repeat_caller_id(std::string_view rest);
  Done tell(std::string_view text);
  Done tell_forms();
  [[nodiscard]] int value(std::string_view parameter, std::size_t index = 0) const;
  [[nodiscard]] bool in_voice() const { return class_ == "8"; }
  // VCON for the last command of the line, where the maker says so.
  Done well(Vcon where);

  // The line.
  void seize();
  Done seize_when_rested(ResultKind result);
  [[nodiscard]] env::Duration rest_left() const;
  void hang_up();
  void leave_voice();
  Done dial(std::string_view text);
  std::optional<ResultKind> refusal_of_dial();
  Done send_tones(std::string_view text);
  Done answer();
  void answer_or_connect();
  [[nodiscard]] env::Duration flash_length() const;
  void send_next();
  void send(const SendStep& step);
  void send_flash(env::Duration length);
  void send_digit(const SendStep& step);
  void await_dial_tone(env::Duration limit);
  void await_quiet(env::Duration limit);
  void quiet_heard(Heard heard);
  void sent();
  void watch_progress();
  void progress_heard(Heard heard);
  void abort();
  void give_up(ResultKind result);
  void heard(Heard what);
  bool report_event(Heard what);
  void connect_data();
  [[nodiscard]] bool can_be_aborted() const { return phase_ == Phase::dialling || phase_ == Phase::progress; }
  [[nodiscard]] env::Duration seconds_in(std::size_t s_register) const { return std::chrono::seconds(registers_[s_register]); }

  // Voice streams.
  Done begin_stream(VoiceStream::Kind kind);
  void stream_ended();
  void play(std::span<const std::int16_t> samples);
  void change_recorded(std::vector<std::int16_t>& samples);
  void escape_stream();

  // Rings.
  void burst_begins();
  void burst_ends();
  void tell_caller(const CallerId& id);
  void tell_line(const std::string& text);
  void report_digit(char digit);

  // Faults.
  static constexpr unsigned k_flood = 200;  // rings
  void occasion();
  bool reset_by_fault();
  void brown_out();
  void fall_silent();
  void stray_codes();
  void flood_of_rings(unsigned left);
  void flood_of_lines();
  void storm_of_recalls(unsigned left);
  void false_tone();
  [[nodiscard]] TonePlan load_tones() const;
  void faults_of_result(const std::string& text, ResultKind result);
  [[nodiscard]] std::string foreign_text(ResultKind result);
  void choose_echo_fault();

  const Personality personality_;
  const std::string number_;
  LinePort& line_;
  env::ByteChannel& dce_;
  env::Scheduler& scheduler_;
  env::Rng& rng_;
  env::Trace& trace_;
  Faults faults_;
  const std::string name_;
  ModemOutput out_;
  Detector detector_;
  LineAudio audio_;
  VoiceStream stream_;

  Phase phase_ = Phase::command;
  std::string text_;  // the command line so far
  bool too_long_ = false;
  bool shielded_ = false;
  std::string last_line_;
  std::string waiting_bytes_;  // came while a command ran
  std::vector<Command> commands_;
  std::size_t next_command_ = 0;
  ResultKind good_ = ResultKind::ok;  // of the running line
  env::Time began_{};                 // the running line was terminated
  unsigned escapes_ = 0;              // S2 characters in a row, in data mode

  bool echo_ = true;
  bool verbose_ = true;
  bool quiet_ = false;
  int x_ = 4;
  int dtr_rule_ = 2;  // &D
  std::array<std::uint8_t, 256> registers_{};
  std::map<int, int> country_;  // the U-registers
  std::string class_ = "0";
  std::string line_selection_ = "0";
  std::map<std::string, std::vector<int>, std::less<>> parameters_;

  bool off_hook_ = false;
  std::optional<env::Time> on_hook_since_;
  std::vector<SendStep> steps_;
  std::size_t next_step_ = 0;
  bool stays_ = false;
  bool awaits_dial_tone_ = false;
  bool awaits_quiet_ = false;
  std::optional<env::Time> burst_began_;
  std::optional<env::Time> burst_ended_;
  std::optional<CallerId> last_id_;
  env::Time digit_began_{};  // at the far end
  std::deque<std::int16_t> played_;

  EchoFault echo_fault_ = EchoFault::none;
  env::Time stuck_until_{};
  std::string stuck_bytes_;

  env::Timer timer_;       // the running command
  env::Timer answered_;    // the rules of +VRA and +VRN
  env::Timer ring_line_;   // the RING after a distinctive burst
  env::Timer inactivity_;  // +VIT
  env::Timer dtr_low_;
  env::Timer stuck_;     // no bytes are taken [fault D09]
  env::Timer mischief_;  // what a fault does after a while
  env::Timer flood_;
  env::Timer digit_again_;
  env::Timer escape_;  // the guard after the escape
};

}  // namespace campon::sim
