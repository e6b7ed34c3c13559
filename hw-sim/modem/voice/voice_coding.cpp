#include "hw-sim/modem/voice/voice_coding.hpp"

#include <algorithm>
#include <cstdlib>

namespace campon::sim {

namespace {

constexpr std::array<int, 89> k_ima_steps{
    7,    8,    9,    10,   11,    12,    13,    14,    16,    17,    19,    21,    23,    25,    28,    31,    34,   37,
    41,   45,   50,   55,   60,    66,    73,    80,    88,    97,    107,   118,   130,   143,   157,   173,   190,  209,
    230,  253,  279,  307,  337,   371,   408,   449,   494,   544,   598,   658,   724,   796,   876,   963,   1060, 1166,
    1282, 1411, 1552, 1707, 1878,  2066,  2272,  2499,  2749,  3024,  3327,  3660,  4026,  4428,  4871,  5358,  5894, 6484,
    7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767};
constexpr std::array<int, 8> k_ima_moves{-1, -1, -1, -1, 2, 4, 6, 8};

int ima_difference(unsigned code, int step) {
  int difference = step / 8;
  if ((code & 1) != 0) difference += step / 4;
  if ((code & 2) != 0) difference += step / 2;
  if ((code & 4) != 0) difference += step;
  return (code & 8) != 0 ? -difference : difference;
}

void ima_follow(unsigned code, int& predicted, int& index) {
  predicted = std::clamp(predicted + ima_difference(code, k_ima_steps.at(static_cast<std::size_t>(index))), -32768, 32767);
  index = std::clamp(index + k_ima_moves.at(code & 7), 0, static_cast<int>(k_ima_steps.size()) - 1);
}

unsigned ima_code(int sample, int predicted, int step) {
  int left = sample - predicted;
  unsigned code = left < 0 ? 8 : 0;
  left = std::abs(left);
  for (unsigned bit = 4; bit != 0; bit /= 2, step /= 2) {
    if (left < step) continue;
    code |= bit;
    left -= step;
  }
  return code;
}

constexpr int k_mu_bias = 132;  // [G.711 table 2]
constexpr int k_mu_clip = 32635;

int top_segment(int value, int lowest) {
  int segment = 0;
  while (segment < 7 && value >= lowest << (segment + 1)) ++segment;
  return segment;
}

unsigned mu_law(int sample) {
  const unsigned sign = sample < 0 ? 0x80 : 0;
  const int value = std::min(std::abs(sample), k_mu_clip) + k_mu_bias;
  const int segment = top_segment(value, 128);
  return ~(sign | static_cast<unsigned>(segment << 4) | static_cast<unsigned>(value >> (segment + 3) & 15)) & 0xFF;
}

int mu_law_sample(unsigned code) {
  code = ~code;
  const int value = (static_cast<int>(code & 15) << 3) + k_mu_bias;
  const int sample = (value << (code >> 4 & 7)) - k_mu_bias;
  return (code & 0x80) != 0 ? -sample : sample;
}

unsigned a_law(int sample) {
  const unsigned sign = sample >= 0 ? 0x80 : 0;
  const int value = std::min(sample < 0 ? -sample - 1 : sample, 32767);
  const int segment = value < 256 ? 0 : top_segment(value, 128);
  const int step = value >> (segment == 0 ? 4 : segment + 3) & 15;
  return (sign | static_cast<unsigned>(segment << 4) | static_cast<unsigned>(step)) ^ 0x55;
}

int a_law_sample(unsigned code) {
  code ^= 0x55;
  const int segment = static_cast<int>(code >> 4 & 7);
  int value = (static_cast<int>(code & 15) << 4) + 8;
  if (segment > 0) value = (value + 256) << (segment - 1);
  return (code & 0x80) != 0 ? value : -value;
}

int sample_of(Coding coding, unsigned byte) {
  switch (coding) {
    case Coding::unsigned8: return (static_cast<int>(byte) - 128) * 256;
    case Coding::signed8: return static_cast<std::int8_t>(byte) * 256;
    case Coding::mu_law: return mu_law_sample(byte);
    case Coding::a_law: return a_law_sample(byte);
    case Coding::linear16:
    case Coding::ima_adpcm: break;
  }
  return 0;
}

unsigned byte_of(Coding coding, int sample) {
  switch (coding) {
    case Coding::unsigned8: return static_cast<unsigned>((sample >> 8) + 128);
    case Coding::signed8: return static_cast<unsigned>(sample >> 8) & 0xFF;
    case Coding::mu_law: return mu_law(sample);
    case Coding::a_law: return a_law(sample);
    case Coding::linear16:
    case Coding::ima_adpcm: break;
  }
  return 0;
}

void put(std::string& out, unsigned byte) { out += static_cast<char>(static_cast<unsigned char>(byte & 0xFF)); }

}  // namespace

std::optional<Coding> coding_of(std::string_view name) {
  const auto found = std::find(k_coding_names.begin(), k_coding_names.end(), name);
  if (found == k_coding_names.end()) return std::nullopt;
  return static_cast<Coding>(found - k_coding_names.begin());
}

int bits_of(Coding coding) {
  if (coding == Coding::linear16) return 16;
  return coding == Coding::ima_adpcm ? 4 : 8;
}

void VoiceEncoder::encode(std::span<const std::int16_t> samples, std::string& out) {
  for (const int sample : samples) {
    if (coding_ == Coding::linear16) {
      put(out, static_cast<unsigned>(sample));
      put(out, static_cast<unsigned>(sample) >> 8);
      continue;
    }
    if (coding_ != Coding::ima_adpcm) {
      put(out, byte_of(coding_, sample));
      continue;
    }
    const unsigned code = ima_code(sample, predicted_, k_ima_steps.at(static_cast<std::size_t>(index_)));
    ima_follow(code, predicted_, index_);
    if (!half_) {
      half_ = code;
      continue;
    }
    put(out, *half_ | code << 4);
    half_.reset();
  }
}

void VoiceDecoder::decode(std::string_view bytes, std::vector<std::int16_t>& out) {
  for (const char one : bytes) {
    const unsigned byte = static_cast<unsigned char>(one);
    if (coding_ == Coding::ima_adpcm) {
      for (const unsigned code : {byte & 15, byte >> 4}) {
        ima_follow(code, predicted_, index_);
        out.push_back(static_cast<std::int16_t>(predicted_));
      }
    } else if (coding_ != Coding::linear16) {
      out.push_back(static_cast<std::int16_t>(sample_of(coding_, byte)));
    } else if (!low_) {
      low_ = byte;
    } else {
      out.push_back(static_cast<std::int16_t>(static_cast<std::uint16_t>(byte << 8 | *low_)));
      low_.reset();
    }
  }
}

}  // namespace campon::sim
