#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <random>

#include "drivers/hearing/dtmf_receiver.hpp"
#include "drivers/hearing/dtmf_sender.hpp"

namespace campon::hearing {
namespace {

using namespace std::chrono_literals;
using hal::Sample;

constexpr std::string_view k_all = "0123456789*#ABCD";

std::string heard(const std::vector<Sample>& samples) {
  std::string out;
  DtmfReceiver receiver([&](char digit, env::Time) { out += digit; });
  receiver.feed(samples, env::Time{});
  receiver.feed(std::vector<Sample>(400, 0), env::Time{});
  return out;
}

std::vector<Sample> sent(std::string_view digits, DtmfPace pace = {100ms, 100ms}, DtmfLevels levels = {}) {
  return dtmf_samples(digits, pace, levels).value();
}

double dbm0_at(std::span<const Sample> samples, double hz) {
  std::complex<double> sum = 0;
  for (std::size_t n = 0; n < samples.size(); ++n)
    sum += static_cast<double>(samples[n]) * std::polar(1.0, -2 * 3.14159265358979 * hz * static_cast<double>(n) / 8000);
  return 20 * std::log10(2 * std::abs(sum) / static_cast<double>(samples.size()) / 32767) + 3.14;
}

TEST(ADtmfReceiver, HearsEveryDigit) { EXPECT_EQ(heard(sent(k_all)), k_all); }

TEST(ADtmfReceiver, HearsDigitsAtThePaceAndLevelsOfEachRegion) {
  for (const std::string_view region : {"us", "de", "jp", "br"}) {
    EXPECT_EQ(heard(sent("5550123#", {70ms, 70ms}, dtmf_levels(region))), "5550123#") << region;
    EXPECT_EQ(heard(sent("5550123#", {50ms, 50ms}, dtmf_levels(region))), "5550123#") << region;
  }
}

TEST(ADtmfReceiver, HearsDigitsThroughNoise) {
  auto samples = sent("5550123", {70ms, 70ms});
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0, 700);
  for (auto& sample : samples) sample = static_cast<Sample>(sample + noise(random));
  EXPECT_EQ(heard(samples), "5550123");
}

TEST(ADtmfReceiver, TellsADigitTwiceWhenItIsSentTwice) { EXPECT_EQ(heard(sent("55")), "55"); }

TEST(ADtmfReceiver, TellsWhenADigitCame) {
  std::vector<env::Time> times;
  DtmfReceiver receiver([&](char, env::Time at) { times.push_back(at); });
  const auto samples = sent("12");
  receiver.feed(samples, env::Time{} + 400ms);
  ASSERT_EQ(times.size(), 2U);
  EXPECT_GT(times[0].time_since_epoch(), 20ms);
  EXPECT_LT(times[0].time_since_epoch(), 110ms);
  EXPECT_GT(times[1].time_since_epoch(), 220ms);
}

TEST(ADtmfReceiver, HearsADigitBesideDialToneWhenThatIsFilteredOut) {
  auto samples = sent("5");
  for (std::size_t n = 0; n < samples.size(); ++n)
    samples[n] = static_cast<Sample>(samples[n] + 6000 * std::sin(2 * 3.14159265 * 350 * static_cast<double>(n) / 8000) +
                                     6000 * std::sin(2 * 3.14159265 * 440 * static_cast<double>(n) / 8000));
  std::string out;
  DtmfReceiver receiver([&](char digit, env::Time) { out += digit; });
  receiver.filter_dial_tone(true);
  receiver.feed(samples, env::Time{});
  EXPECT_EQ(out, "5");
}

TEST(ADtmfSender, SendsTheFrequenciesOfTheKeyAtTheLevelsAskedFor) {
  const auto samples = sent("9", {200ms, 100ms}, {-11, -9});
  const auto tone = std::span(samples).first(1600);
  EXPECT_NEAR(dbm0_at(tone, 852), -11, 0.2);
  EXPECT_NEAR(dbm0_at(tone, 1477), -9, 0.2);
  EXPECT_LT(dbm0_at(tone, 770), -40);
}

TEST(ADtmfSender, KeepsToneAndPauseToTheSample) {
  const auto samples = sent("11", {65ms, 45ms});
  EXPECT_EQ(samples.size(), 2 * (520 + 360));
  EXPECT_TRUE(std::all_of(samples.begin() + 520, samples.begin() + 880, [](Sample sample) { return sample == 0; }));
}

TEST(ADtmfSender, SendsNothingOutsideTheLimits) {
  EXPECT_EQ(dtmf_samples("5a", {100ms, 100ms}).error().code, env::ErrorCode::bad_dial_string);
  EXPECT_EQ(dtmf_samples(std::string(129, '1'), {100ms, 100ms}).error().code, env::ErrorCode::bad_dial_length);
  EXPECT_FALSE(dtmf_samples("5", {39ms, 100ms}));
  EXPECT_FALSE(dtmf_samples("5", {100ms, 29ms}));
  EXPECT_FALSE(dtmf_samples("5", {3s, 100ms}));
  EXPECT_FALSE(dtmf_samples("5", {100ms, 100ms}, {-2, -1}));
  EXPECT_FALSE(dtmf_samples("5", {100ms, 100ms}, {-12, -7}));
  EXPECT_FALSE(dtmf_samples("5", {100ms, 100ms}, {-9, -11}));
  EXPECT_FALSE(dtmf_samples("5", {100ms, 100ms}, {-25, -23}));
}

}  // namespace
}  // namespace campon::hearing
