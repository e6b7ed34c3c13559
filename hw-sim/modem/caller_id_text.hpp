// Caller id as modems tell it: lines, one line, packets, or hexadecimal digits. [V.253, voice-modems 4]
#pragma once

#include <string>
#include <vector>

#include "hw-sim/line/caller_id_packet.hpp"
#include "hw-sim/modem/personality.hpp"

namespace campon::sim {

// "DATE = 0101", "NMBR = 5550123", "MESG = 110102". One entry where the form has one line.
[[nodiscard]] std::vector<std::string> caller_id_lines(const CallerIdForm& form, const CallerId& id, const Stamp& when);
// The packet in hexadecimal digits, as the form has it.
[[nodiscard]] std::string caller_id_raw(const CallerIdForm& form, const CallerId& id, const Stamp& when);

}  // namespace campon::sim
