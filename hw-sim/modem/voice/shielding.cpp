#include "hw-sim/modem/voice/shielding.hpp"

#include <utility>

namespace campon::sim {

namespace {
constexpr std::string_view k_two_dles("\x10\x10", 2);
}

std::string shielded(std::string_view sound) {
  std::string out;
  out.reserve(sound.size());
  for (const char byte : sound) {
    if (byte == k_dle) out += k_dle;
    out += byte;
  }
  return out;
}

std::string shielded_code(char code) { return {k_dle, code}; }

Unshielder::Taken Unshielder::take(char byte) {
  if (std::exchange(after_dle_, false)) {
    if (byte == k_dle) return {k_two_dles.substr(1), std::nullopt};
    if (byte == k_sub) return {k_two_dles, std::nullopt};
    return {{}, byte};
  }
  after_dle_ = byte == k_dle;
  if (after_dle_) return {};
  byte_ = byte;
  return {{&byte_, 1}, std::nullopt};
}

}  // namespace campon::sim
