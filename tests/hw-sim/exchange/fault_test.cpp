// What goes wrong on the line and in the exchange, by the name of its row. [faults L, X]
#include <gmock/gmock.h>

#include "telephone.hpp"

namespace campon::sim {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct AFaultyExchange : testing::Test {
  Town town{"panasonic_kx_tda"};
  Person a{town, 0};
  Person other{town, 1};
  const std::string b = town.number(23);
  Exchange& exchange = town.exchange;

  AFaultyExchange() {}
  void order(std::string_view fault, unsigned times = 1) { ASSERT_TRUE(town.faults.order(fault, times)); }
  void happened(std::string_view fault, unsigned times = 1) { EXPECT_EQ(town.faults.fired(fault), times); }
  void frees() { exchange.release(town.station(b)); }
};

TEST_F(AFaultyExchange, RejectsARequest_X01) {
  order("X01");
  a.asks_for(b, "6 k");
  EXPECT_THAT(exchange.requests(), IsEmpty());
  EXPECT_EQ(a.hears(), Sound::reorder);
  happened("X01");
}
TEST_F(AFaultyExchange, LosesTheAnswerToARequest_X02) {
  order("X02");
  a.asks_for(b, "6 k");
  town.advance(10s);
  EXPECT_THAT(exchange.requests(), SizeIs(1));
  EXPECT_THAT(a.phone.heard, Not(Contains(Sound::confirmation)));
  happened("X02");
}
TEST_F(AFaultyExchange, AcceptsARequestTwice_X03) {
  order("X03");
  a.asks_for(b, "6 k H");
  EXPECT_THAT(exchange.requests(), SizeIs(2));
  happened("X03");
}
TEST_F(AFaultyExchange, DropsARequestWithoutAWord_X04) {
  order("X04");
  a.asks_for(b, "6 k");
  EXPECT_THAT(a.phone.heard, Contains(Sound::confirmation));
  EXPECT_THAT(exchange.requests(), SizeIs(1));
  a.hangs_up();
  EXPECT_THAT(exchange.requests(), IsEmpty());
  frees();
  town.advance(1min);
  EXPECT_EQ(a.phone.bursts, 0);
}
TEST_F(AFaultyExchange, RecallsForSomethingNobodyAskedFor_X05) {
  order("X05");
  a.lifts();
  town.advance(1s);
  a.hangs_up();
  EXPECT_TRUE(a.is_called(10s));
  town.advance(1min);
  EXPECT_FALSE(a.line.rings());
  happened("X05");
}
TEST_F(AFaultyExchange, RecallsForWhatIsCancelled_X06) {
  a.asks_for(b, "6 k H");
  town.advance(3s);
  order("X06");
  a.follows("O w *46 k", "");
  EXPECT_THAT(a.phone.heard, Contains(Sound::confirmation));
  a.hangs_up();
  EXPECT_TRUE(a.is_called(10s));
  happened("X06");
}
TEST_F(AFaultyExchange, RecallsTwice_X07) {
  a.asks_for(b, "6 k H");
  order("X07");
  frees();
  ASSERT_TRUE(a.is_called(20s));
  a.lifts();
  town.advance(10s);
  a.hangs_up();
  EXPECT_TRUE(a.is_called(20s));
  happened("X07");
}
TEST_F(AFaultyExchange, TellsABusyCallerOfTheRecall_X08) {
  a.asks_for(b, "6 k H");
  order("X08");
  a.calls(town.number(40));
  ASSERT_TRUE(a.waits_for(Sound::voice));
  frees();
  town.advance(6s);
  EXPECT_THAT(a.phone.heard, Contains(Sound::waiting));
  EXPECT_TRUE(exchange.requests().front().suspended);
  happened("X08");
}
TEST_F(AFaultyExchange, GivesUpARecallAtOnceAndServesTheNext_X09) {
  a.asks_for(b, "6 k H");
  other.asks_for(b, "6 k H");
  order("X09");
  frees();
  ASSERT_TRUE(a.is_called(20s));
  town.advance(1s);
  EXPECT_FALSE(a.line.rings());
  EXPECT_TRUE(other.line.rings());
  happened("X09");
}
TEST_F(AFaultyExchange, IsBusyAgainAtTheRecall_X10) {
  a.asks_for(b, "6 k H");
  order("X10");
  frees();
  ASSERT_TRUE(a.is_called(20s));
  a.lifts();
  EXPECT_TRUE(a.waits_for(Sound::busy));
  EXPECT_THAT(exchange.requests(), IsEmpty());
  happened("X10");
}
TEST_F(AFaultyExchange, HasAFullQueue_X11) {
  order("X11");
  a.asks_for(b, "6 k");
  EXPECT_EQ(a.line.last_refusal, Refusal::queue_full);
  EXPECT_THAT(exchange.requests(), IsEmpty());
}
TEST_F(AFaultyExchange, HasOtherTimers_X12) {
  order("X12", 2);
  a.asks_for(b, "6 k H");
  other.asks_for(b, "6 k H");
  town.advance(31min);
  EXPECT_THAT(exchange.requests(), SizeIs(1));
  town.advance(60min);
  EXPECT_THAT(exchange.requests(), SizeIs(1));
  town.advance(30min);
  EXPECT_THAT(exchange.requests(), IsEmpty());
}
TEST_F(AFaultyExchange, TellsOfARecallTwice_X13) {
  a.asks_for(b, "6 k H");
  order("X13");
  frees();
  ASSERT_TRUE(a.is_called(20s));
  town.advance(8s);
  EXPECT_THAT(a.phone.ids, SizeIs(2));
}
TEST_F(AFaultyExchange, UsesAnIndexAgain_X14) {
  a.asks_for(b, "6 k H");
  const unsigned index = exchange.requests().front().index;
  town.advance(3s);
  a.follows("O w *46 k H", "");
  order("X14");
  town.advance(3s);
  a.asks_for(b, "6 k H");
  EXPECT_EQ(exchange.requests().front().index, index);
}
TEST_F(AFaultyExchange, BreaksInLate_X15) {
  order("X15");
  a.asks_for(b, "3 k");
  town.advance(5s);
  EXPECT_THAT(exchange.intrusions(), IsEmpty());
  town.advance(5s);
  EXPECT_THAT(exchange.intrusions(), SizeIs(1));
}
TEST_F(AFaultyExchange, BreaksInLateOnlyWhereSomebodyStillWaits_X15) {
  order("X15");
  a.asks_for(b, "3 k H");
  town.advance(20s);
  EXPECT_THAT(exchange.intrusions(), IsEmpty());
}
TEST_F(AFaultyExchange, LosesTheAnswerToAMessage_X16) {
  order("X16");
  a.asks_for(b, "4 k");
  EXPECT_THAT(exchange.messages_for(b), ElementsAre(a.number));
  EXPECT_THAT(a.phone.heard, Not(Contains(Sound::confirmation)));
}
TEST_F(AFaultyExchange, HasATargetThatIsFreeForASecond_X17) {
  a.asks_for(b, "6 k H");
  town.advance(10s);
  order("X17");
  frees();
  EXPECT_TRUE(town.station(b).is_idle());
  town.advance(1min);
  EXPECT_EQ(a.phone.bursts, 0);
  EXPECT_FALSE(town.station(b).is_idle());
  frees();
  EXPECT_TRUE(a.is_called(10s));
}

TEST_F(AFaultyExchange, GivesNoDialTone_L01) {
  order("L01");
  a.lifts();
  town.advance(1min);
  EXPECT_THAT(a.phone.heard, Each(Sound::silence));
  happened("L01");
}
TEST_F(AFaultyExchange, DoesNotTellThatTheFarEndIsGone_L02) {
  a.calls(b);
  ASSERT_TRUE(a.waits_for(Sound::voice));
  order("L02");
  exchange.on_hook(town.station(b));
  town.advance(5min);
  EXPECT_EQ(a.phone.loop_drops, 0);
  EXPECT_EQ(a.hears(), Sound::silence);
  happened("L02");
}
TEST_F(AFaultyExchange, DropsTheBattery_L03) {
  order("L03");
  a.calls(b);
  ASSERT_TRUE(a.waits_for(Sound::voice));
  EXPECT_EQ(a.phone.loop_drops, 1);
  EXPECT_EQ(a.line.peer, &town.station(b));
}
TEST_F(AFaultyExchange, ReversesThePolarityAtTheAnswerAndAtTheEnd_L04) {
  order("L04", 2);
  a.calls(b);
  ASSERT_TRUE(a.waits_for(Sound::voice));
  EXPECT_EQ(a.phone.reversals, 1);
  exchange.on_hook(town.station(b));
  EXPECT_EQ(a.phone.reversals, 2);
}
TEST_F(AFaultyExchange, HearsAHookThatFlapsAsDigits_L05) {
  order("L05");
  a.lifts();
  town.advance(2s);
  EXPECT_EQ(exchange.counts().pulse_breaks, 3u);
  EXPECT_EQ(exchange.counts().pulse_digits, 1u);
  EXPECT_TRUE(a.line.is_off_hook());
}
TEST_F(AFaultyExchange, PutsACallerOnTheLineThatIsSeized_L06) {
  order("L06");
  a.lifts();
  EXPECT_TRUE(a.waits_for(Sound::voice));
  EXPECT_NE(a.line.peer, nullptr);
  happened("L06");
}
TEST_F(AFaultyExchange, RingsTooShort_L07) {
  order("L07");
  exchange.place_call(town.station(b), a.line, 1min);
  town.advance(1s);
  EXPECT_EQ(a.phone.bursts, 1);
  EXPECT_FALSE(a.line.rings());
  EXPECT_EQ(a.phone.ring_ends, 1);
}
TEST_F(AFaultyExchange, SendsNoRightCallerId_L08) {
  order("L08", 3);
  for (int call = 0; call < 3; ++call) {
    exchange.place_call(town.station(b), a.line, 4s);
    town.advance(10s);
  }
  ASSERT_THAT(a.phone.ids, SizeIs(2));
  EXPECT_EQ(a.phone.ids[0].number, "O");
  EXPECT_NE(a.phone.ids[1].number, b);
}
TEST_F(AFaultyExchange, HasABusyToneInTheSpeech_L09) {
  order("L09");
  a.calls(b);
  town.advance(20s);
  EXPECT_THAT(a.phone.heard, Contains(Sound::busy));
  EXPECT_EQ(a.hears(), Sound::voice);
  EXPECT_EQ(a.line.peer, &town.station(b));
}
TEST_F(AFaultyExchange, TellsBusyAsCongestionAndCongestionAsBusy_L10) {
  order("L10", 2);
  exchange.engage(town.station(b));
  a.calls(b);
  EXPECT_TRUE(a.waits_for(Sound::reorder));
  a.hangs_up();
  town.station(b).habits.refuses_calls = true;
  a.calls(b);
  EXPECT_TRUE(a.waits_for(Sound::busy));
}
TEST_F(AFaultyExchange, HasAParallelTelephoneOnTheLine_L11) {
  order("L11");
  a.lifts();
  town.advance(2s);
  EXPECT_EQ(a.hears(), Sound::voice);
  EXPECT_EQ(a.line.loop(), Loop::in_use);
  a.presses("120");
  town.advance(3s);
  EXPECT_EQ(a.line.peer, nullptr);
}
TEST_F(AFaultyExchange, HasADeadLineForAWhile_L12) {
  order("L12");
  a.lifts();
  town.advance(3s);
  EXPECT_THAT(a.phone.heard, IsEmpty());
  a.hangs_up();
  EXPECT_EQ(a.line.loop(), Loop::dead);
  exchange.place_call(town.station(b), a.line, 10s);
  town.advance(10s);
  EXPECT_EQ(a.phone.bursts, 0);
  town.advance(1min);
  a.lifts();
  EXPECT_TRUE(a.waits_for_dial_tone());
}

// A hook that makes and breaks by itself dials. [faults 0.5, L05]
struct AHook : AFaultyExchange {
  void breaks(env::Duration length) {
    a.hangs_up();
    town.advance(length);
    a.lifts();
    town.advance(60ms);
  }
};

TEST_F(AHook, ThatBreaksFor60MillisecondsPulsesADigit) {
  a.lifts();
  ASSERT_TRUE(a.waits_for_dial_tone());
  for (const int digit : {1, 2, 4}) {
    for (int i = 0; i < digit; ++i) breaks(60ms);
    town.advance(800ms);
  }
  EXPECT_EQ(exchange.counts().pulse_digits, 3u);
  EXPECT_TRUE(a.waits_for(Sound::ringback));
  EXPECT_EQ(a.line.peer->number, "124");
}
TEST_F(AHook, ThatFlapsReachesTheEmergencyDesk) {
  a.lifts();
  ASSERT_TRUE(a.waits_for_dial_tone());
  for (const int digit : {9, 1, 1}) {
    for (int i = 0; i < digit; ++i) breaks(40ms);
    town.advance(800ms);
  }
  ASSERT_THAT(exchange.emergency_calls(), SizeIs(1));
  EXPECT_EQ(exchange.emergency_calls()[0].from, a.number);
}
TEST_F(AHook, ThatBreaksForLongHangsUp) {
  a.lifts();
  ASSERT_TRUE(a.waits_for_dial_tone());
  breaks(201ms);
  town.advance(2s);
  EXPECT_EQ(exchange.counts().pulse_breaks, 0u);
}
TEST_F(AHook, ThatClicksPulsesNothing) {
  a.lifts();
  ASSERT_TRUE(a.waits_for_dial_tone());
  breaks(19ms);
  town.advance(2s);
  EXPECT_EQ(exchange.counts().pulse_breaks, 0u);
}

}  // namespace
}  // namespace campon::sim
