#include "provider/policy/toll_guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shipped.hpp"

namespace campon::provider {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct KeptAudit final : env::Trace {
  void note(env::Time /*at*/, env::TraceKind kind, std::string_view /*who*/, std::string_view text) override {
    if (kind == env::TraceKind::audit) lines.emplace_back(text);
  }
  std::vector<std::string> lines;
};

class ATollGuard : public testing::Test {
 protected:
  explicit ATollGuard(std::string_view name = "de") : region(shipped_region(name)) {}

  Decision dials(std::string_view number, DialOrigin origin = DialOrigin::human, std::string_view owner = "anna") {
    return guard.may_dial({number, origin, owner}, moment.now);
  }
  void calls(std::uint64_t id, DialOrigin origin = DialOrigin::human, std::string_view owner = "anna") {
    guard.call_began(id, {"030555", origin, owner}, moment);
  }
  void passes(env::Duration time) {
    moment.now += time;
    moment.wall += std::chrono::duration_cast<std::chrono::milliseconds>(time);
  }
  TollRule verdict(std::string_view number) { return guard.would_allow({number, DialOrigin::human, "anna"}, moment.now).rule; }
  void allows(std::string_view prefix) { policy.allow.push_back(NumberPattern::parse(prefix).value()); }
  void denies(std::string_view prefix) { policy.deny.push_back(NumberPattern::parse(prefix).value()); }

  Region region;
  Policy policy;
  KeptAudit audit;
  Moment moment{env::Time(1h), env::WallTime(1'700'000'000s)};
  TollGuard guard{policy, region, audit};
};

TEST_F(ATollGuard, LetsAnOrdinaryNumberPass) { EXPECT_TRUE(dials("03023125000").allowed); }

TEST_F(ATollGuard, DeniesDearClassesOfNumbers) {
  for (const auto* number : {"0900123456", "003312345678", "00881612345678", "0700123456", "+33123456789"})
    EXPECT_EQ(verdict(number), TollRule::denied_class) << number;
}

TEST_F(ATollGuard, SeesThemBehindPrefixesToo) {
  for (const auto* number : {"0,0900123456", "*31#0900123456", "01013 0900123456", "0-0-9-0-0-1-2-3", "9,003312345678", "0 0049900123456",
                             "+49900123456", "0049900123456", "+490900123456"})
    EXPECT_EQ(verdict(number), TollRule::denied_class) << number;
}

TEST_F(ATollGuard, TakesANumberWithItsOwnCountryCodeForOneAtHome) {
  EXPECT_EQ(verdict("+4930123456"), TollRule::none);
  EXPECT_EQ(verdict("004930123456"), TollRule::none);
}

TEST_F(ATollGuard, SaysWhichRuleDecidedAndWhatToDo) {
  EXPECT_EQ(dials("0900123456").reason, "0900 is premium; name it in 'allow' to have it dialled");
}

TEST_F(ATollGuard, LetsPassWhatItsOwnerAllows) {
  allows("0033");
  EXPECT_EQ(verdict("003312345678"), TollRule::none);
  EXPECT_EQ(verdict("0,003312345678"), TollRule::none);
  EXPECT_EQ(verdict("0034912345678"), TollRule::denied_class);
}

TEST_F(ATollGuard, KeepsToItsOwnersDenials) {
  denies("030");
  EXPECT_EQ(verdict("03023125000"), TollRule::denied_number);
  EXPECT_EQ(verdict("*31#03023125000"), TollRule::denied_number);
  EXPECT_EQ(verdict("040123456"), TollRule::none);
}

TEST_F(ATollGuard, IsToldTheOutsideLineOfAPbx) {
  EXPECT_EQ(verdict("003023125000"), TollRule::denied_class);  // or is it 0 and 030...?
  policy.outside_line = "0";
  for (const auto* number : {"003023125000", "0,03023125000", "300", "0900", "*31#0,03023125000"})
    EXPECT_EQ(verdict(number), TollRule::none) << number;
  for (const auto* number : {"00900123456", "0,003312345678", "0*31#0900123456", "*31#00900123456", "0 01013 0900123456", "0+33123456789"})
    EXPECT_EQ(verdict(number), TollRule::denied_class) << number;
  denies("030");
  EXPECT_EQ(verdict("003023125000"), TollRule::denied_number);
}

TEST_F(ATollGuard, LetsTheLongerPrefixDecide) {
  denies("030");
  allows("03055");
  EXPECT_EQ(verdict("0305512345"), TollRule::none);
  EXPECT_EQ(verdict("03056"), TollRule::denied_number);
  denies("03055666");
  EXPECT_EQ(verdict("0305566677"), TollRule::denied_number);
}

TEST_F(ATollGuard, IsNotFooledByAnAllowedNumberInsideADeniedOne) {
  allows("9005551");
  EXPECT_EQ(verdict("09005551"), TollRule::denied_class);
}

TEST_F(ATollGuard, CanBeLimitedToAList) {
  policy.only_allowed = true;
  allows("0305551");
  EXPECT_EQ(verdict("03055512"), TollRule::none);
  EXPECT_EQ(verdict("040123456"), TollRule::not_on_list);
}

TEST_F(ATollGuard, RefusesWhatIsNoNumber) {
  for (const std::string_view text : {"", "-", "030\r1", "0x30"}) EXPECT_EQ(verdict(text), TollRule::no_number) << text;
}

TEST_F(ATollGuard, LetsAHumansEmergencyCallPassWhateverTheRules) {
  policy.only_allowed = true;
  policy.calls_per_day = 0;
  denies("1");
  denies("0");
  policy.concurrent = 1;
  calls(1);
  for (int i = 0; i < 1000; ++i)
    for (const auto* number : {"112", "0,112", "1-1-0", "*31#112"}) ASSERT_TRUE(dials(number).allowed) << number;
}

TEST_F(ATollGuard, NeverLetsAMachineDialAnEmergencyNumber) {
  allows("112");
  for (const auto origin : {DialOrigin::redial, DialOrigin::recall, DialOrigin::camp_on, DialOrigin::retry, DialOrigin::script}) {
    EXPECT_EQ(dials("112", origin).rule, TollRule::emergency);
    EXPECT_FALSE(dials("0,1-1-2", origin).allowed);
  }
  EXPECT_EQ(dials("112", DialOrigin::script).error().code, env::ErrorCode::emergency_number);
}

TEST_F(ATollGuard, TellsInItsErrorWhetherToTryAgain) {
  EXPECT_EQ(dials("0900123").error().code, env::ErrorCode::call_denied);
  EXPECT_EQ(dials("0900123").error().remedy, env::Remedy::refused);
  while (dials("030555").allowed) {
  }
  EXPECT_EQ(dials("030555").error().remedy, env::Remedy::later);
}

TEST_F(ATollGuard, StopsAStormOfCalls) {
  std::size_t allowed = 0;
  for (int i = 0; i < 1000; ++i) allowed += dials("030555", DialOrigin::script).allowed ? 1U : 0U;
  EXPECT_EQ(allowed, policy.burst);
  EXPECT_EQ(dials("030555").rule, TollRule::rate);
}

TEST_F(ATollGuard, LetsCallsPassAgainAtASteadyRate) {
  for (std::size_t i = 0; i < policy.burst; ++i) ASSERT_TRUE(dials("030555").allowed);
  const auto again = dials("030555").again;
  ASSERT_TRUE(again);
  EXPECT_LE(*again - moment.now, 11s);
  passes(*again - moment.now);
  EXPECT_TRUE(dials("030555").allowed);
  EXPECT_FALSE(dials("030555").allowed);
}

TEST_F(ATollGuard, CountsEachOwnerForItself) {
  while (dials("030555").allowed) {
  }
  EXPECT_TRUE(dials("030555", DialOrigin::human, "bert").allowed);
}

TEST_F(ATollGuard, CountsAllOwnersTogether) {
  std::size_t allowed = 0;
  for (int i = 0; i < 100; ++i) allowed += dials("030555", DialOrigin::human, "owner " + std::to_string(i)).allowed ? 1U : 0U;
  EXPECT_EQ(allowed, policy.calls_per_minute_all);
}

TEST_F(ATollGuard, CountsNothingForWhatItDenies) {
  for (int i = 0; i < 100; ++i) dials("0900123456");
  EXPECT_TRUE(dials("030555").allowed);
}

TEST_F(ATollGuard, LimitsTheCallsAtOneTime) {
  policy.concurrent = 2;
  calls(1);
  calls(2);
  EXPECT_EQ(dials("030555").rule, TollRule::concurrent);
  guard.call_ended(1, moment.now);
  EXPECT_TRUE(dials("030555").allowed);
}

TEST_F(ATollGuard, LimitsAMachinesCallsOfADay) {
  policy.machine_calls_per_day = 3;
  for (std::uint64_t id = 1; id <= 3; ++id) {
    calls(id, DialOrigin::redial);
    guard.call_ended(id, moment.now);
  }
  EXPECT_EQ(dials("030555", DialOrigin::redial).rule, TollRule::day);
  EXPECT_TRUE(dials("030555", DialOrigin::human).allowed);
  EXPECT_EQ(dials("030555", DialOrigin::redial).again, moment.now + 24h);
  passes(24h);
  EXPECT_TRUE(dials("030555", DialOrigin::redial).allowed);
}

TEST_F(ATollGuard, LimitsTheMinutesOfADay) {
  policy.minutes_per_day = 10min;
  calls(1);
  guard.call_connected(1, moment.now);
  passes(9min);
  EXPECT_TRUE(dials("030555").allowed);
  passes(1min);
  EXPECT_EQ(dials("030555").rule, TollRule::day);
  guard.call_ended(1, moment.now);
  EXPECT_EQ(dials("030555").rule, TollRule::day);
  EXPECT_EQ(guard.usage(moment.now).at(0).talk, 10min);
}

TEST_F(ATollGuard, RemembersItsCountersOverARestart) {
  policy.calls_per_day = 2;
  calls(1);
  calls(2);
  const auto kept = guard.usage(moment.now);
  ASSERT_THAT(kept, SizeIs(1));
  passes(1h);
  TollGuard next(policy, region, audit);
  next.restore(kept[0], moment);
  EXPECT_EQ(next.may_dial({"030555", DialOrigin::human, "anna"}, moment.now).rule, TollRule::day);
  passes(23h);
  EXPECT_TRUE(next.may_dial({"030555", DialOrigin::human, "anna"}, moment.now).allowed);
}

TEST_F(ATollGuard, CountsNoEmergencyCall) {
  policy.calls_per_day = 0;
  guard.call_began(1, {"112", DialOrigin::human, "anna"}, moment);
  EXPECT_THAT(guard.usage(moment.now), IsEmpty());
}

TEST_F(ATollGuard, SurvivesACallThatItDoesNotKnow) {
  guard.call_connected(9, moment.now);
  guard.call_ended(9, moment.now);
  EXPECT_THAT(guard.usage(moment.now), IsEmpty());
}

TEST_F(ATollGuard, LeavesAnAuditRecordOfEveryAnswer) {
  dials("030555", DialOrigin::script);
  dials("0900123");
  ASSERT_THAT(audit.lines, SizeIs(2));
  EXPECT_EQ(audit.lines[0], "anna: dial 030555 (script): allowed by none: nothing speaks against it");
  EXPECT_EQ(audit.lines[1], "anna: dial 0900123 (human): denied by denied_class: 0900 is premium; name it in 'allow' to have it dialled");
}

TEST_F(ATollGuard, WritesNoStrangersBytesIntoItsRecords) {
  dials("030\x1b[2J\n", DialOrigin::human, "an\nna");
  for (const char c : audit.lines.at(0)) EXPECT_TRUE(c >= 0x20 && c < 0x7F);
}

class ACompletionRequest : public ATollGuard {
 protected:
  Decision asks(CompletionWish wish) {
    if (wish.number.empty()) wish.number = "030555";
    wish.owner = "anna";
    return guard.may_complete(wish, moment.now);
  }
};

TEST_F(ACompletionRequest, NeedsOnesOwnBusyCall) {
  EXPECT_EQ(asks({}).rule, TollRule::no_busy_call);
  CompletionWish own;
  own.on_own_call = true;
  EXPECT_TRUE(asks(own).allowed);
}

TEST_F(ACompletionRequest, MayComeHalfAMinuteAfterIt) {
  CompletionWish wish;
  wish.last_busy = moment.now;
  passes(30s);
  EXPECT_TRUE(asks(wish).allowed);
  passes(1ms);
  EXPECT_EQ(asks(wish).rule, TollRule::no_busy_call);
}

TEST_F(ACompletionRequest, MayAskForTheLastCallByName) {
  CompletionWish wish;
  wish.complete_last = true;
  EXPECT_TRUE(asks(wish).allowed);
}

TEST_F(ACompletionRequest, IsDeniedForAnEmergencyNumberInEveryMode) {
  for (const auto mode : {CompletionMode::campon, CompletionMode::callback, CompletionMode::intrude, CompletionMode::message}) {
    CompletionWish wish;
    wish.number = "0,112";
    wish.mode = mode;
    wish.on_own_call = true;
    EXPECT_EQ(asks(wish).rule, TollRule::emergency);
  }
}

TEST_F(ACompletionRequest, MayNotIntrudeUnlessThePolicySaysSo) {
  CompletionWish wish;
  wish.on_own_call = true;
  wish.mode = CompletionMode::intrude;
  EXPECT_EQ(asks(wish).rule, TollRule::intrude);
  policy.intrude = true;
  EXPECT_TRUE(asks(wish).allowed);
  policy.intrude_owners = {"bert"};
  EXPECT_EQ(asks(wish).rule, TollRule::intrude);
  policy.intrude_owners.emplace_back("anna");
  EXPECT_TRUE(asks(wish).allowed);
  EXPECT_THAT(audit.lines, SizeIs(4));
  EXPECT_THAT(audit.lines[0], AllOf(HasSubstr("(intrude)"), HasSubstr("denied")));
}

TEST_F(ACompletionRequest, IsDeniedForANumberThatMayNotBeDialled) {
  CompletionWish wish;
  wish.number = "0900123456";
  wish.on_own_call = true;
  EXPECT_EQ(asks(wish).rule, TollRule::denied_class);
}

TEST(EachRegion, DeniesItsDearNumbers) {
  const std::vector<std::pair<std::string_view, std::vector<std::string_view>>> all{
      {"us",
       {"19005551212", "9,19005551212", "9765555", "01144123456789", "18095551234", "+442079460123", "*6719005551212", "91-900-555-1212"}},
      {"uk", {"09098790000", "0033123456789", "07012345678", "+33123456789", "1419090123456", "9,09090123456"}},
      {"fr", {"0899123456", "0044123456789", "0,0899123456", "+44123456789", "+33899123456"}},
      {"it", {"899123456", "0044123456789", "178123456"}},
      {"au", {"1900123456", "001144123456789", "0147123456"}},
      {"jp", {"0990123456", "01044123456789"}},
      {"world", {"0900123456", "0044123456789", "01144123456789"}},
  };
  KeptAudit audit;
  const Policy policy;
  for (const auto& [name, numbers] : all) {
    const Region region = shipped_region(name);
    const TollGuard guard(policy, region, audit);
    for (const auto number : numbers)
      EXPECT_EQ(guard.would_allow({number, DialOrigin::human, "anna"}, {}).rule, TollRule::denied_class) << name << ": " << number;
  }
}

TEST(EachRegion, LetsOrdinaryNumbersPass) {
  const std::vector<std::pair<std::string_view, std::vector<std::string_view>>> all{
      {"us", {"5550123", "12125550123", "18005551212", "9,12125550123", "+12125550123", "*6712125550123", "102"}},
      {"uk", {"02079460123", "08001111", "07700900123", "9,02079460123", "+442079460123", "201"}},
      {"fr", {"0153123456", "0612345678", "0800123456", "+33153123456", "201"}},
      {"it", {"0112345678", "3351234567"}},
      {"es", {"911234567", "611234567"}},
      {"world", {"102", "5550123", "201"}},
  };
  KeptAudit audit;
  const Policy policy;
  for (const auto& [name, numbers] : all) {
    const Region region = shipped_region(name);
    const TollGuard guard(policy, region, audit);
    for (const auto number : numbers) {
      const Decision decision = guard.would_allow({number, DialOrigin::human, "anna"}, {});
      EXPECT_TRUE(decision.allowed) << name << ": " << number << " " << decision.reason;
    }
  }
}

}  // namespace
}  // namespace campon::provider
