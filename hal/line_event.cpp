#include "hal/line_event.hpp"

#include "hal/env/trace.hpp"

namespace campon::hal {

namespace {

std::string tenths(Duration length) {
  const auto value = std::chrono::round<std::chrono::duration<long, std::deci>>(length).count();
  return std::to_string(value / 10) + "." + std::to_string(value % 10) + " s";
}

std::string caller(const CallerId& id) {
  std::string text = id.number.empty() ? std::string(to_string(id.presentation)) : env::escaped(id.number);
  if (!id.name.empty()) text += " \"" + env::escaped(id.name) + "\"";
  if (id.call_type != CallType::unknown) text += ", call type " + std::string(to_string(id.call_type));
  return text;
}

std::string blocked(const DialBlocked& block) {
  std::string text = "the device does not dial: " + env::escaped(block.why);
  if (block.length) text += ", for " + tenths(*block.length);
  return text;
}

struct Describe {
  std::string operator()(const RingBurst& burst) const {
    std::string text = "ring burst";
    if (burst.gap_before) text += " after " + tenths(*burst.gap_before);
    if (burst.on) text += ", " + tenths(*burst.on) + " long";
    return text;
  }
  std::string operator()(const RingStopped&) const { return "ringing stopped"; }
  std::string operator()(const CallerIdReceived& received) const { return "caller id " + caller(received.id); }
  std::string operator()(const CallWaiting& waiting) const { return "call waiting, " + caller(waiting.id); }
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
  std::string operator()(const DialBlocked& block) const { return blocked(block); }
  std::string operator()(const DeviceTrouble& trouble) const { return "device trouble: " + env::escaped(trouble.why); }
  std::string operator()(const LineDown&) const { return "line down"; }
  std::string operator()(const LineUp&) const { return "line up"; }
  std::string operator()(const DeviceGone& gone) const { return "device gone: " + env::escaped(gone.why); }
  std::string operator()(const DeviceBack&) const { return "device back"; }
};

}  // namespace

std::string describe(const LineFact& fact) { return std::visit(Describe{}, fact); }

}  // namespace campon::hal
