// The side of a mobile modem that faces the computer: echo, line editing, the prompt of a message, and the form of what it says.
// It knows no command. [V.250 5, 6.2; 27.005 3.5.1]
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/byte_channel.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/faults/faults.hpp"
#include "hw-sim/modem/gsm/gsm_command_line.hpp"
#include "hw-sim/modem/gsm/gsm_personality.hpp"
#include "hw-sim/modem/modem_output.hpp"

namespace campon::sim {

// The result codes with their numbers. [V.250 table 3]
struct GsmResult {
  std::string_view text;
  int number = 0;
};
inline constexpr GsmResult k_gsm_ok{"OK", 0};
inline constexpr GsmResult k_gsm_connect{"CONNECT", 1};
inline constexpr GsmResult k_gsm_ring{"RING", 2};
inline constexpr GsmResult k_gsm_no_carrier{"NO CARRIER", 3};
inline constexpr GsmResult k_gsm_error{"ERROR", 4};
inline constexpr GsmResult k_gsm_busy{"BUSY", 7};
inline constexpr GsmResult k_gsm_no_answer{"NO ANSWER", 8};

class GsmTerminalUser {
 public:
  // A line was typed, and its latency is over. It ends with GsmTerminal::finish() or fail().
  virtual void on_line(std::vector<GsmCommand> commands) = 0;
  // A line begins; faults that need no more than that may happen now. False when nothing is left to be run.
  virtual bool on_occasion() = 0;
  // A byte came while a command ran that a byte ends. It has to end.
  virtual void on_abort() = 0;
  // What was typed behind the prompt, without its end; `cancelled` by ESC.
  virtual void on_typed(std::string text, bool cancelled) = 0;
  // The escape sequence, in the data state.
  virtual void on_escape() = 0;

 protected:
  ~GsmTerminalUser() = default;
};

class GsmTerminal {
 public:
  // All must outlive this. `name` stands in the trace.
  GsmTerminal(const GsmPersonality& personality, const OutputWorld& world, std::string name, GsmTerminalUser& user);

  void take(std::string_view bytes);
  // As after power on, with nothing under way. `muted` is lifted.
  void restart();
  // Forgets what is typed and what runs; settings stay.
  void drop();
  // The computer takes back what has not gone out. [fault D09]
  void discard_stuck() { stuck_bytes_.clear(); }

  // A line of an answer; an unsolicited line; a result on its own, such as BUSY after the OK of D.
  void inform(std::string_view text) { out_.text(lined(text)); }
  void tell(std::string_view text) { out_.text(lined(text)); }
  void tell(const GsmResult& result) { out_.text(result_text(result)); }
  // The end of the line that runs. [faults P03 to P06, P13]
  void finish(const GsmResult& result);
  void fail(std::string_view text) { end(lined(text)); }

  // A byte ends the command that runs, once it has lasted for `abort_after`.
  void be_abortable() { phase_ = Phase::abortable; }
  void prompt();
  void enter_data();
  [[nodiscard]] bool in_data() const { return phase_ == Phase::data; }
  [[nodiscard]] bool running() const { return phase_ != Phase::typing; }

  void echo(bool on) { echo_ = on; }
  void verbose(bool on) { verbose_ = on; }
  void quiet(bool on) { quiet_ = on; }
  [[nodiscard]] std::uint8_t s_register(std::size_t index) const { return registers_.at(index); }
  void s_register(std::size_t index, std::uint8_t value) { registers_.at(index) = value; }

  ModemOutput& output() { return out_; }
  [[nodiscard]] std::string lined(std::string_view text) const;
  [[nodiscard]] std::string result_text(const GsmResult& result) const;

 private:
  enum class Phase { typing, running, abortable, message, data };
  enum class EchoFault { none, unasked, swapped, partial, previous };

  void take(char byte);
  void type(char byte);
  void type_message(char byte);
  void take_data(char byte);
  void echo_byte(char byte);
  void edit(char byte);
  void submit();
  void end(const std::string& text);
  void choose_echo_fault();
  [[nodiscard]] std::string line_end() const;
  [[nodiscard]] std::string foreign_text(const GsmResult& result);

  const GsmPersonality& personality_;
  OutputWorld world_;
  const std::string name_;
  GsmTerminalUser& user_;
  ModemOutput out_;

  Phase phase_ = Phase::typing;
  bool echo_ = true;
  bool verbose_ = true;
  bool quiet_ = false;
  std::vector<std::uint8_t> registers_;
  std::string text_;
  std::string last_line_;
  std::string message_;
  std::string waiting_;  // came while a command ran
  bool too_long_ = false;
  EchoFault echo_fault_ = EchoFault::none;
  unsigned escapes_ = 0;
  env::Time began_{};
  env::Time answered_{};
  std::string stuck_bytes_;
  env::Timer latency_;
  env::Timer stuck_;
  env::Timer escape_;
};

}  // namespace campon::sim
