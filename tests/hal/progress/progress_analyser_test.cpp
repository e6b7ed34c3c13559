#include "hal/progress/progress_analyser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "listening.hpp"

namespace campon::hal {
namespace {

using listening::ears_of;
using listening::Listener;
using synthesis::Conditions;
using synthesis::ToneSource;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using namespace std::chrono_literals;

Conditions conditions_of(std::uint64_t seed, double snr_db) {
  std::mt19937_64 random(seed);
  Conditions out;
  out.seed = seed;
  out.level_dbm0 = std::uniform_real_distribution<double>(-35, 0)(random);
  out.snr_db = snr_db;
  out.frequency_error = 0.015;
  out.cadence_error = 0.15;
  out.lead_in_ms = std::uniform_real_distribution<double>(100, 700)(random);
  return out;
}

std::string heard_as(const std::shared_ptr<const Ears>& ears, const Tone& tone, const Conditions& conditions) {
  ToneSource source(tone, conditions);
  Listener listener(ears);
  const ToneEvent* event = listener.hear_first(source, conditions.lead_in_ms + source.enough_ms());
  if (event == nullptr) return "nothing";
  return listening::sounds_alike(*event->tone, tone) ? tone.name : event->tone->name;
}

// The whole table is bench/ears; here each tone once per signal to noise ratio, each time another deviation.
class EveryTone : public testing::TestWithParam<double> {};

TEST_P(EveryTone, OfEveryRegionIsRecognised) {
  std::uint64_t seed = static_cast<std::uint64_t>(GetParam());
  for (const auto& [region, ears] : listening::all_ears())
    for (const Tone& tone : ears->plan().tones)
      EXPECT_EQ(heard_as(ears, tone, conditions_of(seed += 7919, GetParam())), tone.name) << region << ", seed " << seed;
}

INSTANTIATE_TEST_SUITE_P(AtSignalToNoise, EveryTone, testing::Values(30, 20, 10, 5));

struct Heard {
  std::vector<std::string> told;
  std::vector<ToneEvent> events;
};

Heard hear(std::string_view region, std::string_view tone, double ms, CallPhase phase = CallPhase::any) {
  const auto ears = ears_of(region);
  ToneSource source(*ears->plan().find(tone), Conditions{});
  Listener listener(ears);
  listener.analyser().arm(phase);
  listener.hear(source, ms);
  return {listener.told(), listener.events()};
}

TEST(ABusyTone, IsToldOnceWhileItLasts) { EXPECT_THAT(hear("us", "busy", 8000).told, ElementsAre("busy")); }

TEST(ABusyTone, IsNotReorder) { EXPECT_THAT(hear("us", "reorder", 8000).told, ElementsAre("reorder")); }

TEST(ABusyTone, IsToldWhenItHasLastedOneRoundAndAHalf) {
  const auto heard = hear("us", "busy", 8000);
  ASSERT_FALSE(heard.events.empty());
  EXPECT_LT(heard.events.front().at.time_since_epoch(), 2200ms);
  EXPECT_NEAR(static_cast<double>(heard.events.front().began.time_since_epoch().count()) / 1e6, 400, 15);
}

TEST(RingbackTone, IsSureAfterItsFirstBurstWhenANumberWasDialled) {
  const auto heard = hear("us", "ringback", 4000, CallPhase::dialled);
  EXPECT_THAT(heard.told, ElementsAre("ringback"));
}

TEST(RingbackTone, IsToldOnceMoreWithEachBurst) {
  const auto heard = hear("us", "ringback", 16000, CallPhase::dialled);
  EXPECT_EQ(std::count_if(heard.events.begin(), heard.events.end(), [](const ToneEvent& event) { return event.again; }), 2);
}

TEST(DialTone, IsNotMistakenForItsStutteringKind) {
  EXPECT_THAT(hear("us", "recall_dial", 4000).told, ElementsAre("stutter dial tone"));
  EXPECT_THAT(hear("us", "dial", 4000).told, ElementsAre("dial tone"));
  EXPECT_THAT(hear("us", "confirmation", 4000).told, Contains("confirmation"));
}

TEST(DialTone, IsOverWhenItStops) {
  const auto ears = ears_of("us");
  ToneSource dial(*ears->plan().find("dial"), Conditions{});
  Conditions still;
  still.level_dbm0 = -60;
  still.lead_in_ms = 1e9;
  ToneSource silence(*ears->plan().find("dial"), still);
  Listener listener(ears);
  listener.hear(dial, 2000);
  listener.hear(silence, 400);
  EXPECT_THAT(listener.told(), ElementsAre("dial tone", "dial tone over"));
}

TEST(AnAnalyser, HearsOneToneAfterAnother) {
  const auto ears = ears_of("de");
  Listener listener(ears);
  for (const std::string_view name : {"dial", "busy"}) {
    ToneSource source(*ears->plan().find(name), Conditions{});
    listener.hear(source, 4000);
  }
  EXPECT_THAT(listener.told(), ElementsAre("dial tone", "dial tone over", "busy"));
}

TEST(AnAnalyser, ListensOnlyForWhatCanComeInThisPhase) {
  EXPECT_THAT(hear("us", "ringback", 8000, CallPhase::connected).told, Not(Contains("ringback")));
  EXPECT_THAT(hear("us", "confirmation", 4000, CallPhase::dialled).told, Not(Contains("confirmation")));
}

TEST(AnAnalyser, HearsTheSameInBlocksOfAnySize) {
  const auto ears = ears_of("uk");
  ToneSource source(*ears->plan().find("ringback"), Conditions{});
  std::vector<std::int16_t> samples(8 * 8000);
  source.fill(samples);
  std::vector<std::string> whole;
  for (const std::size_t size : {std::size_t{64000}, std::size_t{160}, std::size_t{7}, std::size_t{1}}) {
    Listener listener(ears);
    for (std::size_t at = 0; at < samples.size(); at += size)
      listener.hear(std::span(samples).subspan(at, std::min(size, samples.size() - at)));
    if (whole.empty()) whole = listener.told();
    EXPECT_EQ(listener.told(), whole) << size;
  }
  EXPECT_THAT(whole, Contains("ringback"));
}

TEST(AnAnalyser, ForgetsWhatItHeardWhenItIsReset) {
  const auto ears = ears_of("us");
  ToneSource source(*ears->plan().find("busy"), Conditions{});
  Listener listener(ears);
  listener.hear(source, 1400);
  listener.analyser().reset();
  Conditions still;
  still.level_dbm0 = -60;
  still.lead_in_ms = 1e9;
  ToneSource silence(*ears->plan().find("busy"), still);
  listener.hear(silence, 500);
  EXPECT_THAT(listener.told(), IsEmpty());
}

TEST(AnAnalyser, ToldOfSilenceAndOfVoice) {
  Listener listener(ears_of("us"));
  listener.hear(std::vector<std::int16_t>(16000, 3));
  listener.hear(synthesis::speech(3, 4, -20));
  EXPECT_THAT(listener.told(), ElementsAre("silence", "voice"));
}

TEST(AnAnalyser, IsNotMadeForAPlanWithoutTones) { EXPECT_FALSE(Ears::make(TonePlan{})); }

TEST(ASpecialInformationTone, TellsItsClass) {
  EXPECT_EQ(sit_class("sit_vacant_code"), SitClass::vacant_code);
  EXPECT_EQ(sit_class("sit_itu"), SitClass::unknown);
  const auto fact = line_fact(ToneKind::sit, "sit_no_circuit");
  ASSERT_TRUE(fact);
  EXPECT_EQ(std::get<Sit>(*fact).kind, SitClass::no_circuit);
}

TEST(ATonesName, TellsWhatItMeans) {
  EXPECT_EQ(tone_kind("busy"), ToneKind::busy);
  EXPECT_EQ(tone_kind("busy_verification_warning"), ToneKind::warning);
  EXPECT_EQ(tone_kind("message_waiting_dial"), ToneKind::stutter_dial);
  EXPECT_EQ(tone_kind("congestion"), ToneKind::reorder);
  EXPECT_EQ(tone_kind("something_else"), ToneKind::unknown);
}

TEST(EveryShippedTone, HasANameThatMeansSomething) {
  for (const auto& [region, ears] : listening::all_ears())
    for (const Tone& tone : ears->plan().tones) EXPECT_NE(tone_kind(tone.name), ToneKind::unknown) << region << ' ' << tone.name;
}

}  // namespace
}  // namespace campon::hal
