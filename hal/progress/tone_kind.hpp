// What a tone means, and when in a call it can come.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "hal/line_event.hpp"

namespace campon::hal {

enum class ToneKind : std::uint8_t {
  dial,
  stutter_dial,  // recall, special and message waiting dial tone
  busy,
  reorder,  // congestion, switching refused
  ringback,
  sit,
  intercept,
  confirmation,
  call_waiting,
  number_unobtainable,
  warning,            // somebody breaks in, or records
  receiver_off_hook,  // the howler
  unknown,            // a tone of the plan whose name says nothing
  silence,
  voice,
};
std::string_view to_string(ToneKind kind);

// Of a tone with this name in a plan: "busy", "sit_no_circuit", "ringback_pbx".
ToneKind tone_kind(std::string_view tone);
SitClass sit_class(std::string_view tone);

enum class CallPhase : std::uint8_t {
  any,
  seized,     // off hook, no digit yet
  dialled,    // a number is sent
  code_sent,  // a service code is sent, and its verdict comes as a tone
  connected,
};
// Whether such a tone is listened for in this phase.
bool is_armed(ToneKind kind, CallPhase phase);

// What a tone tells about a line; nothing for what no LineFact says.
std::optional<LineFact> line_fact(ToneKind kind, std::string_view tone);

}  // namespace campon::hal
