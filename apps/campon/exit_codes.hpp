// What the program answers to the shell. Documented in --help.
#pragma once

namespace campon::cli {

enum class Exit : int {
  reached = 0,       // connected, or the completion was carried out or accepted as asked
  not_reached = 1,   // busy, no answer, refused
  usage = 2,         // bad arguments, a number that cannot be dialled
  device = 3,        // no such device, held by another program, no answer from it
  profile = 4,       // unknown or wrong profile or configuration
  interrupted = 130  // Ctrl-C or SIGTERM; the line is on hook
};

constexpr int code(Exit exit) { return static_cast<int>(exit); }

}  // namespace campon::cli
