#include "drivers/atmodem/caller_id_report.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <initializer_list>

namespace campon::atmodem {
namespace {

using namespace std::chrono_literals;
using hal::CallerId;
using hal::CallType;
using hal::Presentation;

constexpr env::Time k_start{};

CallerId id_of(std::initializer_list<std::string_view> lines) {
  CallerIdReport report(500ms);
  for (const auto line : lines) EXPECT_TRUE(report.feed(line, k_start)) << line;
  return report.take().value_or(CallerId{});
}

TEST(ACallerIdReport, IsPutTogetherFromItsLines) {
  const CallerId id = id_of({"DATE = 1128", "TIME = 2130", "NMBR = 5551000", "NAME = TEST"});
  EXPECT_EQ(id.number, "5551000");
  EXPECT_EQ(id.name, "TEST");
  EXPECT_EQ(id.presentation, Presentation::available);
  EXPECT_EQ(id.raw, "DATE = 1128\nTIME = 2130\nNMBR = 5551000\nNAME = TEST");
}

TEST(ACallerIdReport, KnowsTheTagsOfManyModems) {
  for (const auto line : {"NMBR=5551000", "NMBR  =  5551000", "NBR=5551000", "DDN=5551000", "DDN_NMBR= 5551000", "CALLER NUMBER: 5551000",
                          "CALLER'S NUMBER: 5551000", "CallerID: 5551000", "FM:5551000 TO:5550123", "FM: 5551000", "  NMBR = 5551000  "})
    EXPECT_EQ(id_of({line}).number, "5551000") << line;
}

TEST(ACallerIdReport, FindsSeveralTagsOnOneLine) {
  const CallerId id = id_of({"NAME=J SMITH   NMBR=5551000", "DATE TIME=11/28 21:30"});
  EXPECT_EQ(id.name, "J SMITH");
  EXPECT_EQ(id.number, "5551000");
}

TEST(ACallerIdReport, LeavesOtherLinesAlone) {
  CallerIdReport report(500ms);
  for (const auto* line : {"OK", "RING", "NMBR", "XNMBR=5", "5551000", "", " ", "NAMES=1", "SERIAL=1"})
    EXPECT_FALSE(report.feed(line, k_start));
  EXPECT_FALSE(report.take());
}

TEST(ACallerIdReport, IsCompleteWhenItHasBeenQuiet) {
  CallerIdReport report(500ms);
  EXPECT_FALSE(report.next_deadline());
  report.feed("NMBR=1", k_start);
  report.feed("NAME=A", k_start + 100ms);
  EXPECT_EQ(report.next_deadline(), k_start + 600ms);
}

TEST(ACallerIdReport, BeginsAnewAfterItWasTaken) {
  CallerIdReport report(500ms);
  report.feed("NMBR=1", k_start);
  EXPECT_TRUE(report.take());
  EXPECT_FALSE(report.take());
  report.feed("NAME=B", k_start);
  EXPECT_EQ(report.take()->number, "");
}

TEST(AnAbsentNumber, SaysWhy) {
  EXPECT_EQ(id_of({"NMBR = P"}).presentation, Presentation::withheld);
  EXPECT_EQ(id_of({"NMBR = A"}).presentation, Presentation::withheld);
  EXPECT_EQ(id_of({"NMBR = O"}).presentation, Presentation::unavailable);
  EXPECT_EQ(id_of({"NMBR = "}).presentation, Presentation::unavailable);
  EXPECT_EQ(id_of({"REASON FOR NO CALLER NUMBER: P"}).presentation, Presentation::withheld);
  EXPECT_EQ(id_of({"ERRM=1"}).presentation, Presentation::unavailable);
}

TEST(AMaskedNumber, IsShownAsWithheld) {
  for (const auto& lines : {std::initializer_list<std::string_view>{"NMBR = 5551000", "NMBR = O"}, {"NMBR = P", "NMBR = 5551000"}}) {
    const CallerId id = id_of(lines);
    EXPECT_EQ(id.presentation, Presentation::withheld);
    EXPECT_EQ(id.number, "");
  }
}

TEST(AName, CannotForgeTheNumber) {
  for (const auto& lines :
       {std::initializer_list<std::string_view>{"NMBR = 5551000", "NAME = X  NMBR=911"}, {"NAME = X  NMBR=911", "NMBR = 5551000"}})
    EXPECT_EQ(id_of(lines).number, "5551000");
  EXPECT_EQ(id_of({"NAME = MR NMBR=911"}).number, "");
}

TEST(ANumberAndAName, AreCut) {
  const std::string number = "NMBR=" + std::string(2000, '5');
  const std::string name = "NAME=" + std::string(2000, 'n');
  const CallerId id = id_of({number, name});
  EXPECT_EQ(id.number.size(), 32U);
  EXPECT_EQ(id.name.size(), 64U);
  EXPECT_LE(id.raw.size(), 1024U);
}

TEST(AMesg, TellsRingBackWhenFree) {
  EXPECT_EQ(id_of({"MESG = 110102"}).call_type, CallType::ring_back);
  EXPECT_EQ(id_of({"MESG=110101"}).call_type, CallType::voice);
}

TEST(AMesg, IsAListOfParameters) {
  const CallerId id = id_of({"NMBR=5551000", "MESG = 0B0101110102", "MESG = 13 01 02"});
  EXPECT_EQ(id.call_type, CallType::ring_back);
  EXPECT_EQ(id.number, "5551000");
}

TEST(AMesg, GivesTheDialableNumberWhereThereIsNoOther) {
  EXPECT_EQ(id_of({"MESG = 03 07 35 35 35 31 30 30 30"}).number, "5551000");
  EXPECT_EQ(id_of({"MESG = 03 07 35 35 35 31 30 30 30", "NMBR = 5550123"}).number, "5550123");
  EXPECT_EQ(id_of({"MESG = 03 07 35 35 35 31 30 30 30", "NMBR = P"}).number, "");
}

TEST(AMesg, ThatIsDamagedChangesNothing) {
  for (const auto* line : {"MESG = 1", "MESG = 11FF02", "MESG = zz", "MESG =", "MESG = 11"})
    EXPECT_EQ(id_of({line}).call_type, CallType::unknown);
}

TEST(AnUnformattedReport, IsTheDataMessageInHex) {
  for (const std::string prefix : {"", "MESG=", "MESG = "}) {
    const CallerId id = id_of({prefix + "801F11010201083131323832313330030735353531303030020735353531303030DF"});
    EXPECT_EQ(id.number, "5551000") << prefix;
    EXPECT_EQ(id.call_type, CallType::ring_back) << prefix;
  }
  EXPECT_EQ(id_of({"040F313132383231333035353531303030FB"}).number, "5551000");
  EXPECT_EQ(id_of({"80190108313132383231333002073535353130303007045445535418"}).name, "TEST");
  EXPECT_EQ(id_of({"80100108313132383231333004015008015027"}).presentation, Presentation::withheld);
}

TEST(AnUnformattedReport, IsDroppedWhenAnyOfItsDigitsIsWrong) {
  const std::string hex = "801F11010201083131323832313330030735353531303030020735353531303030DF";
  for (std::size_t at = 0; at < hex.size(); ++at)
    for (const char digit : std::string("0123456789ABCDEFg-")) {
      if (digit == hex[at]) continue;
      std::string wrong = hex;
      wrong[at] = digit;
      CallerIdReport report(500ms);
      EXPECT_FALSE(report.feed(wrong, k_start)) << wrong;
    }
}

TEST(AnUnformattedReport, IsTakenWithoutItsChecksum) {
  EXPECT_EQ(id_of({"80190108313132383231333002073535353130303007045445535"
                   "4"})
                .name,
            "TEST");
}

TEST(ACallerIdReport, SurvivesEveryTruncationAndEveryByte) {
  const std::string text = "NAME = J SMITH  NMBR = 5551000  MESG = 110102";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CallerIdReport report(500ms);
    report.feed(text.substr(0, size), k_start);
    report.take();
  }
  for (std::size_t at = 0; at < text.size(); ++at)
    for (int value = 0; value < 256; ++value) {
      std::string other = text;
      other[at] = static_cast<char>(value);
      CallerIdReport report(500ms);
      report.feed(other, k_start);
      EXPECT_LE(report.take().value_or(CallerId{}).number.size(), 32U);
    }
}

TEST(ACallerIdReport, TakesTheReasonOutOfAParameter) {
  const CallerId id = id_of({"MESG = 040150"});
  EXPECT_EQ(id.presentation, Presentation::withheld);
  EXPECT_EQ(id.number, "");
}

TEST(AnUnformattedReport, IsDroppedWithAWrongChecksum) {
  CallerIdReport report(500ms);
  EXPECT_FALSE(report.feed("040F313132383231333035353531303030FC", k_start));
}

}  // namespace
}  // namespace campon::atmodem
