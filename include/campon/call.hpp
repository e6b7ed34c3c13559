// A call: connect, disconnect, complete, answer. TAPI 3's view of a call, with the completion that TAPI 3 cannot express.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campon/completion.hpp"
#include "campon/error.hpp"

namespace campon {

class Line;

// [TAPI 3 CALL_STATE, same values]
enum class CallState : std::uint8_t {
  idle = 0,        // made, not connected yet
  inprogress = 1,  // dialling, ringing at the far end, or busy while it can still be completed: see Call::busy()
  connected = 2,
  disconnected = 3,  // over; cause() says why
  offering = 4,      // rings here
  hold = 5,
  queued = 6,  // camped on: the call waits on the line until the called party is free
};

// How far an outgoing call has come, in the words of the line. [TAPI LINECALLSTATE_]
enum class CallProgress : std::uint8_t { none, dialtone, dialing, proceeding, ringback, busy, special_information, connected };

// [TAPI 3 CALL_STATE_EVENT_CAUSE, same values]
enum class CallCause : std::uint8_t {
  none = 0,
  normal = 1,
  busy = 2,
  bad_address = 3,
  no_answer = 4,
  cancelled = 5,
  rejected = 6,
  failed = 7,  // congestion, no dial tone, device errors: Call::error() tells more
  blocked = 8,
};

// [TAPI 3 DISCONNECT_CODE, same values]
enum class DisconnectCode : std::uint8_t { normal = 0, no_answer = 1, rejected = 2 };

enum class CallReason : std::uint8_t { direct, call_completion };

// Who calls, as the line said it: text from a stranger. Escape it before you print it.
struct Caller {
  std::string number;
  std::string name;
  bool withheld = false;
};

std::string_view to_string(CallState state);
std::string_view to_string(CallProgress progress);
std::string_view to_string(CallCause cause);

// The calling application owns its calls. Destroying a Call hangs it up (an offering one is left to ring out), forgets it
// and its handlers; a completion that was accepted lives on with the network. A handler may destroy the Call it was set on.
// A Call may outlive its service: one that was begun is then disconnected, orders do nothing and handlers are not called any more.
// Calls are neither copied nor moved; a std::unique_ptr<Call> that was moved from is empty, as is that of a Recall.
// Orders end through their handler, once, in a later turn of the loop. An order without handler tells its error to
// Service::on_error. The handlers of a destroyed Call are not called any more.
class Call {
 public:
  using Handler = std::function<void(Call&)>;
  using CompletionHandler = std::function<void(Expected<Completion>)>;

  ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // Seizes the line and dials. Success means that the line is seized and the exchange ready for the digits; on_state tells
  // the rest. Errors that change nothing: LINEERR_INVALCALLSTATE unless idle, LINEERR_CALLUNAVAIL (the line has a call),
  // LINEERR_NODEVICE (not in service). After any other (no dial tone, the device) the call is disconnected. [TAPI 3 Connect]
  void connect(ResultHandler done = {});
  // Hangs up; in offering it refuses. Succeeds also when the call is over already. [TAPI 3 Disconnect]
  void disconnect(DisconnectCode code, ResultHandler done = {});
  void disconnect(ResultHandler done = {}) { disconnect(DisconnectCode::normal, std::move(done)); }
  // Answers an offering call; on a recall the network then calls the other party. Errors: LINEERR_INVALCALLSTATE.
  void answer(ResultHandler done = {});

  // Asks the network to complete this busy or unanswered call. Success means accepted, not completed: what follows comes by
  // Line::on_completion and Line::on_recall. After an error nothing is outstanding and the call is as it was.
  // Errors: LINEERR_INVALCALLSTATE, _INVALCALLCOMPLMODE, _INVALMESSAGEID, _COMPLETIONOVERRUN, _OPERATIONUNAVAIL,
  // _OPERATIONFAILED (remedy `refused`: the network said no; `unknown`: it was sent and nothing is known).
  // `message` is an index into Line::messages(), used with CompletionMode::message only.
  void complete(CompletionMode mode, std::uint32_t message, CompletionHandler done);
  void complete(CompletionMode mode, CompletionHandler done) { complete(mode, 0, std::move(done)); }

  [[nodiscard]] CallState state() const;
  [[nodiscard]] CallProgress progress() const;
  // Why it is disconnected; for a busy call that is still off hook CallCause::busy.
  [[nodiscard]] CallCause cause() const;
  // Busy tone is heard and the line is held, so that complete() can act. TAPI 3 would call it disconnected.
  [[nodiscard]] bool busy() const;
  // Modes that complete() would try now.
  [[nodiscard]] std::vector<CompletionMode> completion_modes() const;
  // What was or will be dialled; for a recall the number it leads to.
  [[nodiscard]] std::string number() const;
  [[nodiscard]] CallReason reason() const;
  // The completion that brought this call or acts on it.
  [[nodiscard]] std::optional<std::uint32_t> completion_id() const;
  [[nodiscard]] Caller caller() const;
  // How it is known that the far end answered: "electrical", "protocol", "tone", "inferred". Meaning only when connected.
  [[nodiscard]] std::string_view answer_evidence() const;
  // Why connect() or the line failed; nothing when it did not.
  [[nodiscard]] std::optional<Error> error() const;

  // Called after each change of state() or progress(), and when caller, reason or completion have become known.
  void on_state(Handler handler);
  void on_info(Handler handler);

 private:
  friend class detail::LineCore;
  struct Core;
  explicit Call(std::shared_ptr<Core> core);
  // Shared with the line while it runs this call's handlers, so that a handler may destroy the Call.
  std::shared_ptr<Core> core_;
};

// The network rings back.
struct Recall {
  std::unique_ptr<Call> call;    // offering; answer() it
  std::uint32_t completion = 0;  // id of the request it belongs to
  std::string verdict;           // why this ring is taken for the recall, for people
};

}  // namespace campon
