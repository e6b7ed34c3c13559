// Calls on a mobile modem: made, rung back, answered, busy, lost, received, held.
#include <gmock/gmock.h>

#include "gsm_script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

struct AMobileCall : AGsmPort {
  ErrorCode error_of_dialling(std::string_view number) {
    seized();
    End end;
    port.send_digits(digits(number), end.done());
    time.advance(1s);
    return end.error().value_or(ErrorCode::internal);
  }
  // What is told of a call that the modem ends with NO CARRIER and this cause.
  std::vector<std::string> told_for(std::string_view ceer) {
    dialled();
    modem.answers["AT+CEER"] = lines({ceer, "OK"});
    modem.says(lines({"NO CARRIER"}));
    time.advance(1s);
    return facts.told;
  }
};
struct AStickCall : AGsmPort {
  AStickCall() : AGsmPort("huawei_e173") {}
};
struct ACallThatMayNotBePolled : AGsmPort {
  ACallThatMayNotBePolled() : AGsmPort("zte_mf") {}
};
struct AMobileRing : AGsmPort {};

TEST_F(AMobileCall, IsSeizedWithoutAnythingOnTheAir) {
  started();
  End end;
  port.seize(end.done());
  EXPECT_EQ(end.times, 0);
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+CREG?\r");
  EXPECT_THAT(facts.told, ElementsAre("dial tone"));
  EXPECT_EQ(facts.evidences.at(0), hal::Evidence::protocol);
}

// A number that must not be blocked is not known yet.
TEST_F(AMobileCall, MayBeTriedWithLimitedService) {
  started();
  modem.answers["AT+CREG?"] = lines({"+CREG: 1,3", "OK"});
  modem.answers["ATD5550123;"] = lines({"+CME ERROR: 32"});
  End seize, dial;
  port.seize(seize.done());
  time.advance(1s);
  EXPECT_TRUE(seize.well());
  EXPECT_EQ(facts.evidences.back(), hal::Evidence::inferred);
  port.send_digits(digits("5550123"), dial.done());
  time.advance(1s);
  EXPECT_THAT(dial.result.error().what, HasSubstr("emergency calls only"));
}

// [fault P08]
TEST_F(AMobileCall, ThatTheModemBlocksIsToldAsSuch) {
  auto blocking = shipped_gsm("generic_gsm");
  blocking.results.add("BLACKLISTED", ResultCode::blocked);
  struct Blocked final : AGsmPort {
    using AGsmPort::AGsmPort;
    void TestBody() override {}
  };
  Blocked call(blocking);
  call.seized();
  call.modem.answers["ATD5550123;"] = lines({"BLACKLISTED"});
  End end;
  call.port.send_digits(digits("5550123"), end.done());
  call.time.advance(1s);
  EXPECT_EQ(end.result.error().remedy, env::Remedy::later);
  EXPECT_TRUE(std::holds_alternative<hal::DialBlocked>(call.facts.facts.at(0)));
}

TEST_F(AMobileCall, IsDialledAsAVoiceCallToTheByte) {
  seized();
  End end;
  port.send_digits(digits("555-0123"), end.done());
  time.advance(10ms);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "ATD5550123;\r");
}

TEST_F(AMobileCall, IsNeverACodeOfTheNetwork) {
  for (const auto* code : {"**215550000#", "*#37#", "#31#5550123", "*67", "123D"}) {
    EXPECT_EQ(error_of_dialling(code), ErrorCode::not_supported);
    EXPECT_EQ(modem.received, "");
    released();
  }
}

TEST_F(AMobileCall, RingsBackUntilItIsAnswered) {
  dialled();
  lists({"1,0,3,0,0,\"5550123\",129"});
  time.advance(10s);
  EXPECT_THAT(facts.told, ElementsAre("ringback", "ringback", "ringback"));
  lists({"1,0,0,0,0,\"5550123\",129"});
  time.advance(10s);
  EXPECT_EQ(facts.told.back(), "answered");
  EXPECT_EQ(told("answered"), 1U);
  EXPECT_EQ(facts.evidences.back(), hal::Evidence::protocol);
}

TEST_F(AMobileCall, IsAnsweredWhenTheNetworkNamesTheConnectedLine) {
  dialled();
  modem.says(lines({"+COLP: \"5550123\",129"}));
  time.advance(10ms);
  EXPECT_THAT(facts.told, ElementsAre("answered"));
}

TEST_F(AMobileCall, ThatIsBusyIsKeptAndNothingIsSent) {
  dialled();
  modem.says(lines({"BUSY"}));
  time.advance(14s);
  EXPECT_THAT(facts.told, ElementsAre("busy tone"));
  EXPECT_EQ(modem.received, "");
  EXPECT_EQ(port.call_state(), GsmCallState::busy);
}

TEST_F(AMobileCall, ThatIsBusyIsLostWithTheRetentionTime) {
  busy();
  time.advance(20s);
  EXPECT_THAT(facts.told, ElementsAre("loop drop"));
  EXPECT_EQ(modem.received, "");
}

TEST_F(AMobileCall, MayBeBusyAsTheResultOfItsDialling) {
  seized();
  modem.answers["ATD5550123;"] = lines({"BUSY"});
  End end;
  port.send_digits(digits("5550123"), end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(facts.told, ElementsAre("busy tone"));
  EXPECT_EQ(modem.received, "ATD5550123;\r");
}

TEST_F(AMobileCall, IsAskedForItsCauseAfterNoCarrier) { EXPECT_THAT(told_for("+CEER: 17"), ElementsAre("busy tone")); }
TEST_F(AMobileCall, IsBusyInWords) { EXPECT_THAT(told_for("+CEER: User busy"), ElementsAre("busy tone")); }
TEST_F(AMobileCall, IsNotBusyWhenTheNetworkIs) { EXPECT_THAT(told_for("+CEER: 0,0,5,42,congestion"), ElementsAre("reorder tone")); }
TEST_F(AMobileCall, IsNotBusyWithoutACircuit) { EXPECT_THAT(told_for("+CEER: 34"), ElementsAre("reorder tone")); }
TEST_F(AMobileCall, ToNobodyIsAVacantCode) {
  EXPECT_THAT(told_for("+CEER: \"CC setup error\",1,\"Unassigned\""), ElementsAre("special information tone"));
}
TEST_F(AMobileCall, WithoutAnAnswerIsDropped) { EXPECT_THAT(told_for("+CEER: 19"), ElementsAre("loop drop")); }
TEST_F(AMobileCall, WithACauseNobodyKnowsIsDropped) { EXPECT_THAT(told_for("+CEER: wombat\x07"), ElementsAre("loop drop")); }

TEST_F(AMobileCall, IsOverWhenTheListIsEmpty) {
  connected();
  lists({});
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("loop drop"));
}

TEST_F(AMobileCall, IsNotOverWhenTheListIsLate) {
  dialled();
  lists({});
  time.advance(2s);
  EXPECT_THAT(facts.told, IsEmpty());
  lists({"1,0,3,0,0"});
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("ringback"));
}

TEST_F(AMobileCall, SurvivesAListThatIsRefused) {
  connected();
  modem.at_first["AT+CLCC"] = {lines({"ERROR"}), lines({"+CME ERROR: 100"})};
  time.advance(3s);
  EXPECT_THAT(facts.told, IsEmpty());
}

// [fault R04]
TEST_F(AMobileCall, IgnoresAListThatIsNone) {
  connected();
  lists({"", ",,,", "1,0", "1,0,99,0,0", "-1,0,0,0", "1,7,0,0", "999999999999,0,0,0,0", "1,0,0,0,0"});
  time.advance(2s);
  EXPECT_THAT(facts.told, IsEmpty());
}

TEST_F(AMobileCall, SendsDigitsOneByOne) {
  connected();
  End end;
  port.send_digits(digits("1*#,A"), end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
  std::vector<std::string> tones;
  std::copy_if(modem.commands.begin(), modem.commands.end(), std::back_inserter(tones),
               [](const auto& c) { return c.starts_with("AT+V"); });
  EXPECT_THAT(tones, ElementsAre("AT+VTS=1", "AT+VTS=*", "AT+VTS=#", "AT+VTS=A"));
}

TEST_F(AMobileCall, SendsNoDigitsBeforeItIsAnswered) {
  dialled();
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::bad_state);
}

TEST_F(AMobileCall, IsReleasedAndTheReleaseIsChecked) {
  connected();
  lists({});
  released();
  EXPECT_EQ(modem.received, "AT+CHUP\rAT+CLCC\r");
  EXPECT_EQ(port.call_state(), GsmCallState::idle);
}

TEST_F(AMobileCall, IsReleasedInAnotherWayWhenTheFirstDoesNotHelp) {
  connected();
  modem.answers["AT+CHUP"] = lines({"ERROR"});
  modem.at_first["AT+CLCC"] = {lines({"+CLCC: 1,0,0,0,0", "OK"})};
  lists({});
  released();
  EXPECT_EQ(modem.received, "AT+CHUP\rAT+CLCC\rATH\rAT+CLCC\r");
}

// [fault D14]
TEST_F(AMobileCall, ThatCannotBeEndedIsHungUpByDtr) {
  connected();
  modem.dtr.clear();
  End end;
  port.release(end.done());
  time.advance(5s);
  lists({});
  time.advance(1min);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.dtr, "-+");
}

TEST_F(AMobileCall, ThatNobodyDialledNeedsNoCommandToBeReleased) {
  seized();
  released();
  EXPECT_EQ(modem.received, "");
}

// [fault P04]
TEST_F(AMobileCall, IsReleasedThoughItWasGone) {
  connected();
  modem.says(lines({"NO CARRIER"}));
  time.advance(10ms);
  modem.answers["AT+CHUP"] = lines({"+CME ERROR: 3"});
  lists({});
  released();
  EXPECT_EQ(modem.commands.front(), "AT+CHUP");
  EXPECT_THAT(facts.told, ElementsAre("loop drop"));
}

// [fault P04]
TEST_F(AMobileCall, IsNotEndedByALateResultOfTheCallBefore) {
  started();
  modem.says(lines({"NO CARRIER"}));
  End end;
  port.seize(end.done());
  time.advance(10ms);
  modem.says(lines({"BUSY"}));
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(facts.told, ElementsAre("dial tone"));
}

// [fault P07]
TEST_F(AMobileCall, GetsNoByteWhileItIsDialled) {
  seized();
  modem.answers["ATD5550123;"] = "";
  End end;
  port.send_digits(digits("5550123"), end.done());
  modem.says(lines({"+CREG: 1"}));
  time.advance(15s);
  EXPECT_EQ(modem.received, "ATD5550123;\r");
  modem.says(lines({"OK"}));
  time.advance(10ms);
  EXPECT_TRUE(end.well());
}

// [fault P07]
TEST_F(AMobileCall, IsAbortedByOneByteWhenItIsReleased) {
  seized();
  modem.answers["ATD5550123;"] = "";
  modem.answers[""] = lines({"NO CARRIER"});
  End dial, release;
  port.send_digits(digits("5550123"), dial.done());
  time.advance(1s);
  port.release(release.done());
  time.advance(1min);
  EXPECT_EQ(dial.error(), ErrorCode::cancelled);
  EXPECT_TRUE(release.well());
  EXPECT_THAT(modem.received, testing::StartsWith("ATD5550123;\r\rAT+CHUP\r"));
}

// [fault P09]
TEST_F(AMobileCall, InDataModeIsHungUp) {
  seized();
  modem.answers["ATD5550123;"] = lines({"CONNECT 9600"});
  End dial, release;
  port.send_digits(digits("5550123"), dial.done());
  time.advance(1s);
  EXPECT_THAT(dial.result.error().what, HasSubstr("data mode"));
  modem.dtr.clear();
  lists({});
  port.release(release.done());
  time.advance(1min);
  EXPECT_EQ(modem.dtr, "-+");
  EXPECT_TRUE(release.well());
}

TEST_F(AMobileCall, NamesAnErrorOfTheModem) {
  seized();
  modem.answers["ATD5550123;"] = lines({"+CME ERROR: 30"});
  End end;
  port.send_digits(digits("5550123"), end.done());
  time.advance(1s);
  EXPECT_THAT(end.result.error().what, HasSubstr("no network service (+CME ERROR: 30)"));
  EXPECT_EQ(port.call_state(), GsmCallState::ready);
}

TEST_F(AMobileCall, TellsAWaitingCallOnce) {
  connected();
  lists({"1,0,0,0,0", "2,1,5,0,0,\"5550999\",129"});
  modem.says(lines({"+CCWA: \"5550999\",129,1"}));
  modem.says(lines({"+CCWA: \"5550999\",129,1"}));
  time.advance(1s);
  EXPECT_EQ(facts.told.size(), 1U);
  EXPECT_THAT(facts.told.at(0), HasSubstr("5550999"));
}

TEST_F(AMobileCall, IsSwappedByAFlash) {
  connected();
  End end;
  port.flash(600ms, end.done());
  time.advance(100ms);
  EXPECT_TRUE(end.well());
  EXPECT_TRUE(sent("AT+CHLD=2"));
}

TEST_F(AMobileCall, IsHeldTakenAndJoinedAsTheModemLists) {
  connected();
  modem.answers["AT+CHLD=3"] = lines({"+CME ERROR: 3"});
  End reject, take, join;
  port.control(CallControl::reject_waiting, reject.done());
  time.advance(1s);
  port.control(CallControl::take_other, take.done());
  time.advance(1s);
  port.control(CallControl::join, join.done());
  time.advance(1s);
  EXPECT_TRUE(reject.well() && take.well());
  EXPECT_EQ(join.error(), ErrorCode::device_refused);
  EXPECT_THAT(join.result.error().what, HasSubstr("operation not allowed"));
}

TEST_F(AMobileCall, LivesOnWhenTheWaitingOneGivesUp) {
  connected();
  modem.says(lines({"+CCWA: \"5550999\",129,1"}));
  time.advance(10ms);
  lists({"1,0,0,0,0"});
  modem.says(lines({"NO CARRIER"}));
  time.advance(2s);
  EXPECT_EQ(told("loop drop"), 0U);
}

TEST_F(AMobileCall, IsOverThoughAnotherOneWaits) {
  connected();
  modem.says(lines({"+CCWA: \"5550999\",129,1"}));
  time.advance(10ms);
  lists({"2,1,5,0,0,\"5550999\",129"});
  modem.says(lines({"NO CARRIER"}));
  time.advance(2s);
  EXPECT_EQ(told("loop drop"), 1U);
}

// [fault P03]
TEST_F(AMobileCall, FindsNewsInsideAList) {
  dialled();
  modem.answers["AT+CLCC"] = lines({"+CREG: 1", "+CLCC: 1,0,3,0,0", "+CSSI: 3", "^RSSI: 12", "OK"});
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("ringback"));
}

TEST_F(AStickCall, IsConnectedBeforeItsOk) {
  modem.answers["AT^CVOICE?"] = lines({"^CVOICE:0,8000,16,20", "OK"});
  seized();
  lists({"1,0,0,0,0"});
  modem.answers["ATD5550123;"] = lines({"^ORIG:1,0", "^CONF:1", "^CONN:1,0", "OK"});
  End end;
  port.send_digits(digits("5550123"), end.done());
  time.advance(100ms);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(facts.told, ElementsAre("ringback", "answered"));
}

TEST_F(AStickCall, IsBusyByTheCauseOfItsEnd) {
  modem.answers["AT^CVOICE?"] = lines({"^CVOICE:0,8000,16,20", "OK"});
  dialled();
  modem.says(lines({"^RSSI:19", "^CEND:1,0,104,17", "NO CARRIER"}));
  time.advance(5s);
  EXPECT_THAT(facts.told, ElementsAre("busy tone"));
  EXPECT_EQ(modem.received, "");
}

TEST_F(ACallThatMayNotBePolled, IsNotPolledWhileItIsDialled) {
  dialled();
  time.advance(20s);
  EXPECT_FALSE(sent("AT+CLCC"));
  modem.says(lines({"+COLP: \"5550123\",129"}));
  time.advance(10ms);
  EXPECT_THAT(facts.told, ElementsAre("answered"));
}

TEST_F(AMobileRing, ComesWithTheCallersNumber) {
  started();
  modem.says(lines({"+CRING: VOICE"}));
  modem.says(lines({"+CLIP: \"46701234567\",145,,,\"Bob\",0"}));
  time.advance(4s);
  modem.says(lines({"+CRING: VOICE"}));
  modem.says(lines({"+CLIP: \"46701234567\",145,,,\"Bob\",0"}));
  time.advance(10ms);
  ASSERT_EQ(facts.facts.size(), 3U);
  const auto id = std::get<hal::CallerIdReceived>(facts.facts.at(1)).id;
  EXPECT_EQ(id.number, "+46701234567");
  EXPECT_EQ(id.name, "Bob");
}

TEST_F(AMobileRing, MayBeWithheld) {
  started();
  modem.says(lines({"RING", "+CLIP: \"\",128,,,,1"}));
  time.advance(10ms);
  EXPECT_EQ(std::get<hal::CallerIdReceived>(facts.facts.at(1)).id.presentation, hal::Presentation::withheld);
}

TEST_F(AMobileRing, OfDataIsNone) {
  started();
  modem.says(lines({"+CRING: REL ASYNC"}));
  time.advance(10ms);
  EXPECT_THAT(facts.told, IsEmpty());
}

TEST_F(AMobileRing, IsAnswered) {
  ringing();
  End end;
  port.answer(end.done());
  time.advance(100ms);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "ATA\r");
  EXPECT_EQ(port.call_state(), GsmCallState::active);
}

TEST_F(AMobileRing, ThatStoppedIsNotAnswered) {
  ringing();
  time.advance(10s);
  End end;
  port.answer(end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::bad_state);
  EXPECT_EQ(modem.received, "");
}

TEST_F(AMobileRing, IsGoneWhenTheCallerGaveUpFirst) {
  ringing();
  modem.answers["ATA"] = lines({"NO CARRIER"});
  End end;
  port.answer(end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::device_refused);
  EXPECT_EQ(port.call_state(), GsmCallState::idle);
}

TEST_F(AMobileRing, ComesBeforeASeizure) {
  ringing();
  End end;
  port.seize(end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::line_ringing);
}

TEST_F(AMobileRing, OnASeizedLineIsAWaitingCallAndNothingIsDialled) {
  seized();
  modem.says(lines({"+CRING: VOICE", "+CLIP: \"5550999\",129,,,,0"}));
  time.advance(10ms);
  End end;
  port.send_digits(digits("5550123"), end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::line_ringing);
  EXPECT_EQ(modem.received, "");
  EXPECT_TRUE(std::holds_alternative<hal::CallWaiting>(facts.facts.at(0)));
}

// [fault R01 R02 R04]
TEST_F(AMobileRing, CarriesAHostileNameAsItIs) {
  started();
  const std::string name = "\x1B]52;c;x\x07OK\"$(reboot)%n" + std::string(4000, 'A');
  modem.says(lines({"RING"}));
  modem.says("\r\n+CLIP: \"" + std::string(200, '9') + "\",129,,,\"" + name + "\",0\r\n");
  time.advance(10ms);
  const auto& id = std::get<hal::CallerIdReceived>(facts.facts.at(1)).id;
  EXPECT_EQ(id.number.size(), 32U);
  EXPECT_LE(id.name.size(), 64U);
  for (const char c : trace.notes) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
}

// [fault R07 R11]
TEST_F(AMobileRing, InAFloodStaysOneRing) {
  started();
  for (int i = 0; i < 2000; ++i) {
    modem.says(lines({"+CRING: VOICE"}));
    time.advance(1ms);
  }
  EXPECT_EQ(facts.told.size(), 4U);
  EXPECT_EQ(port.call_state(), GsmCallState::ringing);
  time.advance(10s);
  EXPECT_EQ(port.call_state(), GsmCallState::idle);
}

}  // namespace
}  // namespace campon::atmodem
