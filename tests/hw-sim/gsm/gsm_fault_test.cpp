// What goes wrong with a mobile modem and its network by order. [faults D, P, R, X]
#include "gsm_bench.hpp"

namespace campon::sim {
namespace {

using testing::AnyOf;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct AMobileFault : testing::Test {
  GsmBench bench;
  void order(std::string_view name, unsigned times = 1) { ASSERT_TRUE(bench.simulator->order_fault(k_own, name, times)) << name; }
  void network(std::string_view name, unsigned times = 1) { ASSERT_TRUE(bench.network_faults().order(name, times)) << name; }
  // The modem works again, or still.
  void expect_sound() {
    bench.clock.advance(1min);
    bench.wire.type("\r\r");
    bench.clock.advance(1s);
    bench.says("ATE0V1");
    EXPECT_EQ(bench.says("AT"), "\r\nOK\r\n");
  }
};

TEST_F(AMobileFault, D08RobsAnAnswer) {
  order("D08");
  EXPECT_NE(bench.says("AT+CGMI"), "\r\nCAMPON\r\n\r\nOK\r\n");
  expect_sound();
}
TEST_F(AMobileFault, D09TakesNoBytes) {
  order("D09");
  EXPECT_THAT(bench.says("AT", 10s), IsEmpty());
  EXPECT_EQ(bench.listen(20s), "\r\nOK\r\n");
}
TEST_F(AMobileFault, D11ForgetsEverything) {
  bench.dials(k_bob, 10s);
  order("D11");
  bench.clock.advance(5s);
  EXPECT_EQ(bench.says("AT"), "AT\r0\r");
  EXPECT_TRUE(bench.party(k_bob).is_free());
  EXPECT_THAT(bench.says("AT+CLIP?"), HasSubstr("+CLIP: 0,1"));
  expect_sound();
}
TEST_F(AMobileFault, D11AsksForThePinAgain) {
  bench.me().card.set_pin("1234");
  order("D11");
  bench.clock.advance(5s);
  EXPECT_THAT(bench.says("AT+CPIN?"), HasSubstr("SIM PIN"));
}
TEST_F(AMobileFault, D12SendsGarbage) {
  order("D12");
  EXPECT_THAT(bench.wire.said, testing::Contains('\xff'));
  expect_sound();
}
TEST_F(AMobileFault, D13DoesNotEndItsLine) {
  order("D13");
  EXPECT_GT(bench.listen(10s).size(), 100000u);
  expect_sound();
}
TEST_F(AMobileFault, D14FallsSilentUntilDtrFalls) {
  order("D14");
  EXPECT_THAT(bench.says("AT", 1min), IsEmpty());
  bench.simulator->set_dtr(k_own, false);
  bench.clock.advance(1s);
  bench.simulator->set_dtr(k_own, true);
  expect_sound();
}
TEST_F(AMobileFault, P01SplitsAndGlues) {
  order("P01", 5);
  EXPECT_EQ(bench.says("AT+CGMI", 2s), "\r\nCAMPON\r\n\r\nOK\r\n");
}
TEST_F(AMobileFault, P02EchoesWhatItShouldNot) {
  order("P02", 8);
  bool odd = false;
  for (int i = 0; i < 8; ++i) odd |= bench.says("AT") != "\r\nOK\r\n";
  EXPECT_TRUE(odd);
  expect_sound();
}
TEST_F(AMobileFault, P03RingsInsideAnAnswer) {
  order("P03");
  EXPECT_EQ(bench.says("AT+CSQ"), "\r\n+CSQ: 21,99\r\n\r\nRING\r\n\r\nOK\r\n");
}
TEST_F(AMobileFault, P04SaysNoCarrierAtAnyTime) {
  order("P04");
  EXPECT_EQ(bench.says("AT"), "\r\nOK\r\n\r\nNO CARRIER\r\n");
}
TEST_F(AMobileFault, P05SaysItOtherwise) {
  order("P05");
  EXPECT_NE(bench.says("AT"), "\r\nOK\r\n");
  expect_sound();
}
TEST_F(AMobileFault, P06AnswersLate) {
  order("P06");
  EXPECT_THAT(bench.says("AT", 5s), IsEmpty());
  EXPECT_EQ(bench.listen(10s), "\r\nOK\r\n");
}
TEST_F(AMobileFault, P07AbortsADialThatWaits) {
  bench.says("AT+COLP=1");
  order("P07");
  EXPECT_EQ(bench.dials(k_bob, 3s), "\r\nNO CARRIER\r\n");
}
TEST_F(AMobileFault, P08BlocksTheNumber) {
  order("P08");
  EXPECT_THAT(bench.dials(k_bob), AnyOf(HasSubstr("BLACKLISTED"), HasSubstr("DELAYED")));
  EXPECT_FALSE(bench.own().off_hook);
}
TEST_F(AMobileFault, P09ConnectsAsData) {
  order("P09");
  EXPECT_EQ(bench.dials(k_bob), "\r\nCONNECT 9600\r\n");
  EXPECT_THAT(bench.says("AT"), IsEmpty());
  EXPECT_EQ(bench.listen(40s), "\r\nNO CARRIER\r\n");
}
TEST_F(AMobileFault, P09IsLeftByTheEscape) {
  order("P09");
  bench.dials(k_bob);
  EXPECT_EQ(bench.presses("+++", 2s), "\r\nOK\r\n");
}
TEST_F(AMobileFault, P11HasAShortBuffer) {
  order("P11");
  EXPECT_EQ(bench.says("AT+CGMI;+CGMI;+CGMI;+CGMI;+CGMI;+CGMI;+CGMI"), "\r\nERROR\r\n");
}
TEST_F(AMobileFault, P12SendsStrayCodes) {
  order("P12");
  EXPECT_THAT(bench.wire.said, HasSubstr("\x10"));
  expect_sound();
}
TEST_F(AMobileFault, P13SaysTheResultTwice) {
  order("P13");
  EXPECT_THAT(bench.says("AT"), AnyOf(Eq("\r\nOK\r\n\r\nOK\r\n"), Eq("\r\nOK\r\n\r\nERROR\r\n")));
}
TEST_F(AMobileFault, P14EndsLinesOddly) {
  order("P14");
  EXPECT_NE(bench.says("AT"), "\r\nOK\r\n");
  expect_sound();
}
TEST_F(AMobileFault, R01PutsControlBytesIntoTheName) {
  order("R01");
  bench.is_called();
  EXPECT_THAT(bench.listen(3s), Not(HasSubstr("+CLIP: \"5550124\",129,\"\",,\"\",0")));
}
TEST_F(AMobileFault, R02ToR04SpoilTheCaller) {
  constexpr std::string_view k_good = "+CLIP: \"5550124\",129,\"\",,\"\",0";
  for (const std::string_view name : {"R02", "R03", "R04"}) {
    order(name);
    bench.is_called(k_carol, 4s);
    EXPECT_THAT(bench.listen(3s), Not(HasSubstr(std::string(k_good)))) << name;
    bench.clock.advance(1min);
  }
  expect_sound();
}
TEST_F(AMobileFault, R06ClaimsToBeSomebodyElse) {
  order("R06");
  bench.is_called();
  EXPECT_THAT(bench.listen(3s), AnyOf(HasSubstr("\"5550100\""), HasSubstr("\"911\""), HasSubstr("\"112\"")));
}
TEST_F(AMobileFault, R07Rings200Times) {
  order("R07");
  bench.clock.advance(1min);
  std::size_t rings = 0;
  for (auto at = bench.wire.said.find("RING"); at != std::string::npos; at = bench.wire.said.find("RING", at + 1)) ++rings;
  EXPECT_EQ(rings, 200u);
  expect_sound();
}
TEST_F(AMobileFault, R11FloodsWithLines) {
  order("R11");
  EXPECT_THAT(bench.wire.said, HasSubstr("^RSSI:1999"));
  expect_sound();
}
TEST_F(AMobileFault, R12StormsWithRecalls) {
  order("R12");
  EXPECT_THAT(bench.listen(10s), HasSubstr("+CLIP: \"555"));
  expect_sound();
}

TEST_F(AMobileFault, X01RefusesTheRequest) {
  network("X01");
  EXPECT_EQ(bench.asks_for(k_bob), "\r\n+CME ERROR: 3\r\n");
  EXPECT_THAT(bench.me().requests(), IsEmpty());
}
TEST_F(AMobileFault, X02LosesTheAnswer) {
  network("X02");
  EXPECT_THAT(bench.asks_for(k_bob), IsEmpty());
  EXPECT_EQ(bench.listen(1min), "\r\n+CME ERROR: 31\r\n");
  EXPECT_EQ(bench.me().requests().size(), 1u);
}
TEST_F(AMobileFault, X03AcceptsTwice) {
  network("X03");
  bench.asks_for(k_bob);
  EXPECT_EQ(bench.me().requests().size(), 2u);
}
TEST_F(AMobileFault, X04LosesTheRequest) {
  network("X04");
  EXPECT_EQ(bench.asks_for(k_bob), "\r\nOK\r\n");
  EXPECT_THAT(bench.me().requests(), IsEmpty());
}
TEST_F(AMobileFault, X05RecallsOutOfNothing) {
  network("X05");
  bench.dials(k_bob, 10s);
  bench.says("ATH");
  EXPECT_THAT(bench.listen(10s), HasSubstr("+CLIP: \"9999999\""));
}
TEST_F(AMobileFault, X06RecallsWhatWasCancelled) {
  bench.asks_for(k_bob);
  network("X06");
  bench.dials("#37#", 3s);
  EXPECT_TRUE(bench.Terminal::says("RING", 10s));
  EXPECT_THAT(bench.simulator->requests(), IsEmpty());
}
TEST_F(AMobileFault, X07RecallsTwice) {
  bench.asks_for(k_bob);
  network("X07");
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  bench.says("ATH");
  EXPECT_TRUE(bench.Terminal::says("RING", 10s));
}
TEST_F(AMobileFault, X08RecallsInACall) {
  bench.says("AT+CCWA=1");
  bench.asks_for(k_bob);
  network("X08");
  EXPECT_THAT(bench.dials(k_carol, 20s), HasSubstr("+CCWA: \"5550123\""));
}
TEST_F(AMobileFault, X09WithdrawsTheRecall) {
  bench.asks_for(k_bob);
  network("X09");
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  EXPECT_THAT(bench.listen(3s), HasSubstr("NO CARRIER"));
}
TEST_F(AMobileFault, X10IsBusyAgain) {
  bench.asks_for(k_bob);
  network("X10");
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  EXPECT_THAT(bench.says("ATA", 5s), HasSubstr("BUSY"));
  EXPECT_EQ(bench.me().requests().size(), 1u);
}
TEST_F(AMobileFault, X11HasAFullQueue) {
  network("X11");
  EXPECT_EQ(bench.asks_for(k_bob), "\r\n+CME ERROR: 3\r\n");
}
TEST_F(AMobileFault, X12EndsEarly) {
  network("X12");
  bench.asks_for(k_bob);
  bench.clock.advance(30min);
  EXPECT_THAT(bench.me().requests(), IsEmpty());
}
TEST_F(AMobileFault, X13TellsTwice) {
  bench.asks_for(k_bob);
  network("X13");
  bench.party(k_bob).be_free();
  ASSERT_TRUE(bench.Terminal::says("RING", 1min));
  EXPECT_THAT(bench.listen(1s), HasSubstr("RING"));
}
TEST_F(AMobileFault, X14UsesAnIndexAgain) {
  bench.asks_for(k_bob);
  bench.dials("#37#", 3s);
  network("X14");
  bench.asks_for(k_carol);
  EXPECT_EQ(bench.me().requests().front().index, 1u);
}
TEST_F(AMobileFault, X16StoresTheMessageAndSaysNothing) {
  bench.says("AT+CMGF=1");
  network("X16");
  bench.says("AT+CMGS=\"5550123\"");
  EXPECT_EQ(bench.presses("Hi\x1a", 2min), "\r\n+CMS ERROR: 332\r\n");
  EXPECT_EQ(bench.simulator->mobile().messages().size(), 1u);
}

TEST_F(AMobileFault, StormLeavesTheModemSound) {
  for (const std::string_view name : {"D08", "D09", "D11", "D12", "P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09",
                                      "P11", "P12", "P13", "P14", "R01", "R02", "R03", "R04", "R06", "R07", "R11", "R12"})
    order(name, 2);
  for (int i = 0; i < 200; ++i) {
    bench.says("ATE0+CLIP=1");
    bench.dials(i % 2 == 0 ? k_bob : k_carol, 8s);
    bench.is_called("5550125", 10s);
    bench.says("ATH", 15s);
  }
  expect_sound();
}

}  // namespace
}  // namespace campon::sim
