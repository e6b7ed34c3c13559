// Every wait of the provider: name, default, range, source. No other duration stands in provider/.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::provider {

using namespace std::chrono_literals;

struct ProviderTimers {
  // Off hook, no dial tone for this long: the attempt ends with no_dial_tone. [V.250 S6; fault L01]
  env::Duration dial_tone = 8s;
  // A ring is offered at the latest this long after its first burst, whatever is still unknown about it. [fault L08]
  env::Duration offer_at_latest = 4s;
  // Where the device cannot hear dial tone: off hook this long before the first digit. [feature-codes 8: JP 3 s, AU 2.7 s]
  env::Duration blind_dial = 3s;
  // After the answered recall: nothing but silence for this long means that the other party never answered; on a device that
  // could not tell an answer, that it did.
  env::Duration connecting = 90s;
  // What ',' among the digits of a call waits. [V.250 6.3.11, S8]
  env::Duration pause = 2s;
  // Redialling: how long the answer of an attempt is listened for, and how long the application has to answer the recall that
  // follows. [EN 300 359 T-CCBS3: 10 to 20 s]
  env::Duration attempt = 30s;
  env::Duration own_recall = 20s;
  // A network that can list its requests is asked now and then whether it still has them. [fault X04]
  env::Duration audit = 10min;
  // After a doubt it is asked so many times, so far apart, before the request is given up. [fault D03]
  unsigned questions = 3;
  env::Duration ask_again = 20s;
  // A device that went out of service is made ready again so often, until it is. [fault D14]
  env::Duration serve_again = 30s;
  // The lifetime of a request passes while the machine is suspended, when no timer runs: it is looked at so often. [fault D16;
  // invariant I18: at most 30 s late]
  env::Duration lifetime_look = 30s;
  // A finished completion is remembered this long, so that a late recall of it rings nobody. Its id is never given
  // again. [invariant I3: 60 s at least; faults X05, X06, X12]
  env::Duration remembered = 10min;
};

}  // namespace campon::provider
