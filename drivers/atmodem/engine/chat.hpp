// The dialogue with a modem: one command in flight, each ended exactly once, and no answer ever paired with another command.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/atmodem/engine/atmodem_timers.hpp"
#include "drivers/atmodem/engine/chat_states.hpp"
#include "drivers/atmodem/engine/result_code.hpp"
#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::atmodem {

// What a command does decides which result codes end it: BUSY ends a dial command and is news during any other.
enum class CommandKind : std::uint8_t { setting, reset, seize, tones, dial, answer, hang_up };

struct Command {
  std::string text;  // "AT+VLS=1", without CR
  CommandKind kind = CommandKind::setting;
  env::Duration deadline{};
  env::Duration rest{};  // before the next command; the pacing of the timers when that is longer
};

struct Answer {
  ResultCode code = ResultCode::ok;
  std::string heard;  // as the modem said it, escaped
};

class ChatSink {
 public:
  // Bytes for the modem.
  virtual void send(std::string_view bytes) = 0;
  // A line that ends no command: RING, caller id, a tone as text, or something unknown, which is never an error.
  virtual void on_unsolicited(ResultCode code, std::string_view text) = 0;
  // The modem echoes though it was told not to: it has lost its settings. [fault D11]
  virtual void on_echo() = 0;
  // Asked three times, the modem has not answered. Only restart() tries again. [fault D14]
  virtual void on_silent() = 0;
  // A change of state out of the ordinary, for the trace.
  virtual void on_moved(std::string text) = 0;

 protected:
  ~ChatSink() = default;
};

// "AT", printable ASCII, and at most `limit` characters after AT. [invariant I13, fault P11]
bool is_sendable(std::string_view text, std::size_t limit);

// Passive: bytes leave and commands end inside feed, tick, cancel, restart and close only. The owner calls tick when
// next_deadline says so, and asks for it again after every call.
//
//   we send         AT+VLS=1 CR ......................... AT CR ............... next command
//   the modem       ............ (nothing) .............. ... OK (late) OK ....
//   state           waiting ................ deadline     resyncing  settling  doubting, AT again, idle
class Chat {
 public:
  // Errors: no_answer_from_device (unknown), device_missing (gone), cancelled, internal for what may not be sent. A refusal of
  // the modem is an Answer.
  using OnEnd = std::function<void(env::Expected<Answer>)>;

  // Sink and texts must outlive the chat.
  Chat(ChatSink& sink, const ResultTexts& texts, ChatTimers timers, std::size_t command_limit)
      : sink_(sink), texts_(texts), timers_(timers), command_limit_(command_limit) {}

  // Queues; nothing is sent before the next tick. on_end is called exactly once, and never inside this call.
  void submit(Command command, OnEnd on_end);
  // Ends what is queued with `cancelled`, and aborts D or A; anything else in flight goes on to its own end.
  void cancel(env::Time now);
  // Finds out by AT whether the modem answers; what is queued waits for it. One that does not is also told to answer, and in
  // words: V0 or Q1 may come out of its memory. [voice-modems 1.2, fault D11]
  void restart(env::Time now);
  void close(env::Time now);
  // Once the modem was told not to echo, an echo is news. At the start it is not.
  void expect_echo(bool expected) { echo_expected_ = expected; }

  void feed(std::string_view response, env::Time now);
  void tick(env::Time now);
  // A time in the past means now.
  [[nodiscard]] std::optional<env::Time> next_deadline() const;

  [[nodiscard]] ChatState state() const { return machine_.state(); }
  // D or A is in flight, or its abort.
  [[nodiscard]] bool dialing() const;

 private:
  struct Pending {
    Command command;
    OnEnd on_end;
    bool expired = false;
  };

  bool step(ChatInput input, env::Time now);
  void act(ChatAction action, env::Time now);
  void begin(env::Time now);
  void write_line(std::string_view text);
  void finish(env::Time now);
  void end_running(const env::Expected<Answer>& end);
  void end_queued(const env::Expected<Answer>& end);
  void ask(env::Time now);
  [[nodiscard]] bool resyncing() const;
  [[nodiscard]] bool stopped() const;
  [[nodiscard]] bool ends(ResultCode code) const;
  [[nodiscard]] env::Expected<Answer> why_stopped() const;
  std::string_view without_echo(std::string_view line);
  [[nodiscard]] bool is_late(ResultCode code) const;

  ChatSink& sink_;
  const ResultTexts& texts_;
  ChatTimers timers_;
  std::size_t command_limit_;
  env::StateMachine<ChatMachine, k_chat_table> machine_;
  std::deque<Pending> queue_;
  std::optional<Pending> running_;
  Answer answer_;
  std::optional<env::Time> due_;
  env::Time sent_at_{};
  std::string sent_;
  std::string sent_before_;
  bool echo_expected_ = true;
  unsigned asked_ = 0;
};

}  // namespace campon::atmodem
