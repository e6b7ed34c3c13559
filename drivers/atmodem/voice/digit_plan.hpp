// Digits, pauses and flashes as the command lines that a personality has for them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/personality.hpp"
#include "hal/dial_string.hpp"

namespace campon::atmodem {

struct PlannedCommand {
  Command command;
  env::Duration pause_before{};
};

// How many digits fit into one line of this template; 0 when it has not exactly one placeholder or no room.
std::size_t digits_at_once(std::string_view command, const Personality& modem);

// The lines that send `digits`. The first after a seizure dials, the others send tones. Where tones are listed one by one, a
// ',' is a pause of ours between two lines; in a dial string the modem makes it. A dial string is split only where ';' lets the
// modem wait for more. [voice-modems 0 #2, 3.2; fault P11]
// Errors: not_supported (unsupported) when the modem cannot send digits in a call and these are such, bad_dial_length (misuse)
// when they do not fit into one line that cannot be split. Nothing has been sent then.
env::Expected<std::vector<PlannedCommand>> plan_digits(const Personality& modem, const hal::DialString& digits, bool first);

std::vector<PlannedCommand> plan_flash(const Personality& modem, const FlashWay& way, env::Duration length);

}  // namespace campon::atmodem
