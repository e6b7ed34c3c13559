// What a modem does with the bytes of a command line, before the line matters. [V.250 5, 6.2]
#include <gmock/gmock.h>

#include "bench.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct ACommandLine : testing::Test {
  Bench bench{"nanp_class", "5550100"};
  std::string quietly(std::string_view line, std::string_view until = "OK\r\n") {
    bench.command("ATE0V1");
    return bench.command(line, until);
  }
};

TEST_F(ACommandLine, IsEchoedByteByByteBeforeTheAnswer) {
  for (const char byte : std::string("ATI0\r")) bench.wire.type({&byte, 1});
  EXPECT_THAT(bench.wire.said, Eq("ATI0\r"));
  EXPECT_THAT(bench.listen(1s), Eq("\r\n56000\r\n\r\nOK\r\n"));
}
TEST_F(ACommandLine, MayBeginInSmallLetters) { EXPECT_THAT(quietly("ati0"), HasSubstr("56000")); }
TEST_F(ACommandLine, NeedsBothLettersInOneCase) {
  bench.wire.type("aTI0\r");
  EXPECT_THAT(bench.listen(1s), Not(HasSubstr("OK")));
}
TEST_F(ACommandLine, BeginsAtTheLastAThatATFollows) { EXPECT_THAT(quietly("xxAAATI0"), HasSubstr("56000")); }
TEST_F(ACommandLine, HasABackspace) { EXPECT_THAT(quietly("ATI9\b0"), HasSubstr("56000")); }
TEST_F(ACommandLine, IgnoresSpacesAndTheLineFeedAfterTheReturn) {
  EXPECT_THAT(quietly("A T S 7 = 4 5", "ERROR"), IsEmpty());
  EXPECT_THAT(quietly("AT S7 = 45\r\nAT S7 ?", "045"), HasSubstr("045"));
}
TEST_F(ACommandLine, RunsSeveralCommandsAndAnswersOnce) {
  EXPECT_THAT(quietly("ATX3S7=45+VRA=7;+VRN=3;S8=1"), Eq("\r\nOK\r\n"));
  EXPECT_THAT(quietly("ATS7?S8?+VRA?;+VRN?"), Eq("\r\n045\r\n\r\n001\r\n\r\n7\r\n\r\n3\r\n\r\nOK\r\n"));
}
TEST_F(ACommandLine, NeedsASemicolonAfterAnExtendedCommand) { EXPECT_THAT(quietly("AT+VRA=7S8=1", "ERROR"), Eq("\r\nERROR\r\n")); }
TEST_F(ACommandLine, StopsAtTheFirstFailureWithOneError) {
  EXPECT_THAT(quietly("ATS8=9+NO=1;S8=7", "ERROR"), Eq("\r\nERROR\r\n"));
  EXPECT_THAT(bench.listen(1s), IsEmpty());
  EXPECT_THAT(quietly("ATS8?"), HasSubstr("009"));
}
TEST_F(ACommandLine, OfTheFullLengthIsTaken) { EXPECT_THAT(quietly("AT" + std::string(80, 'E') + "", "OK"), HasSubstr("OK")); }
TEST_F(ACommandLine, ThatIsTooLongDoesNothing) {
  EXPECT_THAT(quietly("ATS8=9" + std::string(80, 'E'), "ERROR"), Eq("\r\nERROR\r\n"));
  EXPECT_THAT(quietly("ATS8?"), Not(HasSubstr("009")));
}
TEST_F(ACommandLine, ThatWasTooLongIsNotRepeated) {
  quietly("ATS8=9" + std::string(80, 'E'), "ERROR");
  bench.wire.type("A/");
  bench.time.advance(1s);
  EXPECT_THAT(quietly("ATS8?"), Not(HasSubstr("009")));
}
TEST_F(ACommandLine, IsRepeatedByASlashWithoutAReturn) {
  quietly("ATI0");
  bench.wire.type("A/");
  EXPECT_THAT(bench.listen(1s), Eq("\r\n56000\r\n\r\nOK\r\n"));
}
TEST_F(ACommandLine, EndsWithTheCharacterOfS3AndAnswersWithIt) {
  quietly("ATS3=33");
  bench.wire.type("ATI0!");
  EXPECT_THAT(bench.listen(1s), Eq("!\n56000!\n!\nOK!\n"));
}
TEST_F(ACommandLine, TypedDuringAnotherRunsAfterIt) {
  bench.command("ATE0");
  bench.wire.type("ATI0\rATI3\r");
  EXPECT_THAT(bench.listen(1s), Eq("\r\n56000\r\n\r\nOK\r\n\r\nGENERIC V.253 1.0\r\n\r\nOK\r\n"));
}
TEST_F(ACommandLine, AnswersNoResultWhenQuietButStillTheText) {
  bench.command("ATE0Q1", "never", 1s);
  EXPECT_THAT(bench.command("ATI0", "never", 1s), Eq("\r\n56000\r\n"));
}
TEST_F(ACommandLine, AnswersErrorsAndResultsInDigits) {
  bench.command("ATE0");
  bench.command("ATV0", "0\r");
  EXPECT_THAT(bench.command("ATY", "\r"), Eq("4\r"));
  bench.party("5550123").be_busy();
  EXPECT_THAT(bench.command("ATDT5550123", "\r"), Eq("7\r"));
}
TEST_F(ACommandLine, AnswersAfterALatencyWithinThePersonality) {
  bench.wire.type("AT\r");
  const auto took = bench.says_after("OK", 1s);
  ASSERT_TRUE(took);
  EXPECT_GE(*took, 10ms);
  EXPECT_LE(*took, 40ms);
}

struct ASetting : ACommandLine {};

TEST_F(ASetting, IsRefusedOutsideItsRange) {
  for (const char* line : {"ATE2",        "ATV2",      "ATQ3",       "ATX5",       "AT&D4",        "AT&C2",     "ATS7=256",
                           "ATS256=1",    "ATS7",      "ATS=1",      "AT+VRA=256", "AT+VSD=1,2,3", "AT+VCID=3", "AT+VDR=2,0",
                           "AT+FCLASS=7", "AT+FCLASS", "AT+VCID=-1", "AT+VCID=1x", "AT&",          "AT\\N0",    "ATH2"})
    EXPECT_THAT(quietly(line, "\r\n"), Not(HasSubstr("OK"))) << line;
}
TEST_F(ASetting, KeepsTheValueItDoesNotName) {
  quietly("AT+VDR=1,20");
  quietly("AT+VDR=,30");
  EXPECT_THAT(quietly("AT+VDR?"), HasSubstr("1,30"));
}
TEST_F(ASetting, TellsItsRange) {
  EXPECT_THAT(quietly("AT+VDR=?"), HasSubstr("(0-1),(0-255)"));
  EXPECT_THAT(quietly("AT+VLS=?"), HasSubstr("0,1,2,3,4,5,6,7"));
  EXPECT_THAT(quietly("AT+VTS=?"), HasSubstr("(0,200-3000),(0,200-3000),(0-6000)"));
}
TEST_F(ASetting, OfARegisterIsToldInThreeDigits) {
  EXPECT_THAT(quietly("ATS0?"), Eq("\r\n000\r\n\r\nOK\r\n"));
  EXPECT_THAT(quietly("ATS7?"), Eq("\r\n050\r\n\r\nOK\r\n"));
  EXPECT_THAT(quietly("ATS30=255S30?"), Eq("\r\n255\r\n\r\nOK\r\n"));
}
TEST_F(ASetting, IsThatOfTheFactoryAfterAReset) {
  quietly("ATX1S7=33S25=9+VRA=7;+VCID=1;+FCLASS=8;+VLS=1");
  ASSERT_TRUE(bench.own().off_hook);
  EXPECT_THAT(bench.command("ATZ"), Eq("\r\nOK\r\n"));
  EXPECT_FALSE(bench.own().off_hook);
  EXPECT_THAT(bench.command("ATS7?S25?+VRA?;+VCID?;+FCLASS?"),
              Eq("ATS7?S25?+VRA?;+VCID?;+FCLASS?\r\r\n050\r\n\r\n005\r\n\r\n50\r\n\r\n0\r\n\r\n0\r\n\r\nOK\r\n"));
}
TEST_F(ASetting, OfTheRestOfTheLineIsLostInAReset) {
  quietly("ATZS7=33");
  EXPECT_THAT(quietly("ATS7?"), HasSubstr("050"));
}
TEST_F(ASetting, IsThatOfTheFactoryAfterAndFAndTheLineGoesOn) {
  EXPECT_THAT(quietly("ATS7=33&FS8=5"), HasSubstr("OK"));
  EXPECT_THAT(quietly("ATS7?S8?"), HasSubstr("050\r\n\r\n005"));
}
TEST_F(ASetting, OfTheClassMayHaveATail) {
  quietly("AT+FCLASS=8.0");
  EXPECT_THAT(quietly("AT+FCLASS?"), HasSubstr("\r\n8\r\n"));
}

struct AShieldedPair : ACommandLine {};

TEST_F(AShieldedPair, IsTakenOutOfACommandLineInVoiceMode) {
  bench.voice();
  bench.wire.type(
      "AT\x10rI\x10\x10"
      "0\r");
  EXPECT_THAT(bench.listen(1s), Eq("\r\n56000\r\n\r\nOK\r\n"));
}
TEST_F(AShieldedPair, MayComeInTwoPieces) {
  bench.voice();
  bench.wire.type("ATI\x10");
  bench.time.advance(1s);
  bench.wire.type("!0\r");
  EXPECT_THAT(bench.listen(1s), Eq("\r\n56000\r\n\r\nOK\r\n"));
}
TEST_F(AShieldedPair, IsNoneInDataMode) {
  quietly("AT");
  bench.wire.type("AT\x10I0\r");
  EXPECT_THAT(bench.listen(1s), HasSubstr("56000"));
}
TEST_F(AShieldedPair, KeepsTheInactivityTimerFromEnding) {
  bench.voice();
  bench.command("AT+VIT=10;+VLS=1");
  for (int i = 0; i < 4; ++i) {
    bench.time.advance(8s);
    bench.wire.type(std::string_view("\x10\0", 2));
  }
  EXPECT_TRUE(bench.own().off_hook);
  bench.time.advance(10s);
  EXPECT_FALSE(bench.own().off_hook);
}

}  // namespace
}  // namespace campon::sim
