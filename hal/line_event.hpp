// What a telephone line tells: one variant of values, each with its time and its evidence.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "hal/caller_id.hpp"
#include "hal/env/time.hpp"
#include "hal/evidence.hpp"

namespace campon::hal {

using env::Duration;
using env::Time;

// One burst of ringing. Reported at its end where the device measures it, at its start where it only says RING.
struct RingBurst {
  std::optional<Duration> on;          // length of this burst, where known
  std::optional<Duration> gap_before;  // silence since the burst before it, where known
};
struct RingStopped {};  // nothing rang for longer than any cadence pauses
struct CallerIdReceived {
  CallerId id;
};
// Somebody calls while the line is in use; the number where the network shows it. [3GPP TS 27.007 +CCWA]
struct CallWaiting {
  CallerId id;
};
struct DialTone {
  bool stutter = false;  // recall dial tone, message waiting, and on many exchanges the confirmation of a code
};
struct Ringback {};  // once per burst where the device tells each
struct Busy {};
struct Reorder {};
enum class SitClass : std::uint8_t { unknown, no_circuit, intercept, vacant_code, reorder };
struct Sit {
  SitClass kind = SitClass::unknown;
};
struct Confirmation {};
struct Voice {};     // somebody or something speaks
struct Answered {};  // evidence says how it is known; electrical is the only certain one
struct LoopDrop {};  // the exchange opened the loop: the far end is gone
struct PolarityReversal {};
struct Digit {
  char digit = '0';
};
// The device itself refuses to dial this number, for so long where it says so: a modem's own redial rules. [fault P08]
struct DialBlocked {
  std::optional<Duration> length;
  std::string why;  // "BLACKLISTED", as the device said it
};
// The device works, but not as it should: answers were lost, or somebody else reads them. [fault D08]
struct DeviceTrouble {
  std::string why;
};
struct LineDown {};
struct LineUp {};
struct DeviceGone {
  std::string why;
};
struct DeviceBack {};

using LineFact =
    std::variant<RingBurst, RingStopped, CallerIdReceived, CallWaiting, DialTone, Ringback, Busy, Reorder, Sit, Confirmation, Voice,
                 Answered, LoopDrop, PolarityReversal, Digit, DialBlocked, DeviceTrouble, LineDown, LineUp, DeviceGone, DeviceBack>;

struct LineEvent {
  Time at;
  Evidence evidence = Evidence::protocol;
  LineFact fact;
};

// "busy", "ring burst 0.4 s", "caller id 5550123"; escaped, for traces.
std::string describe(const LineFact& fact);

}  // namespace campon::hal
