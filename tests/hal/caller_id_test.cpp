#include "hal/caller_id.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace campon::hal {
namespace {

// The messages of voice-modems 4.4.
constexpr std::string_view k_sdmf = "040F313132383231333035353531303030FB";
constexpr std::string_view k_mdmf = "80190108313132383231333002073535353130303007045445535418";
constexpr std::string_view k_private = "80100108313132383231333004015008015027";
constexpr std::string_view k_ring_back = "801F11010201083131323832313330030735353531303030020735353531303030DF";

env::Expected<CallerId> parse_hex(std::string_view hex) { return parse_data_message(bytes_from_hex(hex).value()); }

std::string with_checksum(std::string message) {
  const auto sum =
      std::accumulate(message.begin(), message.end(), 0U, [](unsigned total, char c) { return total + static_cast<unsigned char>(c); });
  return message + static_cast<char>((256 - sum % 256) % 256);
}

std::string mdmf(const std::string& body) { return with_checksum(std::string("\x80") + static_cast<char>(body.size()) + body); }

TEST(ASingleDataMessage, GivesTheNumber) {
  const auto id = parse_hex(k_sdmf);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->number, "5551000");
  EXPECT_EQ(id->presentation, Presentation::available);
}

TEST(ASingleDataMessage, SaysThatTheNumberIsWithheld) {
  const auto id =
      parse_data_message(with_checksum("\x04\x09"
                                       "11282130P"));
  ASSERT_TRUE(id);
  EXPECT_EQ(id->number, "");
  EXPECT_EQ(id->presentation, Presentation::withheld);
}

TEST(AMultipleDataMessage, GivesNumberAndName) {
  const auto id = parse_hex(k_mdmf);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->number, "5551000");
  EXPECT_EQ(id->name, "TEST");
}

TEST(AMultipleDataMessage, SaysThatTheNumberIsWithheld) {
  const auto id = parse_hex(k_private);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->number, "");
  EXPECT_EQ(id->presentation, Presentation::withheld);
}

TEST(AMultipleDataMessage, TellsRingBackWhenFree) {
  const auto id = parse_hex(k_ring_back);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->call_type, CallType::ring_back);
  EXPECT_EQ(id->number, "5551000");
}

TEST(AMultipleDataMessage, SkipsUnknownParameters) {
  const auto id =
      parse_data_message(mdmf("\xE1\x03"
                              "abc\x02\x03"
                              "123"));
  ASSERT_TRUE(id);
  EXPECT_EQ(id->number, "123");
}

TEST(ADataMessage, KeepsItsBytes) { EXPECT_EQ(parse_hex(k_sdmf)->raw, bytes_from_hex(k_sdmf).value()); }

TEST(ADataMessage, IsAcceptedWithoutItsChecksum) {
  const std::string message = bytes_from_hex(k_mdmf).value();
  EXPECT_EQ(parse_data_message(std::string_view(message).substr(0, message.size() - 1))->number, "5551000");
}

TEST(ADataMessage, IsDroppedWhenAnyByteIsFlipped) {
  for (const auto hex : {k_sdmf, k_mdmf, k_private, k_ring_back}) {
    const std::string message = bytes_from_hex(hex).value();
    for (std::size_t at = 0; at < message.size(); ++at)
      for (int mask = 1; mask < 256; ++mask) {
        std::string flipped = message;
        flipped[at] = static_cast<char>(flipped[at] ^ mask);
        EXPECT_FALSE(parse_data_message(flipped)) << hex << " byte " << at << " mask " << mask;
      }
  }
}

TEST(ADataMessage, IsDroppedWhenTruncated) {
  for (const auto hex : {k_sdmf, k_mdmf, k_private, k_ring_back}) {
    const std::string message = bytes_from_hex(hex).value();
    for (std::size_t size = 0; size + 1 < message.size(); ++size)
      EXPECT_FALSE(parse_data_message(std::string_view(message).substr(0, size))) << hex << " size " << size;
  }
}

TEST(ADataMessage, IsDroppedWhenAParameterRunsOverTheEnd) {
  for (const char length : {'\x04', '\x7F', '\x80', '\xFF'}) EXPECT_FALSE(parse_data_message(mdmf(std::string("\x02") + length + "123")));
  EXPECT_FALSE(parse_data_message(mdmf("\x02")));
}

TEST(ADataMessage, IsDroppedWhenAParameterComesTwice) {
  const auto id =
      parse_data_message(mdmf("\x02\x01"
                              "1\x02\x01"
                              "2"));
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().code, env::ErrorCode::device_refused);
}

TEST(ADataMessage, IsDroppedWhenItIsLonger) {
  for (const auto hex : {k_sdmf, k_mdmf, k_private, k_ring_back})
    for (const std::size_t more : {1U, 2U, 200U})
      EXPECT_FALSE(parse_data_message(bytes_from_hex(hex).value() + std::string(more, '\0'))) << hex;
}

TEST(ADataMessage, NeverBreaksWhateverItsTwoBytes) {
  const std::string message = bytes_from_hex(k_mdmf).value();
  for (int type = 0; type < 256; ++type)
    for (int length = 0; length < 256; ++length) {
      const std::string body = message.substr(0, 2) + static_cast<char>(type) + static_cast<char>(length) + message.substr(4);
      const auto id = parse_data_message(std::string_view(body).substr(0, body.size() - 1));
      EXPECT_LE(id.value_or(CallerId{}).number.size(), 32U);
    }
}

TEST(ASingleDataMessage, HoldsOnlyDigitsAndItsReason) {
  EXPECT_FALSE(
      parse_data_message(with_checksum("\x04\x09"
                                       "1128213x5")));
  EXPECT_FALSE(
      parse_data_message(with_checksum("\x04\x0A"
                                       "11282130"
                                       "5\x1b")));
  EXPECT_FALSE(
      parse_data_message(with_checksum("\x04\x0A"
                                       "11282130"
                                       "5P")));
  EXPECT_TRUE(
      parse_data_message(with_checksum("\x04\x0A"
                                       "11282130"
                                       "*5")));
  EXPECT_TRUE(
      parse_data_message(with_checksum("\x04\x08"
                                       "11282130")));
}

TEST(ADataMessage, IsDroppedWhenItsTypeIsUnknown) { EXPECT_FALSE(parse_data_message(with_checksum("\x82\x01x"))); }

TEST(ADataMessage, CutsNumberAndName) {
  const auto id = parse_data_message(mdmf("\x02\x28" + std::string(40, '5') + "\x07\x50" + std::string(80, 'n')));
  ASSERT_TRUE(id);
  EXPECT_EQ(id->number.size(), 32U);
  EXPECT_EQ(id->name.size(), 64U);
}

TEST(ADataMessage, EscapesWhatItRefuses) {
  const auto id = parse_data_message("\x1b[2J");
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().heard, "\\x1B[2J");
}

TEST(ACallType, IsUnknownUnlessListed) {
  CallerId id;
  apply_parameter(id, 0x11, "\x7E");
  EXPECT_EQ(id.call_type, CallType::unknown);
  apply_parameter(id, 0x11, "\x02\x02");
  EXPECT_EQ(id.call_type, CallType::unknown);
}

TEST(ACallType, IsOneOfFour) {
  const std::pair<const char*, CallType> types[] = {
      {"\x01", CallType::voice}, {"\x02", CallType::ring_back}, {"\x03", CallType::calling_name}, {"\x81", CallType::message_waiting}};
  for (const auto& [byte, type] : types) {
    CallerId id;
    apply_parameter(id, 0x11, byte);
    EXPECT_EQ(id.call_type, type);
  }
}

TEST(ACallType, HasAWord) {
  EXPECT_EQ(to_string(CallType::unknown), "unknown");
  EXPECT_EQ(to_string(CallType::voice), "voice");
  EXPECT_EQ(to_string(CallType::ring_back), "ring back");
  EXPECT_EQ(to_string(CallType::calling_name), "calling name");
  EXPECT_EQ(to_string(CallType::message_waiting), "message waiting");
}

TEST(APresentation, HasAWord) {
  EXPECT_EQ(to_string(Presentation::available), "available");
  EXPECT_EQ(to_string(Presentation::withheld), "withheld");
  EXPECT_EQ(to_string(Presentation::unavailable), "unavailable");
}

TEST(ASingleDataMessage, SaysThatTheNumberIsOutOfTheArea) {
  const auto id =
      parse_data_message(with_checksum("\x04\x09"
                                       "11282130O"));
  ASSERT_TRUE(id);
  EXPECT_EQ(id->presentation, Presentation::unavailable);
}

TEST(ASingleDataMessage, NeedsADateOfDigits) {
  EXPECT_FALSE(
      parse_data_message(with_checksum("\x04\x07"
                                       "1128213")));
  EXPECT_FALSE(
      parse_data_message(with_checksum("\x04\x09"
                                       "112X21305")));
}

TEST(ASingleDataMessage, NeedsANumberThatCanBeDialled) {
  EXPECT_FALSE(
      parse_data_message(with_checksum("\x04\x0A"
                                       "11282130Q5")));
}

TEST(ANumber, DoesNotUndoTheWishNotToBeShown) {
  CallerId id;
  apply_parameter(id, 0x04, "P");
  apply_parameter(id, 0x02, "5551000");
  EXPECT_EQ(id.number, "");
  EXPECT_EQ(id.presentation, Presentation::withheld);
}

TEST(AParameter, ThatIsUnknownChangesNothing) {
  CallerId id;
  for (int type = 0; type < 256; ++type)
    if (type != 0x02 && type != 0x04 && type != 0x07 && type != 0x11) apply_parameter(id, static_cast<std::uint8_t>(type), "5551000");
  EXPECT_EQ(id, CallerId{});
}

TEST(HexBytes, AreReadWithAndWithoutSpaces) {
  EXPECT_EQ(bytes_from_hex("40 4F").value(), "@O");
  EXPECT_EQ(bytes_from_hex("404f").value(), "@O");
}

TEST(HexBytes, AreRefusedUnlessTheyArePairs) {
  for (const auto* text : {"", " ", "4", "404", "4 0", "4G", "40-4F"}) EXPECT_FALSE(bytes_from_hex(text)) << text;
}

}  // namespace
}  // namespace campon::hal
