// A list of commands given to the chat one after the other, until all have succeeded or one has not.
#pragma once

#include <deque>
#include <functional>
#include <string_view>

#include "drivers/atmodem/engine/chat.hpp"
#include "hal/env/scheduler.hpp"

namespace campon::atmodem {

struct Step {
  Command command;
  env::Duration pause_before{};
  bool optional = false;                           // a refusal is passed over, and silence when the modem then speaks again
  std::function<void(bool accepted)> on_end = {};  // before the next step
};

class CommandRun {
 public:
  // What an answer means for the step; `answer` is the final result of its command.
  using Judge = std::function<env::Result(const Step& step, const Answer& answer)>;
  using Ended = std::function<void(const env::Result&)>;

  // Chat and scheduler must outlive the run. `wake` is called after something was submitted.
  CommandRun(Chat& chat, env::Scheduler& scheduler, Judge judge, std::function<void()> wake)
      : chat_(chat), scheduler_(scheduler), judge_(std::move(judge)), wake_(std::move(wake)) {}

  // Takes the place of a run before it, which then never ends. `ended` is called once, in a later turn than this call unless
  // there are no steps.
  void start(std::deque<Step> steps, Ended ended);
  void drop();
  // While an answer is judged: `step` comes before all that is left.
  void insert(Step step) { steps_.push_front(std::move(step)); }
  // The line rang: what is refused now may have been hit by that, and is tried once more. [voice-modems 8 #10]
  void rang() { rang_ = true; }

 private:
  void next();
  void submit();
  void answered(const env::Expected<Answer>& answer);
  [[nodiscard]] bool swallowed(const env::Expected<Answer>& answer) const;
  [[nodiscard]] bool passes_over(const Step& step, const env::Expected<Answer>& answer) const;
  void end(const env::Result& result);

  Chat& chat_;
  env::Scheduler& scheduler_;
  Judge judge_;
  std::function<void()> wake_;
  std::deque<Step> steps_;
  Ended ended_;
  std::uint64_t number_ = 0;  // answers to an earlier run mean nothing to this one
  bool repeated_ = false;
  bool rang_ = false;
  env::Timer pause_;
};

}  // namespace campon::atmodem
