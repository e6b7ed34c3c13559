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
};

// What the exchange knows of one of its lines; for tests and `ctl show`.
struct LineView {
  std::string number;
  bool off_hook = false;
  bool ringing = false;
  std::string hears;                    // the tone or signal on the line: "dial", "busy", "silence", "voice"
  std::optional<std::string> talks_to;  // the number it is connected with
  std::optional<std::string> holds;     // the number on hold behind a flash
};

// A completion request as the exchange has it.
struct RequestView {
  std::string caller;
  std::string target;
  bool suspended = false;
  bool recalling = false;
};

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
  // The number of the first line where nobody asks for another, as the plan says.
  [[nodiscard]] virtual std::string first_number() const = 0;
  virtual Subscriber& subscriber(std::string_view number) = 0;
  // The subscriber `from` calls a line that has a modem; rings until answered or `give_up_after`.
  virtual env::Result call_line(std::string_view line, std::string_view from, env::Duration give_up_after) = 0;

  [[nodiscard]] virtual std::vector<LineView> lines() const = 0;
  [[nodiscard]] virtual std::vector<RequestView> requests() const = 0;
  [[nodiscard]] virtual std::vector<std::string> messages_left_for(std::string_view number) const = 0;
  // Calls that reached the emergency desk. [invariant I8]
  [[nodiscard]] virtual int emergency_calls() const = 0;
  // Drops all requests without a word, as a restarted exchange does. [fault X04]
  virtual void forget_requests() = 0;

  // One line of the control language ("busy 5550123 20s", "ring 5550100 --from 5550199", "show"); the answer is text.
  virtual env::Expected<std::string> control(std::string_view command) = 0;
};

// Names of the built-in plans and modem personalities, sorted.
std::vector<std::string> plan_names();
std::vector<std::string> personality_names();

}  // namespace campon::sim
