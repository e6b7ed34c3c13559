// The states of the call on a mobile modem, and what each order and each result does in them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "hal/env/state_table.hpp"

namespace campon::atmodem {

enum class GsmCallState : std::uint8_t {
  idle,       // on hook
  ready,      // seized: nothing is on the air, the modem is registered
  calling,    // a number was given to the network
  alerting,   // the other telephone rings
  active,     // connected, or held
  asking,     // over before it was answered; the modem is asked why
  busy,       // met a busy party; the network keeps the call while T1 runs, and nothing may be sent that releases it
  over,       // the call has ended, the line is not released yet
  ringing,    // somebody calls
  recalling,  // the network offers to complete a busy call
  clearing,   // a release is under way
};

enum class GsmCallInput : std::uint8_t {
  seize,  // orders
  dial,
  refused,  // the modem did not take the number
  taken,    // the ringing or the recall was answered
  release,
  released,
  lost,        // the modem is away, or has begun anew
  originated,  // what the modem tells: the call that was answered is one of ours, and is being dialled. So a recall may come
  alerted,
  connected,
  met_busy,
  ended,        // the call is over, and the cause is still to be asked
  ended_known,  // and the cause is known
  t1_over,
  ring,
  recall,
  quiet,  // nothing rings any more
};

enum class GsmCallAction : std::uint8_t {
  none,
  tell_dial_tone,
  tell_ringback,
  tell_answered,
  ask_cause,
  tell_busy,
  tell_end,      // what the cause sounds like
  tell_dropped,  // the other party has gone
  tell_ring,
  tell_recall,
  tell_waiting,  // somebody calls while the line is in use
  forget_ring,
  stop,  // every wait of the call
};

struct GsmCallMachine {
  using State = GsmCallState;
  using Input = GsmCallInput;
  using Action = GsmCallAction;
  static constexpr std::string_view k_name = "gsm_call";
  static constexpr std::array<std::string_view, 11> k_states{"idle", "ready", "calling", "alerting",  "active",  "asking",
                                                             "busy", "over",  "ringing", "recalling", "clearing"};
  static constexpr std::array<std::string_view, 17> k_inputs{"seize",       "dial",       "refused", "taken",     "release",  "released",
                                                             "lost",        "originated", "alerted", "connected", "met_busy", "ended",
                                                             "ended_known", "t1_over",    "ring",    "recall",    "quiet"};
  static constexpr std::array<std::string_view, 13> k_actions{
      "",          "tell_dial_tone", "tell_ringback", "tell_answered", "ask_cause", "tell_busy", "tell_end", "tell_dropped",
      "tell_ring", "tell_recall",    "tell_waiting",  "forget_ring",   "stop"};
};

extern const env::StateTable<GsmCallMachine> k_gsm_call_table;
env::PrintableTable gsm_call_states();

}  // namespace campon::atmodem
