// The control language: what it says back, and what it makes of hostile lines.
#include <gmock/gmock.h>

#include "bench.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::HasSubstr;

struct AnOrder : testing::Test {
  Bench bench{"nanp_class", "5550100"};
  std::string answer(std::string_view line) { return bench.simulator->control(line).value(); }
  env::Error refusal(std::string_view line) {
    const auto said = bench.simulator->control(line);
    return said ? env::Error{} : said.error();
  }
};

TEST_F(AnOrder, IsAnsweredInASentence) {
  EXPECT_EQ(answer("busy 5550123"), "5550123 is busy");
  EXPECT_EQ(answer("busy 5550123 500ms"), "5550123 is busy for 500ms");
  EXPECT_EQ(answer("free 5550123"), "5550123 is free");
  EXPECT_EQ(answer("answer 5550123 4"), "5550123 answers after 4 rings");
  EXPECT_EQ(answer("never 5550123"), "5550123 never answers");
  EXPECT_EQ(answer("hangup 5550123"), "5550123 hangs up");
  EXPECT_EQ(answer("ring 5550100 --from 5550199"), "5550199 calls 5550100");
  EXPECT_EQ(answer("requests"), "no requests\n");
  EXPECT_EQ(answer("forget"), "all requests are forgotten");
}
TEST_F(AnOrder, MayHaveManyBlanks) { EXPECT_EQ(answer("  busy \t 5550123  "), "5550123 is busy"); }
TEST_F(AnOrder, ShowsTheLinesAndTheirCalls) {
  EXPECT_EQ(answer("show"), "5550100  on hook, hears silence\n");
  bench.voice();
  bench.dial("5550123");
  bench.says("\x10v", 10s);
  EXPECT_EQ(answer("show"), "5550100  off hook, hears voice, talks to 5550123\n");
  bench.flash();
  bench.time.advance(1s);
  EXPECT_EQ(answer("show"), "5550100  off hook, hears dial, holds 5550123\n");
}
TEST_F(AnOrder, ShowsWhoWaits) {
  bench.party("5550123").be_busy();
  bench.voice();
  bench.dial("5550123");
  bench.listen(3s);
  bench.command("AT+VLS=0");
  bench.listen(3s);
  bench.dial("*66");
  bench.listen(3s);
  EXPECT_EQ(answer("requests"), "5550100 waits for 5550123\n");
}
TEST_F(AnOrder, ForASubscriberIsRefusedOnALineWithAModem) {
  for (const char* line : {"busy 5550100", "free 5550100", "answer 5550100 2", "never 5550100", "hangup 5550100"})
    EXPECT_THAT(refusal(line).what, Eq("5550100 has a modem, not a subscriber")) << line;
  EXPECT_EQ(answer("refuse 5550100"), "5550100 refuses calls");
}
TEST_F(AnOrder, ToRingIsRefusedWhereItCannotBeDone) {
  EXPECT_THAT(refusal("ring 5550199 --from 5550123").what, HasSubstr("no modem on line"));
  EXPECT_THAT(refusal("ring 5550100 --from 5550100").what, HasSubstr("has a modem"));
  answer("busy 5550123");
  EXPECT_THAT(refusal("ring 5550100 --from 5550123").what, HasSubstr("is in a call"));
  answer("ring 5550100 --from 5550124");
  EXPECT_THAT(refusal("ring 5550100 --from 5550125").what, HasSubstr("is in use"));
}
TEST_F(AnOrder, ThatIsHostileChangesNothingAndIsToldInPlainCharacters) {
  const std::string zero("busy 5550\0 123", 14);
  for (const std::string& line : std::initializer_list<std::string>{
           std::string("busy \x1b[2J"), zero, std::string("\x1b]0;x\x07"), std::string(5000, '9'), "busy " + std::string(5000, '1'),
           "answer 5550123 99999999999", std::string("busy 5550123 -1s"), std::string("busy 5550123 1e9s"),
           std::string("ring 5550100 --from *66"), std::string("busy 5550123;show"), std::string("BUSY 5550123"),
           std::string("busy +15550123"), std::string(4000, ' '), std::string("\n")}) {
    const env::Error error = refusal(line);
    EXPECT_EQ(error.remedy, env::Remedy::misuse);
    EXPECT_FALSE(error.what.empty());
    for (const char byte : error.what) EXPECT_TRUE(byte >= ' ' && byte <= '~') << error.what;
  }
  EXPECT_TRUE(bench.party("5550123").is_free());
}
TEST_F(AnOrder, OfAnyOneByteIsRefused) {
  for (int byte = 0; byte < 256; ++byte) EXPECT_FALSE(bench.simulator->control(std::string(1, static_cast<char>(byte)))) << byte;
}
TEST_F(AnOrder, WithAnyByteInItsNumberIsRefused) {
  for (int byte = 1; byte < 256; ++byte) {
    const char odd = static_cast<char>(byte);
    if ((odd >= '0' && odd <= '9') || std::isspace(byte)) continue;
    EXPECT_FALSE(bench.simulator->control("free 555" + std::string(1, odd) + "123")) << byte;
  }
}

}  // namespace
}  // namespace campon::sim
