#include "hal/progress/tone_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace campon::hal {
namespace {

using namespace std::chrono_literals;
using testing::DoubleEq;
using testing::ElementsAre;

Tone tone(std::string_view frequencies, std::string_view modulation, std::string_view cadence) {
  auto parsed = parse_tone(frequencies, modulation, cadence);
  EXPECT_TRUE(parsed) << parsed.error().what;
  return parsed.value_or(Tone{});
}

std::string mistake(std::string_view frequencies, std::string_view modulation, std::string_view cadence) {
  const auto parsed = parse_tone(frequencies, modulation, cadence);
  return parsed ? "" : parsed.error().what;
}

TEST(ATone, OfTwoFrequenciesForEverIsContinuous) {
  const Tone dial = tone("350+440", "sum", "cont");
  EXPECT_TRUE(dial.continuous());
  EXPECT_FALSE(dial.finite());
  EXPECT_EQ(dial.shape, ToneShape::sum);
  EXPECT_THAT(dial.phases.front().bursts.front().frequencies_hz, ElementsAre(350, 440));
}

TEST(ATone, RepeatsItsCadenceForEver) {
  const Tone busy = tone("480+620", "sum", "500/500*");
  ASSERT_EQ(busy.phases.size(), 1U);
  EXPECT_EQ(busy.phases[0].times, 0U);
  EXPECT_EQ(busy.phases[0].bursts[0].on, 500ms);
  EXPECT_EQ(busy.phases[0].bursts[0].off, 500ms);
  EXPECT_FALSE(busy.continuous());
  EXPECT_FALSE(busy.finite());
}

TEST(ATone, CanStutterAndThenGoOn) {
  const Tone recall = tone("350+440", "sum", "100/100 x3 | cont");
  ASSERT_EQ(recall.phases.size(), 2U);
  EXPECT_EQ(recall.phases[0].times, 3U);
  EXPECT_FALSE(recall.phases[0].endless());
  EXPECT_TRUE(recall.phases[1].bursts[0].endless);
  EXPECT_THAT(recall.phases[1].bursts[0].frequencies_hz, ElementsAre(350, 440));
  EXPECT_FALSE(recall.continuous());
}

TEST(ATone, EndsByItselfWithoutAStar) {
  const Tone confirmation = tone("350+440", "sum", "100/100,100/100,300/0");
  EXPECT_TRUE(confirmation.finite());
  EXPECT_EQ(confirmation.phases[0].times, 1U);
  EXPECT_EQ(confirmation.phases[0].bursts.size(), 3U);
  EXPECT_EQ(confirmation.phases[0].bursts[2].off, 0ms);
}

TEST(ASequence, GivesEachBurstItsOwnFrequency) {
  const Tone sit = tone("985.2,1428.5,1776.7", "sequence", "380,380,380");
  ASSERT_EQ(sit.phases[0].bursts.size(), 3U);
  EXPECT_THAT(sit.phases[0].bursts[0].frequencies_hz, ElementsAre(DoubleEq(985.2)));
  EXPECT_THAT(sit.phases[0].bursts[2].frequencies_hz, ElementsAre(DoubleEq(1776.7)));
  EXPECT_EQ(sit.phases[0].bursts[0].off, 0ms);
  EXPECT_TRUE(sit.finite());
}

TEST(ASequence, CanEndInALongPauseAndBeginAgain) {
  const Tone sit = tone("950,1400,1800", "sequence", "330/15,330/15,330/1000*");
  EXPECT_EQ(sit.phases[0].bursts[0].off, 15ms);
  EXPECT_EQ(sit.phases[0].bursts[2].off, 1000ms);
  EXPECT_TRUE(sit.phases[0].endless());
}

TEST(ASequence, CanAlternateASumAndASingleFrequency) {
  const Tone special = tone("350+440 then 440", "sum/single", "750,750*");
  EXPECT_EQ(special.shape, ToneShape::sequence);
  EXPECT_THAT(special.phases[0].bursts[0].frequencies_hz, ElementsAre(350, 440));
  EXPECT_THAT(special.phases[0].bursts[1].frequencies_hz, ElementsAre(440));
}

TEST(AModulatedTone, KnowsTheRangeOfItsModulation) {
  const Tone ringback = tone("400", "AM 15..20 Hz (16)", "1000/2000*");
  EXPECT_EQ(ringback.shape, ToneShape::modulated);
  EXPECT_EQ(ringback.am, (AmplitudeModulation{15, 20, 16}));
  EXPECT_EQ(tone("400", "AM 25 Hz", "cont").am, (AmplitudeModulation{25, 25, 25}));
}

TEST(BurstsOfOneTone, CanDifferInLevelByAKnownOrAnUnknownAmount) {
  const Tone unknown = tone("400", "single, bursts differ in level", "400/350,225/525*");
  EXPECT_TRUE(unknown.levels_differ);
  EXPECT_EQ(unknown.phases[0].bursts[1].level_db, 0);
  const Tone known = tone("425", "single, every other burst 10 dB lower", "375/375,375/375*");
  EXPECT_TRUE(known.levels_differ);
  EXPECT_EQ(known.phases[0].bursts[0].level_db, 0);
  EXPECT_EQ(known.phases[0].bursts[1].level_db, -10);
}

TEST(AModulation, MayCarryARemark) {
  const Tone dial = tone("413+438", "sum (older exchanges 400 AM 25)", "cont");
  EXPECT_EQ(dial.shape, ToneShape::sum);
  EXPECT_FALSE(dial.levels_differ);
}

TEST(ATone, KeepsItsNotation) {
  const Tone warning = tone("440", "single", "1500/0 | 500/8000*");
  EXPECT_EQ(warning.frequencies, "440");
  EXPECT_EQ(warning.modulation, "single");
  EXPECT_EQ(warning.cadence, "1500/0 | 500/8000*");
}

TEST(ATonesNotation, IsRefusedWhenItIsNotExactlyThat) {
  for (const std::string_view frequencies : {"", "+", "425+", "+425", "425,", "425,,440", "4 25", "425Hz", "30", "5000", "-425", "1e3",
                                             "425\n", "425.2.1", "425 then ", "350+440+1+2"})
    EXPECT_THAT(mistake(frequencies, "single", "cont"), testing::HasSubstr("'frequencies' cannot be")) << frequencies;
  for (const std::string_view modulation :
       {"", "Single", "single ", "single,", "AM", "AM 25", "AM 25 hz", "AM 20..15 Hz", "AM 15..20 Hz (25)", "AM 15..20 Hz (16) ",
        "single, every other burst  dB lower", "single (a", "single (a) (b)"})
    EXPECT_THAT(mistake("425", modulation, "cont"), testing::HasSubstr("'modulation' cannot be")) << modulation;
  for (const std::string_view cadence :
       {"", "*", "500/*", "/500", "500/500**", "500/500 x", "500/500 x0", "500/500 x101", "500/500 | ", "cont | 500/500", "500/500* | cont",
        "0/500*", "99999/1", "500/500,*", "cont*", "500/-1", "500/500 x3*", " 500/500"})
    EXPECT_THAT(mistake("425", "single", cadence), testing::HasSubstr("'cadence' cannot be")) << cadence;
}

TEST(ATonesNotation, IsRefusedWhenItsPartsDoNotFit) {
  EXPECT_THAT(mistake("350+440", "single", "cont"), testing::HasSubstr("the frequencies 350+440 are not that"));
  EXPECT_THAT(mistake("350", "sum", "cont"), testing::HasSubstr("are not that"));
  EXPECT_THAT(mistake("350,440", "sum", "cont"), testing::HasSubstr("are not that"));
  EXPECT_THAT(mistake("350,440", "AM 25 Hz", "cont"), testing::HasSubstr("are not that"));
  EXPECT_THAT(mistake("350,440", "sequence", "100,100,100"), testing::HasSubstr("not one burst for each frequency"));
}

constexpr std::string_view k_busy = R"([[tone]]
name = "busy"
frequencies = "425"
modulation = "single"
cadence = "480/480*"
source = "somewhere"
confidence = "known"
)";

TEST(ATonePlan, FindsItsTonesByName) {
  const auto plan = read_tone_plan(k_busy, "de.toml");
  ASSERT_TRUE(plan) << plan.error().what;
  ASSERT_NE(plan->find("busy"), nullptr);
  EXPECT_EQ(plan->find("busy")->confidence, "known");
  EXPECT_EQ(plan->find("dial"), nullptr);
}

TEST(ATonePlan, IsEmptyWhereNoneIsGiven) { EXPECT_TRUE(read_tone_plan("name = \"world\"", "world.toml")->tones.empty()); }

TEST(ATonePlan, NamesFileAndLineOfAMistake) {
  std::string wrong(k_busy);
  wrong.replace(wrong.find("single"), 6, "double");
  EXPECT_THAT(read_tone_plan(wrong, "de.toml").error().what, testing::StartsWith("de.toml:4: 'modulation' cannot be 'double'"));
  EXPECT_THAT(read_tone_plan(std::string(k_busy) + "level = 3\n", "de.toml").error().what,
              testing::StartsWith("de.toml:8: unknown key 'level'"));
  EXPECT_THAT(read_tone_plan(std::string(k_busy) + std::string(k_busy), "de.toml").error().what, "de.toml:9: this tone was given before");
  EXPECT_THAT(read_tone_plan("tone = 3", "de.toml").error().what, "de.toml:1: 'tone' must be a list of tables");
}

}  // namespace
}  // namespace campon::hal
