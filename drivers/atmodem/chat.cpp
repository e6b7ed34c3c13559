#include "drivers/atmodem/chat.hpp"

#include <algorithm>
#include <utility>

namespace campon::atmodem {

namespace {

using S = ChatState;
using I = ChatInput;
using A = ChatAction;
using env::ErrorCode;
using env::Remedy;

constexpr int k_most_silences = 3;  // then the modem is given up [fault D14]
constexpr std::size_t k_most_lines = 64;

// Prefixes of lines that no command of ours asks for. [voice-modems 3.4, 4.2, 4.5]
constexpr auto k_unsolicited = std::to_array<std::string_view>(
    {"RING", "DRON=", "DROF=", "DATE", "TIME", "NMBR", "NAME", "MESG", "DDN_NMBR", "ERRM", "CPON", "CPOF", "CWON", "CWOF", "NDID"});

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

constexpr env::StateTable<ChatMachine> k_chat_table = env::StateTable<ChatMachine>::build([](auto& t) {
  t.in(S::idle)
      .go(I::submit, S::waiting, A::send)
      .ignore("no command is in flight: a late or doubled answer", I::result)
      .ignore("nothing is waited for", I::deadline, I::paced)
      .ignore("nothing to cut short", I::abort);
  t.in(S::pacing)
      .stay(I::submit, A::queue)
      .ignore("a doubled answer", I::result)
      .ignore("nothing is waited for", I::deadline)
      .go(I::paced, S::idle, A::send_next)
      .ignore("nothing to cut short", I::abort);
  t.in(S::waiting)
      .stay(I::submit, A::queue)
      .go(I::result, S::pacing, A::finish)
      .go(I::deadline, S::resyncing, A::time_out)
      .ignore("no pause is running", I::paced)
      .go(I::abort, S::resyncing, A::cut_short);
  t.in(S::resyncing)
      .stay(I::submit, A::queue)
      .go(I::result, S::pacing, A::none)
      .stay(I::deadline, A::give_up)
      .ignore("no pause is running", I::paced)
      .ignore("nothing to cut short", I::abort);
});

env::PrintableTable chat_states() { return env::printable<ChatMachine, k_chat_table>(); }

ChatAction Chat::step(ChatInput input) {
  return machine_.step(input, [](S, const auto&) {}).action;
}

void Chat::submit(Command command, OnAnswer on_answer, env::Time now) {
  now_ = now;
  const bool sendable = command.text.starts_with("AT") && printable(command.text) && command.text.size() <= longest_ + 2;
  if (!sendable) {
    on_answer(env::fail(ErrorCode::internal, Remedy::defect, "not a command this modem may be sent: " + command.text.substr(0, 20)));
    return;
  }
  queue_.push_back({std::move(command), std::move(on_answer)});
  perform(step(I::submit), ResultCode::ok);
}

void Chat::abort(env::Time now) {
  now_ = now;
  std::deque<Pending> cut = std::exchange(queue_, {});
  perform(step(I::abort), ResultCode::ok);
  for (Pending& pending : cut) pending.on_answer(env::fail(ErrorCode::cancelled, Remedy::refused, "cut short"));
}

void Chat::feed(std::string_view bytes, env::Time now) {
  now_ = now;
  syntax_.feed(bytes, *this);
}

void Chat::tick(env::Time now) {
  now_ = now;
  if (!deadline_ || now < *deadline_) return;
  deadline_.reset();
  perform(step(machine_.is(S::pacing) ? I::paced : I::deadline), ResultCode::ok);
}

void Chat::perform(ChatAction action, ResultCode code) {
  switch (action) {
    case A::none:
    case A::queue: return;
    case A::send: return send_front();
    case A::send_next:
      if (!queue_.empty() && step(I::submit) == A::send) send_front();
      return;
    case A::finish: {
      answer_.code = code;
      deadline_ = now_ + timers_.pacing;
      return finish(std::exchange(answer_, {}));
    }
    case A::time_out: {
      const std::string text = queue_.front().command.text;
      sink_.send("AT\r");
      deadline_ = now_ + timers_.resync;
      answer_ = {};
      return finish(env::fail(ErrorCode::no_answer_from_device, Remedy::unknown, "the modem did not answer " + text));
    }
    case A::cut_short:
    case A::resync:
      sink_.send("AT\r");
      deadline_ = now_ + timers_.resync;
      answer_ = {};
      return;
    case A::give_up:
      sink_.send("AT\r");
      deadline_ = now_ + timers_.resync;
      if (++silences_ < k_most_silences || queue_.empty()) return;
      return finish(env::fail(ErrorCode::no_answer_from_device, Remedy::unknown, "the modem answers no command"));
  }
}

void Chat::send_front() {
  const Command& command = queue_.front().command;
  answer_ = {};
  deadline_ = now_ + command.deadline;
  sink_.send(command.text + "\r");
}

void Chat::finish(env::Expected<Answer> answer) {
  const OnAnswer on_answer = std::move(queue_.front().on_answer);
  queue_.pop_front();
  on_answer(std::move(answer));
}

bool Chat::is_echo(std::string_view line) const {
  if (machine_.is(S::resyncing)) return line == "AT";
  return machine_.is(S::waiting) &&
         (line == queue_.front().command.text || (line.starts_with("AT") && queue_.front().command.text.starts_with(line)));
}

bool Chat::is_unsolicited(std::string_view line) {
  return std::any_of(k_unsolicited.begin(), k_unsolicited.end(), [&](std::string_view prefix) { return line.starts_with(prefix); }) &&
         line != "RINGING";
}

void Chat::on_line(std::string_view line) {
  if (is_echo(line)) {
    if (machine_.is(S::waiting) && !line.starts_with("ATZ") && !line.starts_with("ATE0")) sink_.on_reset();
    return;
  }
  if (is_unsolicited(line)) return sink_.on_unsolicited(line);
  const auto code = result_code(line);
  if (machine_.is(S::waiting) && !code) {
    if (answer_.lines.size() < k_most_lines) answer_.lines.emplace_back(line);
    return;
  }
  if (!code || !is_final(*code)) return sink_.on_unsolicited(line);
  if (machine_.is(S::resyncing) && *code != ResultCode::ok) return;
  if (machine_.is(S::idle)) return sink_.on_unsolicited(line);
  silences_ = 0;
  const bool resynced = machine_.is(S::resyncing);
  const ChatAction action = step(I::result);
  if (resynced) deadline_ = now_ + timers_.pacing;
  perform(action, *code);
}

}  // namespace campon::atmodem
