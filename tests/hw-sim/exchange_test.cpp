#include <gmock/gmock.h>

#include "bench.hpp"
#include "hw-sim/exchange/plan.hpp"
#include "hw-sim/exchange/station_table.hpp"

namespace campon::sim {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::SizeIs;

// A caller who has just heard the busy tone of `target`.
void meets_busy(Bench& bench, std::string_view target) {
  bench.party(target).be_busy();
  bench.voice();
  bench.dial(target);
  ASSERT_TRUE(
      bench.says("\x10"
                 "b",
                 5s));
}

// Sends one code and hangs up after what was heard in the next 3 s.
std::string sends(Bench& bench, std::string_view code) {
  bench.command("AT+VTS=" + std::string(code));
  return bench.listen(3s);
}
void hangs_up(Bench& bench) { bench.command("AT+VLS=0"); }
std::string dials_code(Bench& bench, std::string_view code) {
  bench.time.advance(3s);
  bench.dial(code);
  return bench.listen(4s);
}

struct APublicExchange : testing::Test {
  Bench bench{"nanp_class", "5550100"};
  void asks_for(std::string_view target) {
    meets_busy(bench, target);
    hangs_up(bench);
    ASSERT_THAT(dials_code(bench, "*66"), HasSubstr("\x10i"));
    hangs_up(bench);
  }
};

TEST_F(APublicExchange, ConfirmsARequest) {
  asks_for("5550123");
  ASSERT_THAT(bench.simulator->requests(), SizeIs(1));
  EXPECT_EQ(bench.simulator->requests()[0].target, "5550123");
}
TEST_F(APublicExchange, RecallsShortShortLongAndNamesTheTargetAfterTheFirstCycle) {
  asks_for("5550123");
  bench.time.advance(10s);
  bench.party("5550123").be_free();
  EXPECT_THAT(bench.listen(4900ms), IsEmpty());
  EXPECT_THAT(bench.listen(6s), Eq("\r\nDROF=0\r\n\r\nDRON=4\r\n\r\nDROF=2\r\n\r\nDRON=4\r\n\r\nDROF=2\r\n\r\nDRON=8\r\n"
                                   "\r\nDATE = 0101\r\n\r\nTIME = 0000\r\n\r\nNMBR = 5550123\r\n\r\nNAME = SUBSCRIBER 5550123\r\n"));
}
TEST_F(APublicExchange, PlacesTheCallWhenTheRecallIsAnswered) {
  asks_for("5550123");
  bench.party("5550123").be_free();
  bench.time.advance(8s);
  bench.command("AT+FCLASS=8;+VLS=1");
  EXPECT_TRUE(bench.says("\x10r", 3s));
  EXPECT_TRUE(bench.says("\x10v", 10s));
  EXPECT_EQ(bench.own().talks_to, "5550123");
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(APublicExchange, DeletesARecallNobodyAnswers) {
  asks_for("5550123");
  bench.party("5550123").be_free();
  bench.time.advance(2min);
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
  EXPECT_FALSE(bench.own().ringing);
}
TEST_F(APublicExchange, CompletesAtOnceWhenTheTargetIsFreeByThen) {
  meets_busy(bench, "5550123");
  hangs_up(bench);
  bench.party("5550123").be_free();
  EXPECT_THAT(dials_code(bench, "*66"), HasSubstr("\x10r"));
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(APublicExchange, RefusesWithReorder) {
  bench.party("5550123").refuse_features();
  meets_busy(bench, "5550123");
  hangs_up(bench);
  EXPECT_THAT(dials_code(bench, "*66"), HasSubstr("\x10K"));
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(APublicExchange, RefusesWhenNothingWasCalled) {
  bench.voice();
  EXPECT_THAT(dials_code(bench, "*66"), HasSubstr("\x10K"));
}
TEST_F(APublicExchange, RefusesTheSixthRequest) {
  for (const char* target : {"5550121", "5550122", "5550123", "5550124", "5550125"}) asks_for(target);
  meets_busy(bench, "5550126");
  hangs_up(bench);
  EXPECT_THAT(dials_code(bench, "*66"), HasSubstr("\x10K"));
  EXPECT_THAT(bench.simulator->requests(), SizeIs(5));
}
TEST_F(APublicExchange, CancelsAll) {
  asks_for("5550123");
  EXPECT_THAT(dials_code(bench, "*86"), HasSubstr("\x10i"));
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(APublicExchange, ForgetsARequestAfterHalfAnHour) {
  asks_for("5550123");
  bench.time.advance(29min);
  EXPECT_THAT(bench.simulator->requests(), SizeIs(1));
  bench.time.advance(1min);
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(APublicExchange, SuspendsWhileTheCallerIsBusy) {
  asks_for("5550123");
  bench.command("AT+FCLASS=8;+VLS=1");
  bench.party("5550123").be_free();
  bench.time.advance(6s);
  ASSERT_THAT(bench.simulator->requests(), SizeIs(1));
  EXPECT_TRUE(bench.simulator->requests()[0].suspended);
  hangs_up(bench);
  bench.time.advance(6s);
  EXPECT_TRUE(bench.simulator->requests()[0].recalling);
}
TEST_F(APublicExchange, GivesReorderToAWrongNumber) {
  bench.voice();
  bench.dial("1");
  EXPECT_TRUE(bench.says("\x10K", 3s));
}
TEST_F(APublicExchange, CountsEmergencyCalls) {
  bench.voice();
  bench.dial("911");
  bench.time.advance(2s);
  EXPECT_EQ(bench.simulator->emergency_calls(), 1);
  EXPECT_EQ(bench.own().talks_to, "911");
}
TEST_F(APublicExchange, ForgetsEverythingWithoutAWord) {
  asks_for("5550123");
  bench.simulator->forget_requests();
  bench.party("5550123").be_free();
  EXPECT_THAT(bench.listen(1min), IsEmpty());
}
TEST_F(APublicExchange, GivesStutterDialToneAfterAFlash) {
  meets_busy(bench, "5550123");
  EXPECT_THAT(sends(bench, "{!,60}"), HasSubstr("\x10i\x10"
                                                "d"));
}

struct AnOfficeExchange : testing::Test {
  Bench bench{"panasonic_kx_tda", "101"};
};

TEST_F(AnOfficeExchange, TakesACallbackOnBusyAndRecallsWithTheTargetsNumber) {
  meets_busy(bench, "120");
  EXPECT_THAT(sends(bench, "6"), Eq("\x10i"));
  hangs_up(bench);
  bench.party("120").be_free();
  const std::string heard = bench.listen(8s);
  EXPECT_THAT(heard, HasSubstr("DRON=10"));
  EXPECT_THAT(heard, HasSubstr("NMBR = 120"));
}
TEST_F(AnOfficeExchange, KeepsTheLastCallbackOnly) {
  for (const char* target : {"120", "121"}) {
    meets_busy(bench, target);
    sends(bench, "6");
    hangs_up(bench);
  }
  ASSERT_THAT(bench.simulator->requests(), SizeIs(1));
  EXPECT_EQ(bench.simulator->requests()[0].target, "121");
}
TEST_F(AnOfficeExchange, RecallsFourTimes) {
  meets_busy(bench, "120");
  sends(bench, "6");
  hangs_up(bench);
  bench.party("120").be_free();
  const std::string heard = bench.listen(1min);
  std::size_t rings = 0;
  for (auto at = heard.find("DRON"); at != std::string::npos; at = heard.find("DRON", at + 1)) ++rings;
  EXPECT_EQ(rings, 4u);
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(AnOfficeExchange, ConnectsWhoCampsOn) {
  meets_busy(bench, "120");
  EXPECT_THAT(sends(bench, "1"), Eq("\x10i"));
  bench.party("120").be_free();
  EXPECT_TRUE(bench.says("\x10r", 2s));
  EXPECT_TRUE(bench.says("\x10v", 5s));
}
TEST_F(AnOfficeExchange, LetsIntrude) {
  meets_busy(bench, "120");
  EXPECT_THAT(sends(bench, "3"), Eq("\x10i\x10v"));
  EXPECT_EQ(bench.own().talks_to, "120");
}
TEST_F(AnOfficeExchange, TakesAMessageOnBusyAndDuringRingback) {
  meets_busy(bench, "120");
  EXPECT_THAT(sends(bench, "4"), Eq("\x10i"));
  hangs_up(bench);
  bench.party("121").never_answer();
  bench.dial("121");
  ASSERT_TRUE(bench.says("\x10r", 5s));
  EXPECT_THAT(sends(bench, "4"), HasSubstr("\x10i"));
  EXPECT_THAT(bench.simulator->messages_left_for("120"), ElementsAre("101"));
  EXPECT_THAT(bench.simulator->messages_left_for("121"), ElementsAre("101"));
  EXPECT_TRUE(bench.party("121").is_free());
}
TEST_F(AnOfficeExchange, RefusesWithReorder) {
  bench.party("120").refuse_features();
  meets_busy(bench, "120");
  EXPECT_THAT(sends(bench, "6"), HasSubstr("\x10K"));
}
TEST_F(AnOfficeExchange, CancelsACallback) {
  meets_busy(bench, "120");
  sends(bench, "6");
  hangs_up(bench);
  EXPECT_THAT(dials_code(bench, "*46"), HasSubstr("\x10i"));
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}

struct AnotherOfficeExchange : testing::Test {
  Bench bench{"ericsson_md110", "4101"};
  void asks_for(std::string_view target) {
    meets_busy(bench, target);
    sends(bench, "6");
    hangs_up(bench);
  }
};

TEST_F(AnotherOfficeExchange, LetsTheBusyToneReturnWhenItRefuses) {
  bench.party("4120").refuse_features();
  meets_busy(bench, "4120");
  EXPECT_THAT(sends(bench, "6"), Eq("\x10"
                                    "b"));
}
TEST_F(AnotherOfficeExchange, CancelsOneOfSeveral) {
  for (const char* target : {"4120", "4121", "4122"}) asks_for(target);
  EXPECT_THAT(dials_code(bench, "#37*4121#"), HasSubstr("\x10i"));
  ASSERT_THAT(bench.simulator->requests(), SizeIs(2));
  EXPECT_EQ(bench.simulator->requests()[1].target, "4122");
}
TEST_F(AnotherOfficeExchange, CancelsAll) {
  for (const char* target : {"4120", "4121"}) asks_for(target);
  dials_code(bench, "#37#");
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(AnotherOfficeExchange, LetsCampOnAndIntrudeWithDigitsOfItsOwn) {
  meets_busy(bench, "4120");
  EXPECT_THAT(sends(bench, "4"), Eq("\x10i\x10v"));
  hangs_up(bench);
  bench.dial("4120");
  ASSERT_TRUE(
      bench.says("\x10"
                 "b",
                 5s));
  sends(bench, "5");
  bench.party("4120").be_free();
  EXPECT_TRUE(bench.says("\x10r", 2s));
}

TEST(AControlLine, DoesWhatItSays) {
  Bench bench("nanp_class", "5550100");
  auto& simulator = *bench.simulator;
  EXPECT_TRUE(simulator.control("busy 5550123 20s"));
  EXPECT_FALSE(bench.party("5550123").is_free());
  bench.time.advance(20s);
  EXPECT_TRUE(bench.party("5550123").is_free());
  EXPECT_TRUE(simulator.control("ring 5550100 --from 5550199"));
  EXPECT_THAT(simulator.control("show").value(), HasSubstr("5550100  on hook, ringing"));
  for (const char* line : {"free 5550123", "answer 5550123 3", "never 5550123", "refuse 5550123", "refuse-features 5550123",
                           "hangup 5550199", "requests", "forget"})
    EXPECT_TRUE(simulator.control(line)) << line;
}
TEST(AControlLine, ThatIsWrongIsToldTheRightForm) {
  Bench bench("nanp_class", "5550100");
  for (const char* line : {"", "dance", "busy", "busy x", "busy 1 20", "answer 1 0", "answer 1", "ring 5550100 5550199", "ring 1 --from 2",
                           "show 1", "busy 1 99999999999s"})
    EXPECT_FALSE(bench.simulator->control(line)) << line;
  EXPECT_THAT(bench.simulator->control("answer 1").error().what, HasSubstr("answer NUMBER RINGS"));
}

TEST(ASimulator, RefusesUnknownNamesAndASecondModem) {
  Bench bench("nanp_class", "5550100");
  EXPECT_FALSE(Simulator::create("no_such", bench.time, bench.rng, bench.trace));
  Wire wire;
  EXPECT_FALSE(bench.simulator->attach_modem("5550101", "no_such", wire));
  EXPECT_FALSE(bench.simulator->attach_modem("5550100", "generic_v253", wire));
  EXPECT_THAT(plan_names(), IsSupersetOf({"ericsson_md110", "nanp_class", "panasonic_kx_tda"}));
}
TEST(ASimulator, HasAFirstNumberOfItsPlan) {
  EXPECT_EQ(Bench("panasonic_kx_tda", "150").simulator->first_number(), "101");
  EXPECT_EQ(Bench("nanp_class", "5550101").simulator->first_number(), "5550100");
}
TEST(ASimulator, MayGoInTheMiddleOfACall) {
  for (int step = 0; step < 200; ++step) {
    Bench bench("nanp_class", "5550100");
    bench.party("5550123").hang_up_after(2s);
    bench.wire.type("ATE0+FCLASS=8;+VCID=1X3DT5550123;\r");
    bench.time.advance(step * 100ms);
    bench.simulator.reset();
    bench.time.advance(1min);
  }
}
TEST(ASimulator, HasAPrintableTable) { EXPECT_THAT(station_table().as_text(), HasSubstr("recalled")); }

TEST(ACadence, IsReadOrRefused) {
  EXPECT_EQ(parse_cadence("400/200,800/4000*")->bursts.size(), 2u);
  EXPECT_EQ(parse_cadence("100/100 x3")->bursts.size(), 3u);
  for (const char* text : {"", "*", "100", "0/100*", "100/", "100/100 x", "100/100 x99", "-1/5*", "99999999999/1*"})
    EXPECT_FALSE(parse_cadence(text)) << text;
}

}  // namespace
}  // namespace campon::sim
