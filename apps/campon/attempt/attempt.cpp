#include "apps/campon/attempt/attempt.hpp"

#include <chrono>
#include <utility>

#include "apps/campon/app_timers.hpp"
#include "apps/campon/attempt/duration.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

bool will_call_back(CompletionMode mode) { return mode == CompletionMode::callback; }

std::string quoted(const Completion& completion) {
  return "completion " + std::to_string(completion.id()) + " (" + std::string(to_string(completion.mode())) + ")";
}

Outcome outcome_of(CallCause cause) {
  if (cause == CallCause::busy) return Outcome::busy;
  return cause == CallCause::no_answer ? Outcome::no_answer : Outcome::failed;
}

std::string why(const Call& call) {
  switch (call.cause()) {
    case CallCause::busy: return "is busy";
    case CallCause::no_answer: return "does not answer";
    case CallCause::bad_address: return "cannot be reached: the network does not know this number";
    case CallCause::failed:
      return call.error() ? "was not reached: " + call.error()->what : "was not reached: the network refused the call";
    default: return "was not reached: the call ended (" + std::string(to_string(call.cause())) + ")";
  }
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::running: return "running";
    case Outcome::connected: return "connected";
    case Outcome::accepted: return "accepted";
    case Outcome::message_left: return "message_left";
    case Outcome::busy: return "busy";
    case Outcome::no_answer: return "no_answer";
    case Outcome::refused: return "refused";
    case Outcome::failed: return "failed";
    case Outcome::interrupted: return "interrupted";
  }
  return "failed";
}

bool reached(Outcome outcome) { return outcome == Outcome::connected || outcome == Outcome::accepted || outcome == Outcome::message_left; }

Attempt::Attempt(Line& line, env::Scheduler& scheduler, Timeline& timeline, Wish wish)
    : line_(line), scheduler_(scheduler), timeline_(timeline), wish_(std::move(wish)) {
  take_handlers();
}

Attempt::~Attempt() {
  line_.on_recall({});
  line_.on_completion({});
  line_.on_incoming({});
  line_.on_service({});
}

void Attempt::take_handlers() {
  line_.on_recall([this](Recall recall) { on_recall(std::move(recall)); });
  line_.on_completion([this](const Completion& completion) { on_completion(completion); });
  line_.on_service([this](bool in_service) {
    if (!in_service) device_gone();
  });
  line_.on_incoming([this](std::unique_ptr<Call> call) {
    const std::string from = env::escaped(call->caller().number);
    tell("stranger", {{"from", from}}, "somebody else rings" + (from.empty() ? "" : " (" + from + ")") + "; it is left ringing");
  });
}

void Attempt::tell(std::string_view event, Json fields, std::string_view text) {
  Json object{{"type", "event"}, {"event", event}};
  object.update(fields);
  timeline_.say(scheduler_.now(), std::move(object), text);
}

Result Attempt::start() {
  auto call = line_.call(wish_.number);
  if (!call) return tl::unexpected(call.error());
  call_ = std::move(*call);
  call_->on_state([this](Call& changed) { on_state(changed); });
  call_->connect([this](const Result& result) {
    if (result) return;
    error_ = result.error();
    end(Outcome::failed, wish_.number + " was not called: " + result.error().what);
  });
  return {};
}

void Attempt::on_state(Call& call) {
  tell("call", {{"state", to_string(call.state())}, {"progress", to_string(call.progress())}}, {});
  if (outcome_ != Outcome::running && call.state() != CallState::disconnected) return;
  if (call.progress() != CallProgress::ringback) no_answer_.reset();
  if (call.state() == CallState::disconnected) return on_disconnected(call);
  if (call.state() == CallState::connected) return on_connected(call);
  if (call.busy()) return on_busy();
  if (call.progress() == CallProgress::ringback) on_ringback();
}

void Attempt::on_busy() {
  if (asked_) return;
  if (wish_.on_busy) return ask(*wish_.on_busy);
  end(Outcome::busy, wish_.number + " is busy. With --on-busy the network can be asked to complete the call.");
}

void Attempt::on_ringback() {
  if (no_answer_.armed()) return;
  no_answer_ = scheduler_.after(wish_.no_answer_after, [this] {
    if (wish_.on_no_answer && !asked_) return ask(*wish_.on_no_answer);
    end(Outcome::no_answer, wish_.number + " does not answer.");
  });
}

void Attempt::ask(CompletionMode mode) {
  asked_ = true;
  tell("complete", {{"mode", to_string(mode)}},
       wish_.number + " cannot be reached now: asking the network for " + std::string(to_string(mode)));
  call_->complete(mode, wish_.message, [this](const Expected<Completion>& accepted) {
    if (accepted) return on_accepted(*accepted);
    error_ = accepted.error();
    end(Outcome::refused, "The completion was not accepted: " + accepted.error().what);
  });
}

void Attempt::on_accepted(const Completion& completion) {
  if (!completion_) completion_ = completion;
  tell("accepted",
       {{"completion", completion.id()},
        {"mode", to_string(completion.mode())},
        {"acceptance", to_string(completion.acceptance())},
        {"evidence", completion.evidence()}},
       "accepted: " + quoted(completion) + ", " + std::string(to_string(completion.acceptance())) +
           (completion.evidence().empty() ? "" : " by " + completion.evidence()));
  if (will_call_back(completion.mode()) && !wish_.wait)
    end(Outcome::accepted, "The network will ring back when " + wish_.number + " can be reached; nobody waits for it here.");
}

void Attempt::on_completion(const Completion& completion) {
  const bool ours = !completion_ || completion_->id() == completion.id();
  tell("completion", {{"completion", completion.id()}, {"state", to_string(completion.state())}, {"end", to_string(completion.end())}}, {});
  if (!ours || completion.state() == CompletionState::refused || completion.state() == CompletionState::activating) return;
  completion_ = completion;
  if (!completion.over() || outcome_ != Outcome::running || completion.end() == CompletionEnd::connected) return;
  if (completion.end() == CompletionEnd::carried_out) {
    if (completion.mode() == CompletionMode::message) end(Outcome::message_left, "The message was left for " + wish_.number + ".");
    return;
  }
  const auto outcome = completion.end() == CompletionEnd::busy_again ? Outcome::busy : Outcome::failed;
  end(outcome, wish_.number + " was not reached: " + quoted(completion) + " ended with " + std::string(to_string(completion.end())) + ".");
}

void Attempt::on_recall(Recall recall) {
  const bool ours = completion_ && completion_->id() == recall.completion && outcome_ == Outcome::running;
  tell("recall", {{"completion", recall.completion}, {"verdict", env::escaped(recall.verdict)}},
       "the network rings back: answering the recall of completion " + std::to_string(recall.completion));
  if (!ours) return;
  call_ = std::move(recall.call);
  call_->on_state([this](Call& changed) { on_state(changed); });
  call_->answer([this](const Result& result) {
    if (result) return;
    error_ = result.error();
    end(Outcome::failed, "The recall was not answered: " + result.error().what);
  });
}

void Attempt::on_connected(Call& call) {
  if (std::exchange(talked_, true)) return;
  tell("connected", {{"number", wish_.number}, {"evidence", call.answer_evidence()}},
       "connected with " + wish_.number + " (" + std::string(call.answer_evidence()) + " evidence)");
  if (wish_.hang_up_after)
    hang_up_ = scheduler_.after(*wish_.hang_up_after, [this] { end(Outcome::connected, wish_.number + " was reached; we hung up."); });
}

void Attempt::on_disconnected(const Call& call) {
  if (outcome_ != Outcome::running) return;  // end() hears it by its own reply
  if (!line_.in_service()) return device_gone();
  if (talked_) return end(Outcome::connected, wish_.number + " was reached; the other side hung up.");
  // A callback takes the call away and lives on; while the network is being asked, its answer decides.
  if (completion_ ? !completion_->over() : asked_) return;
  end(outcome_of(call.cause()), wish_.number + " " + why(call) + ".");
}

void Attempt::device_gone() {
  if (outcome_ != Outcome::running) return;
  const std::string asked = completion_ && !completion_->over() ? " What was asked of the network may still stand there." : "";
  const std::string sentence = line_.device() + " went away; see to its cable and power and call again." + asked;
  error_ = Error{0, Remedy::gone, sentence, {}};
  end(Outcome::failed, sentence);
}

void Attempt::end(Outcome outcome, std::string sentence) {
  if (outcome_ != Outcome::running) return;
  outcome_ = outcome;
  sentence_ = std::move(sentence);
  no_answer_.reset();
  hang_up_.reset();
  give_up_ = scheduler_.after(k_app_timers.closing, [this] { over_ = true; });
  if (!call_) return close();
  call_->disconnect([this](const Result& result) {
    if (!result && !error_) error_ = result.error();
    close();
  });
}

void Attempt::close() {
  if (outcome_ == Outcome::interrupted && completion_ && !completion_->over()) return cancel_outstanding();
  finish();
}

void Attempt::finish() {
  give_up_.reset();
  over_ = true;
}

void Attempt::interrupt() {
  if (outcome_ != Outcome::running) return finish();
  end(Outcome::interrupted, "Interrupted; the line is on hook.");
  give_up_ = scheduler_.after(k_app_timers.interrupted, [this] {
    sentence_ = "Interrupted; the line is on hook, and what was asked of the network may still stand there.";
    over_ = true;
  });
}

void Attempt::cancel_outstanding() {
  const auto completion = *std::exchange(completion_, std::nullopt);
  tell("cancel", {{"completion", completion.id()}}, "taking " + quoted(completion) + " back");
  completion.cancel([this, alive = std::weak_ptr(alive_), title = quoted(completion)](const Result& result) {
    if (alive.expired()) return;
    sentence_ = result ? "Interrupted; " + title + " is cancelled and the line on hook."
                       : "Interrupted; the line is on hook. " + title + " stays with the network: " + result.error().what;
    finish();
  });
}

std::string Attempt::status() const {
  if (over_ || outcome_ != Outcome::running || !call_) return {};
  if (talked_) return "talking with " + wish_.number;
  if (completion_ && !completion_->over())
    return "waiting for " + wish_.number + ": " + quoted(*completion_) + ", " + std::string(to_string(completion_->state()));
  const std::string progress(call_->progress() == CallProgress::none ? "taking the line" : to_string(call_->progress()));
  return "calling " + wish_.number + ": " + progress;
}

}  // namespace campon::cli
