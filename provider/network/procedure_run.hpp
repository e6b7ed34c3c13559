// One run of a procedure: which order comes next, and what is meant by what the line says. Passive: it owns no timer and no line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/line_event.hpp"
#include "hal/service.hpp"
#include "provider/network/network_profile.hpp"

namespace campon::provider {

// What the line is to do next. Flash has its own length or the region's; HangUp rests at least as long as it says; Wait is
// only a time that passes; a service order ends with service_ended(), every other one with order_ended().
using LineOrder = std::variant<HangUp, Seize, Flash, SendDigits, Wait, hal::ServiceOrder>;

enum class RunEnd : std::uint8_t {
  running,
  accepted,
  at_once,  // the network completes the call here and now; the line stays off hook
  refused,  // heard; the line stays as the refusal left it
  failed,   // nothing has been sent that the network could act on; error() says why
  unknown,  // sent, and nothing is known
};

// What the device can do for a procedure.
struct DeviceTraits {
  // It goes off hook by dialling and waits for dial tone itself, so that none can be awaited after a seizure; the step then ends
  // after so long, heard or not.
  std::optional<env::Duration> blind_dial = {};
  // It tells speech, and so an announcement. Of one that does not, silence without a tone that says no is taken for it.
  bool voice = true;
};

class ProcedureRun {
 public:
  // `procedure` must outlive the run. `number` takes the place of {number}, `text` is what send_message sends.
  ProcedureRun(const Procedure& procedure, std::string number, std::string text = {}, DeviceTraits traits = {});

  // The order to give now; nothing while the run waits or has ended. Each order is handed out once.
  std::optional<LineOrder> next_order(env::Time now);
  // The order that was handed out has ended.
  void order_ended(const env::Result& result, env::Time now);
  void service_ended(const env::Expected<hal::ServiceReport>& report, env::Time now);
  void heard(const hal::LineEvent& event);
  void tick(env::Time now);
  [[nodiscard]] std::optional<env::Time> next_deadline() const { return deadline_; }

  [[nodiscard]] const std::string& number() const { return number_; }
  [[nodiscard]] RunEnd end() const { return end_; }
  // Whether digits or a service order have gone out that the network may have acted on.
  [[nodiscard]] bool has_sent() const { return sent_; }
  // Whether it has hung up or flashed, so that what the call heard before is heard no more.
  [[nodiscard]] bool has_left_the_call() const { return left_the_call_; }
  [[nodiscard]] Acceptance acceptance() const { return acceptance_; }
  // The sound that accepted or refused; nothing when silence or the network's own answer decided.
  [[nodiscard]] std::optional<Heard> decided_by() const { return decided_by_; }
  // What the end rests on, for people: "stutter dial tone", "nothing for 4000 ms".
  [[nodiscard]] const std::string& why() const { return why_; }
  // Glare: the line was seized just as the network rang back, and has answered that recall. The run has failed then.
  [[nodiscard]] bool took_a_recall() const { return took_a_recall_; }
  // Meaning only when the run has failed.
  [[nodiscard]] const env::Error& error() const { return error_; }
  // What the network listed when it was last asked in this run.
  [[nodiscard]] const std::vector<hal::ServiceEntry>& entries() const { return entries_; }

 private:
  void enter_step(env::Time now);
  void advance(env::Time now);
  void finish_steps();
  void conclude(RunEnd end, std::string why);
  LineOrder order_for(const Step& step);
  LineOrder service_order(const Service& step);
  void accept(Acceptance how, std::string why, env::Time now);
  void await_heard(const Await& step, Heard what, env::Time now);
  void acknowledge_heard(const Acknowledge& step, Heard what, const hal::LineEvent& event);
  void heard_early(const Acknowledge& step, Heard what, const hal::LineEvent& event);
  void hold(Heard what, const hal::LineEvent& event);
  void nothing_against_it(const Acknowledge& step, env::Time now);
  void nothing_heard(const Acknowledge& step, env::Time now);
  void service_failed(const env::Error& error);
  [[nodiscard]] bool lists_the_number() const;
  [[nodiscard]] unsigned index() const;
  [[nodiscard]] bool decides() const;
  [[nodiscard]] bool dials_blind() const;

  const Procedure& procedure_;
  std::string number_;
  std::string text_;
  DeviceTraits traits_;
  std::size_t step_ = 0;
  bool entered_ = false;
  bool order_running_ = false;
  bool sent_ = false;
  bool sent_before_service_ = false;
  bool left_the_call_ = false;
  bool accepted_ = false;
  bool took_a_recall_ = false;
  std::optional<env::Time> deadline_;
  env::Time deaf_until_{};
  struct EarlyYes {
    Heard what;
    Acceptance acceptance;
    std::string word;
  };
  std::optional<Heard> heard_early_;   // while the line was being seized
  std::optional<EarlyYes> early_yes_;  // heard, and not yet certain
  bool doubted_ = false;               // a refusal was heard while deaf; it may have been the call's own tone
  RunEnd end_ = RunEnd::running;
  Acceptance acceptance_ = Acceptance::none;
  std::string why_;
  std::optional<Heard> decided_by_;
  env::Error error_;
  std::vector<hal::ServiceEntry> entries_;
};

// The word for what an event says, if it says something that a step can wait for.
std::optional<Heard> heard_in(const hal::LineFact& fact);

}  // namespace campon::provider
