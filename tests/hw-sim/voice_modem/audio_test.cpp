// What a line sounds like. [G.711, Q.23, E.180, GR-30]
#include <gmock/gmock.h>

#include "hw-sim/line/caller_id_packet.hpp"
#include "lone_modem.hpp"

namespace campon::sim {
namespace {

using Samples = std::vector<std::int16_t>;

struct TheSoundOfALine : testing::Test {
  Samples heard(env::Duration from, env::Duration length) const {
    Samples out(static_cast<std::size_t>(length / 125us));
    audio.render(env::Time(from), out);
    return out;
  }
  LineAudio audio{load_tone_plan("us").value(), 7};
  const double dial = amplitude_of(-13);
};

TEST_F(TheSoundOfALine, IsNoiseAtTheFloorOfThePlan) {
  double sum = 0;
  const Samples samples = heard(0s, 1s);
  for (const double sample : samples) sum += sample * sample;
  EXPECT_NEAR(std::sqrt(2 * sum / static_cast<double>(samples.size())), amplitude_of(-62), 2);
}
TEST_F(TheSoundOfALine, IsTheTwoFrequenciesOfADialToneAtTheirLevel) {
  audio.signal(env::Time(1s), k_dial_tone);
  const Samples samples = heard(1s, 1s);
  EXPECT_NEAR(strength(samples, 350), dial, dial / 50);
  EXPECT_NEAR(strength(samples, 440), dial, dial / 50);
  EXPECT_LT(strength(samples, 480), dial / 50);
  EXPECT_LT(strength(heard(0s, 1s), 350), dial / 50);
}
TEST_F(TheSoundOfALine, KeepsTheCadence) {
  audio.signal(env::Time(0s), k_busy_tone);
  for (const auto burst : {0ms, 1000ms, 7000ms}) {
    EXPECT_GT(strength(heard(burst, 500ms), 480), 0.9 * amplitude_of(-24)) << burst.count();
    EXPECT_LT(strength(heard(burst + 500ms, 500ms), 480), 30) << burst.count();
  }
}
TEST_F(TheSoundOfALine, PlaysTheThreeTonesOfASitOneAfterTheOther) {
  audio.signal(env::Time(0s), {Sound::sit, {{{380ms, 0ms}, {274ms, 0ms}, {380ms, 500ms}}, false}});
  EXPECT_GT(strength(heard(0ms, 380ms), 985.2), 0.9 * amplitude_of(-24));
  EXPECT_GT(strength(heard(380ms, 274ms), 1370.6), 0.9 * amplitude_of(-24));
  EXPECT_GT(strength(heard(654ms, 380ms), 1776.7), 0.9 * amplitude_of(-24));
  EXPECT_LT(strength(heard(1534ms, 380ms), 985.2), 30);
}
TEST_F(TheSoundOfALine, IsTheSameInWhateverPieces) {
  audio.signal(env::Time(0s), k_ringback);
  audio.begin_digit(env::Time(300ms), '5');
  audio.end_digit(env::Time(500ms));
  const Samples whole = heard(0s, 1s);
  Samples pieces;
  for (int i = 0; i < 40; ++i) {
    const Samples piece = heard(i * 25ms, 25ms);
    pieces.insert(pieces.end(), piece.begin(), piece.end());
  }
  EXPECT_EQ(whole, pieces);
}
TEST_F(TheSoundOfALine, HasEachDigitAsItsTwoFrequencies) {
  const std::array<double, 8> all{697, 770, 852, 941, 1209, 1336, 1477, 1633};
  const std::string keys = "123A456B789C*0#D";
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto from = static_cast<int>(i) * 200ms;
    audio.begin_digit(env::Time(from), keys[i]);
    audio.end_digit(env::Time(from + 100ms));
    const Samples samples = heard(from, 100ms);
    for (std::size_t f = 0; f < all.size(); ++f)
      EXPECT_EQ(strength(samples, all[f]) > amplitude_of(-12), f == i / 4 || f == 4 + i % 4) << keys[i] << ' ' << all[f];
    EXPECT_LT(strength(heard(from + 100ms, 100ms), all[i / 4]), 30);
  }
}
TEST_F(TheSoundOfALine, OfTalkIsLoudBroadAndChanging) {
  audio.signal(env::Time(0s), k_talk);
  const Samples a = heard(0s, 200ms);
  const Samples b = heard(1s, 200ms);
  EXPECT_NE(a, b);
  double peak = 0;
  for (const double sample : heard(0s, 5s)) peak = std::max(peak, std::abs(sample));
  EXPECT_GT(peak, amplitude_of(-20));
  EXPECT_LT(peak, 32000);
}
TEST_F(TheSoundOfALine, CarriesMixedSoundOverItsOwn) {
  audio.signal(env::Time(0s), k_dial_tone);
  audio.mix(env::Time(100ms), Samples(800, 10000));
  const Samples without = heard(300ms, 1ms);
  EXPECT_GT(heard(150ms, 1ms)[0], 10000 - 3 * static_cast<int>(dial));
  EXPECT_LT(without[0], 3 * static_cast<int>(dial));
}
TEST_F(TheSoundOfALine, IsForgottenAfterTenSeconds) {
  for (int i = 0; i < 1000; ++i) audio.signal(env::Time(i * 100ms), i % 2 == 0 ? k_dial_tone : k_busy_tone);
  EXPECT_LT(strength(heard(0s, 1s), 350), 30);
  EXPECT_GT(strength(heard(99800ms, 100ms), 350), 1000);
}
TEST_F(TheSoundOfALine, IsOtherInAnotherCountry) {
  LineAudio german(load_tone_plan("de").value(), 7);
  german.signal(env::Time(0s), k_dial_tone);
  Samples samples(8000);
  german.render(env::Time(0s), samples);
  EXPECT_GT(strength(samples, 425), 0.9 * amplitude_of(-10));
  EXPECT_LT(strength(samples, 350), 30);
}

TEST(ATonePlan, OfEachCountryIsRead) {
  for (const auto& file : embedded_regions()) {
    const auto plan = load_tone_plan(file.name);
    ASSERT_TRUE(plan) << file.name;
    for (const auto sound :
         {Sound::dial, Sound::stutter, Sound::busy, Sound::reorder, Sound::ringback, Sound::confirmation, Sound::sit, Sound::voice})
      EXPECT_NE(plan->tone(to_string(sound)), nullptr) << file.name << ' ' << to_string(sound);
  }
}
TEST(ATonePlan, WithAMistakeIsRefusedWithItsLine) {
  const auto refused = [](std::string_view tone) {
    const auto plan = parse_tone_plan("noise = \"-60\"\ncaller_id = \"v23\"\n[tones]\ndial = \"" + std::string(tone) + "\"\n", "x.toml");
    return !plan && plan.error().what.starts_with("x.toml:");
  };
  EXPECT_FALSE(refused("350+440 -13"));
  for (const char* tone : {"", "350", "350 x", "350+ -13x", "9000 -13", "350 13", "x -13", "400*0 -13", "350,,440 -13", "-13"})
    EXPECT_TRUE(refused(tone)) << tone;
}

// Ten bits a byte, found by comparing the two frequencies over each bit.
std::string demodulated(const Samples& samples, double mark, double space) {
  const auto bit = [&](std::size_t index) {
    const std::size_t from = index * 8000 / 1200;
    const std::span<const std::int16_t> window(samples.data() + from, std::min<std::size_t>(7, samples.size() - from));
    return strength(window, mark) > strength(window, space);
  };
  const std::size_t bits = samples.size() * 1200 / 8000;
  std::string out;
  for (std::size_t at = 300 + 180; at + 10 <= bits;) {
    if (bit(at)) {
      ++at;
      continue;
    }
    unsigned value = 0;
    for (std::size_t i = 0; i < 8; ++i) value |= (bit(at + 1 + i) ? 1u : 0u) << i;
    out += static_cast<char>(value);
    at += 10;
  }
  return out;
}

TEST(ACallerIdAsSound, IsBell202WithItsSeizureAndMarks) {
  const std::string packet = mdmf({"5551000", "TEST", CallType::none}, {"1128", "2130"});
  const Samples samples = fsk_samples(FskStandard::bell202, packet);
  EXPECT_NEAR(static_cast<double>(samples.size()), static_cast<double>((300 + 180 + 10 * packet.size() + 10) * 8000 / 1200), 8);
  EXPECT_EQ(demodulated(samples, 1200, 2200), packet);
}
TEST(ACallerIdAsSound, IsV23Elsewhere) {
  const std::string packet = sdmf({"5551000", "", CallType::none}, {"1128", "2130"});
  EXPECT_EQ(demodulated(fsk_samples(FskStandard::v23, packet), 1300, 2100), packet);
}

TEST(ACallerIdPacket, IsTheOneOfTheVectors) {
  const Stamp when{"1128", "2130"};
  EXPECT_EQ(hex(sdmf({"5551000", "", CallType::none}, when)), "040F313132383231333035353531303030FB");
  EXPECT_EQ(hex(mdmf({"5551000", "TEST", CallType::none}, when)), "80190108313132383231333002073535353130303007045445535418");
  EXPECT_EQ(hex(mdmf({"P", "P", CallType::none}, when)), "80100108313132383231333004015008015027");
}
TEST(ACallerIdPacket, SaysThatItIsARecall) {
  EXPECT_THAT(hex(mdmf({"5551000", "", CallType::ring_back_when_free}, {"1128", "2130"})), testing::HasSubstr("110102"));
}

}  // namespace
}  // namespace campon::sim
