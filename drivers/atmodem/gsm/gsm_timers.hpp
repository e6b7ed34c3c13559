// Every wait of the GSM driver beyond those of the AT dialogue: name, default, source. A personality may override some of them.
#pragma once

#include "drivers/atmodem/engine/atmodem_timers.hpp"

namespace campon::atmodem {

struct GsmTimers {
  env::Duration dial = 20s;                // OK comes at once, but codes of supplementary services wait for the network [voice-modems 5.1]
  env::Duration answer = 20s;              // ATA ends when the call is connected [TS 27.007 6.5]; ours
  env::Duration network = 30s;             // supplementary service with the network; ours
  env::Duration hang_up = 10s;             // +CHUP waits for the network's release; ours
  env::Duration sim_rest = 1s;             // before a busy SIM is asked again; ours
  env::Duration poll = 500ms;              // +CLCC while a call is up [voice-modems 5.1]
  env::Duration poll_grace = 3s;           // after the dialling +CLCC may show nothing yet [voice-modems 6]; ours
  env::Duration ringback_again = 4s;       // alerting goes on; below the 7.5 s after which ringback counts as over [hal/line_timers.hpp]
  env::Duration ring_memory = 8s;          // RING comes every 3 to 5 s; after this the caller has given up; ours
  env::Duration ring_apart = 500ms;        // between two rings at least; ours
  env::Duration recall_again = 4s;         // a recall that is told once rings on, for the same reason as ringback
  env::Duration recall_lifetime = 20s;     // T4 [TS 24.093; feature-codes 5]
  env::Duration retention = 15s;           // T1: the busy call is kept for at least so long [TS 24.093; feature-codes 5]
  env::Duration service_text = 5s;         // after OK, until the network's text comes; ours
  env::Duration unclosed_text = 1s;        // a quoted text over several lines comes in one piece; ours
  env::Duration message_prompt = 5s;       // until the modem asks for the text; ours
  env::Duration message = 60s;             // from there to the end [voice-modems 5.6]
  env::Duration message_prompt_rest = 1s;  // after ESC, before the modem is spoken to again; ours
  env::Duration tone = 300ms;              // one digit of +VTS and its pause; OK may come before its end [voice-modems 5.6]
  env::Duration comma = 2s;                // a pause between two digits [V.250 S8]
};

// There is no loop to break: a flash is +CHLD=2, whatever its length. Wide enough for every region. [feature-codes 7]
inline constexpr env::Duration k_gsm_flash_shortest = 1ms;
inline constexpr env::Duration k_gsm_flash_longest = 2s;

}  // namespace campon::atmodem
