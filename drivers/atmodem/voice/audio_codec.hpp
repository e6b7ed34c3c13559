// Samples as a modem writes them, to and from 16 bit linear. [voice-modems 2.1 +VSM; ITU-T G.711; IMA ADPCM]
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/personality.hpp"
#include "hal/media_port.hpp"

namespace campon::atmodem {

// The running values of IMA ADPCM; both ends begin with these.
struct AdpcmState {
  int predicted = 0;
  int index = 0;
};

// Both keep what a sample needs over the end of a piece: bytes may be cut anywhere.
class AudioDecoder {
 public:
  explicit AudioDecoder(Coding coding) : coding_(coding) {}
  // Adds to `samples`.
  void decode(std::string_view bytes, std::vector<hal::Sample>& samples);

 private:
  Coding coding_;
  std::optional<std::uint8_t> low_;  // first byte of a sample of two; little endian
  AdpcmState adpcm_;
};

class AudioEncoder {
 public:
  explicit AudioEncoder(Coding coding) : coding_(coding) {}
  // Adds to `bytes`, without shields.
  void encode(hal::Sample sample, std::string& bytes);
  // The last half byte, where the coding has such.
  void finish(std::string& bytes);

 private:
  Coding coding_;
  std::optional<std::uint8_t> nibble_;
  AdpcmState adpcm_;
};

// <DLE> doubled, so that no sample is taken for a code. Adds to `shielded`. [V.253]
void shield(std::string_view bytes, std::string& shielded);

}  // namespace campon::atmodem
