// Voice streams with their shield: 0x10 before every code, 0x10 0x10 for one 0x10 of sound. [V.253 9]
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace campon::sim {

inline constexpr char k_dle = 0x10;
inline constexpr char k_etx = 0x03;
inline constexpr char k_can = 0x18;
inline constexpr char k_esc = 0x1B;
inline constexpr char k_sub = 0x1A;
inline constexpr char k_end_duplex = '^';

// Sound, ready to be sent.
[[nodiscard]] std::string shielded(std::string_view sound);
// <DLE> and the code.
[[nodiscard]] std::string shielded_code(char code);

// Takes what the computer sends, byte by byte.
class Unshielder {
 public:
  struct Taken {
    std::string_view sound;    // zero to two bytes, valid until the next call
    std::optional<char> code;  // a shielded action
  };
  Taken take(char byte);
  void reset() { after_dle_ = false; }

 private:
  bool after_dle_ = false;
  char byte_ = 0;
};

}  // namespace campon::sim
