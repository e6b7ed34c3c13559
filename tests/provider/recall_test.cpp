#include "provider/line/recall.hpp"

#include <gtest/gtest.h>

namespace campon::provider {
namespace {

using namespace std::chrono_literals;
using Kind = Verdict::Kind;

// A ring as it becomes known, piece by piece.
class ARing : public testing::Test {
 protected:
  ARing() {
    rules.cadences = {hal::RingPattern::parse("400/200/400/200/800/4000").value()};
    rules.caller_id_is_target = true;
  }

  void outstanding(std::uint32_t id, std::string number) { candidates.push_back({CompletionId{id}, std::move(number)}); }
  void burst(env::Duration on, std::optional<env::Duration> gap = std::nullopt) { cadence.add({on, gap}); }
  void recall_cadence() {
    burst(400ms);
    burst(400ms, 200ms);
    burst(800ms, 200ms);
  }
  void from(std::string number, hal::CallType type = hal::CallType::unknown) {
    caller = hal::CallerId{std::move(number), "", hal::Presentation::available, type, ""};
  }
  Verdict verdict(bool final = false) { return judge_ring(rules, candidates, {cadence, caller, shows_caller_id, final}); }

  RecallRules rules;
  std::vector<RecallCandidate> candidates;
  hal::RingCadence cadence;
  std::optional<hal::CallerId> caller;
  bool shows_caller_id = true;
};

TEST_F(ARing, IsOrdinaryWhenNothingIsOutstanding) {
  recall_cadence();
  EXPECT_EQ(verdict().kind, Kind::ordinary);
}

TEST_F(ARing, IsOrdinaryAtOnceWhenItsCadenceContradicts) {
  outstanding(1, "5550123");
  burst(2000ms);
  EXPECT_EQ(verdict().kind, Kind::ordinary);
}

TEST_F(ARing, IsUndecidedWhileItsCadenceIsPossible) {
  outstanding(1, "5550123");
  burst(400ms);
  EXPECT_EQ(verdict().kind, Kind::undecided);
}

TEST_F(ARing, IsTheRecallOfTheOnlyRequestByItsCadence) {
  outstanding(7, "5550123");
  recall_cadence();
  EXPECT_EQ(verdict().kind, Kind::recall);
  EXPECT_EQ(verdict().id, CompletionId{7});
}

TEST_F(ARing, WaitsForItsNumberWhenTwoRequestsCouldRing) {
  outstanding(1, "5550123");
  outstanding(2, "5550124");
  recall_cadence();
  EXPECT_EQ(verdict().kind, Kind::undecided);
  from("5550124");
  EXPECT_EQ(verdict().id, CompletionId{2});
}

TEST_F(ARing, IsTheOldestRequestsRecallWhenNoNumberCame) {
  outstanding(1, "5550123");
  outstanding(2, "5550124");
  recall_cadence();
  EXPECT_EQ(verdict(true).id, CompletionId{1});
}

TEST_F(ARing, IsAStrangersWhenTheNumberIsAnother) {
  outstanding(1, "5550123");
  recall_cadence();
  from("5550999");
  EXPECT_EQ(verdict().kind, Kind::ordinary);
}

TEST_F(ARing, IsARecallByItsCallTypeWhateverTheCadence) {
  outstanding(1, "5550123");
  burst(2000ms);
  from("5550123", hal::CallType::ring_back);
  EXPECT_EQ(verdict().kind, Kind::recall);
}

TEST_F(ARing, IsNotClaimedByItsCallTypeForANumberNobodyAskedFor) {
  outstanding(1, "5550123");
  burst(400ms);
  from("5550777", hal::CallType::ring_back);
  EXPECT_EQ(verdict().kind, Kind::ordinary);
}

TEST_F(ARing, IsARecallByItsNumberWhereTheRecallRingsLikeAnyCall) {
  rules.cadences.clear();
  outstanding(3, "102");
  burst(1000ms);
  EXPECT_EQ(verdict().kind, Kind::undecided);
  from("102");
  EXPECT_EQ(verdict().id, CompletionId{3});
}

TEST_F(ARing, IsOrdinaryWhenARecallWouldHaveShownItsNumber) {
  rules.cadences.clear();
  outstanding(3, "102");
  burst(1000ms);
  EXPECT_EQ(verdict(true).kind, Kind::ordinary);
}

TEST_F(ARing, IsTheOnlyRequestsRecallWhenNothingElseCanBeKnown) {
  shows_caller_id = false;
  outstanding(3, "5550123");
  cadence.add({});
  EXPECT_EQ(verdict().kind, Kind::undecided);
  EXPECT_EQ(verdict(true).kind, Kind::recall);
}

TEST_F(ARing, IsOrdinaryWhenSeveralCouldRingAndNothingTellsWhich) {
  shows_caller_id = false;
  outstanding(3, "5550123");
  outstanding(4, "5550124");
  cadence.add({});
  EXPECT_EQ(verdict(true).kind, Kind::ordinary);
}

TEST_F(ARing, IsKnownForTheRecallOfARequestThatHasEnded) {
  candidates.push_back({CompletionId{5}, "5550123", false});
  recall_cadence();
  EXPECT_EQ(verdict().kind, Kind::recall);
  EXPECT_EQ(verdict().id, CompletionId{5});
}

TEST_F(ARing, IsTakenForALiveRequestRatherThanAnEndedOne) {
  candidates.push_back({CompletionId{5}, "5550123", false});
  outstanding(6, "5550123");
  recall_cadence();
  from("5550123");
  EXPECT_EQ(verdict().id, CompletionId{6});
}

TEST_F(ARing, IsNeverGuessedToBeTheRecallOfAnEndedRequest) {
  shows_caller_id = false;
  candidates.push_back({CompletionId{5}, "5550123", false});
  cadence.add({});
  EXPECT_EQ(verdict(true).kind, Kind::ordinary);
}

TEST_F(ARing, KeepsAStrangersTextOutOfItsReasons) {
  outstanding(1, "5550123");
  burst(400ms);
  from("555\x1b[2J");
  EXPECT_EQ(verdict().reasons, "nothing is outstanding for the caller 555\\x1B[2J");
}

TEST(ASubscriber, IsTheSameWithOrWithoutItsAreaCode) {
  EXPECT_TRUE(same_subscriber("2125550123", "5550123"));
  EXPECT_TRUE(same_subscriber("555-0123", "5550123"));
  EXPECT_FALSE(same_subscriber("0123", "5550123"));
  EXPECT_FALSE(same_subscriber("", ""));
  EXPECT_FALSE(same_subscriber("5550123", "5550124"));
}

}  // namespace
}  // namespace campon::provider
