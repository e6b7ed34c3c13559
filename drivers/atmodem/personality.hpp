// A modem as data: how it is made ready, how it seizes, dials and releases, and what its reports mean.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hal/capabilities.hpp"
#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::atmodem {

struct InitCommand {
  std::string text;
  bool needed = true;  // without it the modem cannot be used; otherwise an ERROR is passed over
  bool reset = false;  // takes long
};

// What a shielded event means. [voice-modems 2.4]
enum class EventMeaning : std::uint8_t { dial_tone, stutter, busy, reorder, ringback, sit, voice, loop_drop, polarity, ring };

struct Personality {
  std::string name;
  std::string title;
  std::string source;
  std::vector<InitCommand> init;
  std::string voice_mode;  // again before every seizure: it is lost in many ways [voice-modems 1.5 #12]
  std::string seize;
  std::string answer;
  std::string release;
  std::string hang_up;      // when release does not help
  std::string send_digits;  // with {digits}: a list with commas
  std::size_t digits_at_a_time = 16;
  env::Duration digit{};  // one digit and its pause
  std::string flash;      // with {time}: 10 ms units; empty when it cannot
  env::Duration flash_shortest{};
  env::Duration flash_longest{};
  std::size_t longest_command = 40;  // after AT [voice-modems 1.1]
  env::Duration cadence_unit{};      // of DRON and DROF; zero when the modem does not measure
  bool caller_id = false;
  std::map<char, EventMeaning> events;

  [[nodiscard]] hal::Capabilities capabilities() const;
};

// Errors: bad_profile naming file and line.
env::Expected<Personality> parse_personality(std::string_view toml, std::string_view file);

}  // namespace campon::atmodem
