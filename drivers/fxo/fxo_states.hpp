// The states of an FXO port and what each order, event and wait does in them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "hal/env/state_table.hpp"

namespace campon::fxo {

enum class FxoState : std::uint8_t {
  closed,    // no device
  on_hook,   // it listens for rings
  settling,  // off hook, and the kernel takes neither flash nor digits yet
  off_hook,
  flashing,
  dialling,
};

enum class FxoInput : std::uint8_t {
  opened,  // the device is there
  seize,   // orders
  answer,
  flash,
  dial,
  release,
  settled,        // the wait after going off hook is over
  busy,           // the kernel said EBUSY to a flash
  hook_complete,  // events of the kernel
  dial_complete,
  refused,  // it took the order not at all
  overdue,  // the event did not come in time
  gone,
};

enum class FxoAction : std::uint8_t {
  none,
  lift,       // off hook
  hang_up,    // on hook
  put_off,    // the order is given when the wait is over
  give,       // give the order that was put off, if any
  flash,      // give it to the kernel
  dial,       // the same
  finish,     // the order succeeded
  fail,       // the order failed
  stop_dial,  // the same, and what is left of the digits is not sent
  abandon,    // the device is away
};

struct FxoMachine {
  using State = FxoState;
  using Input = FxoInput;
  using Action = FxoAction;
  static constexpr std::string_view k_name = "fxo";
  static constexpr std::array<std::string_view, 6> k_states{"closed", "on_hook", "settling", "off_hook", "flashing", "dialling"};
  static constexpr std::array<std::string_view, 13> k_inputs{"opened",  "seize",   "answer", "flash",         "dial",
                                                             "release", "settled", "busy",   "hook_complete", "dial_complete",
                                                             "refused", "overdue", "gone"};
  static constexpr std::array<std::string_view, 11> k_actions{"",     "lift",   "hang_up", "put_off",   "give",   "flash",
                                                              "dial", "finish", "fail",    "stop_dial", "abandon"};
};

extern const env::StateTable<FxoMachine> k_fxo_table;
env::PrintableTable fxo_states();

}  // namespace campon::fxo
