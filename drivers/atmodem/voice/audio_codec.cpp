#include "drivers/atmodem/voice/audio_codec.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace campon::atmodem {

namespace {

using hal::Sample;

constexpr char k_dle = '\x10';
constexpr int k_largest = std::numeric_limits<Sample>::max();
constexpr int k_smallest = std::numeric_limits<Sample>::min();
constexpr unsigned k_byte = 8;

Sample clipped(int value) { return static_cast<Sample>(std::clamp(value, k_smallest, k_largest)); }

// G.711 mu-law: sign, segment of three bits, four bits within it, all inverted; a bias of 33 in 14 bits, 132 in 16.
constexpr int k_mu_bias = 132;
constexpr int k_mu_clip = 32635;

Sample from_mu_law(std::uint8_t byte) {
  const unsigned bits = ~unsigned{byte} & 0xFF;
  const int segment = static_cast<int>(bits >> 4 & 7);
  const int magnitude = ((static_cast<int>(bits & 0xF) << 3) + k_mu_bias) << segment;
  return clipped((bits & 0x80) != 0 ? k_mu_bias - magnitude : magnitude - k_mu_bias);
}

int segment_of(int magnitude, int first_end) {
  int segment = 0;
  for (int end = first_end; magnitude >= end && segment < 7; end <<= 1) ++segment;
  return segment;
}

std::uint8_t to_mu_law(Sample sample) {
  const bool negative = sample < 0;
  const int magnitude = std::min(std::abs(int{sample}), k_mu_clip) + k_mu_bias;
  const int segment = segment_of(magnitude, 0x100);
  const int bits = (negative ? 0x80 : 0) | segment << 4 | (magnitude >> (segment + 3) & 0xF);
  return static_cast<std::uint8_t>(~bits);
}

// G.711 A-law: the same with a linear first segment, even bits inverted.
constexpr unsigned k_a_mask = 0x55;

Sample from_a_law(std::uint8_t byte) {
  const unsigned bits = byte ^ k_a_mask;
  const int segment = static_cast<int>(bits >> 4 & 7);
  int magnitude = (static_cast<int>(bits & 0xF) << 4) + 8;
  if (segment > 0) magnitude = (magnitude + 0x100) << (segment - 1);
  return clipped((bits & 0x80) != 0 ? magnitude : -magnitude);
}

std::uint8_t to_a_law(Sample sample) {
  const bool negative = sample < 0;
  const int magnitude = negative ? -1 - int{sample} : int{sample};
  const int segment = segment_of(magnitude, 0x100);
  const int mantissa = segment == 0 ? magnitude >> 4 : magnitude >> (segment + 3) & 0xF;
  return static_cast<std::uint8_t>(((negative ? 0 : 0x80) | segment << 4 | mantissa) ^ static_cast<int>(k_a_mask));
}

// [IMA Digital Audio Focus and Technical Working Groups, Recommended Practices 3.00, 1992]
constexpr std::array<int, 89> k_steps{7,    8,     9,     10,    11,    12,    13,    14,    16,    17,    19,    21,    23,    25,   28,
                                      31,   34,    37,    41,    45,    50,    55,    60,    66,    73,    80,    88,    97,    107,  118,
                                      130,  143,   157,   173,   190,   209,   230,   253,   279,   307,   337,   371,   408,   449,  494,
                                      544,  598,   658,   724,   796,   876,   963,   1060,  1166,  1282,  1411,  1552,  1707,  1878, 2066,
                                      2272, 2499,  2749,  3024,  3327,  3660,  4026,  4428,  4871,  5358,  5894,  6484,  7132,  7845, 8630,
                                      9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767};
constexpr std::array<int, 8> k_index_moves{-1, -1, -1, -1, 2, 4, 6, 8};

Sample from_adpcm(AdpcmState& state, unsigned code) {
  const int step = k_steps[static_cast<std::size_t>(state.index)];
  int difference = step >> 3;
  if ((code & 4) != 0) difference += step;
  if ((code & 2) != 0) difference += step >> 1;
  if ((code & 1) != 0) difference += step >> 2;
  state.predicted = clipped(state.predicted + ((code & 8) != 0 ? -difference : difference));
  state.index = std::clamp(state.index + k_index_moves[code & 7], 0, static_cast<int>(k_steps.size()) - 1);
  return static_cast<Sample>(state.predicted);
}

unsigned to_adpcm(AdpcmState& state, Sample sample) {
  const int step = k_steps[static_cast<std::size_t>(state.index)];
  int difference = sample - state.predicted;
  unsigned code = difference < 0 ? 8U : 0U;
  difference = std::abs(difference);
  for (int bit = 2; bit >= 0; --bit) {
    const int part = step >> (2 - bit);
    if (difference < part) continue;
    code |= 1U << static_cast<unsigned>(bit);
    difference -= part;
  }
  from_adpcm(state, code);
  return code;
}

}  // namespace

void AudioDecoder::decode(std::string_view bytes, std::vector<Sample>& samples) {
  for (const char one : bytes) {
    const auto byte = static_cast<std::uint8_t>(one);
    switch (coding_) {
      case Coding::unsigned_8: samples.push_back(static_cast<Sample>((int{byte} - 0x80) * 0x100)); break;
      case Coding::signed_8: samples.push_back(static_cast<Sample>(static_cast<std::int8_t>(byte) * 0x100)); break;
      case Coding::mu_law: samples.push_back(from_mu_law(byte)); break;
      case Coding::a_law: samples.push_back(from_a_law(byte)); break;
      case Coding::ima_adpcm:
        samples.push_back(from_adpcm(adpcm_, byte & 0xFU));
        samples.push_back(from_adpcm(adpcm_, byte >> 4U));
        break;
      case Coding::linear_16:
        if (!low_) {
          low_ = byte;
        } else {
          samples.push_back(static_cast<Sample>(static_cast<std::uint16_t>(*low_ | unsigned{byte} << k_byte)));
          low_.reset();
        }
        break;
    }
  }
}

void AudioEncoder::encode(Sample sample, std::string& bytes) {
  const auto put = [&bytes](unsigned byte) { bytes += static_cast<char>(static_cast<std::uint8_t>(byte)); };
  switch (coding_) {
    case Coding::unsigned_8: return put(static_cast<unsigned>((sample >> k_byte) + 0x80));
    case Coding::signed_8: return put(static_cast<unsigned>(sample >> k_byte));
    case Coding::mu_law: return put(to_mu_law(sample));
    case Coding::a_law: return put(to_a_law(sample));
    case Coding::linear_16: put(static_cast<std::uint16_t>(sample) & 0xFFU); return put(static_cast<std::uint16_t>(sample) >> k_byte);
    case Coding::ima_adpcm: {
      const unsigned code = to_adpcm(adpcm_, sample);
      if (nibble_) put(*nibble_ | code << 4U);
      nibble_ = nibble_ ? std::nullopt : std::optional(static_cast<std::uint8_t>(code));
    }
  }
}

void AudioEncoder::finish(std::string& bytes) {
  if (nibble_) bytes += static_cast<char>(*nibble_);
  nibble_.reset();
}

void shield(std::string_view bytes, std::string& shielded) {
  for (const char byte : bytes) {
    shielded += byte;
    if (byte == k_dle) shielded += k_dle;
  }
}

}  // namespace campon::atmodem
