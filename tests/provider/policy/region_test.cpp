#include "provider/network/region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "shipped.hpp"

namespace campon::provider {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

struct ToneRow {
  std::string tone, frequencies, modulation, cadence, source, confidence;
};

// One line of comma separated values, quotes doubled inside quotes.
std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      out.emplace_back();
    else if (c != '\r')
      out.back() += c;
  }
  return out;
}

// The reference table, by the lower case name of its region.
const std::map<std::string, std::vector<ToneRow>>& reference() {
  static const auto k_rows = [] {
    std::map<std::string, std::vector<ToneRow>> rows;
    std::ifstream file(CAMPON_TONES);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      auto f = fields(line);
      std::string region = f.at(0);
      for (char& c : region) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      rows[region].push_back({f.at(1), f.at(2), f.at(3), f.at(4), f.at(5), f.at(6)});
    }
    return rows;
  }();
  return k_rows;
}

TEST(TheReferenceOfTones, HasItsSixteenRegions) { EXPECT_EQ(reference().size(), 16U); }

TEST(EachRegionOfTheReference, HasExactlyItsTones) {
  for (const auto& [name, rows] : reference()) {
    const Region region = shipped_region(name);
    EXPECT_EQ(region.tones.tones.size(), rows.size()) << name;
    for (const ToneRow& row : rows) {
      const hal::Tone* tone = region.tones.find(row.tone);
      ASSERT_NE(tone, nullptr) << name << " " << row.tone;
      EXPECT_EQ(tone->frequencies, row.frequencies) << name << " " << row.tone;
      EXPECT_EQ(tone->modulation, row.modulation) << name << " " << row.tone;
      EXPECT_EQ(tone->cadence, row.cadence) << name << " " << row.tone;
      EXPECT_EQ(tone->source, row.source) << name << " " << row.tone;
      EXPECT_EQ(tone->confidence, row.confidence) << name << " " << row.tone;
    }
  }
}

TEST(EachShippedRegion, IsValidAndBearsItsFilesName) {
  for (const auto& file : profiles::shipped_regions()) {
    const auto region = parse_region(file.text, file.name);
    ASSERT_TRUE(region) << region.error().what;
    EXPECT_EQ(region->name, file.name);
  }
}

TEST(EachShippedRegion, SendsAFlashThatIsAccepted) {
  for (const auto& file : profiles::shipped_regions()) {
    const Region region = shipped_region(file.name);
    EXPECT_EQ(region.flash, region.flash_rules.send);
    EXPECT_GE(region.flash, region.flash_rules.accepted_from) << file.name;
    EXPECT_LE(region.flash, region.flash_rules.accepted_to) << file.name;
  }
}

TEST(EachShippedRegion, NamesElevenTwelveAndNineEleven) {
  for (const auto& file : profiles::shipped_regions()) {
    const Region region = shipped_region(file.name);
    EXPECT_TRUE(region.is_emergency("112")) << file.name;
    EXPECT_TRUE(region.is_emergency("911")) << file.name;
  }
}

TEST(EachShippedRegion, SendsFeatureCodesNoFasterThanReceiversHear) {
  for (const auto& file : profiles::shipped_regions()) {
    const Region region = shipped_region(file.name);
    EXPECT_GE(region.dtmf.tone, 50ms) << file.name;
    EXPECT_GE(region.dtmf.pause, 45ms) << file.name;
    EXPECT_EQ(region.dtmf.feature_tone, 100ms) << file.name;
  }
}

TEST(TheBritishRegion, BreaksTheLineForATenthOfASecond) { EXPECT_EQ(shipped_region("uk").flash, 100ms); }

TEST(TheAmericanRegion, RingsARecallTwoShortAndOneLong) {
  const Region us = shipped_region("us");
  ASSERT_NE(us.ring("recall"), nullptr);
  EXPECT_EQ(us.ring("recall")->to_string(), "400/200/400/200/800/4000");
  EXPECT_EQ(us.ring("nothing"), nullptr);
}

TEST(ARegionsRedialRules, AreTheCountrys) {
  EXPECT_EQ(shipped_region("us").redial.attempts, 15U);
  EXPECT_EQ(shipped_region("us").redial.attempts_unclassified, 2U);
  EXPECT_EQ(shipped_region("us").redial.series_pause, 60min);
  EXPECT_EQ(shipped_region("ca").redial.attempts, 10U);
  EXPECT_EQ(shipped_region("at").redial.attempts, 10U);
  EXPECT_EQ(shipped_region("fr").redial.attempts, 5U);
  EXPECT_EQ(shipped_region("be").redial.attempts, 4U);
  EXPECT_EQ(shipped_region("au").redial.attempts, 14U);
  EXPECT_FALSE(shipped_region("au").redial.series_pause);
}

std::string with(std::string_view from, std::string_view to) {
  std::string text(shipped_text(profiles::shipped_regions(), "de"));
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string mistake(std::string_view from, std::string_view to) {
  const auto region = parse_region(with(from, to), "de.toml");
  return region ? "" : region.error().what;
}

TEST(ARegionsFile, NamesFileAndLineOfAMistake) {
  EXPECT_THAT(mistake("emergency = [\"110\", ", "emergency = [\"1l0\", "), StartsWith("de.toml:7: 'emergency' may hold"));
  EXPECT_THAT(mistake("emergency = [\"110\", \"112\"]", "emergency = []"), HasSubstr("'emergency' must name at least one number"));
  EXPECT_THAT(mistake("010xx", "010xq"), HasSubstr("is no number pattern"));
  EXPECT_THAT(mistake("send = \"200ms\"", "send = \"700ms\""), HasSubstr("must lie between"));
  EXPECT_THAT(mistake("en300659", "en300658"), HasSubstr("'standard' cannot be 'en300658'"));
  EXPECT_THAT(mistake("attempts_unclassified = 2", "attempts_unclassified = 16"), HasSubstr("cannot be more than 'attempts'"));
  EXPECT_THAT(mistake("gaps = [\"5s\"", "gaps = [\"0s\""), HasSubstr("at least one duration, and none of 0"));
  EXPECT_THAT(mistake("full_series = [\"busy\"", "full_series = [\"bussy\""), HasSubstr("'bussy' is no cause"));
  EXPECT_THAT(mistake("name = \"premium\"", "name = \"cheap\""), HasSubstr("'cheap' is no class of numbers"));
  EXPECT_THAT(mistake("1000/4000", "1000/"), HasSubstr("is no ring pattern"));
  EXPECT_THAT(mistake("480/480*", "480/480**"), HasSubstr("'cadence' cannot be"));
  EXPECT_THAT(mistake("[flash]", "[flush]"), HasSubstr("key 'flash' is missing"));
  EXPECT_THAT(mistake("confidence = \"known\"", "confidence = \"sure\""), HasSubstr("'confidence' cannot be 'sure'"));
}

}  // namespace
}  // namespace campon::provider
