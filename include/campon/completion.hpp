// A call completion: what was asked of the network, whether it was accepted, and how it ended.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "campon/error.hpp"

namespace campon {

namespace detail {
class LineCore;
}

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
// Ends an order: exactly once, in a later turn of the loop, never inside the call that gave the order.
using ResultHandler = std::function<void(Result)>;

// [TAPI LINECALLCOMPLMODE_]
enum class CompletionMode : std::uint8_t {
  campon,    // the call waits on the line until the called party is free
  callback,  // the network rings back when the called party is free
  intrude,   // joins the conversation in progress
  message,   // leaves one of the network's fixed messages
};
// [TAPI LINECALLCOMPLCOND_]
enum class CompletionCondition : std::uint8_t { busy, no_answer };

enum class CompletionState : std::uint8_t {
  activating,   // asked; nothing is promised yet
  uncertain,    // sent, and nothing is known; the network is being asked
  outstanding,  // the network has accepted it and watches the called party
  suspended,    // the called party is free, and this line is in use: the network waits for us
  camped,       // accepted; the call itself waits on the line
  cancelling,
  recalling,   // the network rings back
  connecting,  // the recall is answered; the network calls the other party
  completed,   // over, as are all below
  cancelled,
  expired,
  failed,
  refused,
};

enum class CompletionEnd : std::uint8_t {
  none,         // not over
  connected,    // the other party answered
  carried_out,  // the message was left, or the intrusion granted
  cancelled_by_user,
  recall_not_answered,
  busy_again,          // the other party was busy again when the recall was answered
  other_party_silent,  // the recall was answered, and the other party never did
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

// How it is known that the network accepted the request, weakest first.
enum class Acceptance : std::uint8_t {
  none,
  assumed,   // the line cannot hear, and nothing spoke against it
  reported,  // the modem said so
  heard,     // a tone was heard
};

std::string_view to_string(CompletionMode mode);
std::string_view to_string(CompletionCondition condition);
std::string_view to_string(CompletionState state);
std::string_view to_string(CompletionEnd end);
std::string_view to_string(Acceptance acceptance);
std::optional<CompletionMode> completion_mode(std::string_view word);

// A completion as it was when this value was made; Line::completion(id) gives it as it is now. Copies freely and may
// outlive its service: cancel() then does nothing. Destroying it cancels nothing: the request is the network's.
class Completion {
 public:
  // Unique among the completions of its line, never 0. [TAPI "Completion ID"]
  [[nodiscard]] std::uint32_t id() const { return id_; }
  [[nodiscard]] CompletionMode mode() const { return mode_; }
  [[nodiscard]] CompletionCondition condition() const { return condition_; }
  [[nodiscard]] const std::string& number() const { return number_; }
  [[nodiscard]] CompletionState state() const { return state_; }
  [[nodiscard]] bool over() const { return state_ >= CompletionState::completed; }
  [[nodiscard]] CompletionEnd end() const { return end_; }
  [[nodiscard]] Acceptance acceptance() const { return acceptance_; }
  // What acceptance or refusal rests on: "stutter dial tone". Escaped.
  [[nodiscard]] const std::string& evidence() const { return evidence_; }
  // When it was asked, and when the network forgets it.
  [[nodiscard]] WallTime asked() const { return asked_; }
  [[nodiscard]] WallTime deadline() const { return deadline_; }

  // How often the number was called so far, where the network has no such service and it is redialled from here.
  [[nodiscard]] bool redialled() const { return redialled_; }
  [[nodiscard]] unsigned attempts() const { return attempts_; }

  // Takes the request back. Waits while the line is in use. Errors: LINEERR_INVALCOMPLETIONID (over, or its recall is
  // offered already), LINEERR_OPERATIONUNAVAIL (the network cannot cancel just this one), LINEERR_OPERATIONFAILED.
  void cancel(ResultHandler done = {}) const;

 private:
  friend class detail::LineCore;
  Completion() = default;

  std::uint32_t id_ = 0;
  CompletionMode mode_ = CompletionMode::callback;
  CompletionCondition condition_ = CompletionCondition::busy;
  CompletionState state_ = CompletionState::activating;
  CompletionEnd end_ = CompletionEnd::none;
  Acceptance acceptance_ = Acceptance::none;
  std::string number_;
  std::string evidence_;
  WallTime asked_{};
  WallTime deadline_{};
  bool redialled_ = false;
  unsigned attempts_ = 0;
  // Weak: a completion is kept by applications longer than the line it came from.
  std::weak_ptr<detail::LineCore> line_;
};

}  // namespace campon
