#include "drivers/atmodem/engine/chat.hpp"

#include <algorithm>
#include <utility>

#include "hal/env/trace.hpp"

namespace campon::atmodem {

namespace {

using S = ChatState;
using I = ChatInput;
using A = ChatAction;
using Code = ResultCode;
using env::ErrorCode;
using env::Remedy;

constexpr std::string_view k_prefix = "AT";
constexpr std::string_view k_ask_for_words = "ATQ0V1";
constexpr char k_end_of_line = '\r';
constexpr std::string_view k_abort = "\r";  // any character does; a lone CR is harmless when D has just ended [V.250 5.6.1]
constexpr unsigned k_asks = 3;              // [fault D14]

bool is_dial(CommandKind kind) { return kind == CommandKind::dial || kind == CommandKind::answer; }

bool is_final(Code code) {
  switch (code) {
    case Code::none:
    case Code::ring:
    case Code::ringing: return false;
    default: return true;
  }
}

// A late NO CARRIER or BUSY of the call before must not end the command that seizes. [voice-modems 1.5 #4]
bool ends_kind(CommandKind kind, Code code) {
  if (code == Code::ok || code == Code::error) return true;
  switch (kind) {
    case CommandKind::dial:
    case CommandKind::answer: return is_final(code);
    case CommandKind::seize:
      return code == Code::connect || code == Code::vcon || code == Code::no_dial_tone || code == Code::line_in_use ||
             code == Code::blocked;
    case CommandKind::hang_up: return code == Code::no_carrier || code == Code::vcon;
    default: return false;
  }
}

env::Expected<Answer> no_answer(std::string_view text) {
  return env::fail(ErrorCode::no_answer_from_device, Remedy::unknown, "the modem did not answer " + std::string(text));
}
env::Expected<Answer> gone() { return env::fail(ErrorCode::device_missing, Remedy::gone, "the modem is gone"); }
env::Expected<Answer> cancelled() { return env::fail(ErrorCode::cancelled, Remedy::refused, "the command was not sent any more"); }
env::Expected<Answer> unsendable(std::string_view text) {
  return env::fail(ErrorCode::internal, Remedy::defect, "no command line of this modem: " + env::escaped(text));
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto [end, ignored] = std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  return static_cast<std::size_t>(end - a.begin());
}

// Sending and resting are the normal course of every command and would only fill the trace.
bool out_of_the_ordinary(S state) { return state > S::dialing; }

}  // namespace

bool is_sendable(std::string_view text, std::size_t limit) {
  if (!text.starts_with(k_prefix) || text.size() - k_prefix.size() > limit) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool Chat::resyncing() const { return machine_.is(S::resyncing) || machine_.is(S::settling) || machine_.is(S::doubting); }
bool Chat::stopped() const { return machine_.is(S::silent) || machine_.is(S::closed); }
bool Chat::dialing() const { return machine_.is(S::dialing) || machine_.is(S::aborting) || machine_.is(S::aborted); }

void Chat::submit(Command command, OnEnd on_end) { queue_.push_back({std::move(command), std::move(on_end)}); }

void Chat::cancel(env::Time now) {
  end_queued(cancelled());
  step(I::abort, now);
}

void Chat::restart(env::Time now) {
  asked_ = 0;
  step(I::restart, now);
}

void Chat::close(env::Time now) { step(I::close, now); }

std::optional<env::Time> Chat::next_deadline() const {
  if (!queue_.empty() && (machine_.is(S::idle) || stopped())) return env::Time{};
  return due_;
}

void Chat::tick(env::Time now) {
  if (due_ && *due_ <= now) {
    due_.reset();
    step(resyncing() && asked_ >= k_asks ? I::last_due : I::due, now);
  }
  while (!queue_.empty() && (machine_.is(S::idle) || stopped())) begin(now);
}

void Chat::begin(env::Time now) {
  running_ = std::move(queue_.front());
  queue_.pop_front();
  if (!is_sendable(running_->command.text, command_limit_)) return end_running(unsendable(running_->command.text));
  if (!step(is_dial(running_->command.kind) ? I::dial_command : I::command, now)) end_running(why_stopped());
}

env::Expected<Answer> Chat::why_stopped() const { return machine_.is(S::closed) ? gone() : no_answer(running_->command.text); }

// False when the table refuses.
bool Chat::step(I input, env::Time now) {
  const auto& cell = machine_.step(input, [&](S from, const auto& taken) {
    const bool told = taken.outcome == env::Outcome::go && (out_of_the_ordinary(from) || out_of_the_ordinary(taken.next));
    if (told) sink_.on_moved(env::describe_step<ChatMachine>(from, input, taken));
  });
  if (machine_.is(S::idle)) asked_ = 0;
  act(cell.action, now);
  return cell.outcome != env::Outcome::refuse;
}

void Chat::act(A action, env::Time now) {
  switch (action) {
    case A::none: return;
    case A::send:
      sent_at_ = now;
      due_ = now + running_->command.deadline;
      return write_line(running_->command.text);
    case A::finish: return finish(now);
    case A::hold_abort:
      running_->expired = !due_;  // its own deadline brought us here
      due_ = sent_at_ + timers_.abort_deaf;
      return;
    case A::send_abort: due_ = now + timers_.abort_result; return sink_.send(k_abort);
    case A::ask: return ask(now);
    case A::expire_and_ask: ask(now); return end_running(no_answer(running_->command.text));
    case A::settle: due_ = now + timers_.settle; return;
    case A::give_up:
      due_.reset();
      end_queued(no_answer(k_prefix));
      return sink_.on_silent();
    case A::drop_all:
      due_.reset();
      end_running(gone());
      return end_queued(gone());
  }
}

void Chat::ask(env::Time now) {
  ++asked_;
  due_ = now + timers_.resync;
  write_line(asked_ == 1 ? k_prefix : k_ask_for_words);
}

void Chat::write_line(std::string_view text) {
  sent_before_ = std::exchange(sent_, text);
  sink_.send(sent_ + k_end_of_line);
}

void Chat::finish(env::Time now) {
  due_ = now + std::max(running_->command.rest, timers_.pacing);
  if (running_->expired) return end_running(no_answer(running_->command.text));
  end_running(answer_);
}

void Chat::end_running(const env::Expected<Answer>& end) {
  if (!running_) return;
  const Pending ended = std::exchange(running_, std::nullopt).value();
  ended.on_end(end);
}

void Chat::end_queued(const env::Expected<Answer>& end) {
  for (const Pending& ended : std::exchange(queue_, {})) ended.on_end(end);
}

void Chat::feed(std::string_view response, env::Time now) {
  const std::string_view line = without_echo(response);
  if (line.empty()) return;
  const Code code = texts_.code_of(line);
  if (is_late(code)) return;
  if (!ends(code)) return sink_.on_unsolicited(code, line);
  answer_ = {code, env::escaped(line)};
  step(I::result, now);
}

// Only OK answers AT. Taken for the answer, a late ERROR or NO CARRIER would leave that OK to the next command.
bool Chat::is_late(Code code) const { return machine_.is(S::resyncing) && is_final(code) && code != Code::ok; }

// Without a command in flight OK and ERROR belong to one that was given up; while that is being sorted out, all results do.
bool Chat::ends(Code code) const {
  if (running_) return ends_kind(running_->command.kind, code);
  if (resyncing()) return is_final(code);
  return code == Code::ok || code == Code::error;
}

// The echo may come without its CR, or as far as the modem had heard it. What only begins like a command is no echo.
// [voice-modems 1.5 #1, fault P02]
std::string_view Chat::without_echo(std::string_view line) {
  const std::size_t echoed = std::max(common_prefix(line, sent_), common_prefix(line, sent_before_));
  if (echoed < k_prefix.size()) return line;
  const std::string_view echo = line.substr(0, echoed);
  const std::string_view rest = line.substr(echoed);
  const bool whole = echo == sent_ || echo == sent_before_;
  if (!rest.empty() && texts_.code_of(rest) == Code::none && (!whole || echo == k_prefix)) return line;
  if (!echo_expected_ && whole) sink_.on_echo();
  return rest;
}

}  // namespace campon::atmodem
