// Every wait of the program: name, default, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::cli {

using namespace std::chrono_literals;

struct AppTimers {
  // The far end rings, and nobody answers: then on-no-answer acts or the call is given up. [GR-506: 10 rings of 6 s]
  env::Duration no_answer = 60s;
  // On hook and, where possible, cancelled after Ctrl-C; longer is given up. A second Ctrl-C ends it at once. Ours.
  env::Duration interrupted = 45s;
  // The network has answered a request or a cancel; a line in use makes both wait. Ours.
  env::Duration asking = 3min;
  // All lines on hook at the end. Ours.
  env::Duration closing = 10s;
  // The device must be in service. Ours.
  env::Duration opening = 20s;
  // In the line test: the exchange gives dial tone. Ours.
  env::Duration dial_tone = 6s;
  // The status line is drawn anew; and plain lines come, where stderr is no terminal. Ours.
  env::Duration status_line = 500ms;
  env::Duration status_plain = 30s;
  // The longest attempt: a day, far over every retention. Ours.
  env::Duration attempt = 24h;
  // In the demonstration: how long B is busy, how long they talk, and how much line time a scenario may take. Ours.
  env::Duration demo_busy = 40s;
  env::Duration demo_talk = 5s;
  env::Duration demo_scenario = 30min;
};
inline constexpr AppTimers k_app_timers{};

}  // namespace campon::cli
