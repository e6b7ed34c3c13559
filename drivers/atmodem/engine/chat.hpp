// The dialogue with a modem: one command in flight, each ended exactly once, and no answer ever paired with another command.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/engine/atmodem_timers.hpp"
#include "drivers/atmodem/engine/chat_states.hpp"
#include "drivers/atmodem/engine/echo.hpp"
#include "drivers/atmodem/engine/result_code.hpp"
#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::atmodem {

// What a command does decides which result codes end it: BUSY ends a dial command and is news during any other. A query wants
// the lines before its result. A stream (play, record) is begun by CONNECT, and ends like the others when it is over.
enum class CommandKind : std::uint8_t { setting, reset, seize, tones, dial, answer, hang_up, query, stream };

struct Command {
  std::string text;  // "AT+VLS=1", without CR
  CommandKind kind = CommandKind::setting;
  env::Duration deadline{};
  env::Duration rest{};      // before the next command; the pacing of the timers when that is longer
  std::string abort = "\r";  // what ends a dial, answer or stream command before its time; sent by cancel() and at the deadline
};

struct Answer {
  ResultCode code = ResultCode::ok;
  std::string heard;                    // as the modem said it, escaped
  std::vector<std::string> lines = {};  // of a query: what came before the result and was none, as received; bounded
};

class ChatSink {
 public:
  // Bytes for the modem.
  virtual void send(std::string_view bytes) = 0;
  // A line that ends no command: RING, caller id, a tone as text, or something unknown, which is never an error.
  virtual void on_unsolicited(ResultCode code, std::string_view text) = 0;
  // The modem echoes though it was told not to: it has lost its settings. [fault D11]
  virtual void on_echo() = 0;
  // A result came as a bare number though it was told to use words: it has lost its settings. Not for what a dial or tone command
  // was answered with, where a number may be a digit. [fault D11, P05]
  virtual void on_numeric() {}
  // CONNECT of a stream command: its data follow.
  virtual void on_stream() {}
  // Answers were lost or came from nowhere three times within a short while; each time the modem answered when asked. Somebody
  // else may be reading from it. Told once, until it was well for as long. [fault D08]
  virtual void on_degraded() {}
  // Asked three times, the modem has not answered. Only restart() tries again. [fault D14]
  virtual void on_silent() = 0;
  // A change of state out of the ordinary, for the trace.
  virtual void on_moved(std::string text) = 0;

 protected:
  ~ChatSink() = default;
};

// What was strange in a dialogue, since its beginning.
struct ChatCounts {
  std::uint64_t late = 0;     // results of commands given up, thrown away [fault P06]
  std::uint64_t extra = 0;    // results that belong to no command [fault P13]
  std::uint64_t resyncs = 0;  // times the modem was asked with AT because of either
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
  // Errors: no_answer_from_device (unknown; `heard` is a text that came instead of a result and is none of this modem's [fault
  // P05]), device_missing (gone), cancelled, internal for what may not be sent. A refusal
  // of the modem is an Answer.
  using OnEnd = std::function<void(env::Expected<Answer>)>;

  // Sink and texts must outlive the chat.
  Chat(ChatSink& sink, const ResultTexts& texts, ChatTimers timers, std::size_t command_limit)
      : sink_(sink), texts_(texts), timers_(timers), command_limit_(command_limit), echo_(texts) {}

  // Queues; nothing is sent before the next tick. on_end is called exactly once, and never inside this call.
  void submit(Command command, OnEnd on_end);
  // Ends what is queued with `cancelled`, and aborts D, A or a stream; anything else in flight goes on to its own end.
  void cancel(env::Time now);
  // Finds out by AT whether the modem answers; what is queued waits for it. One that does not is also told to answer, and in
  // words: V0 or Q1 may come out of its memory. [voice-modems 1.2, fault D11]
  void restart(env::Time now);
  void close(env::Time now);
  // Once the modem was told not to echo, an echo is news. At the start it is not.
  void expect_echo(bool expected) { echo_expected_ = expected; }

  // A line; nothing is kept of it, and nothing allocated, unless it ends a command or a query wants it.
  void feed(std::string_view response, env::Time now);
  void tick(env::Time now);
  // A time in the past means now.
  [[nodiscard]] std::optional<env::Time> next_deadline() const;

  [[nodiscard]] ChatState state() const { return machine_.state(); }
  // D, A or a stream is in flight, or its abort.
  [[nodiscard]] bool dialing() const;
  [[nodiscard]] const ChatCounts& counts() const { return counts_; }

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
  void mark_trouble(env::Time now);
  [[nodiscard]] bool last_time() const;
  [[nodiscard]] bool resyncing() const;
  [[nodiscard]] bool stopped() const;
  [[nodiscard]] bool ends(ResultCode code) const;
  [[nodiscard]] env::Expected<Answer> why_stopped() const;
  [[nodiscard]] env::Expected<Answer> without_result() const;
  void keep(std::string_view line);
  void take_unsolicited(ResultCode code, std::string_view line);
  [[nodiscard]] bool is_late(ResultCode code) const;
  [[nodiscard]] bool is_lost_setting(std::string_view line) const;
  [[nodiscard]] bool is(CommandKind kind) const { return running_ && running_->command.kind == kind; }

  ChatSink& sink_;
  const ResultTexts& texts_;
  ChatTimers timers_;
  std::size_t command_limit_;
  Echo echo_;
  env::StateMachine<ChatMachine, k_chat_table> machine_;
  std::deque<Pending> queue_;
  std::optional<Pending> running_;
  Answer answer_;
  std::string strange_;  // the last line that was no result while a command waited for one
  std::optional<env::Time> due_;
  env::Time sent_at_{};
  bool echo_expected_ = true;
  unsigned asked_ = 0;
  unsigned aborts_ = 0;
  std::array<std::optional<env::Time>, 3> troubles_{};  // the latest ones, in turn
  std::optional<env::Time> well_at_;                    // degraded was told; trouble before this time is the same
  ChatCounts counts_;
};

}  // namespace campon::atmodem
