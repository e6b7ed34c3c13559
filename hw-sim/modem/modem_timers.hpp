// Every wait of the simulated modem: name, default, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

using namespace std::chrono_literals;

struct ModemTimers {
  env::Duration abort_window = 125ms;     // bytes sooner after the command do not abort it [voice-modems 1.1]
  env::Duration relay = 30ms;             // the hook relay
  env::Duration dtmf_gap = 70ms;          // after each digit [ES 201 235-2]
  env::Duration comma = 2s;               // S8
  env::Duration flash = 500ms;            // S29 where a command gives no length
  env::Duration dial_tone_heard = 400ms;  // until a detector is sure [fxo-dsp 1.9: 300-600 ms]
  env::Duration single_burst = 350ms;
  env::Duration voice_heard = 300ms;
  env::Duration blind = 2s;            // S6 under X0, X1 and X3
  env::Duration dial_tone_limit = 5s;  // no dial tone under X2 and X4
  env::Duration carrier_limit = 50s;   // S7
};

}  // namespace campon::sim
