// The life of a completion: what is asked, heard and decided, and what follows.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "hal/env/state_table.hpp"
#include "provider/types.hpp"

namespace campon::provider {

enum class CompletionInput : std::uint8_t {
  accepted,          // the network keeps the request
  accepted_to_wait,  // the network lets the call wait on the line
  carried_out,       // message left, intrusion granted, or completed at once
  refused,           // or given up before anything was sent
  unknown,           // sent, and nothing is known or can be asked
  doubt,             // sent, and nothing is known; the network is being asked
  not_found,         // the network says that it has no such request
  suspended,         // the other party is free, and this line is in use
  resumed,           // this line is free again
  cancel,            // asked for
  cancel_confirmed,
  cancel_refused,
  recall,         // the network rings back
  recall_missed,  // nobody answered, and the network deletes
  recall_kept,    // nobody answered, and the network tries again
  recall_answered,
  other_answered,
  busy_again,    // the other party, and the network deletes
  busy_kept,     // the other party, and the network tries again
  other_silent,  // the other party never answered
  lifetime_over,
  hung_up,   // the waiting call was given up
  replaced,  // a newer request took its place
  lost,      // the line is away
};

enum class CompletionAction : std::uint8_t {
  none,
  tell_cancelled,  // ended from outside while it counted as outstanding [LINEDEVSTATE_COMPLCANCEL]
};

struct CompletionMachine {
  using State = CompletionState;
  using Input = CompletionInput;
  using Action = CompletionAction;
  static constexpr std::string_view k_name = "completion";
  static constexpr std::array<std::string_view, 13> k_states{"activating", "uncertain", "outstanding", "suspended", "camped",
                                                             "cancelling", "recalling", "connecting",  "completed", "cancelled",
                                                             "expired",    "failed",    "refused"};
  static constexpr std::array<std::string_view, 24> k_inputs{
      "accepted",  "accepted_to_wait", "carried_out",   "refused",         "unknown",          "doubt",
      "not_found", "suspended",        "resumed",       "cancel",          "cancel_confirmed", "cancel_refused",
      "recall",    "recall_missed",    "recall_kept",   "recall_answered", "other_answered",   "busy_again",
      "busy_kept", "other_silent",     "lifetime_over", "hung_up",         "replaced",         "lost"};
  static constexpr std::array<std::string_view, 2> k_actions{"", "tell_cancelled"};
};

extern const env::StateTable<CompletionMachine> k_completion_table;

constexpr bool is_terminal(CompletionState state) { return state >= CompletionState::completed; }
// Counts for dwNumCallCompletions and against the limit. From the offer of its recall a completion does so no more.
constexpr bool is_outstanding(CompletionState state) {
  return state == CompletionState::outstanding || state == CompletionState::suspended || state == CompletionState::camped ||
         state == CompletionState::cancelling;
}

}  // namespace campon::provider
