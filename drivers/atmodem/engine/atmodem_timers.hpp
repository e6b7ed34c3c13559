// Every wait of the AT driver: name, default, unit in the literal, source. A personality may override some of them.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::atmodem {

using namespace std::chrono_literals;

// The dialogue.
struct ChatTimers {
  env::Duration pacing = 100ms;          // from a result code to the next command line [V.250 5.6; voice-modems 1.1]
  env::Duration abort_deaf = 150ms;      // characters within 125 ms after a command line are ignored [V.250 5.6.1]
  env::Duration abort_result = 5s;       // from the abort to its result code; ours
  env::Duration abort_again = 1s;        // a stream that does not end is aborted again [voice-modems 2.6]
  env::Duration resync = 2s;             // answer to a plain AT [voice-modems 1.5 #6]
  env::Duration settle = 300ms;          // quiet after that answer, for late ones still to come; ours, beyond two results in a burst
  env::Duration trouble_window = 10min;  // three answers lost within this are no accident; ours [fault D08]
};

// How long a command may take, by its kind. [voice-modems 1.5 #6]
struct CommandTimers {
  env::Duration setting = 2s;
  env::Duration query = 3s;  // identification texts are made up slowly by some; ours
  env::Duration reset = 30s;
  env::Duration hook = 5s;      // relay and loop current; ours
  env::Duration answer = 10s;   // voice mode answers without a handshake; ours
  env::Duration tones = 2s;     // beyond the length of the tones themselves [voice-modems 2.2]
  env::Duration dial = 8s;      // beyond the digits: S6, at most 4 s, and as much again [voice-modems 1.3]
  env::Duration digit = 500ms;  // one digit of a dial string, whatever S11 says [voice-modems 2.2]
};

// Ring and caller id.
struct ReportTimers {
  env::Duration caller_id_quiet = 500ms;  // after its last line a caller id is complete [voice-modems 4.2]
  env::Duration ring_memory = 8s;         // a burst later than this begins a new ringing: 1.5 x the longest pause [voice-modems 4.5]
  env::Duration measured_burst = 3s;      // after RING the length of the burst comes within this, or never; bursts last up to 2 s
};

// Sound through the modem.
struct AudioTimers {
  env::Duration connect = 5s;   // from +VRX or +VTX to CONNECT; ours
  env::Duration silence = 2s;   // a recording that brings no byte for so long has stopped; ours
  env::Duration ahead = 400ms;  // so much is written ahead of the time at which it is heard; ours
  env::Duration piece = 100ms;  // written at once; ours
  env::Duration drain = 5s;     // beyond what was written ahead, until the end of playing is confirmed; ours
};

// More than any line tells; a port that says more is mad or malicious. [fault R11, R07]
struct FloodLimits {
  env::Duration window = 1s;    // the count begins anew after this; ours
  unsigned items = 1000;        // responses and events in it: a line at 57.6 kbit/s is full of RING with 720; ours
  env::Duration penalty = 10s;  // nothing it says counts for so long; ours
};

// The last resort: hanging up by DTR. [voice-modems 1.4]
struct DtrTimers {
  env::Duration low = 500ms;      // longer than S25, 50 ms by default
  env::Duration settle = 2500ms;  // a modem was seen to take more than 2 s, and to send a stray OK then
};

// Asking a stranger.
struct ProbeTimers {
  env::Duration whole = 60s;  // all questions together; ours: 28 of them at 3 s would take longer than people wait
};

struct AtTimers {
  ChatTimers chat;
  CommandTimers command;
  ReportTimers report;
  AudioTimers audio;
  FloodLimits flood;
  DtrTimers dtr;
  ProbeTimers probe;
};

}  // namespace campon::atmodem
