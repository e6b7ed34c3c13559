// Short messages and texts of the network.
#include "gsm_bench.hpp"

namespace campon::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct AShortMessage : testing::Test {
  GsmBench bench;
  void SetUp() override { bench.says("AT+CMGF=1"); }
  std::string sends(std::string_view line, std::string_view text) {
    EXPECT_EQ(bench.says(line), "\r\n> ");
    return bench.presses(text, 5s);
  }
  const std::vector<StoredMessage>& stored() { return bench.simulator->mobile().messages(); }
};

TEST_F(AShortMessage, IsSentBehindThePrompt) {
  EXPECT_EQ(sends("AT+CMGS=\"5550123\"", "Call me, Bob\x1a"), "\r\n+CMGS: 1\r\n\r\nOK\r\n");
  ASSERT_EQ(stored().size(), 1u);
  EXPECT_EQ(stored()[0].text, "Call me, Bob");
  EXPECT_THAT(bench.simulator->messages_left_for(k_bob), ElementsAre(k_own));
}
TEST_F(AShortMessage, IsDroppedByEscape) {
  EXPECT_EQ(sends("AT+CMGS=\"5550123\"", "No\x1b"), "\r\nOK\r\n");
  EXPECT_THAT(stored(), IsEmpty());
}
TEST_F(AShortMessage, IsTooLong) { EXPECT_EQ(sends("AT+CMGS=\"5550123\"", std::string(161, 'x') + "\x1a"), "\r\n+CMS ERROR: 305\r\n"); }
TEST_F(AShortMessage, NeedsANumber) { EXPECT_EQ(bench.says("AT+CMGS=\"\""), "\r\n+CMS ERROR: 305\r\n"); }
TEST_F(AShortMessage, NeedsANetwork) {
  bench.me().cover(Registration::searching);
  EXPECT_EQ(bench.says("AT+CMGS=\"5550123\""), "\r\n+CMS ERROR: 331\r\n");
}
TEST_F(AShortMessage, NeedsASubscription) {
  bench.me().subscription.messages = false;
  EXPECT_EQ(sends("AT+CMGS=\"5550123\"", "x\x1a"), "\r\n+CMS ERROR: 50\r\n");
}
TEST_F(AShortMessage, MayBeInUcs2) {
  bench.says("AT+CSCS=\"UCS2\"");
  sends("AT+CMGS=\"0035003500350030003100320033\"", "00E4004F\x1a");
  ASSERT_EQ(stored().size(), 1u);
  EXPECT_EQ(stored()[0].to, k_bob);
  EXPECT_EQ(stored()[0].text, "\xC3\xA4O");
}
TEST_F(AShortMessage, MayBeAPdu) {
  bench.says("AT+CMGF=0");
  // The well-known "hellohello" to 46708251358.
  EXPECT_THAT(sends("AT+CMGS=23", "0011000B916407281553F80000AA0AE8329BFD4697D9EC37\x1a"), HasSubstr("+CMGS: 1"));
  ASSERT_EQ(stored().size(), 1u);
  EXPECT_EQ(stored()[0].to, "+46708251358");
  EXPECT_EQ(stored()[0].text, "hellohello");
}
TEST_F(AShortMessage, OfUcs2MayBeAPdu) {
  bench.says("AT+CMGF=0");
  EXPECT_THAT(sends("AT+CMGS=14", "0001000781550521F300080200E4\x1a"), HasSubstr("+CMS ERROR: 304"));
  EXPECT_THAT(sends("AT+CMGS=13", "0001000781550521F300080200E4\x1a"), HasSubstr("+CMGS: 1"));
  ASSERT_EQ(stored().size(), 1u);
  EXPECT_EQ(stored()[0].to, k_bob);
  EXPECT_EQ(stored()[0].text, "\xC3\xA4");
}
TEST_F(AShortMessage, IsRefusedWhenThePduIsCut) {
  bench.says("AT+CMGF=0");
  EXPECT_EQ(sends("AT+CMGS=23", "0011000B916407281553F80000AA0AE8329BFD\x1a"), "\r\n+CMS ERROR: 304\r\n");
  EXPECT_EQ(sends("AT+CMGS=3", "00110G\x1a"), "\r\n+CMS ERROR: 304\r\n");
}
TEST_F(AShortMessage, SurvivesEveryTruncationOfAPdu) {
  bench.says("AT+CMGF=0");
  const std::string pdu = "0011000B916407281553F80000AA0AE8329BFD4697D9EC37";
  for (std::size_t length = 0; length < pdu.size(); ++length)
    EXPECT_THAT(sends("AT+CMGS=" + std::to_string(length / 2), pdu.substr(0, length) + "\x1a"), HasSubstr("+CMS ERROR")) << length;
}

TEST(ATextOfTheNetwork, IsToldWhereItWasAskedFor) {
  GsmBench bench;
  bench.me().send_text("Hello");
  EXPECT_THAT(bench.wire.said, Not(HasSubstr("Hello")));
  bench.says("AT+CUSD=1");
  bench.me().send_text("Hello");
  EXPECT_THAT(bench.wire.said, testing::EndsWith("\r\n+CUSD: 0,\"Hello\",15\r\n"));
}
TEST(ATextOfTheNetwork, AnswersARequest) {
  GsmBench bench;
  EXPECT_EQ(bench.says("AT+CUSD=1,\"*100#\",15", 5s), "\r\nOK\r\n\r\n+CUSD: 0,\"Your balance is 12.50\",15\r\n");
}
TEST(ATextOfTheNetwork, CannotBeAServiceCodeEverywhere) {
  EXPECT_THAT(GsmBench().says("AT+CUSD=1,\"*#37#\",15", 5s), HasSubstr("+CUSD: 4"));
  EXPECT_THAT(GsmBench("gsm_quectel_ec25").says("AT+CUSD=1,\"*#37#\",15", 5s), HasSubstr("+CUSD: 0,\"CCBS: no request\",15"));
}

}  // namespace
}  // namespace campon::sim
