// The configuration file: which lines there are, where each is attached, and which network it belongs to.
//
//   [[line]]
//   device = "/dev/serial/by-id/usb-..."   # or /dev/ttyACM0, or a pty; needed
//                                          # or "dahdi:3", channel 3 of a line card; then 'modem' is not looked at
//   network = "nanp_class"                 # name of a network profile, or a file ending in .toml; needed
//   name = "kitchen"                       # how programs show it; default "line 1", "line 2", ...
//   region = "us"                          # default: the region that the network profile names
//   modem = "generic_v253"                 # name of a modem personality
//   listen = true                          # hear in the modem's sound what it does not tell, where it has sound; default true
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/libcampon/device_recording.hpp"
#include "hal/env/error.hpp"

namespace campon::apps {

struct LineConfig {
  std::string name;
  std::string device;
  std::string network;
  std::string region;  // empty: the one that the network profile names
  std::string modem = "generic_v253";
  bool listen = true;
  RecordingWish recording = {};  // of one run of a program; not from the file
  friend bool operator==(const LineConfig&, const LineConfig&) = default;
};

// A configuration has at most this many lines.
inline constexpr std::size_t k_most_lines = 256;

// Errors: bad_profile (misuse) naming file and line: unknown or repeated keys, wrong types, a device that is no absolute
// path or climbs by "..", and two lines with one name or one device. [fault U11]
env::Expected<std::vector<LineConfig>> parse_config(std::string_view text, std::string_view file_name);

}  // namespace campon::apps
