// The words of the provider: calls and completions as values, in TAPI's terms.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hal/caller_id.hpp"
#include "hal/env/error.hpp"
#include "hal/env/wall_clock.hpp"
#include "hal/evidence.hpp"
#include "hal/line_event.hpp"

namespace campon::provider {

// Unique on one line for the life of the process, never 0.
struct CallId {
  std::uint32_t value = 0;
  auto operator<=>(const CallId&) const = default;
};

// Unique among the completions of one line that are remembered, never 0. [TAPI "Completion ID"]
struct CompletionId {
  std::uint32_t value = 0;
  auto operator<=>(const CompletionId&) const = default;
};

// [TAPI LINECALLCOMPLMODE_]
enum class CompletionMode : std::uint8_t { campon, callback, intrude, message };
// [TAPI LINECALLCOMPLCOND_]
enum class CompletionCondition : std::uint8_t { busy, no_answer };

std::string_view to_string(CompletionMode mode);
std::string_view to_string(CompletionCondition condition);
std::optional<CompletionMode> completion_mode(std::string_view word);

// [TAPI LINECALLSTATE_], those that one plain line can have.
enum class CallState : std::uint8_t {
  idle,      // over; only waits to be closed
  offering,  // rings; nobody has answered
  dialtone,
  dialing,
  proceeding,  // dialled; nothing heard yet
  ringback,
  busy,         // off hook, busy tone heard
  specialinfo,  // off hook, SIT or reorder heard
  connected,
  disconnected,  // the line is on hook; the cause is known
};
std::string_view to_string(CallState state);

enum class BusyMode : std::uint8_t { unknown, station, trunk };  // [LINEBUSYMODE_]
enum class DisconnectMode : std::uint8_t {
  unknown,
  normal,
  busy,
  no_answer,
  no_dial_tone,
  congestion,
  unreachable,
  temporary_failure,
  cancelled
};
enum class CallOrigin : std::uint8_t { outbound, inbound };        // [LINECALLORIGIN_]
enum class CallReason : std::uint8_t { direct, call_completion };  // [LINECALLREASON_]
std::string_view to_string(DisconnectMode mode);

// A call as it is now.
struct CallView {
  CallId id;
  CallState state = CallState::idle;
  BusyMode busy_mode = BusyMode::unknown;
  DisconnectMode disconnect_mode = DisconnectMode::unknown;
  bool stutter_dial_tone = false;
  hal::SitClass sit = hal::SitClass::unknown;  // meaning only in specialinfo
  // How it is known that the far end answered; meaning only in connected.
  hal::Evidence answer_evidence = hal::Evidence::inferred;
  CallOrigin origin = CallOrigin::outbound;
  CallReason reason = CallReason::direct;
  CompletionId completion;  // 0 unless reason is call_completion, or a camp-on or intrusion acts on this call
  std::string called;       // what was dialled, or the number that a recall leads to
  hal::CallerId caller;     // inbound only
  env::WallTime state_entered{};
  // What may be asked of this call now: complete() with these modes (bit = 1 << CompletionMode).
  std::uint8_t completion_modes = 0;
  bool sends_digits = false;  // generate() would be taken now
  bool takes_number = false;  // so would dial()
  // Inbound: why this ring is, or is not, taken for a recall; for people, escaped. Empty while nothing was outstanding.
  std::string verdict;
};

// The life of a completion, published as the table `completion`.
enum class CompletionState : std::uint8_t {
  activating,   // asked; the procedure runs on the line
  uncertain,    // sent, and nothing is known; the network is being asked
  outstanding,  // the network has accepted it and watches the called party
  suspended,    // the called party is free, and we are not: the network waits for us
  camped,       // accepted, and the call itself waits on the line (camp on)
  cancelling,   // the cancel procedure waits for the line or runs
  recalling,    // the network rings back
  connecting,   // the recall is answered; the network calls the other party
  completed,    // terminal: connected, or the message or intrusion was carried out
  cancelled,    // terminal
  expired,      // terminal
  failed,       // terminal
  refused,      // never accepted; leaves no trace but its reply
};
std::string_view to_string(CompletionState state);

// Why a completion ended; one for each terminal event.
enum class CompletionEnd : std::uint8_t {
  none,         // not ended
  connected,    // the other party answered
  carried_out,  // message left, or intrusion granted
  cancelled_by_user,
  recall_not_answered,  // we did not answer the recall and the network deletes such requests
  busy_again,           // the other party was busy again when the recall was answered
  other_party_silent,   // the recall was answered, and the other party never did
  lifetime_over,
  hung_up,   // the camped call was given up
  replaced,  // the network keeps one request and a newer one took its place
  refused_by_network,
  line_lost,
  unknown_result,   // sent, never confirmed, and could not be cleared up
  lost_by_network,  // the network says that it has no such request any more
  attempts_over,    // redialling: as many attempts as the region allows
  unreachable,      // redialling: the number cannot be reached at all
};
std::string_view to_string(CompletionEnd end);

// How it is known that the network accepted a request.
enum class Acceptance : std::uint8_t { none, assumed, reported, heard };
std::string_view to_string(Acceptance acceptance);

struct CompletionView {
  CompletionId id;
  CompletionMode mode = CompletionMode::callback;
  CompletionCondition condition = CompletionCondition::busy;
  CompletionState state = CompletionState::activating;
  CompletionEnd end = CompletionEnd::none;
  Acceptance acceptance = Acceptance::none;
  std::string number;
  std::string heard;  // what the acceptance or refusal rests on: "stutter dial tone", "nothing for 4 s"
  CallId call;        // the call it acts on or that it brought; 0 when none
  env::WallTime asked{};
  env::WallTime deadline{};   // when the network forgets it
  std::uint32_t message = 0;  // of mode message
  unsigned attempts = 0;      // redialling: how often the number was called so far
  bool emulated = false;      // the network has no such service; the number is called again and again
};

// A completion that is asked for without a call in hand.
struct CompletionRequest {
  std::string number;  // empty: the last one that was called on this line, whatever it was
  CompletionMode mode = CompletionMode::callback;
  CompletionCondition on = CompletionCondition::busy;
  std::uint32_t message = 0;
};

}  // namespace campon::provider
