// The rules of the queue: who is refused and why, who is called back when, what ends a request. [feature-codes 4, 5]
#include <gmock/gmock.h>

#include "telephone.hpp"

namespace campon::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A public exchange of the European kind, where a digit on the busy tone asks.
struct AEuropeanExchange : testing::Test {
  Town town{"etsi_pstn"};
  Person a{town, 0};
  Person other{town, 1};
  const std::string b = town.number(23);
  Exchange& exchange = town.exchange;

  void meets_busy(Person& who, const std::string& whom) {
    exchange.engage(town.station(whom));
    who.calls(whom);
    ASSERT_TRUE(who.waits_for(Sound::busy));
  }
  void frees(const std::string& whom) { exchange.release(town.station(whom)); }
  Refusal asks_in_vain(Person& who) {
    who.presses("5");
    town.advance(2s);
    return who.line.last_refusal;
  }
};

using ARefusal = AEuropeanExchange;

TEST_F(ARefusal, MeetsALineThatIsNotSubscribed) {
  a.line.subscribed = false;
  meets_busy(a, b);
  EXPECT_EQ(asks_in_vain(a), Refusal::not_subscribed);
  EXPECT_EQ(a.hears(), Sound::sit);
}
TEST_F(ARefusal, MeetsATargetThatTakesNoRequests) {
  town.station(b).habits.refuses_features = true;
  meets_busy(a, b);
  EXPECT_EQ(asks_in_vain(a), Refusal::barred);
}
TEST_F(ARefusal, MeetsTheSixthRequestOfACaller) {
  for (int n = 30; n < 35; ++n) a.asks_for(town.number(n), "5 k H");
  meets_busy(a, b);
  EXPECT_EQ(asks_in_vain(a), Refusal::list_full);
  EXPECT_EQ(a.hears(), Sound::reorder);
  EXPECT_THAT(exchange.requests(), SizeIs(5));
}
TEST_F(ARefusal, MeetsTheSixthWaiterForATarget) {
  for (int n = 40; n < 45; ++n) Person(town, n).asks_for(b, "5 k H");
  meets_busy(a, b);
  EXPECT_EQ(asks_in_vain(a), Refusal::queue_full);
}
TEST_F(ARefusal, MeetsTheOneWhoComesTooLate) {
  meets_busy(a, b);
  town.advance(31s);
  EXPECT_EQ(asks_in_vain(a), Refusal::too_late);
}
TEST_F(ARefusal, DoesNotMeetTheOneWhoComesInTime) {
  meets_busy(a, b);
  town.advance(29s);
  a.presses("5");
  town.advance(2s);
  EXPECT_THAT(exchange.requests(), SizeIs(1));
}
TEST_F(ARefusal, MeetsABusyThatTheNetworkDoesNotKnow) {
  town.station(b).habits.do_not_disturb = true;
  a.calls(b);
  ASSERT_TRUE(a.waits_for(Sound::busy));
  EXPECT_EQ(asks_in_vain(a), Refusal::not_busy);
}
TEST_F(ARefusal, MeetsACallThatWasForwardedToABusyLine) {
  town.station(town.number(50)).habits.forward_to = b;
  exchange.engage(town.station(b));
  a.calls(town.number(50));
  ASSERT_TRUE(a.waits_for(Sound::busy));
  EXPECT_EQ(asks_in_vain(a), Refusal::not_busy);
}
TEST(ADuplicate, IsRefusedWhereThePlanSaysSo) {
  Plan plan = load_plan("etsi_pstn").value();
  plan.completion.duplicate_refused = true;
  Town town(plan);
  Person a(town, 0);
  for (int i = 0; i < 2; ++i) a.asks_for(town.number(23), "5 k H");
  EXPECT_EQ(a.line.last_refusal, Refusal::duplicate);
  EXPECT_THAT(town.exchange.requests(), SizeIs(1));
}
TEST(ADuplicate, CancelsWhereThePlanSaysSo) {
  Town town("alcatel_4400");
  Person a(town, 0);
  for (int i = 0; i < 2; ++i) a.asks_for(town.number(23), "{callback_request} k H");
  EXPECT_THAT(town.exchange.requests(), IsEmpty());
}
TEST(ANewRequest, DropsTheOldestWhereThePlanSaysSo) {
  Town town("yeastar");
  Person a(town, 0);
  for (int n = 30; n < 41; ++n) a.asks_for(town.number(n), "H2s O w *79 D k H");
  ASSERT_THAT(town.exchange.requests(), SizeIs(10));
  EXPECT_EQ(town.exchange.requests().front().target->number, town.number(31));
}
TEST(AConfirmedRequest, IsVoidWhenTheCallerStaysOnTheLine) {
  Town town("avaya_definity");
  Person a(town, 0);
  a.asks_for(town.number(23), "F w {auto_callback} k");
  ASSERT_THAT(town.exchange.requests(), SizeIs(1));
  town.advance(6s);
  EXPECT_THAT(town.exchange.requests(), IsEmpty());
  EXPECT_EQ(a.hears(), Sound::reorder);
}

using ARecall = AEuropeanExchange;

TEST_F(ARecall, NamesTheTargetAndSaysWhatItIs) {
  a.asks_for(b, "5 k H");
  frees(b);
  ASSERT_TRUE(a.is_called(10s));
  town.advance(3s);
  ASSERT_THAT(a.phone.ids, SizeIs(1));
  EXPECT_EQ(a.phone.ids[0].number, b);
  EXPECT_EQ(a.phone.ids[0].type, CallType::ring_back_when_free);
}
TEST_F(ARecall, GivesTheTargetTheGuardTimeToDialFirst) {
  a.asks_for(b, "5 k H");
  town.advance(20s);
  frees(b);
  town.advance(4s);
  EXPECT_FALSE(a.line.rings());
  exchange.engage(town.station(b));
  town.advance(1min);
  EXPECT_FALSE(a.line.rings());
  EXPECT_THAT(exchange.requests(), SizeIs(1));
}
TEST_F(ARecall, RingsFor20Seconds) {
  a.asks_for(b, "5 k H");
  frees(b);
  ASSERT_TRUE(a.is_called(10s));
  town.advance(20s - 1ms);
  EXPECT_TRUE(a.line.rings());
  town.advance(1ms);
  EXPECT_FALSE(a.line.rings());
  EXPECT_EQ(a.phone.ring_ends, 1);
  EXPECT_THAT(exchange.requests(), IsEmpty());
}
TEST_F(ARecall, GoesToTheNextWhenNobodyLifts) {
  a.asks_for(b, "5 k H");
  other.asks_for(b, "5 k H");
  frees(b);
  ASSERT_TRUE(a.is_called(10s));
  EXPECT_FALSE(other.line.rings());
  EXPECT_TRUE(other.is_called(21s));
}
TEST_F(ARecall, PassesOverWhoIsBusyAndComesBackToHim) {
  a.asks_for(b, "5 k H");
  other.asks_for(b, "5 k H");
  town.advance(20s);
  a.lifts();
  frees(b);
  EXPECT_TRUE(other.is_called(10s));
  EXPECT_TRUE(exchange.requests().front().suspended);
  a.hangs_up();
  EXPECT_TRUE(a.is_called(40s));
}
TEST_F(ARecall, GoesToTheLineThatAskedAlsoWhenItIsForwarded) {
  a.asks_for(b, "5 k H");
  a.line.habits.forward_to = other.number;
  frees(b);
  EXPECT_TRUE(a.is_called(10s));
  EXPECT_FALSE(other.line.rings());
}
TEST_F(ARecall, ToABusyTargetEndsTheRequest) {
  a.asks_for(b, "5 k H");
  frees(b);
  ASSERT_TRUE(a.is_called(10s));
  exchange.engage(town.station(b));
  a.lifts();
  EXPECT_TRUE(a.waits_for(Sound::busy));
  EXPECT_THAT(exchange.requests(), IsEmpty());
}
TEST_F(ARecall, IsSilentAboutTheEndOfItsLife) {
  a.asks_for(b, "5 k H");
  town.advance(46min);
  EXPECT_THAT(exchange.requests(), IsEmpty());
  EXPECT_EQ(a.phone.bursts, 0);
}
TEST(ABusyTargetAtTheRecall, KeepsTheRequestWhereThePlanSaysSo) {
  Town town("toshiba_strata");
  Person a(town, 0);
  const std::string b = town.number(23);
  a.asks_for(b, "4 k H");
  town.exchange.release(town.station(b));
  ASSERT_TRUE(a.is_called(10s));
  town.exchange.engage(town.station(b));
  a.lifts();
  ASSERT_TRUE(a.waits_for(Sound::busy));
  ASSERT_THAT(town.exchange.requests(), SizeIs(1));
  a.hangs_up();
  town.exchange.release(town.station(b));
  EXPECT_TRUE(a.is_called(20s));
}
TEST(ASilentTargetAtTheRecall, KeepsTheRequestWhereThePlanSaysSo) {
  Town town("vertical_wave");
  Person a(town, 0);
  const std::string b = town.number(23);
  town.station(b).habits.answers_after = 0;
  a.asks_for(b, "*76 k H");
  town.exchange.release(town.station(b));
  ASSERT_TRUE(a.is_called(10s));
  a.lifts();
  ASSERT_TRUE(a.waits_for(Sound::ringback));
  town.advance(20s);
  a.hangs_up();
  EXPECT_THAT(town.exchange.requests(), SizeIs(1));
  town.exchange.engage(town.station(b));
  town.exchange.release(town.station(b));
  EXPECT_TRUE(a.is_called(20s));
}
TEST(AYesOfTwoTones, IsDialToneAndThenBusyAgain) {
  Town town("toshiba_strata");
  Person a(town, 0);
  a.asks_for(town.number(23), "4 k");
  EXPECT_EQ(a.hears(), Sound::dial);
  EXPECT_TRUE(a.waits_for(Sound::busy, 3s));
}
TEST(AYesWithoutATone, IsTheEndOfTheBusyTone) {
  Town town("avaya_ip_office");
  Person a(town, 0);
  a.asks_for(town.number(23), "4 k");
  EXPECT_EQ(a.hears(), Sound::silence);
  EXPECT_THAT(town.exchange.requests(), SizeIs(1));
}

// The recall that only tells.
struct ANotification : testing::Test {
  Town town{"jp_ntt_159"};
  Person a{town, 0};
  const std::string b = town.number(23);
  void SetUp() override {
    a.asks_for(b, "H2s O w 159 k 1 k H");
    town.advance(10s);
    town.exchange.release(town.station(b));
    ASSERT_TRUE(a.is_called(10s));
  }
};

TEST_F(ANotification, IsAVoiceAndNoCall) {
  a.lifts();
  ASSERT_TRUE(a.waits_for(Sound::voice));
  EXPECT_EQ(a.line.told, b + " is free");
  EXPECT_EQ(a.line.peer, nullptr);
  EXPECT_THAT(a.phone.ids, IsEmpty());
}
TEST_F(ANotification, LeadsToTheCallWithin5Minutes) {
  a.lifts();
  town.advance(3s);
  a.hangs_up();
  town.advance(4min);
  a.follows("O w 159 k 3", b);
  EXPECT_TRUE(a.waits_for(Sound::ringback));
  EXPECT_THAT(town.exchange.requests(), IsEmpty());
}
TEST_F(ANotification, LeadsNowhereAfter5Minutes) {
  a.lifts();
  town.advance(3s);
  a.hangs_up();
  town.advance(6min);
  a.follows("O w 159 k 3 k", b);
  EXPECT_EQ(a.line.last_refusal, Refusal::nothing_set);
}
TEST_F(ANotification, IsRepeatedThreeTimes) {
  for (int repeat = 0; repeat < 3; ++repeat) {
    town.advance(31s);
    EXPECT_FALSE(a.line.rings());
    EXPECT_TRUE(a.is_called(6min)) << repeat;
  }
  town.advance(31s);
  EXPECT_THAT(town.exchange.requests(), IsEmpty());
}
TEST(ARequestThatEnds, IsToldWhereThePlanSaysSo) {
  Town town("jp_ntt_159");
  Person a(town, 0);
  const std::string b = town.number(23);
  a.asks_for(b, "H2s O w 159 k 1 k H");
  EXPECT_TRUE(a.is_called(46min));
  a.lifts();
  EXPECT_TRUE(a.waits_for(Sound::voice));
  EXPECT_EQ(a.line.told, b + " is still busy");
  EXPECT_THAT(town.exchange.requests(), IsEmpty());
}
TEST(AQuery, ListsWhatIsOutstanding) {
  Town town("etsi_pstn");
  Person a(town, 0);
  a.asks_for(town.number(23), "5 k H");
  a.asks_for(town.number(24), "5 k H");
  town.advance(2s);
  a.follows("O w *#37# k", "");
  EXPECT_EQ(a.line.told, "1 " + town.number(23) + ", 2 " + town.number(24));
}
TEST(ACancelOfTheOldest, LeavesTheOthers) {
  Town town("de_fritzbox");
  Person a(town, 0);
  a.asks_for(town.number(23), "5 k H");
  a.asks_for(town.number(24), "5 k H");
  town.advance(2s);
  a.follows("O w #37# k H", "");
  ASSERT_THAT(town.exchange.requests(), SizeIs(1));
  EXPECT_EQ(town.exchange.requests().front().target->number, town.number(24));
}
TEST(ACancelOfOneQueue, LeavesTheOther) {
  Town town("nanp_class");
  Person a(town, 0);
  const std::string b = town.number(23);
  town.exchange.place_call(town.station(b), a.line, 3s);
  town.advance(10s);
  town.exchange.engage(town.station(b));
  a.follows("O w *69 k H", "");
  ASSERT_THAT(town.exchange.requests(), SizeIs(1));
  town.advance(3s);
  a.follows("O w *86 k H", "");
  EXPECT_THAT(town.exchange.requests(), SizeIs(1));
  town.advance(3s);
  a.follows("O w *89 k H", "");
  EXPECT_THAT(town.exchange.requests(), IsEmpty());
}
TEST(ATrunk, IsQueuedForWithTheNumber) {
  Town town("ericsson_md110_trunk");
  Person a(town, 0);
  town.exchange.engage(town.station("0"));
  a.calls("0");
  ASSERT_TRUE(a.waits_for(Sound::busy));
  a.presses("65551234567#");
  town.advance(2s);
  ASSERT_THAT(town.exchange.requests(), SizeIs(1)) << to_string(a.line.last_refusal);
  a.hangs_up();
  town.exchange.release(town.station("0"));
  ASSERT_TRUE(a.is_called(20s));
  a.lifts();
  EXPECT_TRUE(a.waits_for(Sound::voice));
  EXPECT_EQ(a.line.trunk, "5551234567");
}
TEST(ACallReturn, CallsWhoCalledAfterTheGuide) {
  Town town("uk_bt");
  Person a(town, 0);
  const std::string b = town.number(23);
  town.exchange.place_call(town.station(b), a.line, 3s);
  town.advance(10s);
  a.follows("O w 1471 k 3", "");
  EXPECT_TRUE(a.waits_for(Sound::ringback));
  EXPECT_EQ(a.line.peer, &town.station(b));
}
TEST(AGuide, EndsInReorderForADigitItDoesNotOffer) {
  Town town("uk_bt");
  Person a(town, 0);
  a.follows("O w 1471 k 7", "");
  EXPECT_EQ(a.hears(), Sound::reorder);
}
TEST(AnOffer, IsMadeByAVoiceInTheBusyTone) {
  Town town("it_tim");
  Person a(town, 0);
  const std::string b = town.number(23);
  town.exchange.engage(town.station(b));
  a.calls(b);
  ASSERT_TRUE(a.waits_for(Sound::busy));
  ASSERT_TRUE(a.waits_for(Sound::voice, 4s));
  a.presses("5");
  town.advance(2s);
  EXPECT_THAT(town.exchange.requests(), SizeIs(1));
}

TEST(ACallToOneWithCallWaiting, RingsUntilHeHangsUpTheFirst) {
  Town town("etsi_pstn");
  Person a(town, 0);
  const std::string b = town.number(23);
  town.station(b).habits.call_waiting = true;
  town.exchange.engage(town.station(b));
  a.calls(b);
  ASSERT_TRUE(a.waits_for(Sound::ringback));
  EXPECT_FALSE(town.station(b).rings());
  town.exchange.release(town.station(b));
  EXPECT_TRUE(a.waits_for(Sound::voice));
}
TEST(ACallToOneWhoForwards, RingsElsewhere) {
  Town town("nanp_class");
  Person a(town, 0);
  Person b(town, 1);
  b.follows(("O w *72 " + town.number(30) + " k H").c_str(), "");
  town.advance(2s);
  a.calls(b.number);
  ASSERT_TRUE(a.waits_for(Sound::ringback));
  EXPECT_EQ(a.line.peer->number, town.number(30));
}
TEST(ACallToThoseWhoForwardToEachOther, Ends) {
  Town town("etsi_pstn");
  Person a(town, 0);
  town.station(town.number(30)).habits.forward_to = town.number(31);
  town.station(town.number(31)).habits.forward_to = town.number(30);
  a.calls(town.number(30));
  EXPECT_TRUE(a.waits_for(Sound::ringback));
}
TEST(ATargetInACall, IsWarnedOfWhoBreaksIn) {
  Town town("panasonic_kx_tda");
  Person a(town, 0);
  Person b(town, 1);
  b.calls(town.number(30));
  ASSERT_TRUE(b.waits_for(Sound::voice));
  a.calls(b.number);
  ASSERT_TRUE(a.waits_for(Sound::busy));
  a.presses("3");
  ASSERT_TRUE(a.waits_for(Sound::voice));
  EXPECT_THAT(b.phone.heard, testing::Contains(Sound::warning));
}
TEST(AMessageWaiting, MakesTheDialToneStutter) {
  Town town("panasonic_dbs576");
  Person a(town, 0);
  Person b(town, 1);
  b.lifts();
  a.calls(b.number);
  ASSERT_TRUE(a.waits_for(Sound::busy));
  a.presses("4");
  town.advance(1s);
  b.hangs_up();
  town.advance(1s);
  b.lifts();
  EXPECT_TRUE(b.waits_for(Sound::stutter));
  b.presses("*6");
  EXPECT_TRUE(b.waits_for(Sound::busy));
  EXPECT_EQ(b.line.last.number, a.number);
}
TEST(AMessage, IsTakenBack) {
  Town town("aastra_ascotel");
  Person a(town, 0);
  const std::string b = town.number(23);
  a.follows("O w *38 D k H", b);
  ASSERT_THAT(town.exchange.messages_for(b), ElementsAre(a.number));
  town.advance(2s);
  a.follows("O w #38 D k H", b);
  EXPECT_THAT(town.exchange.messages_for(b), IsEmpty());
}

}  // namespace
}  // namespace campon::sim
