// A caller who waits for a number: from the acceptance to the call, the end of its life, or its deletion.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "hal/env/scheduler.hpp"

namespace campon::sim {

class Station;

// Why a code is refused. [feature-codes 5, refusals]
enum class Refusal : std::uint8_t {
  none,
  not_subscribed,
  barred,      // the target takes no such requests
  list_full,   // of the caller
  queue_full,  // of the target or of the exchange
  not_busy,    // not busy in the way that the network knows: rejected, forwarded, not disturbed, free
  duplicate,
  too_late,     // the call is forgotten
  no_call,      // there is none that the code could mean
  not_allowed,  // intrusion into what must not be heard
  nothing_set,  // nothing to cancel
};
// "none", "list full".
std::string_view to_string(Refusal refusal);

enum class RequestKind : std::uint8_t { busy, no_answer };

// waiting for the target; the caller's bell rings; told that the target is free; the call is on its way; told that its life is over
enum class RequestState : std::uint8_t { waiting, recalling, announced, placing, expiring };
// "waiting", "recalling".
std::string_view to_string(RequestState state);

struct Request {
  Station* caller = nullptr;
  Station* target = nullptr;
  RequestKind kind = RequestKind::busy;
  RequestState state = RequestState::waiting;
  unsigned index = 0;
  std::string queue;    // of the code that asked
  std::string outside;  // the number behind a trunk
  bool suspended = false;
  bool used = false;           // the target's telephone, since a request for one who did not answer
  bool confirmed = true;       // the caller hung up in time
  std::function<void()> turn;  // of a caller from another network, who is told instead of rung
  bool ghost = false;          // of a fault: no table knows it
  bool lost = false;           // of a fault: gone when the caller hangs up
  std::size_t repeats = 0;     // of the recall, so far
  env::Time expires{};
  env::Timer life;
  env::Timer step;  // the recall's end, its repetition, the time to hang up or to call

  [[nodiscard]] bool recalling() const { return state == RequestState::recalling || state == RequestState::expiring; }
};

}  // namespace campon::sim
