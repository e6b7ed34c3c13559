// Short messages: the data units to the octet, the dialogue with its prompt, and what may have been sent.
#include <gmock/gmock.h>

#include "drivers/atmodem/gsm/message/gsm_alphabet.hpp"
#include "drivers/atmodem/gsm/message/prompt_watch.hpp"
#include "drivers/atmodem/gsm/message/short_message.hpp"
#include "gsm_script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using env::Remedy;
using testing::ElementsAre;
using testing::HasSubstr;

struct AMessage : AGsmPort {
  Report report;
};

std::string hex_of(std::string_view number, std::string_view text) { return message_parts(number, text, 7).value().at(0).hex; }
std::optional<ErrorCode> error_of(std::string_view number, std::string_view text) {
  const auto parts = message_parts(number, text, 7);
  return parts ? std::nullopt : std::optional(parts.error().code);
}

// The example of many manuals: hellohello to +46708251358.
TEST(ADataUnit, IsTheOneOfTheManuals) {
  const auto parts = message_parts("+46708251358", "hellohello", 1).value();
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts.at(0).hex, "0001000B916407281553F800000AE8329BFD4697D9EC37");
  EXPECT_EQ(parts.at(0).length, 22U);
}

TEST(ADataUnit, HasNationalNumbersAndOddOnes) { EXPECT_EQ(hex_of("112233445", "@"), "000100098111223344F500000100"); }

TEST(ADataUnit, EscapesItsExtension) { EXPECT_THAT(hex_of("1", "\xE2\x82\xAC"), HasSubstr("0000029B32")); }

TEST(ADataUnit, IsUcs2WhereTheAlphabetDoesNotDo) {
  EXPECT_THAT(hex_of("1", "\xD0\x9F"), testing::EndsWith("0008"
                                                         "02"
                                                         "041F"));
  EXPECT_THAT(hex_of("1", "\xF0\x9F\x98\x80"), testing::EndsWith("0008"
                                                                 "04"
                                                                 "D83DDE00"));
}

TEST(ADataUnit, IsOneOfSeveralWhenTheTextIsLong) {
  const auto parts = message_parts("1", std::string(161, 'a'), 7).value();
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_THAT(parts.at(0).hex, HasSubstr("A0050003070201"));
  EXPECT_THAT(parts.at(1).hex, HasSubstr("0F050003070202"));
  EXPECT_EQ(message_parts("1", std::string(160, 'a'), 7)->size(), 1U);
}

// The header takes seven septets with one bit of fill: the first character begins in bit 1.
TEST(ADataUnit, FillsUpAfterItsHeader) {
  const auto parts = message_parts("1", std::string(153, 'b') + std::string(9, 'a'), 7).value();
  EXPECT_THAT(parts.at(1).hex, testing::EndsWith("10050003070202C2E170381C0E87C3"));
}

TEST(ADataUnit, DividesNoCharacter) {
  const auto seven = message_parts("1", std::string(152, 'a') + "{" + std::string(10, 'a'), 7).value();
  EXPECT_THAT(seven.at(0).hex, HasSubstr("9F050003070201"));
  std::string smileys;
  for (int i = 0; i < 36; ++i) smileys += "\xF0\x9F\x98\x80";
  const auto two = message_parts("1", "\xD0\x9F\xD0\x9F" + smileys, 7).value();
  EXPECT_THAT(two.at(0).hex, HasSubstr("0008"
                                       "8A"
                                       "050003070201"));
}

TEST(ADataUnit, IsRefusedForWhatCannotBeSent) {
  EXPECT_EQ(error_of("", "x"), ErrorCode::bad_dial_string);
  EXPECT_EQ(error_of("+", "x"), ErrorCode::bad_dial_string);
  EXPECT_EQ(error_of("12\r", "x"), ErrorCode::bad_dial_string);
  EXPECT_EQ(error_of("555;", "x"), ErrorCode::bad_dial_string);
  EXPECT_EQ(error_of(std::string(21, '1'), "x"), ErrorCode::bad_dial_string);
  EXPECT_EQ(error_of("1", ""), ErrorCode::bad_mode);
  EXPECT_EQ(error_of("1", std::string(613, 'a')), ErrorCode::bad_mode);
  EXPECT_EQ(error_of("1", std::string(612, 'a')), std::nullopt);
}

// [fault R03]
TEST(ADataUnit, IsRefusedForWhatIsNotUtf8) {
  for (const std::string text : {"\xC0\x80", "\xED\xA0\x80", "\xE2\x82", "\xFF", "\xF4\x90\x80\x80", "a\x80"})
    EXPECT_EQ(error_of("1", text), ErrorCode::bad_mode);
}

TEST(AText, InUtf16ComesBackAsItWas) {
  const std::string text = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80";
  EXPECT_EQ(utf8_of_utf16(utf16(code_points(text).value())), text);
}

// [fault R03]
TEST(AText, WithALoneSurrogateIsReplaced) {
  EXPECT_EQ(utf8_of_utf16(std::string("\xD8\x00\x00\x41", 4)),
            "\xEF\xBF\xBD"
            "A");
  EXPECT_EQ(utf8_of_utf16(std::string("\xDC\x00", 2)), "\xEF\xBF\xBD");
  EXPECT_EQ(utf8_of_utf16(std::string("\xD8\x00", 2)), "\xEF\xBF\xBD");
}

// [fault P01]
TEST(APrompt, IsFoundHoweverItIsSplit) {
  const std::string bytes = "x > y\r\n\r\n> \r\n+CMGS: 1\r\n";
  for (std::size_t split = 0; split <= bytes.size(); ++split) {
    PromptWatch watch;
    watch.arm();
    std::string rest;
    int prompts = 0;
    const auto feed = [&](std::string_view part) {
      watch.feed(
          part, [&](std::string_view more) { rest += more; }, [&] { ++prompts; });
    };
    feed(std::string_view(bytes).substr(0, split));
    feed(std::string_view(bytes).substr(split));
    EXPECT_EQ(prompts, 1);
    EXPECT_EQ(rest, "x > y\r\n\r\n\r\n+CMGS: 1\r\n");
  }
}

TEST(APrompt, IsNoneWhenNobodyAskedForIt) {
  PromptWatch watch;
  std::string rest;
  watch.feed(
      "\r\n> \r\n", [&](std::string_view more) { rest += more; }, [] { FAIL(); });
  EXPECT_EQ(rest, "\r\n> \r\n");
}

TEST_F(AMessage, IsGivenAtThePromptToTheByte) {
  started();
  modem.answers["AT+CMGS=18"] = "\r\n> ";
  sends_message("+46708251358", "hello", report);
  time.advance(3s);
  EXPECT_EQ(modem.received, "AT+CMGF=0\rAT+CMGS=18\r0001000B916407281553F8000005E8329BFD06\x1A");
  EXPECT_EQ(report.times, 0);
  modem.says(lines({"+CMGS: 12", "OK"}));
  time.advance(1s);
  EXPECT_TRUE(report.granted());
}

TEST_F(AMessage, IsNotGivenWithoutAPrompt) {
  started();
  modem.answers["AT+CMGS=18"] = "";
  sends_message("+46708251358", "hello", report);
  time.advance(3min);
  EXPECT_THAT(modem.received, testing::StartsWith("AT+CMGF=0\rAT+CMGS=18\r\x1B"));
  EXPECT_TRUE(report.refused() || report.remedy() == Remedy::later) << report.why();
}

TEST_F(AMessage, IsRefusedByName) {
  started();
  modem.answers["AT+CMGS=18"] = lines({"+CMS ERROR: 330"});
  sends_message("+46708251358", "hello", report);
  time.advance(1s);
  EXPECT_TRUE(report.refused());
  EXPECT_THAT(report.why(), HasSubstr("message centre unknown"));
}

TEST_F(AMessage, ThatTheNetworkRefusesWasNotSent) {
  started();
  modem.answers["AT+CMGS=18"] = "\r\n> ";
  sends_message("+46708251358", "hello", report);
  time.advance(3s);
  modem.says(lines({"+CMS ERROR: 38"}));
  time.advance(1s);
  EXPECT_TRUE(report.refused());
  EXPECT_THAT(report.why(), HasSubstr("network out of order"));
}

// [fault X16]
TEST_F(AMessage, MayHaveBeenSentAfterAnErrorThatLeavesItOpen) {
  for (const auto* error : {"+CMS ERROR: 332", "+CMS ERROR: 500", "ERROR"}) {
    Report one;
    started();
    modem.answers["AT+CMGS=18"] = "\r\n> ";
    sends_message("+46708251358", "hello", one);
    time.advance(3s);
    modem.says(lines({error}));
    time.advance(1s);
    EXPECT_EQ(one.remedy(), Remedy::unknown) << error;
    EXPECT_THAT(one.why(), HasSubstr("may have been sent"));
  }
}

// [fault X16]
TEST_F(AMessage, WithoutAnAnswerIsNeverSentAgain) {
  started();
  modem.answers["AT+CMGS=18"] = "\r\n> ";
  sends_message("+46708251358", "hello", report);
  time.advance(5min);
  EXPECT_EQ(report.remedy(), Remedy::unknown);
  EXPECT_EQ(std::count(modem.received.begin(), modem.received.end(), '\x1A'), 1);
}

TEST_F(AMessage, InTwoPartsIsGivenPartByPart) {
  started();
  for (int length = 1; length < 200; ++length) modem.answers["AT+CMGS=" + std::to_string(length)] = "\r\n> ";
  sends_message("1", std::string(200, 'a'), report);
  for (const auto* reference : {"+CMGS: 1", "+CMGS: 2"}) {
    time.advance(1s);
    EXPECT_EQ(report.times, 0);
    modem.says(lines({reference, "OK"}));
  }
  time.advance(1s);
  EXPECT_TRUE(report.granted());
  EXPECT_EQ(report.why(), "2 parts");
}

// [fault X16]
TEST_F(AMessage, OfWhichAPartWasSentIsUnknown) {
  started();
  for (int length = 1; length < 200; ++length) modem.answers["AT+CMGS=" + std::to_string(length)] = "\r\n> ";
  sends_message("1", std::string(200, 'a'), report);
  time.advance(1s);
  for (int length = 1; length < 200; ++length) modem.answers["AT+CMGS=" + std::to_string(length)] = lines({"+CMS ERROR: 330"});
  modem.says(lines({"+CMGS: 1", "OK"}));
  time.advance(1s);
  EXPECT_EQ(report.remedy(), Remedy::unknown);
  EXPECT_THAT(report.why(), HasSubstr("part 2 of 2 was not sent"));
}

// [fault P10 R09]
TEST_F(AMessage, WithCommandsInItIsNothingButHex) {
  started();
  for (int length = 1; length < 200; ++length) modem.answers["AT+CMGS=" + std::to_string(length)] = "\r\n> ";
  sends_message("1", "+++ATH\r\nATD1;\r~}", report);
  time.advance(1s);
  EXPECT_THAT(modem.received, testing::MatchesRegex("AT.CMGF=0\rAT.CMGS=[0-9]+\r[0-9A-F]+\x1A"));
}

TEST_F(AMessage, ThatIsTooLongIsNotBegun) {
  started();
  sends_message("1", std::string(700, 'a'), report);
  time.advance(1s);
  EXPECT_EQ(report.error(), ErrorCode::bad_mode);
  EXPECT_EQ(modem.received, "");
}

}  // namespace
}  // namespace campon::atmodem
