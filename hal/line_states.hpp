// The states of a telephone line and what each order and event does in them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "hal/env/state_table.hpp"

namespace campon::hal {

enum class LineState : std::uint8_t {
  out_of_service,  // not started, or the device is gone
  starting,        // the device is being made ready
  idle,            // on hook, quiet
  ringing,         // on hook, ring voltage comes and goes
  seizing,         // going off hook to call
  answering,       // going off hook to answer
  off_hook,        // seized: a call owns it
  sending,         // digits are being sent
  flashing,        // the loop is being broken on purpose
  releasing,       // going on hook
  guard,           // on hook, too short yet for a new seizure
};

enum class LineInput : std::uint8_t {
  start,  // orders
  seize,
  answer,
  flash,
  send_digits,
  release,
  done,  // the running command of the device succeeded
  failed,
  ring,          // a burst
  ring_on_hook,  // the line rings, so the loop is still open though an order has taken it. [fault L06]
  ring_stopped,
  guard_over,
  gone,  // device gone
};

enum class LineAction : std::uint8_t {
  none,
  order,             // give the command to the device
  order_release,     // the same, after ending the order that runs with `cancelled`
  defer_seize,       // carry it out when the guard is over
  seize_or_rest,     // the guard is over: carry out the deferred seizure, if any
  finish,            // the order succeeded
  finish_failed,     // the order failed; the line stays as it is
  fail_and_release,  // the order failed; put the line on hook
  rest,              // on hook: finish the release, start the guard
  already_on_hook,   // the release succeeds as it is
  ring_goes_on,      // wait for the end of ringing
  ring_first,        // the same, and a deferred seizure fails: the ring came first
  give_way,          // glare: the seizure is abandoned
  abandon,           // the device is away: everything pending fails
};

struct LineMachine {
  using State = LineState;
  using Input = LineInput;
  using Action = LineAction;
  static constexpr std::string_view k_name = "line";
  static constexpr std::array<std::string_view, 11> k_states{"out_of_service", "starting", "idle",     "ringing",   "seizing", "answering",
                                                             "off_hook",       "sending",  "flashing", "releasing", "guard"};
  static constexpr std::array<std::string_view, 13> k_inputs{"start",        "seize",      "answer", "flash", "send_digits",
                                                             "release",      "done",       "failed", "ring",  "ring_on_hook",
                                                             "ring_stopped", "guard_over", "gone"};
  static constexpr std::array<std::string_view, 14> k_actions{
      "",     "order",           "order_release", "defer_seize", "seize_or_rest", "finish", "finish_failed", "fail_and_release",
      "rest", "already_on_hook", "ring_goes_on",  "ring_first",  "give_way",      "abandon"};
};

extern const env::StateTable<LineMachine> k_line_table;
env::PrintableTable line_states();

}  // namespace campon::hal
