// Every wait of the AT dialogue: name, default, unit, source. No other duration stands in drivers/atmodem.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::atmodem {

using namespace std::chrono_literals;

struct ChatTimers {
  env::Duration setting = 2s;             // deadline of a command that only sets or asks [voice-modems 1.5 #6]
  env::Duration reset = 30s;              // ATZ and the like
  env::Duration hook = 5s;                // going on or off hook
  env::Duration sending = 3s;             // added to the length of the digits of one +VTS [voice-modems 2.2: + 2 s]
  env::Duration pacing = 100ms;           // from the end of a result code to the next command [voice-modems 1.1]
  env::Duration resync = 2s;              // deadline of the AT that looks for the modem after a silence
  env::Duration comma = 2s;               // the pause that ',' stands for [V.250 S8]
  env::Duration caller_id_quiet = 500ms;  // after a caller-id line: the report is complete [voice-modems 4.2]
  env::Duration strike = 300ms;           // DTR low, when the modem obeys no command
};

}  // namespace campon::atmodem
