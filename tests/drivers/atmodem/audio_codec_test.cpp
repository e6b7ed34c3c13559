#include "drivers/atmodem/voice/audio_codec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "drivers/atmodem/voice/shields.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;

std::string encoded(Coding coding, const std::vector<hal::Sample>& samples) {
  AudioEncoder encoder(coding);
  std::string bytes;
  for (const auto sample : samples) encoder.encode(sample, bytes);
  encoder.finish(bytes);
  return bytes;
}

std::vector<hal::Sample> decoded(Coding coding, std::string_view bytes) {
  AudioDecoder decoder(coding);
  std::vector<hal::Sample> samples;
  decoder.decode(bytes, samples);
  return samples;
}

std::vector<hal::Sample> a_tone() {
  std::vector<hal::Sample> samples;
  for (int i = 0; i < 800; ++i) samples.push_back(static_cast<hal::Sample>(std::lround(8000 * std::sin(i * 0.33))));
  return samples;
}

// [ITU-T G.711, tables 1a and 2a: the decision values at both ends and around zero]
TEST(MuLaw, IsThatOfTheStandard) {
  EXPECT_THAT(decoded(Coding::mu_law, std::string_view("\xFF\x7F\x80\x00\x8F\x0F", 6)), ElementsAre(0, 0, 32124, -32124, 16764, -16764));
  EXPECT_EQ(encoded(Coding::mu_law, {0, 32767, -32768, 8}), std::string("\xFF\x80\x00\xFE", 4));
}

TEST(ALaw, IsThatOfTheStandard) {
  EXPECT_THAT(decoded(Coding::a_law, "\xD5\x55\xAA\x2A"), ElementsAre(8, -8, 32256, -32256));
  EXPECT_EQ(encoded(Coding::a_law, {0, 32767, -32768, -1}), "\xD5\xAA\x2A\x55");
}

TEST(EveryByteOfALogarithmicCoding, ComesBackAsItWas) {
  for (const auto coding : {Coding::mu_law, Coding::a_law})
    for (int byte = 0; byte < 256; ++byte) {
      const std::string one(1, static_cast<char>(byte));
      if (coding == Coding::mu_law && byte == 0x7F) continue;  // negative zero is written as zero
      EXPECT_EQ(encoded(coding, decoded(coding, one)), one) << byte;
    }
}

TEST(LinearSamples, AreExact) {
  EXPECT_EQ(encoded(Coding::linear_16, {1, -2}), std::string("\x01\x00\xFE\xFF", 4));
  EXPECT_THAT(decoded(Coding::linear_16, std::string_view("\x01\x00\xFE\xFF\x07", 5)), ElementsAre(1, -2));
  EXPECT_EQ(encoded(Coding::unsigned_8, {0, 32767, -32768}), std::string("\x80\xFF\x00", 3));
  EXPECT_EQ(encoded(Coding::signed_8, {0, 32767, -32768}), std::string("\x00\x7F\x80", 3));
  EXPECT_THAT(decoded(Coding::signed_8, "\x7F\x80"), ElementsAre(32512, -32768));
}

TEST(ImaAdpcm, FollowsATone) {
  const auto tone = a_tone();
  const auto back = decoded(Coding::ima_adpcm, encoded(Coding::ima_adpcm, tone));
  ASSERT_EQ(back.size(), tone.size());
  for (std::size_t i = 50; i < tone.size(); ++i) EXPECT_NEAR(back[i], tone[i], 1200) << i;
}

TEST(ImaAdpcm, WritesItsLastHalfByte) { EXPECT_EQ(encoded(Coding::ima_adpcm, {1, 2, 3}).size(), 2U); }

TEST(ADecoder, GivesTheSameHoweverItsBytesAreSplit) {
  for (std::size_t coding = 0; coding < k_codings.size(); ++coding) {
    const std::string bytes = encoded(static_cast<Coding>(coding), a_tone());
    const auto whole = decoded(static_cast<Coding>(coding), bytes);
    for (std::size_t at = 0; at <= bytes.size(); at += 7) {
      AudioDecoder decoder(static_cast<Coding>(coding));
      std::vector<hal::Sample> samples;
      decoder.decode(std::string_view(bytes).substr(0, at), samples);
      decoder.decode(std::string_view(bytes).substr(at), samples);
      ASSERT_EQ(samples, whole) << coding << " " << at;
    }
  }
}

TEST(AShield, DoublesEveryDle) {
  std::string shielded;
  shield("a\x10\x10z", shielded);
  EXPECT_EQ(shielded, "a\x10\x10\x10\x10z");
}

TEST(AShieldedSequence, IsWrittenWithNames) {
  EXPECT_EQ(shields_of("<DLE><CAN><DLE><ETX>"), "\x10\x18\x10\x03");
  EXPECT_EQ(shields_of("<DLE><ESC>"), "\x10\x1B");
  EXPECT_EQ(shields_of("!"), "!");
  EXPECT_EQ(shields_of(""), "");
  for (const auto* text : {"<BEL>", "<DLE", "a b", "\r", "\x7F", "aaaaaaaaaaaaaaaaa"}) EXPECT_EQ(shields_of(text), std::nullopt) << text;
}

}  // namespace
}  // namespace campon::atmodem
