// Sound as bytes. [G.711, IMA ADPCM]
#include <gmock/gmock.h>

#include "lone_modem.hpp"

namespace campon::sim {
namespace {

std::vector<std::int16_t> sine_samples(double amplitude) {
  std::vector<std::int16_t> out(4000);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::int16_t>(amplitude * std::sin(2 * std::numbers::pi * 440 * static_cast<double>(i) / 8000));
  return out;
}

std::string encoded(Coding coding, std::span<const std::int16_t> samples) {
  std::string out;
  VoiceEncoder(coding).encode(samples, out);
  return out;
}

std::vector<std::int16_t> decoded(Coding coding, std::string_view bytes) {
  std::vector<std::int16_t> out;
  VoiceDecoder(coding).decode(bytes, out);
  return out;
}

double worst_after_return(Coding coding, double amplitude) {
  const auto samples = sine_samples(amplitude);
  const auto back = decoded(coding, encoded(coding, samples));
  EXPECT_EQ(back.size(), samples.size());
  double worst = 0;
  for (std::size_t i = 200; i < back.size(); ++i) worst = std::max(worst, std::abs(static_cast<double>(back[i]) - samples[i]));
  return worst;
}

TEST(AVoiceCoding, ReturnsTheSoundAsWellAsItsBitsAllow) {
  EXPECT_EQ(worst_after_return(Coding::linear16, 12000), 0);
  EXPECT_LE(worst_after_return(Coding::unsigned8, 12000), 256);
  EXPECT_LE(worst_after_return(Coding::signed8, 12000), 256);
  EXPECT_LE(worst_after_return(Coding::mu_law, 12000), 512);
  EXPECT_LE(worst_after_return(Coding::a_law, 12000), 512);
  EXPECT_LE(worst_after_return(Coding::ima_adpcm, 12000), 1500);
}
TEST(AVoiceCoding, HasAsManyBytesAsItsBitsSay) {
  const auto samples = sine_samples(1000);
  for (const Coding coding : {Coding::linear16, Coding::unsigned8, Coding::signed8, Coding::mu_law, Coding::a_law, Coding::ima_adpcm})
    EXPECT_EQ(encoded(coding, samples).size() * 8, samples.size() * static_cast<std::size_t>(bits_of(coding)));
}
TEST(AVoiceCoding, HasTheCodesOfTheStandardForNothingAndForTheLoudest) {
  const std::vector<std::int16_t> samples{0, 32767, -32768};
  EXPECT_EQ(encoded(Coding::mu_law, samples), "\xFF\x80" + std::string(1, '\0'));
  EXPECT_EQ(encoded(Coding::a_law, samples), "\xD5\xAA\x2A");
  EXPECT_EQ(encoded(Coding::unsigned8, samples), std::string("\x80\xFF\0", 3));
}
TEST(AVoiceCoding, CompandsEveryCodeBackToItself) {
  for (const Coding coding : {Coding::mu_law, Coding::a_law, Coding::unsigned8, Coding::signed8})
    for (int code = 0; code < 256; ++code) {
      const std::string byte(1, static_cast<char>(code));
      if (coding == Coding::mu_law && code == 0x7F) continue;  // the other nought
      EXPECT_EQ(encoded(coding, decoded(coding, byte)), byte) << static_cast<int>(coding) << ' ' << code;
    }
}
TEST(AVoiceCoding, IsTheSameInWhateverPieces) {
  const std::string bytes = encoded(Coding::linear16, sine_samples(9000));
  VoiceDecoder decoder(Coding::linear16);
  std::vector<std::int16_t> out;
  for (const char byte : bytes) decoder.decode({&byte, 1}, out);
  EXPECT_EQ(out, decoded(Coding::linear16, bytes));
}

TEST(AShield, CoversEachByteThatWouldBeACode) {
  EXPECT_EQ(shielded("a\x10z"), "a\x10\x10z");
  EXPECT_EQ(unshielded(shielded("\x10\x10\x03\x10")), "\x10\x10\x03\x10");
}
TEST(AShield, StandsForTwoWithOneCode) { EXPECT_EQ(unshielded("\x10\x1A"), "\x10\x10"); }
TEST(AShield, LeavesTheCodesApart) {
  std::string codes;
  EXPECT_EQ(unshielded("ab\x10"
                       "bcd\x10\x03",
                       &codes),
            "abcd");
  EXPECT_EQ(codes, "b\x03");
}

}  // namespace
}  // namespace campon::sim
