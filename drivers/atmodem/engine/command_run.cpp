#include "drivers/atmodem/engine/command_run.hpp"

#include <utility>

namespace campon::atmodem {

namespace {
// A ring can swallow a command. Repeating a setting does no harm; dialling or seizing twice does. [voice-modems 1.5 #5]
bool repeatable(const Step& step) { return step.command.kind == CommandKind::setting; }
bool is_lost(const env::Expected<Answer>& answer) { return !answer && answer.error().code == env::ErrorCode::no_answer_from_device; }
}  // namespace

void CommandRun::start(std::deque<Step> steps, Ended ended) {
  drop();
  steps_ = std::move(steps);
  ended_ = std::move(ended);
  next();
}

void CommandRun::drop() {
  ++number_;
  steps_.clear();
  ended_ = nullptr;
  pause_.reset();
}

void CommandRun::next() {
  if (steps_.empty()) return end({});
  repeated_ = false;
  const auto pause = steps_.front().pause_before;
  if (pause > env::Duration::zero())
    pause_ = scheduler_.after(pause, [this] { submit(); });
  else
    submit();
}

void CommandRun::submit() {
  rang_ = false;
  chat_.submit(steps_.front().command, [this, number = number_](const env::Expected<Answer>& answer) {
    if (number == number_) answered(answer);
  });
  wake_();
}

bool CommandRun::swallowed(const env::Expected<Answer>& answer) const {
  return answer ? rang_ && answer->code == ResultCode::error : is_lost(answer);
}

// A reset ends V0 or Q1 only with the commands after it, so its own result may go unheard.
bool CommandRun::passes_over(const Step& step, const env::Expected<Answer>& answer) const {
  if (answer) return step.optional;
  return (step.optional || step.command.kind == CommandKind::reset) && chat_.state() != ChatState::silent;
}

void CommandRun::answered(const env::Expected<Answer>& answer) {
  if (swallowed(answer) && repeatable(steps_.front()) && !std::exchange(repeated_, true)) return submit();
  if (!answer && !is_lost(answer)) return end(tl::unexpected(answer.error()));
  const Step step = std::move(steps_.front());
  steps_.pop_front();
  const auto number = number_;
  const env::Result verdict = answer ? judge_(step, *answer) : env::Result(tl::unexpected(answer.error()));
  if (step.on_end) step.on_end(verdict.has_value());
  if (number != number_) return;
  if (verdict || passes_over(step, answer)) return next();
  end(verdict);
}

void CommandRun::end(const env::Result& result) {
  const Ended ended = std::move(ended_);
  drop();
  if (ended) ended(result);
}

}  // namespace campon::atmodem
