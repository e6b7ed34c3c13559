// The faults of the far end, by the name of their row. [faults R]
#include <gmock/gmock.h>

#include <set>

#include "faulty_modem.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;

struct AHostileCaller : AFault {
  void SetUp() override {
    AFault::SetUp();
    bench.command("AT+VCID=1");
  }
  // What is told in many calls under the fault.
  std::set<std::string> told(std::string_view fault, int calls = 60) {
    std::set<std::string> out;
    for (int i = 0; i < calls; ++i) {
      EXPECT_TRUE(bench.modem->faults().order(fault));
      out.insert(bench.caller({"5550123", "JOHN", CallType::none}));
    }
    return out;
  }
};

TEST_F(AHostileCaller, R01HasControlBytesAndFalseResultsInTheName) {
  const auto said = told("R01");
  EXPECT_THAT(said, testing::Contains(HasSubstr("\x1b[2J")));
  EXPECT_THAT(said, testing::Contains(HasSubstr("\x1b]52;")));
  EXPECT_THAT(said, testing::Contains(HasSubstr("NAME = \r\nOK\r\n")));
}
TEST_F(AHostileCaller, R02HasQuotesMarkupAndFormatsInTheName) {
  const auto said = told("R02");
  for (const char* part : {"DROP TABLE", "</script>", "$(reboot)", "%n"}) EXPECT_THAT(said, testing::Contains(HasSubstr(part)));
}
TEST_F(AHostileCaller, R03HasANameThatIsNoUtf8) {
  const auto said = told("R03");
  for (const char* part : {"\xC0\xAF", "\xED\xA0\x80", "\xE2\x80\xAE"}) EXPECT_THAT(said, testing::Contains(HasSubstr(part)));
}
TEST_F(AHostileCaller, R04HasNamesAndNumbersFarTooLongOrNone) {
  const auto said = told("R04");
  EXPECT_THAT(said, testing::Contains(testing::SizeIs(Gt(4096u))));
  EXPECT_THAT(said, testing::Contains(HasSubstr("NMBR = \r\n")));
  EXPECT_THAT(said, testing::Contains(HasSubstr(std::string(200, '7'))));
}
TEST_F(AHostileCaller, R05HasLengthsThatDoNotFitAndASumThatDoes) {
  bench.command("AT+VCID=2");
  for (const auto& said : told("R05")) {
    const std::string digits = said.substr(2, said.size() - 4);
    unsigned sum = 0;
    for (std::size_t at = 0; at < digits.size(); at += 2) sum += static_cast<unsigned>(std::stoul(digits.substr(at, 2), nullptr, 16));
    EXPECT_EQ(sum % 256, 0u) << digits;
  }
  EXPECT_GE(told("R05").size(), 3u);
}
TEST_F(AHostileCaller, R06ClaimsToBeThisLineOrTheEmergencyDesk) {
  const auto said = told("R06");
  for (const char* number : {"5550100", "911", "112"})
    EXPECT_THAT(said, testing::Contains(HasSubstr("NMBR = " + std::string(number) + "\r\n")));
}
TEST_F(AHostileCaller, IsAlsoHeardInTheRawPacketWithinItsLengths) {
  bench.command("AT+VCID=2");
  for (const char* fault : {"R01", "R02", "R03", "R04"})
    for (const auto& said : told(fault)) EXPECT_LT(said.size(), 2 * 110u);
}

TEST_F(AFault, R07IsAFloodOfRingsThatEnds) {
  const std::size_t from = bench.wire.said.size();
  order("R07");
  bench.time.advance(1min);
  const std::string said = bench.wire.said.substr(from);
  EXPECT_EQ(said.size(), 200 * std::string("\r\nRING\r\n").size());
}
TEST_F(AFault, R07StopsWhenTheLineIsSeized) {
  order("R07");
  bench.seizes();
  EXPECT_THAT(bench.listen(10s), IsEmpty());
}
TEST_F(AFault, R08IsABusyToneInTheTalk) {
  bench.seizes();
  arm("R08");
  bench.hears(k_talk);
  EXPECT_THAT(bench.listen(10s), Eq("\x10v\x10"
                                    "b"));
  EXPECT_TRUE(bench.line.off_hook);
}
TEST_F(AFault, R09HasCodesAndTheEscapeInTheSound) {
  bench.seizes();
  bench.command("AT+VSM=1,8000;+VRX", "CONNECT\r\n");
  arm("R09");
  const std::string stream = bench.listen(40ms);
  EXPECT_THAT(stream, HasSubstr("\x10\x10\x03\x10\x10!"));
  EXPECT_THAT(unshielded(stream), HasSubstr("+++ATH0\r"));
  EXPECT_EQ(unshielded(stream).size(), 320u);
}
TEST_F(AFault, R10IsSilentAfterTheAnswer) {
  bench.seizes();
  arm("R10");
  bench.hears(k_talk);
  EXPECT_THAT(bench.listen(1h), IsEmpty());
}
TEST_F(AFault, R11IsAFloodOfLines) {
  const std::size_t from = bench.wire.said.size();
  order("R11");
  EXPECT_GT(bench.wire.said.size() - from, 20'000u);
  EXPECT_THAT(says("AT"), Eq("\r\nOK\r\n"));
}
TEST_F(AFault, R12IsAStormOfRecallsNobodyAskedFor) {
  bench.command("AT+VCID=1");
  const std::size_t from = bench.wire.said.size();
  order("R12");
  bench.time.advance(1min);
  EXPECT_THAT(bench.wire.said.substr(from), HasSubstr("MESG = 110102"));
}

}  // namespace
}  // namespace campon::sim
