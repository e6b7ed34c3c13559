// How a fact about the line is known.
#pragma once

#include <cstdint>
#include <string_view>

namespace campon::hal {

// Weakest first, so that comparison means strength.
enum class Evidence : std::uint8_t {
  inferred,    // a timer ran out, or nothing contradicted
  tone,        // a tone or voice was heard by our own ears
  protocol,    // the modem or the network said so
  electrical,  // loop current, polarity, ring voltage
};

constexpr std::string_view to_string(Evidence evidence) {
  switch (evidence) {
    case Evidence::inferred: return "inferred";
    case Evidence::tone: return "tone";
    case Evidence::protocol: return "protocol";
    case Evidence::electrical: return "electrical";
  }
  return "inferred";
}

}  // namespace campon::hal
