#include "hal/dial_string.hpp"

#include <gtest/gtest.h>

namespace campon::hal {
namespace {

using env::ErrorCode;

ErrorCode refusal(std::string_view text) {
  const auto parsed = DialString::parse(text);
  return parsed ? ErrorCode::internal : parsed.error().code;
}

TEST(ADialString, KeepsDialableCharacters) { EXPECT_EQ(DialString::parse("*66#123,ABCD0")->digits(), "*66#123,ABCD0"); }

TEST(ADialString, DropsFormatting) { EXPECT_EQ(DialString::parse("(555) 012-3.4")->digits(), "55501234"); }

TEST(ADialString, DropsALeadingToneMark) { EXPECT_EQ(DialString::parse("T555")->digits(), "555"); }

TEST(ADialString, HasANumberWithoutItsPauses) { EXPECT_EQ(DialString::parse("9,,555")->number(), "9555"); }

TEST(ADialString, IsRefusedForBytesThatCouldBecomeACommand) {
  for (const std::string_view text : {"555\r", "555\n", "555;", "A/", "555\"",
                                      "5\x1b"
                                      "5",
                                      "+1555", "55!5", "5P5", "L", "S=1", "5\x7f"})
    EXPECT_EQ(refusal(text), ErrorCode::bad_dial_string) << text;
  EXPECT_EQ(refusal(std::string_view("5\0"
                                     "5",
                                     3)),
            ErrorCode::bad_dial_string);
}

TEST(ADialString, IsRefusedForDigitsOfOtherScripts) {
  EXPECT_EQ(refusal("\xD9\xA1\xD9\xA2"), ErrorCode::bad_dial_string);  // Arabic-Indic 1 2
  EXPECT_EQ(refusal("\xEF\xBC\x95"), ErrorCode::bad_dial_string);      // full-width 5
}

TEST(ADialString, NamesTheModifierThatIsNotSupported) {
  EXPECT_EQ(refusal("5$"), ErrorCode::dial_billing);
  EXPECT_EQ(refusal("5@"), ErrorCode::dial_quiet);
  EXPECT_EQ(refusal("W5"), ErrorCode::dial_dial_tone);
  EXPECT_EQ(refusal("5?"), ErrorCode::dial_prompt);
  EXPECT_EQ(refusal("5:"), ErrorCode::dial_voice_detect);
}

TEST(ADialString, NamesTheCharacterAndItsPlace) {
  EXPECT_EQ(DialString::parse("55\r5").error().what, "character '\\x0D' at position 3 of the number cannot be dialled");
}

TEST(ADialString, IsRefusedWhenEmptyOrOnlyPausesOrTooLong) {
  EXPECT_EQ(refusal(""), ErrorCode::bad_dial_length);
  EXPECT_EQ(refusal(" - "), ErrorCode::bad_dial_length);
  EXPECT_EQ(refusal(",,,"), ErrorCode::bad_dial_length);
  EXPECT_EQ(refusal(std::string(61, '5')), ErrorCode::bad_dial_length);
  EXPECT_EQ(refusal(std::string(10'000'000, '5')), ErrorCode::bad_dial_length);
  EXPECT_TRUE(DialString::parse(std::string(60, '5')));
}

TEST(ADialString, PausesForAMinuteAtMost) {
  EXPECT_TRUE(DialString::parse("9" + std::string(30, ',') + "5"));
  EXPECT_EQ(refusal("9" + std::string(31, ',') + "5"), ErrorCode::bad_dial_length);
}

TEST(ADialString, IsMadeOfAllowedCharactersOnlyForEveryByte) {
  for (int byte = 0; byte < 256; ++byte) {
    const auto parsed = DialString::parse(std::string("5") + static_cast<char>(byte));
    if (parsed) {
      EXPECT_EQ(parsed->digits().find_first_not_of("0123456789*#ABCD,"), std::string::npos) << byte;
    }
  }
}

}  // namespace
}  // namespace campon::hal
