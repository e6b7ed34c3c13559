// Faults of the device and of its dialogue, by the name of their row.
#include <gmock/gmock.h>

#include "gsm_script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct AGsmDialogue : AGsmPort {};
struct AGsmModemThatFails : AGsmPort {
  AGsmModemThatFails() : AGsmPort("quectel_ec25") {}
};

// What is told of one call, from its dialling to its end, when all that the modem says comes in two pieces, split here.
std::vector<std::string> call_split_at(std::size_t split) {
  struct Call final : AGsmPort {
    explicit Call() : AGsmPort("huawei_e173") { modem.answers["AT^CVOICE?"] = lines({"^CVOICE:0,8000,16,20", "OK"}); }
    void TestBody() override {}
    void says_in_two(const std::string& text, std::size_t split) {
      modem.says(text.substr(0, split));
      time.advance(1ms);
      if (split < text.size()) modem.says(text.substr(split));
      time.advance(5ms);
    }
  };
  Call call;
  call.seized();
  call.modem.answers["ATD5550123;"] = "";
  End end;
  call.port.send_digits(hal::DialString::parse("5550123").value(), end.done());
  call.time.advance(1ms);
  call.says_in_two(lines({"^RSSI:12", "^ORIG:1,0", "OK", "^CONF:1", "^CONN:1,0", "+CCWA: \"5550999\",129,1"}), split);
  call.modem.answers["AT+CLCC"] = "";
  call.says_in_two(lines({"^RSSI:12"}), 3);
  EXPECT_TRUE(end.well()) << split;
  return call.facts.told;
}

// [fault P01]
TEST(AGsmDialogueInPieces, IsTheSameForEverySplit) {
  const auto whole = call_split_at(0);
  ASSERT_THAT(whole, ElementsAre("ringback", "answered", HasSubstr("5550999")));
  for (std::size_t split = 1; split < 90; ++split) EXPECT_EQ(call_split_at(split), whole) << split;
}

// [fault P02]
TEST_F(AGsmDialogue, TakesNoEchoForAnAnswer) {
  modem.answers["ATE0V1Q0"] = "ATE0V1Q0\r" + lines({"OK"});
  modem.answers["AT+CGMM"] = "AT+CGMM\r" + lines({"M1", "OK"});
  modem.answers["AT+CPIN?"] = "AT+CPI" + lines({"+CPIN: READY", "OK"});
  ASSERT_TRUE(start());
  EXPECT_EQ(port.status().sim, SimState::ready);
}

// [fault P03]
TEST_F(AGsmDialogue, FindsARingInsideAnAnswer) {
  started();
  modem.answers["AT+CREG?"] = lines({"+CRING: VOICE", "+CREG: 1,1", "+CLIP: \"5550123\",129,,,,0", "OK"});
  End end;
  port.seize(end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::line_ringing);
  EXPECT_THAT(facts.told, ElementsAre("ring burst", HasSubstr("5550123")));
}

// [fault P05]
TEST_F(AGsmDialogue, DoesNotTakeAStrangeTextForOk) {
  seized();
  modem.answers["ATD5550123;"] = lines({"TRÈS BIEN"});
  End end;
  port.send_digits(hal::DialString::parse("5550123").value(), end.done());
  time.advance(2min);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
}

// [fault P06]
TEST_F(AGsmDialogue, PairsNoLateAnswerWithTheNextCommand) {
  connected();
  modem.answers["AT+CHLD=2"] = "";
  End late, next;
  port.flash(100ms, late.done());
  time.advance(10500ms);
  modem.says(lines({"ERROR"}));
  time.advance(5s);
  EXPECT_EQ(late.error(), ErrorCode::no_answer_from_device);
  modem.answers.erase("AT+CHLD=2");
  port.flash(100ms, next.done());
  time.advance(5s);
  EXPECT_TRUE(next.well());
}

// [fault P11]
TEST_F(AGsmDialogue, SendsOnlyWhatMayBeSent) {
  connected();
  released();
  for (const std::string& command : modem.commands) {
    EXPECT_TRUE(command.empty() || command.starts_with("AT")) << command;
    EXPECT_LE(command.size(), 257U);
  }
}

// [fault P13]
TEST_F(AGsmDialogue, SurvivesOkTwice) {
  modem.answers["AT+CMEE=1"] = lines({"OK", "OK"});
  modem.answers["AT+CSQ"] = lines({"+CSQ: 20,99", "OK", "ERROR"});
  EXPECT_TRUE(start());
}

// [fault P14]
TEST_F(AGsmDialogue, ToleratesEveryEndOfLine) {
  modem.answers["AT+CPIN?"] = std::string("\n+CPIN: READY\n\nOK\n");
  modem.answers["AT+CREG?"] = std::string("\r\r\n+CREG: 1,1\r\r\n") + '\0' + "\r\nOK\r\r\n";
  ASSERT_TRUE(start());
  EXPECT_EQ(port.status().registration, Registration::home);
}

// [fault D02]
TEST_F(AGsmModemThatFails, UnpluggedInACallIsGoneOnce) {
  connected();
  wire.unplug();
  time.advance(1min);
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("device gone")));
  EXPECT_EQ(port.call_state(), GsmCallState::idle);
}

// [fault D02]
TEST_F(AGsmModemThatFails, UnpluggedEndsTheOrderThatRuns) {
  seized();
  modem.answers["ATD5550123;"] = "";
  End dial, later;
  port.send_digits(hal::DialString::parse("5550123").value(), dial.done());
  time.advance(1s);
  wire.unplug();
  time.advance(1s);
  EXPECT_EQ(dial.error(), ErrorCode::device_missing);
  port.seize(later.done());
  time.advance(1s);
  EXPECT_EQ(later.error(), ErrorCode::device_missing);
}

// [fault D08]
TEST_F(AGsmModemThatFails, WhoseAnswersAreStolenIsInTrouble) {
  connected();
  for (int i = 0; i < 4; ++i) {
    modem.at_first["AT+CLCC"] = {""};
    time.advance(30s);
  }
  EXPECT_THAT(facts.told, Contains(HasSubstr("somebody else")));
}

// [fault D11]
TEST_F(AGsmModemThatFails, ThatBeginsAnewInACallIsGoneAndBack) {
  connected();
  lists({});
  modem.says(lines({"RDY", "+CFUN: 1", "+CPIN: READY", "+QIND: SMS DONE"}));
  time.advance(1min);
  ASSERT_EQ(facts.told.size(), 2U);
  EXPECT_THAT(facts.told.at(0), HasSubstr("was reset"));
  EXPECT_THAT(facts.told.at(1), HasSubstr("device back"));
  EXPECT_TRUE(sent("AT+CLIP=1"));
}

// [fault D11]
TEST_F(AGsmModemThatFails, ThatEchoesAgainIsMadeReadyAgain) {
  seized();
  released();
  modem.echoes = true;
  modem.at_first["ATE0V1Q0"] = {"ATE0V1Q0\r\r\nOK\r\n"};
  End end;
  port.seize(end.done());
  time.advance(100ms);
  modem.echoes = false;
  time.advance(1min);
  EXPECT_EQ(end.times, 1);
  EXPECT_TRUE(sent("AT+CLIP=1"));
}

// [fault D01]
TEST_F(AGsmModemThatFails, UnpluggedWhileIdleIsGone) {
  started();
  wire.unplug();
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("device gone")));
  EXPECT_EQ(time.next_deadline(), std::nullopt);
}

// [fault D09]
TEST_F(AGsmModemThatFails, ThatTakesNoBytesIsNoAnswer) {
  loopback::Pair narrow(time, {.capacity = 8});
  GsmPort stuck(narrow.computer(), time, trace, shipped_gsm("generic_gsm"));
  End end;
  stuck.start(end.done());
  time.advance(10min);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
}

// [fault D13]
TEST_F(AGsmModemThatFails, SpewingWithoutAnEndRecovers) {
  started();
  for (int i = 0; i < 1000; ++i) {
    modem.says(std::string(8000, 'A'));
    time.advance(1ms);
  }
  modem.says("\r\n");
  time.advance(10s);
  End end;
  port.seize(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
}

// [fault P12]
TEST_F(AGsmModemThatFails, HearsNoShieldedCodes) {
  connected();
  modem.says(
      "\x10"
      "b\x10"
      "d\x10"
      "l\r\n");
  time.advance(1s);
  EXPECT_THAT(facts.told, IsEmpty());
}

// [fault D12]
TEST_F(AGsmModemThatFails, WithGarbageOnItsWireRecovers) {
  started();
  std::string garbage;
  for (int i = 0; i < 5000; ++i) garbage += static_cast<char>(i * 7 % 256);
  modem.says(garbage);
  time.advance(10ms);
  modem.says("\r\n");
  time.advance(10s);
  End end;
  port.seize(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
}

// [fault D14]
TEST_F(AGsmModemThatFails, ThatFallsSilentInACallIsHungUpByDtrAndGone) {
  connected();
  modem.dtr.clear();
  modem.dumb = true;
  time.advance(2min);
  EXPECT_EQ(modem.dtr.substr(0, 2), "-+");
  EXPECT_THAT(facts.told, Contains(HasSubstr("device gone")));
}

// [fault D14]
TEST_F(AGsmModemThatFails, ThatSpeaksAgainAfterDtrIsBack) {
  connected();
  modem.dumb = true;
  time.advance(9s);
  lists({});
  modem.dumb = false;
  time.advance(2min);
  EXPECT_THAT(facts.told.back(), HasSubstr("device back"));
}

// [fault R03]
TEST_F(AGsmDialogue, EscapesWhatTheModemSaysOfItself) {
  modem.answers["AT+CGMI"] = "\r\n\x1B]0;x\x07\xE2\x80\xAE\xFF\r\n\r\nOK\r\n";
  started();
  for (const char c : port.status().manufacturer) EXPECT_TRUE(c >= ' ' && c <= '~');
}

// [fault R11]
TEST_F(AGsmDialogue, IgnoresAStormOfNews) {
  connected();
  std::string storm;
  for (int i = 0; i < 200; ++i) storm += lines({"+CIEV: 1,2", "^NONSENSE: 1", "+CLCC: x", "+CREG: 77", "+CUSD: 0"});
  for (int i = 0; i < 20; ++i) {
    modem.says(storm);
    time.advance(5ms);
  }
  EXPECT_EQ(port.call_state(), GsmCallState::active);
  released();
}

// [fault R11]
TEST_F(AGsmDialogue, IsHeldWhenItSaysMoreThanAnyModemCan) {
  started();
  for (int i = 0; i < 500; ++i) {
    modem.says(lines({"+CRING: VOICE", "^X: 1", "^X: 2", "^X: 3"}));
    time.advance(100us);
  }
  EXPECT_THAT(facts.told, Contains(HasSubstr("more than any modem can")));
  time.advance(1min);
  End end;
  port.seize(end.done());
  time.advance(5s);
  EXPECT_TRUE(end.well());
}

// [fault D12]
TEST(AGsmDialogueWithABadByte, LeavesALineThatCanBeReleased) {
  const std::string text =
      lines({"^ORIG:1,0", "^CONF:1", "^CONN:1,0", "+CCWA: \"5550999\",129,1", "+CUSD: 0,\"x\",15", "^CEND:1,0,104,17"});
  struct Call final : AGsmPort {
    explicit Call() : AGsmPort("huawei_e173") { modem.answers["AT^CVOICE?"] = lines({"^CVOICE:0,8000,16,20", "OK"}); }
    void TestBody() override {}
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char bad : {'\0', '"', '\r', '\xFF', '>'}) {
      Call call;
      call.dialled();
      std::string said = text;
      said[at] = bad;
      call.modem.says(said);
      call.time.advance(10ms);
      call.lists({});
      call.released();
      EXPECT_EQ(call.port.call_state(), GsmCallState::idle) << at;
    }
  }
}

// [fault D03]
TEST_F(AGsmDialogue, DiesQuietlyInTheMiddleOfEverything) {
  auto other = std::make_unique<loopback::Pair>(time);
  auto second = std::make_unique<GsmPort>(other->computer(), time, trace, shipped_gsm("ti_calypso"));
  second->start([](const auto&) { FAIL(); });
  time.advance(10ms);
  second.reset();
  time.advance(1min);
}

}  // namespace
}  // namespace campon::atmodem
