// What people and machines are told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "apps/campon/output/report.hpp"
#include "apps/campon/output/timeline.hpp"

namespace campon::cli {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class AReport : public ::testing::Test {
 protected:
  std::ostringstream out, err;
};

TEST_F(AReport, TellsPeopleInText) {
  Report(out, err, false).tell({{"type", "x"}}, "a line");
  EXPECT_EQ(out.str(), "a line\n");
}

TEST_F(AReport, TellsMachinesOneObjectPerLine) {
  Report(out, err, true).tell({{"type", "x"}, {"text", "two\nlines\x01\xff"}}, "a line");
  const std::string line = out.str();
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_TRUE(Json::accept(line));
}

TEST_F(AReport, LetsNoControlByteReachTheTerminal) {
  Report(out, err, false).error(Exit::device, "bad \x1b[2J device\n");
  EXPECT_THAT(err.str(), HasSubstr("\\x1B[2J device\\x0A"));
}

TEST_F(AReport, AnswersAnErrorWithItsExitCode) {
  Report report(out, err, false);
  EXPECT_EQ(report.error(env::Error{env::ErrorCode::device_held, env::Remedy::later, "held", {}}), 3);
  EXPECT_EQ(report.error(env::Error{env::ErrorCode::unknown_profile, env::Remedy::misuse, "what", {}}), 4);
  EXPECT_EQ(report.error(env::Error{env::ErrorCode::bad_dial_string, env::Remedy::misuse, "what", {}}), 2);
  EXPECT_EQ(report.error(env::Error{env::ErrorCode::refused_by_network, env::Remedy::refused, "no", {}}), 1);
}

class ATimeline : public AReport {
 protected:
  std::string shown(Detail detail, env::TraceKind kind, std::string_view who, std::string_view text) {
    Report report(out, err, false);
    Timeline(report, detail).note(env::Time(83'007ms), kind, who, text);
    return out.str();
  }
};

TEST_F(ATimeline, ShowsTimeAndWhoAndWhat) {
  EXPECT_EQ(shown(Detail::people, env::TraceKind::heard, "line 1", "busy"), "01:23.007  line 1        heard    busy\n");
}

TEST_F(ATimeline, ShowsPeopleWhereAStepLed) {
  EXPECT_THAT(shown(Detail::people, env::TraceKind::state, "call 1", "dialing --busy--> busy"), ::testing::EndsWith(" busy\n"));
}

TEST_F(ATimeline, SparesPeopleTheDialogueWithTheModem) {
  EXPECT_THAT(shown(Detail::people, env::TraceKind::sent, "modem", "ATDT5550123"), IsEmpty());
}

TEST_F(ATimeline, SparesPeopleStepsThatLedNowhere) {
  EXPECT_THAT(shown(Detail::people, env::TraceKind::state, "call 1", "busy --dial_tone--> ignored: late"), IsEmpty());
}

TEST_F(ATimeline, ShowsPeopleTheNumberTheyFollowOnTheExchange) {
  Report report(out, err, false);
  Timeline timeline(report, Detail::people);
  timeline.follow("5550123");
  timeline.note(env::Time(1s), env::TraceKind::state, "exchange", "5550123: elsewhere -> idle");
  timeline.note(env::Time(1s), env::TraceKind::state, "exchange", "5550100: idle -> dial_tone");
  EXPECT_THAT(out.str(), HasSubstr("5550123: elsewhere"));
  EXPECT_THAT(out.str(), ::testing::Not(HasSubstr("5550100")));
}

TEST_F(ATimeline, ShowsEverythingOnRequest) {
  EXPECT_THAT(shown(Detail::everything, env::TraceKind::sent, "modem", "ATDT5550123"), HasSubstr("ATDT5550123"));
}

}  // namespace
}  // namespace campon::cli
