// What went over the wire of a line device, with its times, and what its driver was told and told: as text.
//
//   # campon recording 1
//   # modem generic_v253
//   0.000000 order start
//   0.000000 > "AT&F\r"
//   0.020000 < "\r\nOK\r\n"
//   0.020000 end start ok
//   0.020000 fact protocol dial tone
//
// One event a line: seconds since the beginning, what happened, and its words. Bytes stand in quotes, with \r, \n, \", \\ and
// \xNN. Everything that goes into the driver (order, <, closed) is what a replay gives it; everything that comes out of it
// (>, dtr, end, fact) is what a replay expects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::recording {

enum class What : std::uint8_t { order, received, closed, sent, dtr, end, fact };
std::string_view to_string(What what);
constexpr bool goes_in(What what) { return what == What::order || what == What::received || what == What::closed; }

struct Event {
  env::Duration at{};
  What what = What::fact;
  std::string text;  // `received` and `sent`: the raw bytes; else words
  unsigned file_line = 0;
  friend bool operator==(const Event& a, const Event& b) { return a.at == b.at && a.what == b.what && a.text == b.text; }
};

struct Recording {
  std::string modem;  // name of the personality
  std::vector<Event> events;
};

std::string header(std::string_view modem);
// Ends with a newline.
std::string to_line(const Event& event);
std::string to_text(const Recording& recording);
inline constexpr std::size_t k_most_events = 200'000;
inline constexpr std::size_t k_most_bytes = 16 * 1024 * 1024;
// At most so much. A last line without its end was being written when the program was killed, and is passed over. Errors: bad_profile naming file and line.
env::Expected<Recording> parse_recording(std::string_view text, std::string_view file);

}  // namespace campon::recording
