// What a shielded event or a result text says about the line.
#pragma once

#include <optional>

#include "drivers/atmodem/engine/result_code.hpp"
#include "drivers/atmodem/personality.hpp"
#include "hal/line_event.hpp"

namespace campon::atmodem {

struct KnownFact {
  hal::Evidence evidence = hal::Evidence::protocol;
  hal::LineFact fact;
};

// Nothing for what says nothing about an off-hook line.
std::optional<KnownFact> fact_of(EventMeaning meaning);
// A result text that ends no command. VCON is the modem's guess, so no more than inferred. [voice-modems 2.7]
std::optional<KnownFact> fact_of(ResultCode code);

}  // namespace campon::atmodem
