#include "drivers/atmodem/engine/syntax.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace campon::atmodem {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Gathered {
  Syntax syntax;
  std::vector<Item> items;
  explicit Gathered(bool voice = true) { syntax.set_voice_mode(voice); }
  Gathered& feed(std::string_view bytes) {
    syntax.feed(bytes, [this](const Item& item) { items.push_back(item); });
    return *this;
  }
};

std::vector<Item> items_of(std::string_view bytes, bool voice = true) { return Gathered(voice).feed(bytes).items; }

// An echo, answers, rings, caller id both ways, tones, a digit in its bracket: what a port hears in a day.
const std::string k_dialogue =
    "ATV1\r\r\nOK\r\n\x10R\r\nDROF=0\r\n\r\nDRON=11\r\n\r\nNMBR = 5551000\r\n\x10XNMBR=5551000\x10.\x10XNAME=TEST\x10."
    "\r\nO\x10"
    "dK\r\n\x10/\x10"
    "5\x10"
    "5\x10"
    "5\x10~\x10"
    "b\x10r\x00\x11\r\n56000\r\n\r\nOK\r\nBUSY\r\n";

TEST(TheSyntax, SplitsAtCrAndLfInEveryMixture) {
  for (const auto* bytes : {"\r\nOK\r\n", "OK\r", "OK\n", "\r\r\nOK\r\r\n", "\n\n\nOK\n\r"})
    EXPECT_THAT(items_of(bytes), ElementsAre(Item{Response{"OK"}})) << bytes;
}

TEST(TheSyntax, GivesNothingForAnUnfinishedLine) { EXPECT_THAT(items_of("\r\nO"), IsEmpty()); }

TEST(TheSyntax, SeparatesAnswersThatCameInOneRead) {
  EXPECT_THAT(items_of("\r\nOK\r\n\r\nERROR\r\n\r\nRING\r\n"),
              ElementsAre(Item{Response{"OK"}}, Item{Response{"ERROR"}}, Item{Response{"RING"}}));
}

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

TEST(TheSyntax, DropsNulAndFlowControl) {
  EXPECT_THAT(items_of(std::string_view("\r\nO\0\x11K\x13\r\n", 9)), ElementsAre(Item{Response{"OK"}}));
}

TEST(TheSyntax, CountsWhatItDrops) {
  Gathered heard;
  heard.feed(std::string(5, '\0'));
  EXPECT_EQ(heard.syntax.dropped(), 5U);
}

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

TEST(AShieldedEvent, ThatNobodyKnowsIsOneByte) {
  EXPECT_THAT(items_of("\x10Z\r\nOK\r\n"), ElementsAre(Item{Event{'Z'}}, Item{Response{"OK"}}));
  EXPECT_THAT(items_of("\x10\x10OK\r\n"), ElementsAre(Item{Response{"OK"}}));
  EXPECT_THAT(items_of("\x10\xFFOK\r\n"), ElementsAre(Item{Response{"OK"}}));
}

TEST(AnItem, IsDescribedWithoutControlBytes) {
  for (const Item& item : {Item{Response{"\x1b[2J"}}, Item{Report{"\x07"}}, Item{Event{'b'}}})
    for (const char c : describe(item)) EXPECT_TRUE(c >= ' ' && c <= '~');
}

}  // namespace
}  // namespace campon::atmodem
