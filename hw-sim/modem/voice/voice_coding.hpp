// Sound as the bytes of a voice stream: linear, companded, or IMA ADPCM. [V.253 +VSM, G.711]
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace campon::sim {

enum class Coding : std::uint8_t { linear16, unsigned8, signed8, mu_law, a_law, ima_adpcm };
inline constexpr std::array<std::string_view, 6> k_coding_names{"linear16", "unsigned8", "signed8", "mu_law", "a_law", "ima_adpcm"};

[[nodiscard]] std::optional<Coding> coding_of(std::string_view name);
[[nodiscard]] int bits_of(Coding coding);

// One direction of one stream; begins anew with each stream.
class VoiceEncoder {
 public:
  explicit VoiceEncoder(Coding coding) : coding_(coding) {}
  // Sixteen bits go lowest byte first; of two ADPCM samples in a byte the first is the lower half.
  void encode(std::span<const std::int16_t> samples, std::string& out);

 private:
  Coding coding_;
  int predicted_ = 0;
  int index_ = 0;
  std::optional<unsigned> half_;
};

class VoiceDecoder {
 public:
  explicit VoiceDecoder(Coding coding) : coding_(coding) {}
  void decode(std::string_view bytes, std::vector<std::int16_t>& out);

 private:
  Coding coding_;
  int predicted_ = 0;
  int index_ = 0;
  std::optional<unsigned> low_;  // the first byte of a 16-bit sample
};

}  // namespace campon::sim
