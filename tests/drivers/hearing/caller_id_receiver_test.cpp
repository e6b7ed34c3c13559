#include "drivers/hearing/caller_id_receiver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "drivers/hearing/dtmf_sender.hpp"
#include "drivers/hearing/spandsp_headers.hpp"

namespace campon::hearing {
namespace {

using namespace std::chrono_literals;
using hal::CallType;
using hal::Presentation;
using hal::Sample;

// Parameters of an MDMF message: type, length, text.
std::string mdmf(const std::vector<std::pair<char, std::string>>& parameters) {
  std::string out;
  for (const auto& [type, text] : parameters) out += std::string{type, static_cast<char>(text.size())} + text;
  return "\x80" + std::string(1, static_cast<char>(out.size())) + out;
}

// The message as an exchange sends it on the line; spandsp adds the checksum.
std::vector<Sample> spoken(int standard, const std::string& message) {
  adsi_tx_state_t* sender = adsi_tx_init(nullptr, standard);
  std::vector<std::uint8_t> bytes(message.begin(), message.end());
  adsi_tx_put_message(sender, bytes.data(), static_cast<int>(bytes.size()));
  std::vector<Sample> out;
  std::vector<Sample> block(160);
  for (int i = 0; i < 200; ++i) {
    const int got = adsi_tx(sender, block.data(), 160);
    out.insert(out.end(), block.begin(), block.begin() + got);
    if (got < 160) out.insert(out.end(), static_cast<std::size_t>(160 - got), 0);
  }
  adsi_tx_free(sender);
  return out;
}

std::vector<hal::CallerId> heard(CallerIdStandard standard, const std::vector<Sample>& samples, unsigned* dropped = nullptr) {
  std::vector<hal::CallerId> out;
  CallerIdReceiver receiver(standard, [&](const hal::CallerId& id) { out.push_back(id); });
  receiver.feed(samples);
  receiver.feed(std::vector<Sample>(8000, 0));
  if (dropped != nullptr) *dropped = receiver.dropped();
  return out;
}

TEST(ACallerIdReceiver, HearsABellcoreMessageWithNumberAndName) {
  const auto ids = heard(CallerIdStandard::bellcore, spoken(ADSI_STANDARD_CLASS, mdmf({{1, "11231200"}, {2, "5550123"}, {7, "ALICE"}})));
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_EQ(ids[0].number, "5550123");
  EXPECT_EQ(ids[0].name, "ALICE");
  EXPECT_EQ(ids[0].presentation, Presentation::available);
}

TEST(ACallerIdReceiver, HearsASingleDataMessage) {
  const auto ids = heard(CallerIdStandard::bellcore, spoken(ADSI_STANDARD_CLASS, std::string("\x04\x0f") + "112312005550123"));
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_EQ(ids[0].number, "5550123");
}

TEST(ACallerIdReceiver, HearsThatACallIsARecall) {
  const auto ids = heard(CallerIdStandard::etsi, spoken(ADSI_STANDARD_CLIP, mdmf({{0x11, "\x02"}, {2, "03012345"}})));
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_EQ(ids[0].call_type, CallType::ring_back);
  EXPECT_EQ(ids[0].number, "03012345");
}

TEST(ACallerIdReceiver, HearsItSoftAndThroughNoise) {
  auto samples = spoken(ADSI_STANDARD_CLIP, mdmf({{0x11, "\x01"}, {2, "03012345"}}));
  std::mt19937 random(3);
  std::normal_distribution<double> noise(0, 100);
  for (auto& sample : samples) sample = static_cast<Sample>(sample / 3 + noise(random));
  EXPECT_EQ(heard(CallerIdStandard::etsi, samples).size(), 1U);
}

TEST(ACallerIdReceiver, TellsThatANumberIsWithheld) {
  const auto ids = heard(CallerIdStandard::bellcore, spoken(ADSI_STANDARD_CLASS, mdmf({{1, "11231200"}, {4, "P"}})));
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_EQ(ids[0].presentation, Presentation::withheld);
}

TEST(ACallerIdReceiver, DropsAMessageOfAnUnknownType) {
  unsigned dropped = 0;
  EXPECT_TRUE(heard(CallerIdStandard::etsi, spoken(ADSI_STANDARD_CLIP, std::string("\x86\x03\x20\x01\x31", 5)), &dropped).empty());
  EXPECT_EQ(dropped, 1U);
}

TEST(ACallerIdReceiver, DropsADamagedMessage) {
  auto samples = spoken(ADSI_STANDARD_CLASS, mdmf({{1, "11231200"}, {2, "5550123"}}));
  for (std::size_t n = 5200; n < 5300; ++n) samples[n] = 0;
  for (const auto& id : heard(CallerIdStandard::bellcore, samples)) EXPECT_EQ(id.number, "5550123");
}

TEST(ACallerIdReceiver, HearsNothingInNoise) {
  std::mt19937 random(5);
  std::normal_distribution<double> noise(0, 2000);
  std::vector<Sample> samples(8000 * 20);
  for (auto& sample : samples) sample = static_cast<Sample>(noise(random));
  EXPECT_TRUE(heard(CallerIdStandard::etsi, samples).empty());
}

TEST(ACallerIdReceiver, HearsANumberInDtmf) {
  for (const std::string_view digits : {"A5550123C", "D5550123C", "A5550123#"}) {
    const auto ids = heard(CallerIdStandard::dtmf, dtmf_samples(digits, {70ms, 70ms}).value());
    ASSERT_EQ(ids.size(), 1U) << digits;
    EXPECT_EQ(ids[0].number, "5550123") << digits;
  }
}

TEST(ADtmfCallerId, TellsNumberOrWhyThereIsNone) {
  EXPECT_EQ(parse_dtmf_caller_id("A5551234D5559876C")->number, "5551234");
  EXPECT_EQ(parse_dtmf_caller_id("5551234#")->number, "5551234");
  EXPECT_EQ(parse_dtmf_caller_id("B10C")->presentation, Presentation::withheld);
  EXPECT_EQ(parse_dtmf_caller_id("B00C")->presentation, Presentation::unavailable);
  EXPECT_EQ(parse_dtmf_caller_id("D1#")->presentation, Presentation::withheld);
  EXPECT_EQ(parse_dtmf_caller_id("D3#")->presentation, Presentation::unavailable);
}

TEST(ADtmfCallerId, IsNothingElse) {
  for (const std::string_view digits : {"", "C", "#", "A5551234", "AC", "hello#", "B#", "A\n5C"})
    EXPECT_FALSE(parse_dtmf_caller_id(digits)) << digits;
  EXPECT_FALSE(parse_dtmf_caller_id(std::string(65, '1') + "#"));
  EXPECT_EQ(parse_dtmf_caller_id("A" + std::string(60, '1') + "C")->number.size(), 32U);
}

TEST(ARegionsCallerIdStandard, IsKnownOrNotSupported) {
  EXPECT_EQ(*caller_id_standard("gr30"), CallerIdStandard::bellcore);
  EXPECT_EQ(*caller_id_standard("sin227"), CallerIdStandard::etsi);
  EXPECT_EQ(*caller_id_standard("dtmf"), CallerIdStandard::dtmf);
  EXPECT_EQ(caller_id_standard("ntt").error().code, env::ErrorCode::not_supported);
}

}  // namespace
}  // namespace campon::hearing
