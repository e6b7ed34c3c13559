// What a mobile modem answers, without a call.
#include "gsm_bench.hpp"
#include "hw-sim/catalogue.hpp"

namespace campon::sim {
namespace {

using testing::AllOf;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(AMobileModem, AnswersInTheFormOfTheStandard) { EXPECT_EQ(GsmBench().says("AT"), "\r\nOK\r\n"); }
TEST(AMobileModem, EchoesUntilItIsTold) {
  Bench bench("nanp_class", k_own, "gsm_ccbs");
  EXPECT_EQ(bench.command("ATE0"), "ATE0\r\r\nOK\r\n");
  EXPECT_EQ(bench.command("AT"), "\r\nOK\r\n");
}
TEST(AMobileModem, SaysNumbersInTheShortForm) {
  GsmBench bench;
  bench.says("ATV0");
  EXPECT_EQ(bench.says("AT"), "0\r");
  EXPECT_EQ(bench.says("AT+CSQ"), "+CSQ: 21,99\r\n0\r");
  EXPECT_EQ(bench.says("AT+NONSENSE"), "4\r");
}
TEST(AMobileModem, SaysNoResultsWhenQuiet) {
  GsmBench bench;
  EXPECT_THAT(bench.says("ATQ1"), IsEmpty());
  EXPECT_THAT(bench.says("AT"), IsEmpty());
}
TEST(AMobileModem, TellsWhatItIs) {
  GsmBench bench;
  EXPECT_EQ(bench.says("AT+CGMI"), "\r\nCAMPON\r\n\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CGMM"), HasSubstr("STANDARD GSM"));
  EXPECT_THAT(bench.says("AT+CGSN"), HasSubstr("350000000000001"));
  EXPECT_THAT(bench.says("ATI"), HasSubstr("STANDARD GSM"));
  EXPECT_THAT(bench.says("AT+CIMI"), HasSubstr("001010005550100"));
  EXPECT_THAT(bench.says("AT+CNUM"), HasSubstr("\"5550100\",129"));
}
TEST(AMobileModem, RunsSeveralCommandsInALine) {
  EXPECT_EQ(GsmBench().says("ATE0V1+CREG?;+CSQ"), "\r\n+CREG: 0,1\r\n\r\n+CSQ: 21,99\r\n\r\nOK\r\n");
}
TEST(AMobileModem, StopsAtTheFirstFailureAndKeepsWhatWasDone) {
  GsmBench bench;
  EXPECT_EQ(bench.says("AT+CRC=1;+CRC=7;+CRC=0"), "\r\nERROR\r\n");
  EXPECT_THAT(bench.says("AT+CRC?"), HasSubstr("+CRC: 1"));
}
TEST(AMobileModem, TellsRangesAndValues) {
  GsmBench bench;
  EXPECT_THAT(bench.says("AT+CLIP=?"), HasSubstr("+CLIP: (0,1)"));
  EXPECT_THAT(bench.says("AT+CREG=?"), HasSubstr("+CREG: (0-2)"));
  EXPECT_THAT(bench.says("AT+CSSN?"), HasSubstr("+CSSN: 1,1"));
  EXPECT_THAT(bench.says("AT+CLIP?"), HasSubstr("+CLIP: 1,1"));
}
TEST(AMobileModem, ForgetsItsSettingsWithF) {
  GsmBench bench;
  bench.says("AT&F");
  EXPECT_THAT(bench.says("AT+CLIP?"), HasSubstr("+CLIP: 0,1"));
}
TEST(AMobileModem, RefusesALineThatIsTooLong) {
  GsmBench bench;
  EXPECT_EQ(bench.says("AT+CGMI" + std::string(500, '0')), "\r\nERROR\r\n");
}
TEST(AMobileModem, RepeatsTheLastLine) {
  GsmBench bench;
  bench.says("AT+CSQ");
  EXPECT_THAT(bench.presses("A/", 300ms), HasSubstr("+CSQ: 21,99"));
}
TEST(AMobileModem, TellsErrorsAsItIsAskedTo) {
  GsmBench bench;
  EXPECT_EQ(bench.says("AT+CMEE=0;+CHLD=9"), "\r\nERROR\r\n");
  EXPECT_EQ(bench.says("AT+CMEE=1;+CHLD=9"), "\r\n+CME ERROR: 4\r\n");
  EXPECT_EQ(bench.says("AT+CMEE=2;+CHLD=9"), "\r\n+CME ERROR: operation not supported\r\n");
}
TEST(AMobileModem, ShowsTheOperator) {
  GsmBench bench;
  EXPECT_THAT(bench.says("AT+COPS?"), HasSubstr("+COPS: 0,0,\"CAMPON MOBILE\""));
  EXPECT_THAT(bench.says("AT+COPS=3,2;+COPS?"), HasSubstr("+COPS: 0,2,\"00101\""));
}
TEST(AMobileModem, ShowsTheSignal) {
  GsmBench bench;
  bench.me().signal = 7;
  EXPECT_THAT(bench.says("AT+CSQ"), HasSubstr("+CSQ: 7,99"));
}

TEST(ARegistration, TakesItsTime) {
  Bench bench("nanp_class", k_own, "gsm_ccbs");
  EXPECT_THAT(bench.command("AT+CREG?"), HasSubstr("+CREG: 0,0"));
  bench.clock.advance(4s);
  EXPECT_THAT(bench.command("AT+CREG?"), HasSubstr("+CREG: 0,1"));
}
TEST(ARegistration, IsToldWhereItWasAskedFor) {
  GsmBench bench;
  bench.says("AT+CREG=1");
  bench.me().cover(Registration::searching);
  EXPECT_THAT(bench.wire.said, testing::EndsWith("\r\n+CREG: 2\r\n"));
  bench.me().cover(Registration::roaming);
  EXPECT_EQ(bench.listen(5s), "\r\n+CREG: 5\r\n");
}
TEST(ARegistration, ThatIsDeniedLeavesEmergencyCallsOnly) {
  GsmBench bench;
  bench.me().cover(Registration::denied);
  bench.clock.advance(5s);
  EXPECT_THAT(bench.says("AT+CREG?"), HasSubstr("+CREG: 0,3"));
  EXPECT_THAT(bench.dials(k_bob), HasSubstr("+CME ERROR: 30"));
  EXPECT_THAT(bench.dials("112", 3s), HasSubstr("OK"));
  EXPECT_EQ(bench.simulator->emergency_calls(), 1);
}
TEST(ARegistration, EndsInAeroplaneModeAndBeginsAgain) {
  GsmBench bench;
  EXPECT_THAT(bench.says("AT+CFUN=4;+CREG?"), HasSubstr("+CREG: 0,0"));
  bench.says("AT+CFUN=1", 5s);
  EXPECT_THAT(bench.says("AT+CREG?"), HasSubstr("+CREG: 0,1"));
}

struct ACardWithAPin : testing::Test {
  GsmBench bench;
  void SetUp() override {
    bench.me().card.set_pin("1234");
    bench.says("AT+CFUN=0");
    bench.says("AT+CFUN=1", 5s);
  }
};
TEST_F(ACardWithAPin, KeepsTheModemFromRegistering) {
  EXPECT_EQ(bench.says("AT+CPIN?"), "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CREG?"), HasSubstr("+CREG: 0,0"));
  EXPECT_THAT(bench.dials(k_bob), HasSubstr("+CME ERROR: 11"));
  EXPECT_THAT(bench.says("AT+CIMI"), HasSubstr("+CME ERROR: 11"));
}
TEST_F(ACardWithAPin, IsOpenedByThePin) {
  EXPECT_EQ(bench.says("AT+CPIN=\"1234\"", 5s), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CPIN?"), HasSubstr("READY"));
  EXPECT_THAT(bench.says("AT+CREG?"), HasSubstr("+CREG: 0,1"));
}
TEST_F(ACardWithAPin, WantsThePukAfterThreeWrongPins) {
  EXPECT_THAT(bench.says("AT+CPIN=\"1\""), HasSubstr("+CME ERROR: 16"));
  EXPECT_THAT(bench.says("AT+CPIN=\"1\""), HasSubstr("+CME ERROR: 16"));
  EXPECT_THAT(bench.says("AT+CPIN=\"1\""), HasSubstr("+CME ERROR: 12"));
  EXPECT_THAT(bench.says("AT+CPIN?"), HasSubstr("SIM PUK"));
  EXPECT_EQ(bench.says("AT+CPIN=\"12345678\",\"4321\"", 5s), "\r\nOK\r\n");
  EXPECT_THAT(bench.says("AT+CREG?"), HasSubstr("+CREG: 0,1"));
}
TEST_F(ACardWithAPin, LetsEmergencyCallsPass) {
  EXPECT_THAT(bench.dials("112", 3s), HasSubstr("OK"));
  EXPECT_EQ(bench.simulator->emergency_log().at(0).to, "112");
}

class EachMobilePersonality : public testing::TestWithParam<std::string> {};
TEST_P(EachMobilePersonality, StartsAndRegisters) {
  GsmBench bench(GetParam());
  EXPECT_THAT(bench.says("AT"), HasSubstr("\r\nOK\r\n"));
  EXPECT_THAT(bench.says("AT+CREG?"), HasSubstr("+CREG: 0,1"));
  EXPECT_THAT(bench.says("ATI"), AllOf(HasSubstr("OK"), Not(HasSubstr("ERROR"))));
}
TEST_P(EachMobilePersonality, IsNoVoiceModem) { EXPECT_FALSE(load_personality(GetParam())); }
INSTANTIATE_TEST_SUITE_P(OfTheSimulator, EachMobilePersonality, testing::ValuesIn(mobile_personality_names()),
                         [](const auto& one) { return one.param; });

TEST(AMobilePersonality, IsNamedWhenThereIsNone) {
  Bench bench("nanp_class", "5550101");
  const auto attached = bench.simulator->attach_modem("5550102", "gsm_nobody", bench.wire);
  ASSERT_FALSE(attached);
  EXPECT_THAT(attached.error().what, AllOf(HasSubstr("gsm_nobody"), HasSubstr("gsm_ccbs")));
}
TEST(AMobilePersonality, TellsItsMistakesWithTheLine) {
  const std::string text = "[identity]\nmanufacturer = \"X\"\nmodel = 5\n";
  const auto parsed = parse_gsm_personality(text, "x.toml");
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error().what, StartsWith("x.toml:3"));
}

TEST(AMobileModem, SurvivesAnyBytes) {
  static constexpr char k_bytes[] = "AT+*#=?,;\"\r\r\x1a\x1b>DHIECUSDCMGSCHLD0123456789 \0\xff";
  constexpr std::string_view k_alphabet(k_bytes, sizeof(k_bytes) - 1);
  GsmBench bench("gsm_ti_calypso");
  env::SeededRng rng(7);
  for (int line = 0; line < 3000; ++line) {
    std::string bytes = rng.between(0, 2) == 0 ? "" : "AT";
    for (auto left = rng.between(0, 40); left > 0; --left)
      bytes += k_alphabet[static_cast<std::size_t>(rng.between(0, k_alphabet.size() - 1))];
    bench.presses(bytes + "\r", 200ms);
  }
  bench.presses("\x1b\r", 2min);
  bench.says("ATE0V1Q0");
  EXPECT_EQ(bench.says("AT"), "\r\nOK\r\n");
}

TEST(TheControlLanguage, CoversAMobile) {
  GsmBench bench;
  EXPECT_TRUE(bench.simulator->control("cover 5550100 none"));
  EXPECT_THAT(bench.says("AT+CREG?"), HasSubstr("+CREG: 0,2"));
  EXPECT_TRUE(bench.simulator->control("signal 5550100 3"));
  EXPECT_THAT(bench.says("AT+CSQ"), HasSubstr("+CSQ: 3,99"));
}
TEST(TheControlLanguage, SendsAMobileText) {
  GsmBench bench;
  bench.says("AT+CUSD=1");
  EXPECT_TRUE(bench.simulator->control("text 5550100 hello there"));
  EXPECT_THAT(bench.wire.said, HasSubstr("+CUSD: 0,\"hello there\",15"));
}
TEST(TheControlLanguage, OrdersAFaultOfAModem) {
  GsmBench bench;
  EXPECT_TRUE(bench.simulator->control("fault P03 --line 5550100"));
  EXPECT_THAT(bench.says("AT"), HasSubstr("RING"));
  EXPECT_FALSE(bench.simulator->control("fault P03 --line 5550999"));
  EXPECT_FALSE(bench.simulator->control("cover 5550123 none"));
  EXPECT_FALSE(bench.simulator->control("pin 5550100 12"));
}
TEST(TheControlLanguage, ListsTheCallOfAMobileByItsNumber) {
  GsmBench bench;
  bench.dials(k_bob, 10s);
  EXPECT_THAT(*bench.simulator->control("calls"), HasSubstr("5550100 talks to 5550123"));
  EXPECT_THAT(*bench.simulator->control("show"), HasSubstr("5550100  off hook, hears voice, talks to 5550123"));
}

TEST(ADataStick, HasNoVoice) {
  GsmBench bench("gsm_data_stick");
  EXPECT_THAT(bench.dials(k_bob), HasSubstr("COMMAND NOT SUPPORT"));
  EXPECT_THAT(bench.says("AT^CVOICE?"), HasSubstr("COMMAND NOT SUPPORT"));
  EXPECT_THAT(bench.says("AT+CHLD=?"), HasSubstr("COMMAND NOT SUPPORT"));
}
TEST(ADataStick, IsNotReachedByACall) {
  GsmBench bench("gsm_data_stick");
  bench.is_called();
  EXPECT_THAT(bench.listen(10s), Not(HasSubstr("RING")));
}
TEST(ADataStick, IsNoisy) { EXPECT_THAT(GsmBench("gsm_data_stick").listen(20s), HasSubstr("\r\n^RSSI:21\r\n")); }

}  // namespace
}  // namespace campon::sim
