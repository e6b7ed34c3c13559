// The states of a call and what each thing heard or done on the line does to them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "hal/env/state_table.hpp"
#include "provider/types.hpp"

namespace campon::provider {

enum class CallInput : std::uint8_t {
  dial_tone,  // heard
  ringback,
  busy,
  congestion,    // reorder tone
  special_info,  // SIT
  answered,
  loop_drop,
  dialing,       // the first digits go out
  dialed,        // the last digit is out
  failed,        // no dial tone, or the device refused
  offered,       // a ring is presented
  taken,         // the ring is answered, and the caller is there
  recall_taken,  // the recall is answered, and the network calls the other party
  ring_stopped,  // nobody answered in time
  intruded,      // an intrusion was granted
  released,      // a completion procedure has put the line on hook
  hung_up,       // the application dropped the call, and the line is on hook
  lost,          // the device is away
};

enum class CallAction : std::uint8_t {
  none,
  release,  // the far end is gone: put the line on hook
};

struct CallMachine {
  using State = CallState;
  using Input = CallInput;
  using Action = CallAction;
  static constexpr std::string_view k_name = "call";
  static constexpr std::array<std::string_view, 10> k_states{"idle",     "offering", "dialtone",    "dialing",   "proceeding",
                                                             "ringback", "busy",     "specialinfo", "connected", "disconnected"};
  static constexpr std::array<std::string_view, 18> k_inputs{
      "dial_tone", "ringback", "busy",  "congestion",   "special_info", "answered", "loop_drop", "dialing", "dialed",
      "failed",    "offered",  "taken", "recall_taken", "ring_stopped", "intruded", "released",  "hung_up", "lost"};
  static constexpr std::array<std::string_view, 2> k_actions{"", "release"};
};

extern const env::StateTable<CallMachine> k_call_table;

}  // namespace campon::provider
