#include "hal/line_event.hpp"

#include "hal/env/trace.hpp"

namespace campon::hal {

namespace {

std::string tenths(Duration length) {
  const auto value = std::chrono::round<std::chrono::duration<long, std::deci>>(length).count();
  return std::to_string(value / 10) + "." + std::to_string(value % 10) + " s";
}

struct Describe {
  std::string operator()(const RingBurst& burst) const {
    std::string text = "ring burst";
    if (burst.gap_before) text += " after " + tenths(*burst.gap_before);
    if (burst.on) text += ", " + tenths(*burst.on) + " long";
    return text;
  }
  std::string operator()(const RingStopped&) const { return "ringing stopped"; }
  std::string operator()(const CallerIdReceived& received) const {
    std::string text =
        "caller id " + (received.id.number.empty() ? std::string(to_string(received.id.presentation)) : env::escaped(received.id.number));
    if (!received.id.name.empty()) text += " \"" + env::escaped(received.id.name) + "\"";
    if (received.id.call_type != CallType::unknown) text += ", call type " + std::string(to_string(received.id.call_type));
    return text;
  }
  std::string operator()(const DialTone& tone) const { return tone.stutter ? "stutter dial tone" : "dial tone"; }
  std::string operator()(const Ringback&) const { return "ringback"; }
  std::string operator()(const Busy&) const { return "busy tone"; }
  std::string operator()(const Reorder&) const { return "reorder tone"; }
  std::string operator()(const Sit&) const { return "special information tone"; }
  std::string operator()(const Confirmation&) const { return "confirmation tone"; }
  std::string operator()(const Voice&) const { return "voice"; }
  std::string operator()(const Answered&) const { return "answered"; }
  std::string operator()(const LoopDrop&) const { return "loop drop"; }
  std::string operator()(const PolarityReversal&) const { return "polarity reversal"; }
  std::string operator()(const Digit& digit) const { return std::string("digit ") + digit.digit; }
  std::string operator()(const LineDown&) const { return "line down"; }
  std::string operator()(const LineUp&) const { return "line up"; }
  std::string operator()(const DeviceGone& gone) const { return "device gone: " + env::escaped(gone.why); }
  std::string operator()(const DeviceBack&) const { return "device back"; }
};

}  // namespace

std::string describe(const LineFact& fact) { return std::visit(Describe{}, fact); }

}  // namespace campon::hal
