// Every wait of the simulated network: name, default, source. No other duration stands in hw-sim/.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::sim {

using namespace std::chrono_literals;

struct ExchangeTimers {
  env::Duration dial_tone_delay = 200ms;  // from off hook to dial tone
  env::Duration first_digit = 15s;        // then reorder [feature-codes 7: about 10 s and more]
  env::Duration next_digit = 5s;          // then what was dialled counts as it is [feature-codes 7: 4-10 s]
  env::Duration set_up = 700ms;           // from the last digit to what is heard of the other line
  env::Duration feature = 400ms;          // from a code to its tone
  env::Duration hang_up = 1200ms;         // a shorter break of the loop is a flash [feature-codes 7: DAHDI accepts 1250 ms]
  env::Duration shortest_flash = 80ms;
  env::Duration guard = 5s;               // after B hangs up, so that B can dial first [T-CCBS4]
  env::Duration camp_on_guard = 500ms;    // a waiting call is put through almost at once
  env::Duration data_after_ring = 500ms;  // silence before the data message [fxo-dsp 1.9]
  env::Duration data_length = 500ms;      // an MDMF message at 1200 bit/s
  env::Duration loop_break = 500ms;       // when the far end has cleared [fxo-dsp 2]
  env::Duration after_clearing = 2s;      // then dial tone
  env::Duration virtual_ring_cycle = 6s;  // one ring of a telephone without a modem
  env::Duration pick_up = 1s;             // into the ring on which it is answered
  env::Duration give_up = 60s;            // how long a stranger lets it ring
};

}  // namespace campon::sim
