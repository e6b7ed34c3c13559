// The states of a sound stream through a modem: from the choice of a format to the end of the stream and back to commands.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "hal/env/state_table.hpp"

namespace campon::atmodem {

enum class AudioState : std::uint8_t {
  off,        // no stream; commands reach the modem
  selecting,  // a format was proposed
  opening,    // the stream command was sent, CONNECT is awaited
  flowing,    // samples come or go
  closing,    // its end was ordered, the result is awaited
};

enum class AudioInput : std::uint8_t {
  begin,         // a stream is wanted, and no order runs
  accepted,      // the modem takes the format
  refused,       // it does not, and there is another one
  last_refused,  // it does not, and there is none
  connected,     // CONNECT
  sent,          // the last sample was written
  stop,          // somebody needs the modem, or wants no stream any more
  ended,         // the result of the stream command
};

enum class AudioAction : std::uint8_t {
  none,
  select,    // propose a format
  try_next,  // propose the next one
  open,      // send the stream command
  flow,      // begin to write, or to watch for samples
  write_end,
  abort,  // send what ends the stream at once
  fail,   // the modem cannot
  over,   // tell who waited for the end
};

struct AudioMachine {
  using State = AudioState;
  using Input = AudioInput;
  using Action = AudioAction;
  static constexpr std::string_view k_name = "audio";
  static constexpr std::array<std::string_view, 5> k_states{"off", "selecting", "opening", "flowing", "closing"};
  static constexpr std::array<std::string_view, 8> k_inputs{"begin",     "accepted", "refused", "last_refused",
                                                            "connected", "sent",     "stop",    "ended"};
  static constexpr std::array<std::string_view, 9> k_actions{"",          "select", "try_next", "open", "flow",
                                                             "write_end", "abort",  "fail",     "over"};
};

extern const env::StateTable<AudioMachine> k_audio_table;
env::PrintableTable audio_states();

}  // namespace campon::atmodem
