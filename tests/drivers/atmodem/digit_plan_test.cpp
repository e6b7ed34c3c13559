#include "drivers/atmodem/voice/digit_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "script.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;

std::vector<std::string> lines_of(const std::vector<PlannedCommand>& plan) {
  std::vector<std::string> lines;
  for (const auto& planned : plan) lines.push_back(planned.command.text);
  return lines;
}

std::vector<PlannedCommand> plan(const std::string& digits, bool first, const std::string& modem = "generic_v253") {
  return plan_digits(shipped(modem), hal::DialString::parse(digits).value(), first).value();
}

TEST(TheFirstDigits, AreDialledBlindAndStayInCommandState) {
  const auto planned = plan("*66", true);
  EXPECT_THAT(lines_of(planned), ElementsAre("ATX3DT*66;"));
  EXPECT_EQ(planned[0].command.kind, CommandKind::dial);
}

TEST(TheFirstDigits, LeaveTheirPausesToTheModem) { EXPECT_THAT(lines_of(plan("9,,5550123", true)), ElementsAre("ATX3DT9,,5550123;")); }

TEST(TheFirstDigits, AreTonesWhereThePersonalitySaysSo) {
  EXPECT_THAT(lines_of(plan("*66", true, "cx93010")), ElementsAre("AT+VTS=*,6,6"));
}

TEST(LaterDigits, AreTones) {
  const auto planned = plan("*37#", false);
  EXPECT_THAT(lines_of(planned), ElementsAre("AT+VTS=*,3,7,#"));
  EXPECT_EQ(planned[0].command.kind, CommandKind::tones);
  EXPECT_EQ(planned[0].command.deadline, 4 * 200ms + 2s);
}

TEST(LaterDigits, HaveTheirPausesBetweenTwoLines) {
  const auto planned = plan(",1,,23,", false);
  EXPECT_THAT(lines_of(planned), ElementsAre("AT+VTS=1", "AT+VTS=2,3"));
  EXPECT_EQ(planned[0].pause_before, 2s);
  EXPECT_EQ(planned[1].pause_before, 4s);
}

TEST(ManyDigits, AreSentInLinesThatTheModemTakes) {
  std::string digits;
  for (int i = 0; i < 60; ++i) digits += static_cast<char>('0' + i % 10);
  for (const bool first : {true, false}) {
    std::string sent;
    for (const auto& line : lines_of(plan(digits, first))) {
      EXPECT_TRUE(is_sendable(line, 40)) << line;
      const std::size_t from = line.starts_with("ATX3DT") ? 6 : 7;
      for (const char c : line.substr(from))
        if (c >= '0' && c <= '9') sent += c;
    }
    EXPECT_EQ(sent, digits);
  }
}

TEST(LaterDigits, AreImpossibleWithoutACommandForThem) {
  Personality modem = shipped("generic_v253");
  modem.later_digits.clear();
  EXPECT_EQ(plan_digits(modem, hal::DialString::parse("1").value(), false).error().code, env::ErrorCode::not_supported);
  EXPECT_EQ(plan_digits(modem, hal::DialString::parse(std::string(60, '1')).value(), true).error().code, env::ErrorCode::not_supported);
}

// [fault P11]
TEST(ADialString, IsSplitOnlyWhereTheModemWaitsForMore) {
  Personality modem = shipped("generic_v253");
  modem.first_digits = "ATX3DT<digits>";
  const auto number = hal::DialString::parse(std::string(50, '1')).value();
  EXPECT_EQ(plan_digits(modem, number, true).error().code, env::ErrorCode::bad_dial_length);
  modem.first_digits += ';';
  EXPECT_EQ(plan_digits(modem, number, true)->size(), 2U);
}

// [fault P11]
TEST(ADialString, HasNoMoreDigitsThanTheModemTakes) {
  Personality modem = shipped("generic_v253");
  modem.dial_limit = 10;
  EXPECT_THAT(lines_of(plan_digits(modem, hal::DialString::parse("12345678901").value(), true).value()),
              ElementsAre("ATX3DT1234567890;", "AT+VTS=1"));
}

TEST(AFlash, HasItsLengthInHundredths) {
  const Personality modem = shipped("generic_v253");
  EXPECT_THAT(lines_of(plan_flash(modem, *modem.flash_way(100ms), 100ms)), ElementsAre("AT+VTS={!,10}"));
}

TEST(AFlash, SetsARegisterFirstWhereThePersonalitySaysSo) {
  const Personality modem = shipped("cx93010");
  EXPECT_THAT(lines_of(plan_flash(modem, *modem.flash_way(600ms), 600ms)), ElementsAre("ATS29=60", "AT+VTS={!,60}"));
}

TEST(AFlash, IsSetInMillisecondsAsHexWhereThePersonalitySaysSo) {
  const Personality modem = shipped("si2493");
  EXPECT_THAT(lines_of(plan_flash(modem, *modem.flash_way(500ms), 500ms)), ElementsAre("AT:U4F,01F4", "ATX3DT!;"));
}

TEST(AFlash, HasNoWayOutsideItsRange) {
  const Personality modem = shipped("generic_v253");
  EXPECT_EQ(modem.flash_way(79ms), nullptr);
  EXPECT_EQ(modem.flash_way(1001ms), nullptr);
}

TEST(AFlash, InADialStringIsACommandThatAByteAborts) {
  Personality modem = shipped("generic_v253");
  const FlashWay way{"", "ATDT!;", 500ms, 500ms};
  EXPECT_EQ(plan_flash(modem, way, 500ms)[0].command.kind, CommandKind::dial);
}

}  // namespace
}  // namespace campon::atmodem
