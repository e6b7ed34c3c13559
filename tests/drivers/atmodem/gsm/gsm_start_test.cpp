// Making a mobile modem ready: what is sent, what is found out, and what stands in the way.
#include <gmock/gmock.h>

#include "gsm_script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct AMobileModem : AGsmPort {};
struct AStick : AGsmPort {
  AStick() : AGsmPort("huawei_e173") {}
};

bool offers(const hal::Capabilities& can, hal::ServiceKind kind) { return (can.services >> static_cast<unsigned>(kind) & 1U) != 0; }

TEST_F(AMobileModem, SendsNothingBeforeItIsStarted) {
  time.advance(1min);
  EXPECT_EQ(modem.received, "");
}

TEST_F(AMobileModem, IsMadeReadyToTheByte) {
  ASSERT_TRUE(start());
  EXPECT_EQ(modem.received,
            "AT\rATE0V1Q0\rAT&D2\rATS0=0\rAT+CMEE=1\rAT+CSCS=\"IRA\"\rAT+CRC=1\rAT+COLP=0\rAT+CGMI\rAT+CGMM\rAT+CGMR\rAT+CPIN?\r"
            "AT+CLIP=1\rAT+CSSN=1,1\rAT+CCWA=1,1,1\rAT+FCLASS=?\rAT+CHLD=?\rAT+CREG=1\rAT+CREG?\rAT+CSQ\rAT+CLCC\r");
  EXPECT_THAT(facts.told, IsEmpty());
}

TEST_F(AMobileModem, SaysWhoItIs) {
  modem.answers["AT+CGMM"] = lines({"^RSSI:18", "+CGMM: \"M\x1B[31m2\"", "OK"});
  started();
  EXPECT_EQ(port.status().manufacturer, "ACME");
  EXPECT_EQ(port.status().model, "M\\x1B[31m2");
  EXPECT_EQ(port.status().signal_dbm, -73);
}

TEST_F(AMobileModem, DoesWithoutWhatIsOptional) {
  for (const auto* command : {"AT&D2", "AT+CRC=1", "AT+CLIP=1", "AT+CSSN=1,1", "AT+CCWA=1,1,1", "AT+CGMI", "AT+CSQ", "AT+CHLD=?"})
    modem.answers[command] = lines({"+CME ERROR: 4"});
  ASSERT_TRUE(start());
  EXPECT_FALSE(port.capabilities().caller_id || port.capabilities().flash || port.capabilities().stays_off_hook_on_busy);
}

TEST_F(AMobileModem, NeverGuessesAPin) {
  modem.answers["AT+CPIN?"] = lines({"+CPIN: SIM PIN", "OK"});
  const auto result = start();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::device_unfit);
  EXPECT_THAT(result.error().what, HasSubstr("wants its PIN"));
  EXPECT_THAT(modem.received, Not(HasSubstr("CPIN=")));
}

TEST_F(AMobileModem, NamesWhatIsWrongWithTheSim) {
  for (const auto& [answer, what] : std::vector<std::pair<std::string, std::string>>{{"+CME ERROR: 10", "no SIM"},
                                                                                     {"+CME ERROR: 11", "PIN"},
                                                                                     {"+CME ERROR: 12", "PUK"},
                                                                                     {"+CME ERROR: 13", "does not work"},
                                                                                     {"ERROR", "not known"}}) {
    modem.answers["AT+CPIN?"] = lines({answer});
    const auto result = start();
    ASSERT_FALSE(result) << answer;
    EXPECT_THAT(result.error().what, HasSubstr(what));
  }
}

TEST_F(AMobileModem, WaitsForABusySim) {
  modem.at_first["AT+CPIN?"] = {lines({"+CME ERROR: 14"}), lines({"+CME ERROR: 14"})};
  EXPECT_TRUE(start());
}

TEST_F(AMobileModem, IsALineThatIsDownWithoutRegistration) {
  modem.answers["AT+CREG?"] = lines({"+CREG: 1,2", "OK"});
  ASSERT_TRUE(start());
  EXPECT_THAT(facts.told, ElementsAre("line down"));
  End end;
  port.seize(end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::line_down);
  EXPECT_THAT(end.result.error().what, HasSubstr("searching"));
}

TEST_F(AMobileModem, IsBackWhenItIsRegistered) {
  modem.answers["AT+CREG?"] = lines({"+CREG: 1,2", "OK"});
  ASSERT_TRUE(start());
  modem.says(lines({"+CREG: 5,\"00C3\",\"1A2B\""}));
  time.advance(10ms);
  EXPECT_THAT(facts.told, ElementsAre("line down", "line up"));
}

TEST_F(AMobileModem, IsDownWhenRegistrationIsLost) {
  started();
  modem.says(lines({"+CREG: 0"}));
  modem.says(lines({"+CREG: 2"}));
  time.advance(10ms);
  EXPECT_THAT(facts.told, ElementsAre("line down"));
}

TEST_F(AMobileModem, OffersCompletionOnlyWhenItListsIt) {
  modem.answers["AT+CHLD=?"] = lines({"+CHLD: (0,1,1x,2,2x,3,4)", "OK"});
  started();
  const auto can = port.capabilities();
  EXPECT_FALSE(offers(can, hal::ServiceKind::request_completion));
  EXPECT_TRUE(offers(can, hal::ServiceKind::send_message));
  EXPECT_TRUE(can.flash);
}

TEST_F(AMobileModem, EndsTheCallOfAProcessThatDied) {
  lists({"1,0,0,0,0,\"5550123\",129"});
  started();
  EXPECT_THAT(trace.notes, HasSubstr("AT+CHUP"));
}

TEST_F(AMobileModem, EndsAlsoTheCallThatAProcessThatDiedHeld) {
  lists({"1,0,1,0,0,\"5550123\",129"});
  started();
  EXPECT_THAT(trace.notes, HasSubstr("AT+CHLD=0"));
}

TEST_F(AMobileModem, LetsRingWhatRings) {
  lists({"1,1,4,0,0,\"5550123\",129"});
  started();
  EXPECT_THAT(trace.notes, Not(HasSubstr("AT+CHUP")));
}

TEST_F(AMobileModem, CarriesSpeechUntilASignSaysNo) {
  started();
  EXPECT_TRUE(port.capabilities().hears_busy);
  EXPECT_THAT(port.status().voice_sign, HasSubstr("personality"));
}

TEST_F(AStick, HasVoiceWhenItSaysSo) {
  modem.answers["AT^CVOICE?"] = lines({"^CVOICE:0,8000,16,20", "OK"});
  started();
  EXPECT_TRUE(port.status().voice);
}

TEST_F(AStick, WithoutVoiceSaysSoInItsErrorAndItsCapabilities) {
  modem.answers["AT^CVOICE?"] = lines({"COMMAND NOT SUPPORT"});
  ASSERT_TRUE(start());
  EXPECT_THAT(facts.told.at(0), HasSubstr("carries no speech"));
  const auto can = port.capabilities();
  EXPECT_FALSE(can.hears_busy || can.digits_in_call || can.stays_off_hook_on_busy);
  EXPECT_TRUE(offers(can, hal::ServiceKind::send_message));
  EXPECT_FALSE(offers(can, hal::ServiceKind::request_completion));
  End end;
  port.seize(end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::not_supported);
  EXPECT_THAT(end.result.error().what, HasSubstr("AT^CVOICE? was answered with COMMAND NOT SUPPORT"));
}

TEST_F(AStick, WithoutVoiceIsRecognisedByItsFirstCallAtTheLatest) {
  modem.answers["AT^CVOICE?"] = lines({"OK"});
  seized();
  modem.answers["ATD5550123;"] = lines({"+CME ERROR: 4"});
  End end;
  port.send_digits(hal::DialString::parse("5550123").value(), end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::not_supported);
  EXPECT_FALSE(port.capabilities().hears_busy);
}

// [fault P03]
TEST_F(AStick, IsMadeReadyInAStormOfNews) {
  const std::string storm = lines({"^RSSI:18", "^BOOT:20952548,0,0,0,20", "^MODE:5,4"});
  for (const auto* command : {"AT+CGMM", "AT+CHLD=?", "AT+CREG?", "AT+CPIN?"}) modem.answers[command] = storm + modem.answers[command];
  started();
  EXPECT_EQ(port.status().model, "M1");
  EXPECT_EQ(port.status().sim, SimState::ready);
}

TEST_F(AMobileModem, DoesNotStartWhenItIsDumb) {
  modem.dumb = true;
  const auto result = start();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::no_answer_from_device);
}

}  // namespace
}  // namespace campon::atmodem
