// How one make of modem behaves, as data.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::sim {

// What a modem can make out on its line.
enum class Heard : std::uint8_t { dial_tone, stutter, confirmation, busy, reorder, ringback, voice, loop_drop, ring, sit };
inline constexpr std::array<std::string_view, 10> k_heard_names{"dial_tone", "stutter", "confirmation", "busy", "reorder",
                                                                "ringback",  "voice",   "loop_drop",    "ring", "sit"};

struct Hearing {
  env::Duration dial_tone_after{};
  env::Duration voice_after{};
  env::Duration ringback_after{};
  std::size_t busy_cycles = 0;
};

struct Personality {
  std::string manufacturer, model, revision;
  std::vector<std::string> info;  // I0, I1, ..
  bool echo = true;
  std::size_t line_limit = 0;  // characters after AT
  env::Duration latency_min{}, latency_max{};
  env::Duration abort_after{};
  env::Duration reset_time{};
  bool busy_hangs_up_in_voice = false;
  Hearing hearing;
  std::array<char, k_heard_names.size()> events{};  // 0: not reported
  std::vector<std::string> classes;
  std::vector<std::string> line_selections;
  std::vector<std::string> factory;  // commands without AT

  [[nodiscard]] char event(Heard heard) const { return events[static_cast<std::size_t>(heard)]; }
};

// Errors: bad_profile with file:line.
env::Expected<Personality> parse_personality(std::string_view text, std::string_view file);

}  // namespace campon::sim
