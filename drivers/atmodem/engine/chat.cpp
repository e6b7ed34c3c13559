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
constexpr unsigned k_asks = 3;               // [fault D14]
constexpr unsigned k_stream_aborts = 3;      // of a stream: one was seen to need three [voice-modems 2.6]
constexpr std::size_t k_most_lines = 40;     // of a query; the longest known answer has 11
constexpr std::size_t k_longest_text = 256;  // of one of its lines
constexpr std::size_t k_longest_number = 2;  // of a numeric result [voice-modems 1.2]

bool may_be_aborted(CommandKind kind) { return kind == CommandKind::dial || kind == CommandKind::answer || kind == CommandKind::stream; }

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
    case CommandKind::stream: return code == Code::no_carrier || code == Code::vcon;
    case CommandKind::tones: return code == Code::vcon;
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

// Again and again is the last time for asking, and for aborting what may not have been heard.
bool Chat::last_time() const {
  if (machine_.is(S::aborted)) return aborts_ >= (is(CommandKind::stream) ? k_stream_aborts : 1);
  return resyncing() && asked_ >= k_asks;
}

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
    if (machine_.is(S::dialing)) running_->expired = true;
    step(last_time() ? I::last_due : I::due, now);
  }
  while (!queue_.empty() && (machine_.is(S::idle) || stopped())) begin(now);
}

void Chat::begin(env::Time now) {
  running_ = std::move(queue_.front());
  queue_.pop_front();
  const Command& command = running_->command;
  if (!is_sendable(command.text, command_limit_)) return end_running(unsendable(command.text));
  if (!step(may_be_aborted(command.kind) ? I::dial_command : I::command, now)) end_running(why_stopped());
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
      aborts_ = 0;
      strange_.clear();
      answer_.lines.clear();
      return write_line(running_->command.text);
    case A::finish: return finish(now);
    case A::hold_abort: due_ = sent_at_ + timers_.abort_deaf; return;
    case A::send_abort:
      ++aborts_;
      due_ = now + (is(CommandKind::stream) ? timers_.abort_again : timers_.abort_result);
      return sink_.send(running_->command.abort);
    case A::ask: return ask(now);
    case A::expire_and_ask:
      mark_trouble(now);
      ask(now);
      return end_running(without_result());
    case A::doubt_and_ask: mark_trouble(now); return ask(now);
    case A::settle_extra: ++counts_.extra; [[fallthrough]];
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

void Chat::write_line(std::string_view text) { sink_.send(echo_.sends(text)); }

// The oldest of the last three lies a short while back: this is no accident any more. [fault D08]
void Chat::mark_trouble(env::Time now) {
  ++counts_.resyncs;
  const std::optional<env::Time> oldest = troubles_[1];
  std::rotate(troubles_.begin(), troubles_.begin() + 1, troubles_.end());
  troubles_.back() = now;
  const bool often = oldest && now - *oldest <= timers_.trouble_window;
  const bool told = well_at_ && now < *well_at_;
  if (often || told) well_at_ = now + timers_.trouble_window;
  if (often && !told) sink_.on_degraded();
}

void Chat::finish(env::Time now) {
  due_ = now + std::max(running_->command.rest, timers_.pacing);
  if (running_->expired) return end_running(without_result());
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
  const Echo::Parted parted = echo_.part(response);
  if (!echo_expected_ && parted.whole) sink_.on_echo();
  const std::string_view line = parted.rest;
  if (line.empty()) return;
  const Code code = texts_.code_of(line);
  if (is_late(code)) {
    ++counts_.late;
    return;
  }
  if (!ends(code)) return take_unsolicited(code, line);
  answer_.code = code;
  answer_.heard = env::escaped(line);
  step(I::result, now);
}

void Chat::take_unsolicited(Code code, std::string_view line) {
  if (is(CommandKind::stream) && code == Code::connect) {
    if (!machine_.is(S::dialing)) return;  // it was called off, and what ends it has a deadline
    due_.reset();
    return sink_.on_stream();
  }
  if (running_ && code == Code::none) keep(line);
  const bool lost = is_lost_setting(line);
  sink_.on_unsolicited(code, line);
  if (lost) sink_.on_numeric();
}

void Chat::keep(std::string_view line) {
  const std::string_view start = line.substr(0, k_longest_text);
  if (!is(CommandKind::query))
    strange_.assign(start);
  else if (answer_.lines.size() < k_most_lines)
    answer_.lines.emplace_back(start);
}

// A bare number of one or two digits is what a result is in V0; information comes to queries only.
bool Chat::is_lost_setting(std::string_view line) const {
  if (echo_expected_ || !machine_.is(S::waiting) || is(CommandKind::query) || is(CommandKind::tones)) return false;
  return line.size() <= k_longest_number && std::all_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The last line heard may have been its result, in words or in a number that nobody told us. [fault P05]
env::Expected<Answer> Chat::without_result() const {
  if (strange_.empty()) return no_answer(running_->command.text);
  const std::string heard = env::escaped(strange_);
  return env::fail(ErrorCode::no_answer_from_device, Remedy::unknown,
                   "the modem answered " + running_->command.text + " with '" + heard + "', which is no result of its personality", heard);
}

// Only OK answers AT. Taken for the answer, a late ERROR or NO CARRIER would leave that OK to the next command.
bool Chat::is_late(Code code) const { return machine_.is(S::resyncing) && is_final(code) && code != Code::ok; }

// Without a command in flight OK and ERROR belong to one that was given up; while that is being sorted out, all results do.
bool Chat::ends(Code code) const {
  if (running_) return ends_kind(running_->command.kind, code);
  if (resyncing()) return is_final(code);
  return code == Code::ok || code == Code::error;
}

}  // namespace campon::atmodem
