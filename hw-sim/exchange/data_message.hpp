// The caller id that an exchange sends: an MDMF call set-up message. [GR-30, EN 300 659-3]
#pragma once

#include <string>
#include <string_view>

namespace campon::sim {

// `ring_back` adds the call type "ring back when free call" (parameter 11h, value 02h).
std::string call_set_up_message(std::string_view number, bool ring_back);

}  // namespace campon::sim
