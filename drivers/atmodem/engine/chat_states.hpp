// The states of the dialogue with a modem: one command in flight, and the way back after an answer that did not come.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "hal/env/state_table.hpp"

namespace campon::atmodem {

enum class ChatState : std::uint8_t {
  idle,       // the next command may be sent
  resting,    // after a result code: too early for the next command
  waiting,    // a command is in flight
  dialing,    // D, A or a stream is in flight: only its abort may be sent
  aborting,   // it is to be aborted, but the modem is still deaf
  aborted,    // the abort was sent, its result is awaited
  resyncing,  // AT was sent; everything up to its answer is late and thrown away
  settling,   // AT was answered; whatever comes now shows that the answer was another command's
  doubting,   // a result that belongs to no command: AT once more when it is quiet
  silent,     // three times AT and no answer
  closed,     // the channel is gone
};

enum class ChatInput : std::uint8_t {
  command,       // a command is due
  dial_command,  // D, A or a stream is due
  abort,         // the owner wants it to end
  result,        // a final result code
  due,           // the wait of this state is over
  last_due,      // the same, for the last time of asking
  restart,       // the owner tries anew
  close,
};

enum class ChatAction : std::uint8_t {
  none,
  send,            // write the command, start its deadline
  finish,          // end it with the result
  hold_abort,      // wait until the modem listens
  send_abort,      // write what aborts it
  ask,             // write AT
  expire_and_ask,  // end the command without an answer, write AT
  doubt_and_ask,   // there was a result too many: write AT
  settle,          // wait for late answers
  settle_extra,    // the same, for a result that belongs to no command
  give_up,         // end everything without an answer
  drop_all,        // end everything: the device is gone
};

struct ChatMachine {
  using State = ChatState;
  using Input = ChatInput;
  using Action = ChatAction;
  static constexpr std::string_view k_name = "chat";
  static constexpr std::array<std::string_view, 11> k_states{"idle",      "resting",  "waiting",  "dialing", "aborting", "aborted",
                                                             "resyncing", "settling", "doubting", "silent",  "closed"};
  static constexpr std::array<std::string_view, 8> k_inputs{"command", "dial_command", "abort",   "result",
                                                            "due",     "last_due",     "restart", "close"};
  static constexpr std::array<std::string_view, 12> k_actions{"",           "send",         "finish",         "hold_abort",
                                                              "send_abort", "ask",          "expire_and_ask", "doubt_and_ask",
                                                              "settle",     "settle_extra", "give_up",        "drop_all"};
};

extern const env::StateTable<ChatMachine> k_chat_table;
env::PrintableTable chat_states();

}  // namespace campon::atmodem
