// One number, called until it is reached or there is nothing left to try: what `campon call` and `campon demo` do.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "apps/campon/output/timeline.hpp"
#include "campon/service.hpp"
#include "hal/env/scheduler.hpp"

namespace campon::cli {

struct Wish {
  std::string number;
  std::optional<CompletionMode> on_busy;
  std::optional<CompletionMode> on_no_answer;
  std::uint32_t message = 0;                   // for CompletionMode::message
  bool wait = false;                           // stay for the recall and answer it
  std::optional<env::Duration> hang_up_after;  // once connected; else the call lasts until the far end clears
  env::Duration no_answer_after{};             // ringing this long is no answer
};

enum class Outcome : unsigned char {
  running,
  connected,  // both parties talked; the call is over
  accepted,   // the network keeps the request, and nobody waits for it
  message_left,
  busy,
  no_answer,
  refused,  // the network or the line did not take the completion
  failed,   // anything else; the sentence tells
  interrupted,
};
std::string_view to_string(Outcome outcome);
bool reached(Outcome outcome);

// Takes the line's handlers for itself while it lives. When over() the line is on hook, or could not be brought there in time.
class Attempt {
 public:
  // The line, the scheduler under it and the timeline must outlive the attempt.
  Attempt(Line& line, env::Scheduler& scheduler, Timeline& timeline, Wish wish);
  ~Attempt();
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  // Errors: the number cannot be dialled; nothing happened then.
  Result start();
  // Hangs up and takes back what is outstanding, or says that it stays with the network.
  void interrupt();

  [[nodiscard]] bool over() const { return over_; }
  [[nodiscard]] Outcome outcome() const { return outcome_; }
  // How it went, in one sentence.
  [[nodiscard]] const std::string& sentence() const { return sentence_; }
  // The error that ended it, where one did.
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  // "waiting for 5550123 to become free: completion 1, outstanding, 29:12 left"; empty when nothing is waited for.
  [[nodiscard]] std::string status() const;

 private:
  void take_handlers();
  void on_state(Call& call);
  void on_busy();
  void on_ringback();
  void on_connected(Call& call);
  void on_disconnected(const Call& call);
  void on_recall(Recall recall);
  void on_completion(const Completion& completion);
  void on_accepted(const Completion& completion);
  void ask(CompletionMode mode);
  void device_gone();
  void end(Outcome outcome, std::string sentence);
  void cancel_outstanding();
  void close();
  void finish();
  void tell(std::string_view event, Json fields, std::string_view text);

  Line& line_;
  env::Scheduler& scheduler_;
  Timeline& timeline_;
  Wish wish_;
  std::unique_ptr<Call> call_;
  std::optional<Completion> completion_;  // accepted
  bool asked_ = false;
  bool talked_ = false;
  bool over_ = false;
  Outcome outcome_ = Outcome::running;
  std::string sentence_;
  std::optional<Error> error_;
  env::Timer no_answer_;
  env::Timer hang_up_;
  env::Timer give_up_;
  // A cancel may end after us; its handler looks here first.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace campon::cli
