#include "drivers/atmodem/engine/syntax.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gathered.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The texts live as long as the program.
std::vector<Item> items_of(std::string_view bytes, bool voice = true) {
  static std::deque<Gathered> all;
  return all.emplace_back(voice).feed(bytes).items;
}

// An echo, answers, rings, caller id both ways, tones, a digit in its bracket: what a port hears in a day.
const std::string k_dialogue =
    "ATV1\r\r\nOK\r\n\x10R\r\nDROF=0\r\n\r\nDRON=11\r\n\r\nNMBR = 5551000\r\n\x10XNMBR=5551000\x10.\x10XNAME=TEST\x10."
    "\r\nO\x10"
    "dK\r\n\x10/\x10"
    "5\x10"
    "5\x10"
    "5\x10~\x10"
    "b\x10r\x00\x11\r\n56000\r\n\r\nOK\r\nBUSY\r\n";

// [fault P14]
TEST(TheSyntax, SplitsAtCrAndLfInEveryMixture) {
  for (const auto* bytes : {"\r\nOK\r\n", "OK\r", "OK\n", "\r\r\nOK\r\r\n", "\n\n\nOK\n\r"})
    EXPECT_THAT(items_of(bytes), ElementsAre(Item{Response{"OK"}})) << bytes;
}

TEST(TheSyntax, GivesNothingForAnUnfinishedLine) { EXPECT_THAT(items_of("\r\nO"), IsEmpty()); }

// [fault P01]
TEST(TheSyntax, SeparatesAnswersThatCameInOneRead) {
  EXPECT_THAT(items_of("\r\nOK\r\n\r\nERROR\r\n\r\nRING\r\n"),
              ElementsAre(Item{Response{"OK"}}, Item{Response{"ERROR"}}, Item{Response{"RING"}}));
}

// [fault P01]
TEST(TheSyntax, GivesTheSameForEverySplit) {
  const auto whole = items_of(k_dialogue);
  ASSERT_GT(whole.size(), 12U);
  for (std::size_t first = 0; first <= k_dialogue.size(); ++first)
    for (std::size_t second = first; second <= k_dialogue.size(); ++second) {
      Gathered split;
      split.feed(k_dialogue.substr(0, first)).feed(k_dialogue.substr(first, second - first)).feed(k_dialogue.substr(second));
      ASSERT_EQ(split.items, whole) << first << " " << second;
    }
}

TEST(TheSyntax, GivesTheSameByteByByte) {
  Gathered single;
  for (const char byte : k_dialogue) single.feed(std::string(1, byte));
  EXPECT_EQ(single.items, items_of(k_dialogue));
}

TEST(TheSyntax, GivesABeginningOfItForEveryTruncation) {
  const auto whole = items_of(k_dialogue);
  for (std::size_t size = 0; size < k_dialogue.size(); ++size) {
    const auto part = items_of(std::string_view(k_dialogue).substr(0, size));
    ASSERT_LE(part.size(), whole.size());
    EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin())) << size;
  }
}

// [fault D12]
TEST(TheSyntax, SurvivesEveryFlippedByte) {
  for (std::size_t at = 0; at < k_dialogue.size(); ++at)
    for (const char mask : {'\x01', '\x10', '\x20', '\x80'}) {
      std::string flipped = k_dialogue;
      flipped[at] = static_cast<char>(flipped[at] ^ mask);
      const auto items = items_of(flipped + "\r\nOK\r\n");
      ASSERT_FALSE(items.empty());
      EXPECT_EQ(items.back(), Item{Response{"OK"}}) << at;
    }
}

// [fault P14, D12]
TEST(TheSyntax, DropsNulAndFlowControl) {
  EXPECT_THAT(items_of(std::string_view("\r\nO\0\x11K\x13\r\n", 9)), ElementsAre(Item{Response{"OK"}}));
}

TEST(TheSyntax, CountsWhatItDrops) {
  Gathered heard;
  heard.feed(std::string(5, '\0'));
  EXPECT_EQ(heard.syntax.dropped(), 5U);
}

// [fault D13]
TEST(TheSyntax, CutsAnEndlessLine) {
  Gathered heard;
  const std::string megabyte(1'000'000, 'x');
  for (int i = 0; i < 10; ++i) heard.feed(megabyte);
  EXPECT_EQ(heard.syntax.dropped(), 10'000'000U - 2048U);
  heard.feed("\r\nOK\r\n");
  ASSERT_EQ(heard.items.size(), 2U);
  EXPECT_EQ(std::get<Response>(heard.items[0]).text.size(), 2048U);
  EXPECT_EQ(heard.items[1], Item{Response{"OK"}});
}

TEST(AShieldedEvent, NeitherEndsNorBeginsALine) {
  EXPECT_THAT(items_of("\r\nO\x10"
                       "bK\r\n"),
              ElementsAre(Item{Event{'b'}}, Item{Response{"OK"}}));
}

TEST(AShieldedEvent, IsNoiseOutsideVoiceMode) { EXPECT_THAT(items_of("\r\nO\x10K\r\n", false), ElementsAre(Item{Response{"OK"}})); }

TEST(ALoneDle, DoesNotSwallowTheEndOfALine) {
  for (const auto* bytes : {"OK\x10\r\n", "OK\x10\r", "OK\x10\n"}) EXPECT_THAT(items_of(bytes), ElementsAre(Item{Response{"OK"}}));
}

TEST(ADtmfBracket, GivesOneDigit) {
  for (const std::string end : {"\x10~", "\x10\x7F"})
    EXPECT_THAT(items_of("\x10/\x10#\x10#\x10#" + end + "\x10/\x10#" + end), ElementsAre(Item{HeardDigit{'#'}}, Item{HeardDigit{'#'}}));
}

TEST(ADtmfBracket, ThatIsNeverClosedEndsAtTheNext) {
  EXPECT_THAT(items_of("\x10/\x10\x35\x10\x35\x10/\x10\x36\x10~"), ElementsAre(Item{HeardDigit{'5'}}, Item{HeardDigit{'6'}}));
}

TEST(ADtmfDigit, NeedsNoBracket) {
  EXPECT_THAT(items_of("\x10"
                       "5\x10"
                       "D"),
              ElementsAre(Item{HeardDigit{'5'}}, Item{HeardDigit{'D'}}));
}

TEST(AComplexReport, GivesItsText) { EXPECT_THAT(items_of("\x10XNMBR=1\x10."), ElementsAre(Item{Report{"NMBR=1"}})); }

TEST(AComplexReport, IsCutWhenItIsEndless) {
  Gathered heard;
  heard.feed("\x10X" + std::string(10'000, 'n') + "\x10.\r\nOK\r\n");
  ASSERT_EQ(heard.items.size(), 2U);
  EXPECT_EQ(std::get<Report>(heard.items[0]).text.size(), 2048U);
}

TEST(AComplexReport, MayStandInsideALine) {
  EXPECT_THAT(items_of("\r\nO\x10XNMBR=1\x10.K\r\n"), ElementsAre(Item{Report{"NMBR=1"}}, Item{Response{"OK"}}));
}

TEST(AComplexReport, DoesNotSwallowWhatFollowsWhenItsEndIsLost) {
  EXPECT_THAT(items_of("\x10XNMBR=1\r\nOK\r\n"), ElementsAre(Item{Report{"NMBR=1"}}, Item{Response{"OK"}}));
  EXPECT_THAT(items_of("\x10XNMBR=1\x10XNAME=A\x10."), ElementsAre(Item{Report{"NMBR=1"}}, Item{Report{"NAME=A"}}));
}

// [fault P12]
TEST(AShieldedEvent, ThatNobodyKnowsIsOneByte) {
  EXPECT_THAT(items_of("\x10Z\r\nOK\r\n"), ElementsAre(Item{Event{'Z'}}, Item{Response{"OK"}}));
  EXPECT_THAT(items_of("\x10\x10OK\r\n"), ElementsAre(Item{Response{"OK"}}));
  EXPECT_THAT(items_of("\x10\xFFOK\r\n"), ElementsAre(Item{Response{"OK"}}));
}

// [fault P12]
TEST(ARecordedStream, IsAudioUntilItsEnd) {
  Gathered heard;
  heard.records_after("CONNECT").feed("\r\nCONNECT\r\n\x80\r\nOK\r\n\x10\x10\x10\x1A\x10\x03\r\nOK\r\n");
  EXPECT_THAT(heard.items,
              ElementsAre(Item{Response{"CONNECT"}}, Item{Audio{"\x80\r\nOK\r\n\x10\x10\x10"}}, Item{AudioEnd{}}, Item{Response{"OK"}}));
  EXPECT_FALSE(heard.syntax.recording());
}

// [fault P12, P01]
TEST(ARecordedStream, IsTheSameForEverySplit) {
  const std::string bytes = "\r\nCONNECT\r\n\n\x80\x10\x10\x10X NMBR=1\x10.a\x10\x62\x10XNAME\x10qz\x10Z\x10\xFF\x10\x03\r\nVCON\r\n";
  Gathered whole;
  whole.records_after("CONNECT").feed(bytes);
  EXPECT_THAT(whole.items, testing::Contains(Item{Report{" NMBR=1"}}));
  EXPECT_THAT(whole.items, testing::Contains(Item{Report{"NAME"}}));
  for (std::size_t at = 0; at <= bytes.size(); ++at) {
    Gathered split;
    split.records_after("CONNECT").feed(bytes.substr(0, at)).feed(bytes.substr(at));
    ASSERT_EQ(split.items, whole.items) << at;
  }
}

TEST(ARecordedStream, HasNoFirstLineFeedWhereThereIsNone) {
  Gathered heard;
  heard.records_after("1").feed("1\r\x80");
  EXPECT_THAT(heard.items, ElementsAre(Item{Response{"1"}}, Item{Audio{"\x80"}}));
}

TEST(AShieldedEvent, ThatIsNoCharacterIsDropped) {
  Gathered heard;
  for (const char code : {' ', '\x01', '\x80'}) heard.feed(std::string("\x10") + code);
  EXPECT_THAT(heard.items, IsEmpty());
  EXPECT_EQ(heard.syntax.dropped(), 3U);
}

TEST(TheSyntax, TakesNoDeleteForAnEvent) { EXPECT_THAT(items_of("\x10\x7F"), IsEmpty()); }

TEST(AnItem, IsDescribedInWords) {
  EXPECT_EQ(describe(Audio{"abc"}), "3 bytes of audio");
  EXPECT_EQ(describe(AudioEnd{}), "end of audio");
  EXPECT_EQ(describe(HeardDigit{'5'}), "digit 5");
  EXPECT_EQ(describe(Report{"NMBR=1"}), "report NMBR=1");
  EXPECT_EQ(describe(Event{'b'}), "<DLE>b");
  EXPECT_EQ(describe(Response{"a\\b\x7F\xFF"}), "a\\b\\x7F\\xFF");
}

// [fault R01]
TEST(AnItem, IsDescribedWithoutControlBytes) {
  for (const Item& item : {Item{Response{"\x1b[2J"}}, Item{Report{"\x07"}}, Item{Event{'b'}}})
    for (const char c : describe(item)) EXPECT_TRUE(c >= ' ' && c <= '~');
}

}  // namespace
}  // namespace campon::atmodem
