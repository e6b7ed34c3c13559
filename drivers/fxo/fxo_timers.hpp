// The waits of an FXO port: name, value, source.
#pragma once

#include <chrono>

#include "hal/env/time.hpp"

namespace campon::fxo {

using namespace std::chrono_literals;

struct FxoTimers {
  // From going off hook until the kernel takes a flash and the exchange listens: debouncetime, 600 ms unless the channel says
  // otherwise, and this. [fxo-dsp 1.6]
  env::Duration settle_margin = 20ms;
  env::Duration settle_default = 600ms;
  // A flash before that is refused with EBUSY; it is given again, so often at most.
  unsigned flash_tries = 3;
  // What comes before the break of a flash. The kernel's 50 ms would be audible as a delay only. [fxo-dsp 1.6: measured with 5 ms]
  env::Duration pre_flash = 5ms;
  // HOOKCOMPLETE comes a few milliseconds late; DIALCOMPLETE not at all when anything has killed the dial. [fxo-dsp 1.6, 1.7]
  env::Duration flash_late = 500ms;
  env::Duration dial_late = 2s;
  // The kernel's own pace, and its pause 'W'. [fxo-dsp 1.7]
  env::Duration digit = 200ms;
  env::Duration dial_pause = 500ms;
  // What a comma in a dial string means: made of the kernel's pauses. [V.250 6.3.1: S8]
  env::Duration comma = 2s;
  // Of digits that the port makes itself: what is right for feature codes too. [feature-codes 7]
  env::Duration digit_tone = 100ms;
  env::Duration digit_pause = 100ms;
  // What may be asked for. A shorter break is a click everywhere, a longer one hangs up everywhere. [feature-codes 7]
  env::Duration flash_shortest = 20ms;
  env::Duration flash_longest = 1500ms;
  // RINGOFFHOOK comes so long after the end of a burst. [measured: fxo-dsp 1.8]
  env::Duration ring_tail = 50ms;
  // A burst is over when the card says so; one that it forgot is over after this: the longest is 2 s. [feature-codes 7]
  env::Duration ring_longest = 5s;
  // So soon after hanging up the kernel tells no new ring at all: a RINGOFFHOOK belongs to the one that was answered. [fxo-dsp 1.8: 2 s]
  env::Duration ring_mute = 1900ms;
  // No pause of a cadence is longer: what rings after it is another call. [hal/line_timers.hpp: ring_stopped]
  env::Duration ring_gap = 7500ms;
  // After a burst or a reversal a caller id message begins within 1.5 s and lasts up to 1.1 s; DTMF is slower. [GR-30, EN 300 659-1]
  env::Duration caller_id = 6s;
  // Reversals so soon after a seizure are the seizure's own. [fxo-dsp 1.8]
  env::Duration polarity_blind = 600ms;
  // A loop drop is followed by an alarm when the battery stays away; a cleared call's battery comes back within it. [fxo-dsp 1.8]
  env::Duration alarm_settles = 5s;
  // A device that is away is looked for so often. [fault D07]
  env::Duration try_again = 5s;
};

}  // namespace campon::fxo
