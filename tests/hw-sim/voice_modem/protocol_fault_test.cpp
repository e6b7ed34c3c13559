// The faults of what a modem says, by the name of their row. [faults P]
#include <gmock/gmock.h>

#include <set>

#include "faulty_modem.hpp"

namespace campon::sim {
namespace {

using testing::EndsWith;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST_F(AFault, P01SplitsOrGluesButKeepsEveryByte) {
  order("P01", 20);
  for (int i = 0; i < 10; ++i) EXPECT_THAT(says("ATI0", 2s), Eq("\r\n56000\r\n\r\nOK\r\n"));
  EXPECT_EQ(fired("P01"), 20u);
}
TEST_F(AFault, P01SendsSomeAnswersByteByByte) {
  std::set<env::Duration> lengths;
  for (int i = 0; i < 10; ++i) {
    order("P01", 2);
    bench.wire.type("ATI0\r");
    const auto whole = bench.says_after("OK\r\n", 5s);
    lengths.insert(whole.value());
    bench.time.advance(1s);
  }
  EXPECT_GT(*lengths.rbegin(), 40ms);
  EXPECT_GT(lengths.size(), 2u);
}
TEST_F(AFault, P02SpoilsTheEchoInEachOfItsWays) {
  bench.command("ATE1");
  std::set<std::string> echoes;
  for (int i = 0; i < 60; ++i) {
    order("P02");
    const std::string said = says("ATI0");
    EXPECT_THAT(said, EndsWith("\r\n56000\r\n\r\nOK\r\n"));
    echoes.insert(said.substr(0, said.find("\r\n56000")));
  }
  EXPECT_THAT(echoes, testing::Contains("TAI0\r"));
  EXPECT_THAT(echoes, testing::Contains("ATI0\rATI0\r"));
  EXPECT_GT(echoes.size(), 4u);
}
TEST_F(AFault, P02EchoesUnasked) {
  std::set<std::string> said;
  for (int i = 0; i < 20; ++i) {
    order("P02");
    said.insert(says("AT"));
  }
  EXPECT_THAT(said, testing::Contains("AT\r\r\nOK\r\n"));
}
TEST_F(AFault, P03PutsARingBetweenTheTextAndItsResult) {
  order("P03");
  EXPECT_THAT(says("ATI0"), Eq("\r\n56000\r\n\r\nRING\r\n\r\nOK\r\n"));
}
TEST_F(AFault, P04SaysNoCarrierAfterTheResult) {
  order("P04");
  EXPECT_THAT(says("ATH"), Eq("\r\nOK\r\n\r\nNO CARRIER\r\n"));
}
TEST_F(AFault, P05AnswersInDigitsOrInAnotherLanguage) {
  bench.line.condition = Loop::good;
  std::set<std::string> said;
  for (int i = 0; i < 20; ++i) {
    order("P05");
    said.insert(says("AT"));
  }
  EXPECT_THAT(said, testing::ElementsAre("\r\nOKAY\r\n", "0\r"));
}
TEST_F(AFault, P06AnswersLongAfterItsTime) {
  order("P06");
  EXPECT_THAT(says("ATI0", 2s), Eq("\r\n56000\r\n"));
  EXPECT_THAT(says("ATH", 2s), Eq("\r\nOK\r\n"));
  EXPECT_THAT(bench.listen(10s), Eq("\r\nOK\r\n"));
}
TEST_F(AFault, P07EndsADialByAByteThatNobodyTyped) {
  order("P07");
  EXPECT_THAT(says("ATX3DT5550123;", 10s), Eq("\r\nNO CARRIER\r\n"));
  EXPECT_FALSE(bench.line.off_hook);
}
TEST_F(AFault, P08RefusesToDialAndDoesNotSeize) {
  std::set<std::string> said;
  for (int i = 0; i < 30; ++i) {
    order("P08");
    said.insert(says("ATX3DT5550123;", 10s));
    EXPECT_FALSE(bench.line.off_hook);
  }
  EXPECT_THAT(said, testing::ElementsAre("\r\nBLACKLIST FULL\r\n", "\r\nBLACKLISTED\r\n", "\r\nDELAYED\r\n"));
}
TEST_F(AFault, P08IsAnErrorWhereTheMakeHasNoWordForIt) {
  LoneModem other("multitech_mt5634zpx");
  ASSERT_TRUE(other.modem->order_fault("P08"));
  EXPECT_THAT(other.command("ATX3DT5550123;", "ERROR"), HasSubstr("ERROR"));
}
TEST_F(AFault, P09ConnectsAsDataAndTakesNoCommands) {
  order("P09");
  EXPECT_THAT(says("ATX3DT5550123;", 6s), EndsWith("\r\nCONNECT 2400\r\n"));
  EXPECT_THAT(says("ATH"), IsEmpty());
  EXPECT_THAT(bench.listen(40s), Eq("\r\nNO CARRIER\r\n"));
  EXPECT_FALSE(bench.line.off_hook);
}
TEST_F(AFault, P09EndsByTheEscapeUnlessItIsSwitchedOff) {
  order("P09");
  says("ATX3DT5550123;", 6s);
  EXPECT_THAT(bench.presses("+++", 2s), Eq("\r\nOK\r\n"));
  EXPECT_THAT(says("ATH"), Eq("\r\nOK\r\n"));
  EXPECT_FALSE(bench.line.off_hook);
  bench.command("ATS2=255");
  order("P09");
  says("ATX3DT5550123;", 6s);
  EXPECT_THAT(bench.presses("+++", 2s), IsEmpty());
}
TEST_F(AFault, P09ConnectsAlsoWhenItAnswersOrSeizes) {
  bench.command("AT+FCLASS=8");
  order("P09");
  EXPECT_THAT(says("AT+VLS=1"), EndsWith("\r\nCONNECT 2400\r\n"));
  bench.time.advance(1min);
  order("P09");
  EXPECT_THAT(says("ATA"), EndsWith("\r\nCONNECT 2400\r\n"));
}
TEST_F(AFault, P10ObeysTheEscapeInTheStreamUnlessItIsSwitchedOff) {
  bench.seizes();
  order("P10");
  bench.command("AT+VRX", "CONNECT\r\n");
  bench.time.advance(2s);
  EXPECT_FALSE(bench.line.off_hook);
  bench.seizes();
  bench.command("ATS2=255");
  order("P10");
  bench.command("AT+VRX", "CONNECT\r\n");
  bench.time.advance(2s);
  EXPECT_TRUE(bench.line.off_hook);
  EXPECT_EQ(fired("P10"), 2u);
}
TEST_F(AFault, P11HasAShorterBufferThanItShould) {
  const std::string line = "ATS8=9" + std::string(40, 'E');
  order("P11");
  EXPECT_THAT(says(line), Eq("\r\nERROR\r\n"));
  EXPECT_THAT(says("ATS8?"), HasSubstr("002"));
  EXPECT_THAT(says(line), Eq("\r\nOK\r\n"));
}
TEST_F(AFault, P12SendsCodesThatNoListHas) {
  bench.seizes();
  for (int i = 0; i < 20; ++i) {
    const std::size_t from = bench.wire.said.size();
    order("P12");
    const std::string stray = bench.wire.said.substr(from);
    EXPECT_EQ(stray.size() % 2, 0u);
    EXPECT_THAT(stray, StartsWith("\x10"));
  }
}
TEST_F(AFault, P12LeavesTheSoundOfARecordingWhole) {
  bench.seizes();
  bench.command("AT+VSM=1,8000;+VRX", "CONNECT\r\n");
  arm("P12", 10);
  std::string codes;
  const std::string sound = unshielded(bench.listen(1s), &codes);
  EXPECT_GE(codes.size() + sound.size(), 8000u);
  EXPECT_LE(sound.size(), 8000u + 60u);
}
TEST_F(AFault, P13SaysTheResultTwiceOrAnErrorAfterIt) {
  std::set<std::string> said;
  for (int i = 0; i < 20; ++i) {
    order("P13");
    said.insert(says("AT"));
  }
  EXPECT_THAT(said, testing::ElementsAre("\r\nOK\r\n\r\nERROR\r\n", "\r\nOK\r\n\r\nOK\r\n"));
}
TEST_F(AFault, P14VariesTheLineEnds) {
  std::set<std::string> said;
  for (int i = 0; i < 80; ++i) {
    order("P14");
    said.insert(says("AT"));
  }
  EXPECT_THAT(said, testing::IsSupersetOf(
                        {std::string("\rOK\r"), std::string("\nOK\n"), std::string("\r\r\nOK\r\r\n"), std::string("\n\rOK\n\r")}));
  EXPECT_THAT(said, testing::Contains(HasSubstr(std::string(1, '\0'))));
  EXPECT_THAT(said, testing::Contains(HasSubstr("\xFF")));
  for (const auto& one : said) EXPECT_THAT(one, HasSubstr("OK"));
}

}  // namespace
}  // namespace campon::sim
