// A telephone exchange with subscribers, and modems on its lines: the other side of the wire, in one object.
//
//   env::VirtualScheduler time;  env::SeededRng rng(1);  env::NullTrace trace;
//   auto simulator = sim::Simulator::create("nanp_class", time, rng, trace).value();
//   simulator->attach_modem("5550100", "generic_v253", dce_end_of_a_channel);
//   simulator->subscriber("5550123").be_busy();
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hal/env/byte_channel.hpp"
#include "hal/env/error.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"

namespace campon::sim {

// A telephone with habits. Numbers are created on first use. Where a modem is on the line, being busy, free, and hanging up
// are the modem's own doing: these orders change nothing. An emergency number that is told to be busy is.
class Subscriber {
 public:
  virtual ~Subscriber() = default;
  virtual void be_busy() = 0;                          // off hook in some other call until be_free()
  virtual void be_busy_for(env::Duration length) = 0;  // then free
  virtual void be_free() = 0;
  virtual void answer_after_rings(int rings) = 0;  // the default: 1
  virtual void never_answer() = 0;
  virtual void refuse_calls() = 0;                     // callers hear reorder
  virtual void refuse_features() = 0;                  // callbacks, camp-on, intrusion and messages to this number are refused
  virtual void hang_up_after(env::Duration talk) = 0;  // after answering; the default is to talk until the other side clears
  virtual void hang_up() = 0;
  [[nodiscard]] virtual bool is_free() const = 0;
  virtual void do_not_disturb(bool on) = 0;              // callers hear busy, but the network does not know it as such
  virtual void have_call_waiting(bool on) = 0;           // in a call it is not busy: callers hear ringback
  virtual void forward_to(std::string_view number) = 0;  // all calls; empty: none
};

// What the exchange knows of one of its lines; for tests and `ctl show`.
struct LineView {
  std::string number;
  bool off_hook = false;
  bool ringing = false;
  std::string hears;                    // the tone or signal on the line: "dial", "busy", "silence", "voice"
  std::optional<std::string> talks_to;  // the number it is connected with
  std::optional<std::string> holds;     // the number on hold behind a flash
  std::string told;                     // what the last announcement on the line said
  std::string last_refusal;             // why the last code was refused, "none" when it was not: "list full", "too late"
};

// A completion request as the exchange has it.
struct RequestView {
  std::string caller;
  std::string target;
  bool suspended = false;
  bool recalling = false;
  std::string kind;          // "busy", "no answer", "camp-on"
  std::string state;         // "waiting", "recalling", "announced", "placing", "expiring"
  std::size_t position = 0;  // in the queue of the target, from 1
  unsigned index = 0;        // the exchange's own number of it; 0 for a camp-on
};

// Who has called whom.
struct CallView {
  std::string caller;
  std::string called;
  bool answered = false;
};

// Something that has happened between two numbers.
struct EventView {
  std::string from;
  std::string to;
  env::Time at{};
};

// What the exchange has counted since it was made.
struct CountView {
  std::size_t seizures = 0;      // of lines with a modem
  std::size_t pulse_breaks = 0;  // of 20 to 200 ms while digits were expected. [fault L05]
  std::size_t pulse_digits = 0;
  std::size_t recalls = 0;
};

class Card;
class Faults;
class MobileNetwork;
enum class Loop : std::uint8_t;

class Simulator {
 public:
  // `plan` names a built-in exchange plan (hw-sim/plans/NAME.toml). Errors: unknown_profile, bad_profile with file:line.
  static env::Expected<std::unique_ptr<Simulator>> create(std::string_view plan, env::Scheduler& scheduler, env::Rng& rng,
                                                          env::Trace& trace);
  virtual ~Simulator() = default;

  // Puts a modem on a new line with this number. `dce` is the modem's end of the wire to the computer; it must outlive
  // the simulator. The channel's closing is final: it hangs the modem up and resets it. Errors: unknown_profile, misuse for a second modem
  // or a number that is in a call.
  virtual env::Result attach_modem(std::string_view number, std::string_view personality, env::ByteChannel& dce) = 0;
  // Data Terminal Ready at the modem of a line, for channels that can be opened again, such as a pty: the modem hangs up when
  // it stays low for longer than S25, and keeps its settings. Errors: bad_handle for a number without a modem.
  virtual env::Result set_dtr(std::string_view number, bool on) = 0;
  // Puts channel `channel` of the line cards on a new line with this number. Errors: misuse for a number or a channel that is taken,
  // or a number that is in a call; bad_profile.
  virtual env::Result attach_card(std::string_view number, unsigned channel) = 0;
  // The line cards, as a driver reaches them, and as a test does.
  virtual Card& card() = 0;
  // The number of the first line where nobody asks for another, as the plan says.
  [[nodiscard]] virtual std::string first_number() const = 0;
  // Whose tones it has: "us", "de".
  [[nodiscard]] virtual std::string region() const = 0;
  virtual Subscriber& subscriber(std::string_view number) = 0;
  // The subscriber `from` calls a line that has a modem; rings until answered or `give_up_after`.
  virtual env::Result call_line(std::string_view line, std::string_view from, env::Duration give_up_after) = 0;

  [[nodiscard]] virtual std::vector<LineView> lines() const = 0;
  // One of them; nothing for a number without a modem or a card.
  [[nodiscard]] virtual std::optional<LineView> line(std::string_view number) const = 0;
  [[nodiscard]] virtual std::vector<RequestView> requests() const = 0;
  [[nodiscard]] virtual std::vector<std::string> messages_left_for(std::string_view number) const = 0;
  // Calls that reached the emergency desk. [invariant I8]
  [[nodiscard]] virtual int emergency_calls() const = 0;
  // Drops all requests without a word, as a restarted exchange does. [fault X04]
  virtual void forget_requests() = 0;

  // The exchange's own books, for a test to judge by.
  [[nodiscard]] virtual std::vector<CallView> calls() const = 0;
  // In the order of time.
  [[nodiscard]] virtual std::vector<EventView> emergency_log() const = 0;
  [[nodiscard]] virtual std::vector<EventView> intrusions() const = 0;
  [[nodiscard]] virtual CountView counts() const = 0;
  // The code that the administrator has chosen for a name in [codes] of the plan; nothing when there is none.
  [[nodiscard]] virtual std::optional<std::string> code(std::string_view name) const = 0;
  [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> codes() const = 0;

  // Whether a line may ask for completion of calls; all may at first.
  virtual void subscribe(std::string_view number, bool on) = 0;
  // The wires of a line: good, in use by a parallel telephone, dead for a minute. [fault L11, L12]
  virtual void set_wires(std::string_view number, Loop wires) = 0;
  virtual Faults& faults() = 0;
  // A fault of the modem on a line: rows D, P and R. Errors: bad_handle for a line without a modem and a name in no row.
  virtual env::Result order_fault(std::string_view line, std::string_view name, unsigned times) = 0;
  // Those of the modem on a line, to set rates and to see what has happened; null for a line without a modem.
  virtual Faults* faults_of(std::string_view line) = 0;
  // The network of the lines whose personality begins with "gsm_".
  virtual MobileNetwork& mobile() = 0;

  // One line of the control language ("busy 5550123 20s", "ring 5550100 --from 5550199", "show"); the answer is text.
  virtual env::Expected<std::string> control(std::string_view command) = 0;
};

// Names of the built-in plans and modem personalities, sorted.
std::vector<std::string> plan_names();
std::vector<std::string> personality_names();
std::vector<std::string> mobile_personality_names();

}  // namespace campon::sim
