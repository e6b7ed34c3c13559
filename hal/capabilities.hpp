// What a line can do and hear, as data. A provider asks; it never tests for a driver type.
#pragma once

#include <cstdint>

#include "hal/env/time.hpp"

namespace campon::hal {

struct Capabilities {
  // Which facts the device tells, or its audio lets us hear, while the line is off hook.
  bool hears_dial_tone = false;
  bool hears_stutter = false;
  bool hears_busy = false;
  bool hears_reorder = false;  // false where the device calls reorder busy too
  bool hears_ringback = false;
  bool hears_sit = false;
  bool hears_confirmation = false;
  bool hears_voice = false;
  bool hears_loop_drop = false;
  bool hears_polarity = false;
  bool hears_digits = false;  // DTMF of the other party, in a call

  bool ring_cadence = false;  // bursts come with their lengths
  bool caller_id = false;
  bool call_type = false;  // the caller id can say "ring back when free"

  bool stays_off_hook_on_busy = false;  // without it a busy call cannot be completed
  bool seizes_by_dialing = false;       // the loop is closed by the first digits: until then the line can ring
  bool digits_in_call = false;
  bool flash = false;
  env::Duration flash_shortest{};  // zero where `flash` is false
  env::Duration flash_longest{};

  std::uint8_t services = 0;  // what the device asks of the network itself: bit = 1 << ServiceKind
};

}  // namespace campon::hal
