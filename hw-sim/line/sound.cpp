#include "hw-sim/line/sound.hpp"

#include <array>

namespace campon::sim {

std::string_view to_string(Sound sound) {
  static constexpr std::array<std::string_view, 12> k_names{"silence",      "dial", "stutter", "busy",    "reorder", "ringback",
                                                            "confirmation", "sit",  "voice",   "waiting", "warning", "howler"};
  return k_names[static_cast<std::size_t>(sound)];
}

env::Duration Cadence::cycle() const {
  env::Duration sum{};
  for (const Burst& burst : bursts) sum += burst.on + burst.off;
  return sum;
}

}  // namespace campon::sim
