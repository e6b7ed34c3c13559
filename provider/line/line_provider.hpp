// One telephone line with its calls and completions: what TSPI and the C++ API both stand on.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hal/dial_string.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/env/wall_clock.hpp"
#include "hal/line.hpp"
#include "provider/journal/journal_record.hpp"
#include "provider/line/provider_timers.hpp"
#include "provider/network/network_profile.hpp"
#include "provider/network/region.hpp"
#include "provider/policy/redial_plan.hpp"
#include "provider/policy/toll_guard.hpp"
#include "provider/types.hpp"

namespace campon::provider {

class Journal;

using hal::Done;
using CompletionReply = std::function<void(env::Expected<CompletionId>)>;

// Told what happens on a line. Called in turns of the scheduler, never inside a call to the LineProvider; may call it.
class LineObserver {
 public:
  // A call that the application did not make. Its first state follows by on_call_state.
  virtual void on_call_offered(const CallView& /*call*/) {}
  // Each state in turn; the view is the call as it was then.
  virtual void on_call_state(const CallView& /*call*/) {}
  // Caller id, reason or completion id of a call has become known or changed.
  virtual void on_call_info(const CallView& /*call*/) {}
  // One burst of ringing; `count` is 0 for the first of a series; mode 1 ordinary, 2 recall.
  virtual void on_ringing(int /*mode*/, int /*count*/) {}
  // The number of outstanding completions is now `outstanding`.
  virtual void on_completions_changed(std::size_t /*outstanding*/) {}
  // One was ended from outside, not by uncomplete(). [LINEDEVSTATE_COMPLCANCEL]
  virtual void on_completion_cancelled(CompletionId /*id*/) {}
  // Every change of a completion, with its one terminal event. A refused one is told here too, once.
  virtual void on_completion(const CompletionView& /*completion*/) {}
  virtual void on_service(bool /*in_service*/) {}
  // The other party of a call has sent a DTMF digit; only where AddressCapabilities::hears_digits.
  virtual void on_digit(CallId /*call*/, char /*digit*/) {}

 protected:
  ~LineObserver() = default;
};

// What the address can ever do. [LINEADDRESSCAPS]
struct AddressCapabilities {
  std::size_t max_completions = 0;
  std::uint8_t completion_modes = 0;       // bit = 1 << CompletionMode
  std::uint8_t completion_conditions = 0;  // bit = 1 << CompletionCondition
  std::vector<std::string> messages;       // completion messages, by message id
  bool can_cancel = false;
  bool recall_ring_differs = false;
  bool dials_in_parts = false;
  bool sends_digits = false;  // in a call
  bool flashes = false;       // in a call, as long as the region wants
  bool hears_digits = false;
};

// What is dialled when a call is placed.
struct FirstDigits {
  std::optional<hal::DialString> digits;  // none: the call stays at dial tone
  bool more = false;                      // dial() brings the rest; always so when there are none
};

// What a provider stands on; all of it must outlive the provider.
struct LineParts {
  hal::Line& line;
  const NetworkProfile& network;
  const Region& region;
  env::Scheduler& scheduler;
  const env::WallClock& clock;
  env::Trace& trace;
  // Who may call what and how often; without it everything but what the emergency rules forbid a machine.
  TollGuard* guard = nullptr;
  // Where requests survive the process; without it they do not.
  Journal* journal = nullptr;
  std::string kept_as = {};  // the line's name in the journal; its own when not given
  ProviderTimers timers = {};
};

class LineProvider {
 public:
  explicit LineProvider(const LineParts& parts);
  ~LineProvider();
  LineProvider(const LineProvider&) = delete;
  LineProvider& operator=(const LineProvider&) = delete;

  void attach(LineObserver* observer);
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] std::string_view device() const;
  [[nodiscard]] const NetworkProfile& network() const;
  [[nodiscard]] const Region& region() const;
  [[nodiscard]] AddressCapabilities capabilities() const;
  [[nodiscard]] bool in_service() const;

  // Brings the line into service. Errors: those of the device.
  void open(Done done);
  // Hangs up, ends every pending order with `cancelled`, forgets the completions without events. [tspi.md 2.7]
  // `done` comes when the line is on hook. Until it is opened again, a ring is nobody's call.
  void close(Done done);

  // Places a call. The id is valid at once; `done` tells success when the call has reached dialtone or later.
  // Errors at once: line_busy (another call), line_down. In the reply: no_dial_tone, device errors; the call is then idle.
  env::Expected<CallId> make_call(const hal::DialString& number, Done done);
  // The same with a number that comes in parts. Errors besides: bad_dial_string (the device cannot).
  env::Expected<CallId> make_call(const FirstDigits& first, Done done);
  // The next part; without one, the number is complete. `done` comes when it is sent. Every rule about numbers is asked
  // again about all that was dialled. Errors at once: bad_handle, bad_state (the number is complete, or a part is being sent),
  // bad_dial_length (no part, and nothing dialled or more to come; too long), call_denied. Later: device errors.
  env::Result dial(CallId call, const FirstDigits& next, Done done);
  // Answers an offering call. Errors: bad_handle, bad_state.
  void answer(CallId call, Done done);
  // Hangs up; the call goes idle. In offering: the call is no longer offered and rings out.
  void drop(CallId call, Done done);
  // Forgets the call; drops it first when it is not idle. Unknown ids are harmless.
  void close_call(CallId call);

  // Sends in a call, one after the other: 0-9 * # A-D as DTMF, ',' a pause, '!' a hook flash; other characters are skipped.
  // What waits still of the digits before is not sent, and they end with `cancelled`, as they do when the call ends. After a
  // flash dial tone does not end the call any more. `done` is called when this was accepted. Errors: bad_handle, bad_state
  // (before ringback, busy tone or the answer, over, or a completion is asked for), not_supported (the device cannot), call_denied
  // (the rules about numbers forbid what follows a flash).
  env::Result generate(CallId call, std::string_view digits, Done done);
  // Sends nothing more of them.
  void stop_generating(CallId call);

  // Asks the network to complete a busy or unanswered call. Exactly one reply: the id when the network accepted, or an
  // error, and then nothing is outstanding and the call is as it was.
  // Errors: bad_handle, bad_state, bad_mode, bad_message_id, completion_overrun, completion_not_offered, emergency_number,
  // refused_by_network, device errors; `unknown` remedy when it was sent and nothing is known.
  void complete(CallId call, CompletionMode mode, std::uint32_t message, CompletionReply reply);
  // The same without a call in hand, on a line that is free: for networks whose code stands for itself or names the number.
  // A code about 'the last call' is sent only when that call was to this number, or when no number is given.
  // Errors besides: line_busy, line_ringing, line_down (later), completion_not_offered.
  void complete_without_call(const CompletionRequest& wanted, CompletionReply reply);
  // Takes an outstanding request back. Waits while the line is in use. Errors: bad_completion_id (unknown, ended or its
  // recall is offered already), cancel_not_offered (the network cannot cancel just this one), refused_by_network.
  void uncomplete(CompletionId id, Done done);

  // Who has the hook: "call 2", "completion 3" while a procedure of it runs, empty when nobody has. [invariant I6]
  [[nodiscard]] std::string hook_owner() const;
  [[nodiscard]] std::optional<CallView> call(CallId call) const;
  [[nodiscard]] std::vector<CallView> calls() const;
  [[nodiscard]] std::optional<CompletionView> completion(CompletionId id) const;
  // The last things that happened to one, oldest first; empty when the id is unknown.
  [[nodiscard]] std::vector<JournalStep> history(CompletionId id) const;
  // No call, no request, and nothing under way on the line.
  [[nodiscard]] bool at_rest() const;
  // Those that count as outstanding, oldest first. [dwNumCallCompletions]
  [[nodiscard]] std::vector<CompletionView> completions() const;
  // Whether any of them can be taken back now.
  [[nodiscard]] bool can_uncomplete() const;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace campon::provider
