// Completion of busy calls by the network: asked for, believed, listed, cancelled, and the recall.
#include <gmock/gmock.h>

#include "gsm_script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using env::Remedy;
using hal::ServiceKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct ARequestForCompletion : AGsmPort {
  Report& asks() {
    serves(ServiceKind::request_completion, report);
    time.advance(1min);
    return report;
  }
  Report report;
};
struct ARequestThatIsListed : AGsmPort {
  ARequestThatIsListed() : AGsmPort("ti_calypso") {}
  Report& asks(ServiceKind kind, unsigned index = 0) {
    serves(kind, report, index);
    time.advance(2min);
    return report;
  }
  void lists_requests(std::initializer_list<std::string_view> all) {
    std::string text;
    for (const auto one : all) text.append("\r\n%CCBS: 5,").append(one).append("\r\n");
    modem.answers["AT%CCBS?"] = text + "\r\nOK\r\n";
  }
  Report report;
};

GsmPersonality with_texts() {
  auto modem = shipped_gsm("generic_gsm");
  modem.service_texts.push_back({TextPattern::parse("No request").value(), ServiceMeaning::none_outstanding});
  modem.service_texts.push_back({TextPattern::parse("<index>: <number>").value(), ServiceMeaning::entry});
  modem.service_texts.push_back({TextPattern::parse("Not subscribed").value(), ServiceMeaning::refused});
  return modem;
}
struct ANetworkThatAnswersInText : AGsmPort {
  ANetworkThatAnswersInText() : AGsmPort(with_texts()) {}
  Report& asks(ServiceKind kind, unsigned index = 0) {
    serves(kind, report, index);
    time.advance(2min);
    return report;
  }
  Report report;
};

struct ARecall : ARequestThatIsListed {};

TEST_F(ARequestForCompletion, IsTheFirstThingSentAfterBusy) {
  busy();
  asks();
  EXPECT_EQ(modem.commands.front(), "AT+CHLD=5");
}

TEST_F(ARequestForCompletion, IsNotBelievedForItsOk) {
  busy();
  EXPECT_EQ(asks().error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(report.remedy(), Remedy::unknown);
  EXPECT_THAT(report.why(), HasSubstr("proves nothing"));
}

TEST_F(ARequestForCompletion, IsRefusedByAnError) {
  busy();
  modem.answers["AT+CHLD=5"] = lines({"+CME ERROR: 4"});
  EXPECT_TRUE(asks().refused());
  EXPECT_THAT(report.why(), HasSubstr("operation not supported"));
}

TEST_F(ARequestForCompletion, ThatIsRefusedLeavesTheCallUntilItsTimeIsOver) {
  busy();
  modem.answers["AT+CHLD=5"] = lines({"ERROR"});
  serves(ServiceKind::request_completion, report);
  time.advance(1s);
  EXPECT_TRUE(report.refused());
  EXPECT_EQ(port.call_state(), GsmCallState::busy);
  time.advance(20s);
  EXPECT_THAT(facts.told, ElementsAre("loop drop"));
}

TEST_F(ARequestForCompletion, IsMisuseWithoutABusyCall) {
  connected();
  EXPECT_EQ(asks().error(), ErrorCode::bad_state);
  EXPECT_FALSE(sent("AT+CHLD=5"));
}

TEST_F(ARequestForCompletion, ComesTooLateAfterTheRetentionTime) {
  busy();
  time.advance(16s);
  EXPECT_EQ(asks().error(), ErrorCode::bad_state);
  EXPECT_EQ(modem.received, "");
}

TEST_F(ARequestForCompletion, IsNotOfferedWhereItIsNotListed) {
  modem.answers["AT+CHLD=?"] = lines({"+CHLD: (0,1,1x,2,2x,3,4)", "OK"});
  busy();
  EXPECT_EQ(asks().error(), ErrorCode::not_supported);
  EXPECT_EQ(modem.received, "");
}

// [fault D03]
TEST_F(ARequestForCompletion, WithoutAnAnswerIsUnknownAndNeverRepeated) {
  busy();
  modem.answers["AT+CHLD=5"] = "";
  EXPECT_EQ(asks().remedy(), Remedy::unknown);
  EXPECT_EQ(std::count(modem.commands.begin(), modem.commands.end(), "AT+CHLD=5"), 1);
}

// [fault D03]
TEST_F(ARequestForCompletion, EndsWhenTheModemIsUnplugged) {
  busy();
  modem.answers["AT+CHLD=5"] = "";
  serves(ServiceKind::request_completion, report);
  time.advance(1s);
  wire.unplug();
  time.advance(1s);
  EXPECT_EQ(report.error(), ErrorCode::device_missing);
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("device gone")));
}

TEST_F(ARequestForCompletion, IsOneAtATime) {
  busy();
  Report second;
  serves(ServiceKind::request_completion, report);
  serves(ServiceKind::request_completion, second);
  time.advance(1min);
  EXPECT_EQ(second.error(), ErrorCode::bad_state);
  EXPECT_EQ(report.times, 1);
}

TEST_F(ARequestThatIsListed, IsBelievedWhenTheModemReportsIt) {
  busy();
  modem.answers["AT+CHLD=5"] = lines({"OK", "%CCBS: 2"});
  EXPECT_TRUE(asks(ServiceKind::request_completion).granted()) << report.why();
  EXPECT_THAT(facts.told, ElementsAre("loop drop"));
}

TEST_F(ARequestThatIsListed, IsBelievedWhenTheReportComesLate) {
  busy();
  lists_requests({"1"});
  serves(ServiceKind::request_completion, report);
  time.advance(3s);
  modem.says(lines({"%CCBS: 2"}));
  time.advance(1s);
  EXPECT_TRUE(report.granted());
}

TEST_F(ARequestThatIsListed, IsBelievedWhenTheReportComesBeforeTheOk) {
  busy();
  modem.answers["AT+CHLD=5"] = lines({"%CCBS: 2", "OK"});
  EXPECT_TRUE(asks(ServiceKind::request_completion).granted());
  EXPECT_FALSE(sent("AT%CCBS?"));
}

TEST_F(ARequestThatIsListed, IsBelievedWhenTheQueryShowsTheNumber) {
  busy();
  lists_requests({"2,1,\"+15550123\",145"});
  EXPECT_TRUE(asks(ServiceKind::request_completion).granted()) << report.why();
}

TEST_F(ARequestThatIsListed, IsNotBelievedWhenTheQueryShowsAnother) {
  busy();
  lists_requests({"2,1,\"5559999\",129"});
  EXPECT_TRUE(asks(ServiceKind::request_completion).refused());
  EXPECT_THAT(report.why(), HasSubstr("does not list it"));
}

TEST_F(ARequestThatIsListed, IsNotBelievedWhenTheQueryShowsNone) {
  busy();
  lists_requests({"1"});
  EXPECT_TRUE(asks(ServiceKind::request_completion).refused());
}

TEST_F(ARequestThatIsListed, LosesItsCallWhenTheNetworkSaysTooLate) {
  busy();
  modem.says(lines({"%CCBS: 0"}));
  time.advance(10ms);
  EXPECT_THAT(facts.told, ElementsAre("loop drop"));
}

TEST_F(ARequestThatIsListed, IsReadByItsIndexAndNumber) {
  started();
  lists_requests({"2,1,\"5550123\",129", "2,3,\"5550999\",129", "2,3,\"666\",129", "2,9,\"777\",129", "2,x"});
  ASSERT_TRUE(asks(ServiceKind::query_completions).granted());
  ASSERT_EQ(report.result->entries.size(), 2U);
  EXPECT_EQ(report.result->entries.at(0).number, "5550123");
  EXPECT_EQ(report.result->entries.at(1).index, 3U);
}

TEST_F(ARequestThatIsListed, IsCancelledByItsIndexAndThenLooksWhetherItIsGone) {
  started();
  lists_requests({"2,1,\"5550123\",129"});
  EXPECT_TRUE(asks(ServiceKind::cancel_completion, 3).granted());
  EXPECT_THAT(modem.commands, ElementsAre("AT%CCBS=1,3", "AT%CCBS?"));
}

TEST_F(ARequestThatIsListed, IsNotCancelledWhileItIsListed) {
  started();
  lists_requests({"2,3,\"5550123\",129"});
  EXPECT_TRUE(asks(ServiceKind::cancel_completion, 3).refused());
  EXPECT_THAT(report.why(), HasSubstr("still lists"));
}

TEST_F(ARequestThatIsListed, HasAnIndexOfOneToFive) {
  started();
  EXPECT_EQ(asks(ServiceKind::cancel_completion, 6).error(), ErrorCode::bad_completion_id);
  EXPECT_EQ(modem.received, "");
}

TEST_F(ANetworkThatAnswersInText, IsAskedWithTheCodesOfTheStandard) {
  started();
  modem.answers["ATD*#37#;"] = lines({"OK", "+CUSD: 0,\"No request\",15"});
  EXPECT_TRUE(asks(ServiceKind::query_completions).granted()) << report.why();
  EXPECT_THAT(modem.commands, ElementsAre("ATD*#37#;"));
}

TEST_F(ANetworkThatAnswersInText, MayTakeSeveralLines) {
  started();
  modem.answers["ATD*#37#;"] = lines({"OK"}) + "\r\n+CUSD: 0,\"Ringback:\r\n1: 5550123\r\n2: 5550999\r\n\",15\r\n";
  ASSERT_TRUE(asks(ServiceKind::query_completions).granted()) << report.why();
  EXPECT_EQ(report.result->entries.size(), 2U);
}

// [fault R01]
TEST_F(ANetworkThatAnswersInText, CannotForgeAResult) {
  started();
  modem.answers["ATD*#37#;"] = "\r\n+CUSD: 0,\"x\r\nERROR\r\nNO CARRIER\r\n1: 5550123\r\nOK\",15\r\n" + lines({"OK"});
  ASSERT_TRUE(asks(ServiceKind::query_completions).granted()) << report.why();
  EXPECT_EQ(report.result->entries.size(), 1U);
}

// [fault R01]
TEST_F(ANetworkThatAnswersInText, WithoutAnEndHoldsNothingUp) {
  started();
  modem.answers["ATD*#37#;"] = "\r\n+CUSD: 0,\"x\r\n";
  serves(ServiceKind::query_completions, report);
  time.advance(5s);
  modem.says(lines({"OK"}));
  time.advance(1min);
  EXPECT_EQ(report.error(), ErrorCode::no_answer_from_device);
}

TEST_F(ANetworkThatAnswersInText, MayUseUcs2) {
  started();
  modem.answers["ATD*#37#;"] = lines({"OK", "+CUSD: 0,\"004E006F00200072006500710075006500730074\",72"});
  EXPECT_TRUE(asks(ServiceKind::query_completions).granted()) << report.why();
}

TEST_F(ANetworkThatAnswersInText, MayRefuse) {
  started();
  modem.answers["ATD#37#;"] = lines({"+CUSD: 2,\"Not subscribed\",15", "OK"});
  EXPECT_TRUE(asks(ServiceKind::cancel_completions).refused());
  EXPECT_EQ(report.why(), "Not subscribed");
}

TEST_F(ANetworkThatAnswersInText, CancelsOne) {
  started();
  modem.answers["ATD*#37#;"] = lines({"2: 5550999", "OK"});
  EXPECT_TRUE(asks(ServiceKind::cancel_completion, 1).granted()) << report.why();
  EXPECT_THAT(modem.commands, ElementsAre("ATD#37*1#;", "ATD*#37#;"));
}

TEST_F(ANetworkThatAnswersInText, ThatIsNotUnderstoodIsNoAnswer) {
  started();
  modem.answers["ATD*#37#;"] = lines({"OK", "+CUSD: 0,\"bonjour\",15"});
  EXPECT_EQ(asks(ServiceKind::query_completions).error(), ErrorCode::no_answer_from_device);
}

// [fault P07]
TEST_F(ANetworkThatAnswersInText, GetsNoByteWhileItThinks) {
  connected();
  modem.answers["ATD*#37#;"] = "";
  serves(ServiceKind::query_completions, report);
  time.advance(2s);
  forget();
  time.advance(20s);
  EXPECT_EQ(modem.received, "");
}

TEST_F(ARecall, RingsWithItsMarkUntilItIsOver) {
  started();
  modem.says(lines({"%CCBS: 3,\"5550123\",129"}));
  time.advance(9s);
  EXPECT_EQ(port.call_state(), GsmCallState::recalling);
  EXPECT_EQ(told("ring burst"), 3U);
  const auto id = std::get<hal::CallerIdReceived>(facts.facts.at(1)).id;
  EXPECT_EQ(id.number, "5550123");
  EXPECT_EQ(id.call_type, hal::CallType::ring_back);
  modem.says(lines({"%CCBS: 4"}));
  time.advance(10ms);
  EXPECT_EQ(port.call_state(), GsmCallState::idle);
}

// [fault R12]
TEST_F(ARecall, InAStormStaysOneRecall) {
  started();
  for (int i = 0; i < 500; ++i) {
    modem.says(lines({"%CCBS: 3,\"5550123\",129"}));
    if (i % 100 == 0) time.advance(1ms);
  }
  EXPECT_LE(facts.told.size(), 3U);
}

TEST_F(ARecall, IsOverWithItsTime) {
  started();
  modem.says(lines({"%CCBS: 3"}));
  time.advance(21s);
  EXPECT_EQ(port.call_state(), GsmCallState::idle);
}

TEST_F(ARecall, MayComeAfterItsRing) {
  started();
  modem.says(lines({"+CRING: VOICE", "+CLIP: \"5550123\",129,,,,0", "%CCBS: 3"}));
  time.advance(10ms);
  const auto& id = std::get<hal::CallerIdReceived>(facts.facts.back()).id;
  EXPECT_EQ(id.number, "5550123");
  EXPECT_EQ(id.call_type, hal::CallType::ring_back);
}

TEST_F(ARecall, ThatIsTakenCallsTheOtherParty) {
  started();
  modem.says(lines({"%CCBS: 3,\"5550123\",129"}));
  time.advance(10ms);
  forget();
  lists({"1,0,3,0,0,\"5550123\",129"});
  End end;
  port.answer(end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.commands.front(), "ATA");
  lists({"1,0,0,0,0,\"5550123\",129"});
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("ringback", "answered"));
}

TEST_F(ARecall, InACallIsAWaitingCall) {
  connected();
  modem.says(lines({"%CCBS: 3,\"5550999\",129"}));
  time.advance(10ms);
  EXPECT_EQ(std::get<hal::CallWaiting>(facts.facts.at(0)).id.call_type, hal::CallType::ring_back);
}

}  // namespace
}  // namespace campon::atmodem
