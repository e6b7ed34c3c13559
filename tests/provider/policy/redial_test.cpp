#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hal/env/rng.hpp"
#include "provider/policy/redial_plan.hpp"
#include "shipped.hpp"

namespace campon::provider {
namespace {

using namespace std::chrono_literals;
using Verdict = RedialVerdict;

const std::string k_number = "5550123";

// One number, redialled under the rules of a country.
class Redialling {
 public:
  explicit Redialling(std::string_view region) : rules(shipped_region(region).redial) {}

  void passes(env::Duration time) {
    moment.now += time;
    moment.wall += std::chrono::duration_cast<std::chrono::milliseconds>(time);
  }
  env::Result begins(SeriesStarter starter = SeriesStarter::human) { return ledger.begin_series(k_number, starter, rules, moment); }
  void ends_in(RedialCause cause) { ledger.attempted(k_number, cause, rules, moment); }
  RedialAnswer answer() const { return may_redial(rules, ledger.find(k_number), moment.now); }
  void restarts() {
    const auto kept = ledger.records();
    ledger = RedialLedger();
    for (const auto& record : kept) ledger.restore(redial_record(to_text(record)).value(), rules, moment);
  }
  // Dials as early as it may, each attempt ending so; how many there were.
  std::size_t all_attempts(RedialCause cause) {
    std::size_t made = 0;
    for (RedialAnswer now = answer(); now.verdict != Verdict::over && made < 1000; now = answer()) {
      if (now.verdict == Verdict::not_before) passes(now.at - moment.now);
      EXPECT_EQ(answer().verdict, Verdict::now);
      ends_in(cause);
      ++made;
    }
    return made;
  }

  RedialRules rules;
  RedialLedger ledger;
  Moment moment{env::Time(100h), env::WallTime(1'700'000'000s)};
};

class ARedialSeries : public testing::Test, public Redialling {
 protected:
  ARedialSeries() : Redialling("us") { EXPECT_TRUE(begins()); }
};

TEST_F(ARedialSeries, WaitsForItsFirstGap) {
  EXPECT_EQ(answer().verdict, Verdict::not_before);
  EXPECT_EQ(answer().at, moment.now + 5s);
  passes(5s);
  EXPECT_EQ(answer().verdict, Verdict::now);
}

TEST_F(ARedialSeries, WaitsLongerFromAttemptToAttempt) {
  ends_in(RedialCause::busy);
  EXPECT_EQ(answer().at, moment.now + 1min);
  ends_in(RedialCause::busy);
  EXPECT_EQ(answer().at, moment.now + 3min);
  ends_in(RedialCause::busy);
  EXPECT_EQ(answer().at, moment.now + 3min);
}

TEST_F(ARedialSeries, HasAllItsAttemptsWhileBusyIsHeard) {
  EXPECT_EQ(all_attempts(RedialCause::busy), 15U);
  EXPECT_EQ(answer().why, RedialEnd::attempts_over);
}

TEST_F(ARedialSeries, HasTwoWhenATonesMeaningIsNotKnown) {
  EXPECT_EQ(all_attempts(RedialCause::unclassified), 2U);
  EXPECT_EQ(answer().why, RedialEnd::attempts_over);
}

TEST_F(ARedialSeries, IsCutShortByOneDoubtfulAttempt) {
  for (int i = 0; i < 5; ++i) ends_in(RedialCause::busy);
  EXPECT_EQ(answer().allowed, 15U);
  ends_in(RedialCause::unclassified);
  EXPECT_EQ(answer().allowed, 2U);
  EXPECT_EQ(answer().why, RedialEnd::attempts_over);
}

TEST_F(ARedialSeries, CountsAnAttemptWithoutDialTone) {
  ends_in(RedialCause::no_dial_tone);
  EXPECT_EQ(answer().attempts, 1U);
}

TEST_F(ARedialSeries, EndsForGoodWhenTheNumberCannotBeReached) {
  ends_in(RedialCause::unreachable);
  EXPECT_EQ(answer().why, RedialEnd::unreachable);
  passes(1000h);
  EXPECT_EQ(answer().why, RedialEnd::unreachable);
  EXPECT_EQ(begins(SeriesStarter::machine).error().remedy, env::Remedy::refused);
}

TEST_F(ARedialSeries, IsBegunAnewByAHumanOnly) {
  ends_in(RedialCause::unreachable);
  EXPECT_TRUE(begins(SeriesStarter::human));
  EXPECT_EQ(answer().verdict, Verdict::not_before);
  EXPECT_EQ(answer().attempts, 0U);
}

TEST_F(ARedialSeries, EndsWhenTheCallIsAnswered) {
  ends_in(RedialCause::answered);
  EXPECT_EQ(answer().why, RedialEnd::answered);
}

TEST_F(ARedialSeries, EndsWhenItIsCancelled) {
  ledger.end_series(k_number, moment);
  EXPECT_EQ(answer().why, RedialEnd::ended);
}

TEST_F(ARedialSeries, WaitsAsLongAsTheModemDelaysTheNumber) {
  ledger.attempted(k_number, RedialCause::delayed, rules, moment, 30min);
  EXPECT_EQ(answer().attempts, 0U);
  EXPECT_EQ(answer().at, moment.now + 30min);
}

TEST_F(ARedialSeries, EndsWhenTheModemHasBlacklistedTheNumber) {
  ends_in(RedialCause::blacklisted);
  EXPECT_EQ(answer().why, RedialEnd::blacklisted);
}

TEST_F(ARedialSeries, IsNotBegunByAMachineWhileItRuns) { EXPECT_EQ(begins(SeriesStarter::machine).error().remedy, env::Remedy::later); }

TEST_F(ARedialSeries, IsFollowedByAnotherOnlyAfterThePause) {
  all_attempts(RedialCause::busy);
  passes(60min - 1ms);
  EXPECT_EQ(begins(SeriesStarter::machine).error().remedy, env::Remedy::later);
  passes(1ms);
  EXPECT_TRUE(begins(SeriesStarter::machine));
}

TEST_F(ARedialSeries, CannotBeMadeFreshByCancellingIt) {
  ends_in(RedialCause::busy);
  ledger.end_series(k_number, moment);
  passes(59min);
  EXPECT_FALSE(begins(SeriesStarter::machine));
}

TEST_F(ARedialSeries, IsTheSameAfterARestart) {
  for (int i = 0; i < 14; ++i) ends_in(RedialCause::busy);
  restarts();
  EXPECT_EQ(answer().attempts, 14U);
  passes(answer().at - moment.now);
  ends_in(RedialCause::busy);
  restarts();
  EXPECT_EQ(answer().why, RedialEnd::attempts_over);
}

TEST_F(ARedialSeries, KeepsItsGapOverARestart) {
  ends_in(RedialCause::busy);
  passes(20s);
  restarts();
  EXPECT_EQ(answer().at, moment.now + 40s);
}

TEST_F(ARedialSeries, IsNotHastenedByAClockThatJumpedAheadWhileItWasDown) {
  ends_in(RedialCause::busy);
  moment.wall += 1000h;
  restarts();
  EXPECT_EQ(answer().at, moment.now + 5s);
}

TEST_F(ARedialSeries, IsNotHeldUpByAClockThatJumpedBackWhileItWasDown) {
  ends_in(RedialCause::busy);
  moment.wall -= 1000h;
  restarts();
  EXPECT_EQ(answer().at, moment.now + 1min);
}

TEST_F(ARedialSeries, PaysNoHeedToTheWallClockWhileItRuns) {
  ends_in(RedialCause::busy);
  const auto at = answer().at;
  moment.wall += 1000h;
  EXPECT_EQ(answer().at, at);
  moment.wall -= 5000h;
  EXPECT_EQ(answer().at, at);
}

TEST_F(ARedialSeries, RemembersTheModemsDelayOverARestart) {
  ledger.attempted(k_number, RedialCause::delayed, rules, moment, 30min);
  passes(10min);
  restarts();
  EXPECT_EQ(answer().at, moment.now + 20min);
}

TEST(ANumberThatNobodyAskedFor, IsNotRedialled) { EXPECT_EQ(Redialling("us").answer().why, RedialEnd::no_series); }

TEST(AnAttemptOutsideASeries, IsTheFirstOfOne) {
  Redialling redial("us");
  redial.ends_in(RedialCause::busy);
  EXPECT_EQ(redial.answer().attempts, 1U);
}

struct Limit {
  std::string_view region;
  std::size_t attempts;
  std::size_t doubtful;
  env::Duration first_gap;
  bool machine_restarts;
};

TEST(EachCountry, HasItsLimits) {
  for (const Limit& limit :
       {Limit{"us", 15, 2, 5s, true}, Limit{"ca", 10, 2, 5s, true}, Limit{"uk", 15, 2, 5s, false}, Limit{"de", 15, 2, 5s, false},
        Limit{"fr", 5, 2, 2min, false}, Limit{"be", 4, 2, 1min, true}, Limit{"at", 10, 2, 5s, false}, Limit{"au", 14, 2, 5s, false},
        Limit{"jp", 15, 2, 2min, false}, Limit{"world", 15, 2, 5s, false}}) {
    Redialling busy(limit.region);
    ASSERT_TRUE(busy.begins());
    EXPECT_EQ(busy.answer().at, busy.moment.now + limit.first_gap) << limit.region;
    EXPECT_EQ(busy.all_attempts(RedialCause::busy), limit.attempts) << limit.region;
    Redialling doubtful(limit.region);
    ASSERT_TRUE(doubtful.begins());
    EXPECT_EQ(doubtful.all_attempts(RedialCause::unclassified), limit.doubtful) << limit.region;
    busy.passes(60min);
    EXPECT_EQ(busy.begins(SeriesStarter::machine).has_value(), limit.machine_restarts) << limit.region;
  }
}

TEST(EachCountrysRules, KeepTheInvariantOfTheLedger) {
  for (const auto& file : profiles::shipped_regions()) {
    const RedialRules rules = shipped_region(file.name).redial;
    EXPECT_LE(rules.attempts, 15U) << file.name;
    EXPECT_LE(rules.attempts_unclassified, 2U) << file.name;
    EXPECT_THAT(rules.gaps, testing::Each(testing::Ge(env::Duration(5s)))) << file.name;
    if (rules.series_pause) {
      EXPECT_GE(*rules.series_pause, 60min) << file.name;
    }
    EXPECT_THAT(rules.permanent, testing::Contains(RedialCause::unreachable)) << file.name;
    EXPECT_THAT(rules.full_series, testing::Not(testing::Contains(RedialCause::unclassified))) << file.name;
  }
}

TEST(TheLedger, ForgetsWhatRestrictsNothing) {
  Redialling redial("us");
  ASSERT_TRUE(redial.begins());
  redial.ends_in(RedialCause::answered);
  EXPECT_THAT(redial.ledger.forget_old(redial.rules, redial.moment.now), testing::IsEmpty());
  redial.passes(25h);
  EXPECT_THAT(redial.ledger.forget_old(redial.rules, redial.moment.now), testing::ElementsAre(k_number));
  EXPECT_EQ(redial.ledger.find(k_number), nullptr);
}

TEST(TheLedger, NeverForgetsAForbiddenNumber) {
  Redialling redial("us");
  redial.ends_in(RedialCause::unreachable);
  redial.passes(10'000h);
  EXPECT_THAT(redial.ledger.forget_old(redial.rules, redial.moment.now), testing::IsEmpty());
}

TEST(TheLedger, IsBounded) {
  Redialling redial("us");
  for (int i = 0; i < 10'000; ++i)
    ASSERT_TRUE(redial.ledger.begin_series(std::to_string(i), SeriesStarter::human, redial.rules, redial.moment));
  EXPECT_EQ(redial.begins().error().remedy, env::Remedy::later);
}

RedialRecord some_record() {
  RedialRecord record;
  record.number = "*67,5550123";
  record.begun = env::WallTime(1000ms);
  record.last = env::WallTime(2000ms);
  record.attempts = {{env::WallTime(1500ms), RedialCause::busy}, {env::WallTime(2000ms), RedialCause::no_dial_tone}};
  record.blocked = env::WallTime(9000ms);
  return record;
}

TEST(ARedialRecord, IsTheSameAfterWritingAndReading) {
  EXPECT_EQ(to_text(some_record()),
            "*67,5550123 begun=1000 last=2000 over=0 forbidden=0 blocked=9000 attempts=busy@1500,no_dial_tone@2000");
  EXPECT_EQ(redial_record(to_text(some_record())).value(), some_record());
  RedialRecord empty;
  empty.number = "1";
  EXPECT_EQ(redial_record(to_text(empty)).value(), empty);
}

TEST(ARedialRecord, IsRefusedAtEveryTruncation) {
  const std::string text = to_text(some_record());
  for (std::size_t length = 0; length < text.size(); ++length) {
    const auto parsed = redial_record(text.substr(0, length));
    if (parsed) {
      EXPECT_EQ(to_text(*parsed), text.substr(0, length));
    }
  }
  EXPECT_FALSE(redial_record(""));
  EXPECT_FALSE(redial_record(text.substr(0, text.size() / 2)));
}

TEST(ARedialRecord, IsRefusedOrReadAsItIsWithEveryByteChanged) {
  const std::string text = to_text(some_record());
  for (std::size_t at = 0; at < text.size(); ++at)
    for (int byte = 0; byte < 256; ++byte) {
      std::string other = text;
      other[at] = static_cast<char>(byte);
      const auto parsed = redial_record(other);
      if (parsed) {
        EXPECT_EQ(to_text(*parsed), other);
      }
    }
}

TEST(ARedialRecord, IsRefusedWithTimesBeyondReckoning) {
  EXPECT_FALSE(redial_record("1 begun=99999999999999999 last=0 over=0 forbidden=0 blocked=- attempts=-"));
  EXPECT_FALSE(redial_record("1 begun=0 last=-9223372036854775808 over=0 forbidden=0 blocked=- attempts=-"));
}

// What a random hour of machine, modem, restarts and jumping clocks may never do. [invariant I11]
class ARandomMachine {
 public:
  ARandomMachine(std::string_view region, std::uint64_t seed) : redial_(region), chance_(seed) {}

  void lives(int steps) {
    for (int i = 0; i < steps; ++i) step();
  }

 private:
  void step() {
    switch (chance_.between(0, 5)) {
      case 0: redial_.passes(std::chrono::milliseconds(chance_.between(0, 400'000))); break;
      case 1: redial_.moment.wall += std::chrono::seconds(static_cast<std::int64_t>(chance_.between(0, 20'000'000)) - 10'000'000); break;
      case 2: redial_.restarts(); break;
      case 3: begins(); break;
      default: dials(); break;
    }
  }

  // A machine tries; after a restart that a jump of the clock preceded, the pause cannot be known exactly.
  void begins() {
    if (redial_.begins(SeriesStarter::machine)) attempts_ = 0;
  }

  void dials() {
    if (redial_.answer().verdict != Verdict::now) return;
    ASSERT_FALSE(forbidden_);
    if (last_) {
      ASSERT_GE(redial_.moment.now - *last_, 5s);
    }
    const auto cause = static_cast<RedialCause>(chance_.between(0, 9));
    redial_.ends_in(cause);
    if (cause == RedialCause::delayed) return;
    last_ = redial_.moment.now;
    ++attempts_;
    doubtful_ = attempts_ == 1 ? false : doubtful_;
    ASSERT_LE(attempts_, doubtful_ ? 2U : 15U);
    const bool full = cause == RedialCause::busy || cause == RedialCause::reorder;
    doubtful_ = doubtful_ || (!full && cause != RedialCause::no_dial_tone && cause != RedialCause::no_answer);
    forbidden_ = cause == RedialCause::unreachable || cause == RedialCause::blacklisted || cause == RedialCause::wrong_party;
  }

  Redialling redial_;
  env::SeededRng chance_;
  std::optional<env::Time> last_;
  std::size_t attempts_ = 0;
  bool doubtful_ = false;
  bool forbidden_ = false;
};

TEST(AMachineInAnyCountry, NeverBreaksTheRules) {
  for (const auto& file : profiles::shipped_regions())
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      SCOPED_TRACE(std::string(file.name) + " seed " + std::to_string(seed));
      ARandomMachine(file.name, seed).lives(300);
      if (testing::Test::HasFatalFailure()) return;
    }
}

}  // namespace
}  // namespace campon::provider
