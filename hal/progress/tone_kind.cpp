#include "hal/progress/tone_kind.hpp"

#include <array>
#include <utility>

namespace campon::hal {

namespace {

using enum ToneKind;

// The first that the name begins with.
constexpr std::array<std::pair<std::string_view, ToneKind>, 21> k_names{{{"dial", dial},
                                                                         {"recall_dial", stutter_dial},
                                                                         {"special_dial", stutter_dial},
                                                                         {"second_dial", stutter_dial},
                                                                         {"message_waiting_dial", stutter_dial},
                                                                         {"busy_verification", warning},
                                                                         {"busy", busy},
                                                                         {"reorder", reorder},
                                                                         {"congestion", reorder},
                                                                         {"special_congestion", reorder},
                                                                         {"switching_refused", reorder},
                                                                         {"ringback", ringback},
                                                                         {"sit", sit},
                                                                         {"intercept", intercept},
                                                                         {"confirmation", confirmation},
                                                                         {"call_waiting", call_waiting},
                                                                         {"special_call_waiting", call_waiting},
                                                                         {"number_unobtainable", number_unobtainable},
                                                                         {"intrusion", warning},
                                                                         {"receiver_off_hook", receiver_off_hook},
                                                                         {"record", warning}}};

}  // namespace

std::string_view to_string(ToneKind kind) {
  switch (kind) {
    case dial: return "dial tone";
    case stutter_dial: return "stutter dial tone";
    case busy: return "busy";
    case reorder: return "reorder";
    case ringback: return "ringback";
    case sit: return "sit";
    case intercept: return "intercept";
    case confirmation: return "confirmation";
    case call_waiting: return "call waiting";
    case number_unobtainable: return "number unobtainable";
    case warning: return "warning";
    case receiver_off_hook: return "receiver off hook";
    case unknown: return "unknown";
    case silence: return "silence";
    case voice: return "voice";
  }
  return "unknown";
}

ToneKind tone_kind(std::string_view tone) {
  for (const auto& [name, kind] : k_names)
    if (tone.starts_with(name)) return kind;
  return unknown;
}

SitClass sit_class(std::string_view tone) {
  if (tone == "sit_no_circuit") return SitClass::no_circuit;
  if (tone == "sit_intercept") return SitClass::intercept;
  if (tone == "sit_vacant_code") return SitClass::vacant_code;
  if (tone == "sit_reorder") return SitClass::reorder;
  return SitClass::unknown;
}

bool is_armed(ToneKind kind, CallPhase phase) {
  switch (phase) {
    case CallPhase::any: return true;
    case CallPhase::seized: return kind != ringback && kind != confirmation && kind != call_waiting && kind != warning && kind != intercept;
    case CallPhase::dialled: return kind != stutter_dial && kind != confirmation && kind != call_waiting && kind != warning;
    case CallPhase::code_sent: return kind != call_waiting && kind != warning;
    case CallPhase::connected: return kind != ringback && kind != confirmation && kind != stutter_dial && kind != intercept;
  }
  return true;
}

std::optional<LineFact> line_fact(ToneKind kind, std::string_view tone) {
  switch (kind) {
    case dial: return DialTone{false};
    case stutter_dial: return DialTone{true};
    case busy: return Busy{};
    case reorder: return Reorder{};
    case ringback: return Ringback{};
    case sit: return Sit{sit_class(tone)};
    case intercept: return Sit{SitClass::intercept};
    case number_unobtainable: return Sit{SitClass::vacant_code};
    case confirmation: return Confirmation{};
    case call_waiting: return CallWaiting{};
    case voice: return Voice{};
    case warning:
    case receiver_off_hook:
    case unknown:
    case silence: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace campon::hal
