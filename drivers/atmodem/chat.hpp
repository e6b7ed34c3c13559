// The dialogue with a modem: one command in flight, its answer found among echoes, rings and late answers of commands before.
// Passive: it is told bytes and the time, writes through a sink, and says when it wants to be woken.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/chat_timers.hpp"
#include "drivers/atmodem/result_code.hpp"
#include "drivers/atmodem/syntax.hpp"
#include "hal/env/error.hpp"
#include "hal/env/state_table.hpp"
#include "hal/env/time.hpp"

namespace campon::atmodem {

enum class ChatState : std::uint8_t {
  idle,
  pacing,     // a result has come; the modem gets its breath before the next command
  waiting,    // a command is in flight
  resyncing,  // an AT looks for the modem; everything up to its OK belongs to commands before [fault P06]
};
enum class ChatInput : std::uint8_t { submit, result, deadline, paced, abort };
enum class ChatAction : std::uint8_t { none, queue, send, finish, time_out, resync, give_up, send_next, cut_short };

struct ChatMachine {
  using State = ChatState;
  using Input = ChatInput;
  using Action = ChatAction;
  static constexpr std::string_view k_name = "chat";
  static constexpr std::array<std::string_view, 4> k_states{"idle", "pacing", "waiting", "resyncing"};
  static constexpr std::array<std::string_view, 5> k_inputs{"submit", "result", "deadline", "paced", "abort"};
  static constexpr std::array<std::string_view, 9> k_actions{"",       "queue",   "send",      "finish",   "time_out",
                                                             "resync", "give_up", "send_next", "cut_short"};
};
extern const env::StateTable<ChatMachine> k_chat_table;
env::PrintableTable chat_states();

// What the modem answered: lines before the final code, and the code.
struct Answer {
  std::vector<std::string> lines;
  ResultCode code = ResultCode::ok;
};
using OnAnswer = std::function<void(env::Expected<Answer>)>;

struct Command {
  std::string text;  // without the CR: "AT+VLS=1"
  env::Duration deadline{};
};

class ChatSink {
 public:
  virtual void send(std::string_view bytes) = 0;
  // A line that belongs to no command: RING, caller id, cadence.
  virtual void on_unsolicited(std::string_view line) = 0;
  virtual void on_event(char code) = 0;
  // The modem has lost its settings: echo is on again. [fault D11]
  virtual void on_reset() = 0;

 protected:
  ~ChatSink() = default;
};

class Chat final : private SyntaxSink {
 public:
  Chat(ChatSink& sink, ChatTimers timers, std::size_t longest_command) : sink_(sink), timers_(timers), longest_(longest_command) {}

  // Queues a command. It must be printable ASCII, begin with AT and be no longer than the modem takes; otherwise the
  // answer is a defect and nothing is sent. [invariant I13]
  void submit(Command command, OnAnswer on_answer, env::Time now);
  // Ends the command in flight and those that wait with `cancelled`. Its late answer is kept from the next command.
  void abort(env::Time now);
  void feed(std::string_view bytes, env::Time now);
  void tick(env::Time now);
  [[nodiscard]] std::optional<env::Time> next_deadline() const { return deadline_; }
  [[nodiscard]] bool idle() const { return machine_.is(ChatState::idle) && queue_.empty(); }

 private:
  struct Pending {
    Command command;
    OnAnswer on_answer;
  };

  void on_line(std::string_view line) override;
  void on_event(char code) override { sink_.on_event(code); }
  ChatAction step(ChatInput input);
  void perform(ChatAction action, ResultCode code);
  void send_front();
  void finish(env::Expected<Answer> answer);
  [[nodiscard]] bool is_echo(std::string_view line) const;
  [[nodiscard]] static bool is_unsolicited(std::string_view line);

  ChatSink& sink_;
  ChatTimers timers_;
  std::size_t longest_;
  Syntax syntax_;
  env::StateMachine<ChatMachine, k_chat_table> machine_;
  std::deque<Pending> queue_;  // the front is in flight while waiting
  Answer answer_;
  int silences_ = 0;
  env::Time now_{};
  std::optional<env::Time> deadline_;
};

}  // namespace campon::atmodem
