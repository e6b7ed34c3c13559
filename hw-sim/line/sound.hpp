// What can be heard on a line, and how tones and rings are made of bursts and pauses.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"

namespace campon::sim {

enum class Sound : std::uint8_t { silence, dial, stutter, busy, reorder, ringback, confirmation, sit, voice, waiting, warning, howler };

// "dial", "busy", "silence"; what `ctl show` prints.
std::string_view to_string(Sound sound);

struct Burst {
  env::Duration on{};
  env::Duration off{};
};

// Repeated for ever where `repeats`, otherwise played once. Empty is steady.
struct Cadence {
  std::vector<Burst> bursts;
  bool repeats = true;
  [[nodiscard]] env::Duration cycle() const;
  [[nodiscard]] env::Duration last_pause() const { return bursts.empty() ? env::Duration{} : bursts.back().off; }
};

// What the exchange puts on a line at one time.
struct Signal {
  Sound sound = Sound::silence;
  Cadence cadence;
};

// What a call is, in the caller id. [EN 300 659-3 5.4.4, parameter 0x11]
enum class CallType : std::uint8_t { none = 0, voice = 1, ring_back_when_free = 2 };

struct CallerId {
  std::string number;  // "P" withheld, "O" not available
  std::string name;
  CallType type = CallType::none;
};

struct RingPattern {
  Cadence cadence;
  bool id_after_cycle = false;  // caller id in the pause after the first whole cycle, not after the first burst
};

}  // namespace campon::sim
