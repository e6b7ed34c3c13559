// The voice port against scripted dialogues: what it sends to the byte, and what it tells.
#include "drivers/atmodem/voice_port.hpp"

#include <gmock/gmock.h>

#include "script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

struct AVoicePort : APort {};
struct AModemWithoutRingback : APort {
  AModemWithoutRingback() : APort("cx93010") {}
};

TEST_F(AVoicePort, SendsNothingBeforeItIsStarted) {
  time.advance(1min);
  EXPECT_EQ(modem.received, "");
}

TEST_F(AVoicePort, IsMadeReadyToTheByte) {
  End end;
  port.start(end.done());
  EXPECT_EQ(end.times, 0);
  time.advance(5s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(
      modem.received,
      "AT\rATZ\rATE0V1Q0\rATX4\rAT&D2\rATS0=0\rATS2=255\rATS30=0\rAT+FCLASS=8\rAT+VIT=0\rAT+VSD=128,0\rAT+VTD=10\rAT+VCID=1\rAT+VDR=1,0\r");
  EXPECT_EQ(modem.dtr, "+");
}

TEST_F(AVoicePort, IsMadeReadyInSpiteOfTheEcho) {
  modem.echoes = true;
  modem.answers["ATE0V1Q0"] = "ATE0V1Q0\r\r\nOK\r\n";
  End end;
  port.start(end.done());
  time.advance(2s);
  modem.echoes = false;
  time.advance(5s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(trace.notes.find("lost its settings"), std::string::npos);
}

TEST_F(AVoicePort, DoesWithoutWhatIsOptional) {
  for (const auto* command : {"AT+VIT=0", "AT+VSD=128,0", "AT+VTD=10", "AT+VCID=1", "AT+VDR=1,0", "ATS30=0"})
    modem.answers[command] = "\r\nERROR\r\n";
  End end;
  port.start(end.done());
  time.advance(5s);
  EXPECT_TRUE(end.well());
  EXPECT_FALSE(port.capabilities().caller_id || port.capabilities().call_type || port.capabilities().ring_cadence);
}

TEST_F(AVoicePort, DoesNotStartWithoutVoiceMode) {
  modem.answers["AT+FCLASS=8"] = "\r\nERROR\r\n";
  End end;
  port.start(end.done());
  time.advance(5s);
  EXPECT_EQ(end.error(), ErrorCode::device_refused);
  EXPECT_THAT(end.result.error().what, HasSubstr("answered AT+FCLASS=8 with ERROR"));
}

TEST_F(AVoicePort, DoesNotStartOnADumbDevice) {
  modem.dumb = true;
  End end;
  port.start(end.done());
  time.advance(1min);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(modem.received, "AT\rAT\rAT\r");
}

TEST_F(AVoicePort, RepeatsASettingThatARingSwallowed) {
  modem.at_first["AT+VCID=1"] = {"\r\nRING\r\n"};
  End end;
  port.start(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
  EXPECT_TRUE(port.capabilities().caller_id);
}

TEST_F(AVoicePort, SurvivesOkTwiceAfterTheReset) {
  modem.at_first["ATZ"] = {"\r\nOK\r\n\r\nOK\r\n"};
  End end;
  port.start(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
}

TEST_F(AVoicePort, SeizesInVoiceModeToTheByte) {
  started();
  End end;
  port.seize(end.done());
  EXPECT_EQ(end.times, 0);
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+FCLASS=8\rAT+VLS=1\r");
}

TEST_F(AVoicePort, HearsADialToneThatComesBeforeTheOk) {
  started();
  modem.answers["AT+VLS=1"] =
      "\x10"
      "d\r\nOK\r\n";
  End end;
  port.seize(end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(facts.told, ElementsAre("dial tone"));
}

TEST_F(AVoicePort, SaysThatAnotherTelephoneIsOnTheLine) {
  started();
  modem.answers["AT+VLS=1"] = "\r\nLINE IN USE\r\n";
  End end;
  port.seize(end.done());
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::line_busy);
}

TEST_F(AVoicePort, SendsTheFirstDigitsAsADialStringAndTheNextAsTones) {
  seized();
  End first, second;
  port.send_digits(digits("5550123"), first.done());
  time.advance(1s);
  port.send_digits(digits("*37#"), second.done());
  time.advance(1s);
  EXPECT_TRUE(first.well() && second.well());
  EXPECT_EQ(modem.received, "ATX3DT5550123;\rAT+VTS=*,3,7,#\r");
}

TEST_F(AVoicePort, DialsAnewAfterTheNextSeizure) {
  seized();
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(1s);
  port.release([](const auto&) {});
  time.advance(3s);
  port.seize([](const auto&) {});
  time.advance(1s);
  modem.received.clear();
  port.send_digits(digits("*66"), [](const auto&) {});
  time.advance(1s);
  EXPECT_EQ(modem.received, "ATX3DT*66;\r");
}

TEST_F(AVoicePort, WaitsAPauseBetweenTones) {
  seized();
  port.flash(100ms, [](const auto&) {});
  time.advance(1s);
  modem.times.clear();
  End end;
  port.send_digits(digits("1,2"), end.done());
  time.advance(5s);
  EXPECT_TRUE(end.well());
  ASSERT_EQ(modem.times.size(), 2U);
  EXPECT_EQ(modem.times[1] - modem.times[0], 2s);
}

TEST_F(AVoicePort, StaysOffHookOnBusy) {
  seized();
  port.send_digits(digits("5550123"), [](const auto&) {});
  time.advance(1s);
  modem.says(
      "\x10"
      "b");
  time.advance(1min);
  EXPECT_THAT(facts.told, ElementsAre("busy tone"));
  EXPECT_EQ(facts.evidences[0], hal::Evidence::protocol);
  EXPECT_EQ(modem.received, "ATX3DT5550123;\r");
}

TEST_F(AVoicePort, TellsEveryEventOfAnOffHookLine) {
  seized();
  for (const char code : std::string("dibKrJvaLl?qZ")) modem.says(std::string("\x10") + code);
  modem.says("\x10/\x10#\x10#\x10~");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("dial tone", "stutter dial tone", "busy tone", "reorder tone", "ringback", "special information tone",
                                      "voice", "answered", "polarity reversal", "loop drop", "digit #"));
}

TEST_F(AVoicePort, HearsTheSameHoweverItsBytesAreSplit) {
  const std::string bytes = "\r\nRINGING\r\n\x10r\x10\x62\x10/\x10\x35\x10\x35\x10~\r\nBUSY\r\n";
  for (std::size_t at = 0; at <= bytes.size(); ++at) {
    facts.told.clear();
    if (at == 0) seized();
    modem.says(bytes.substr(0, at));
    time.advance(10ms);
    modem.says(bytes.substr(at));
    time.advance(10ms);
    ASSERT_THAT(facts.told, ElementsAre("ringback", "ringback", "busy tone", "digit 5", "busy tone")) << at;
  }
}

TEST_F(AVoicePort, HearsNoTonesOnHook) {
  started();
  modem.says(
      "\x10"
      "b\x10"
      "d\r\nBUSY\r\n\r\nNO CARRIER\r\n");
  time.advance(1s);
  EXPECT_THAT(facts.told, IsEmpty());
}

TEST_F(AVoicePort, TellsResultsThatEndNoCommand) {
  seized();
  for (const auto* text : {"BUSY", "RINGING", "VOICE", "VCON", "NO CARRIER", "5550123", "NAME"})
    modem.says("\r\n" + std::string(text) + "\r\n");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("busy tone", "ringback", "voice", "answered", "loop drop"));
  EXPECT_EQ(facts.evidences[3], hal::Evidence::inferred);
}

TEST_F(AVoicePort, TakesBusyAsTheEndOfItsDialling) {
  seized();
  modem.answers["ATX3DT5550123;"] = "\r\nBUSY\r\n";
  End end;
  port.send_digits(digits("5550123"), end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(facts.told, ElementsAre("busy tone"));
}

TEST_F(AVoicePort, SaysThatThereIsNoDialTone) { EXPECT_EQ(error_of_dialling("\r\nNO DIALTONE\r\n"), ErrorCode::no_dial_tone); }
TEST_F(AVoicePort, SaysThatTheModemHungUp) { EXPECT_EQ(error_of_dialling("\r\nNO CARRIER\r\n"), ErrorCode::device_refused); }

TEST_F(AVoicePort, DoesNotHammerABlockedNumber) {
  EXPECT_EQ(error_of_dialling("\r\nBLACKLISTED\r\n"), ErrorCode::device_refused);
  time.advance(1min);
  EXPECT_EQ(modem.received, "ATX3DT5550123;\r");
}

TEST_F(AVoicePort, HangsUpByDtrAfterConnect) {
  EXPECT_EQ(error_of_dialling("\r\nCONNECT 1200\r\n"), ErrorCode::device_refused);
  modem.dtr.clear();
  modem.received.clear();
  End end;
  port.release(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.dtr, "-+");
  EXPECT_THAT(modem.received, testing::StartsWith("AT\rATZ\r"));
}

TEST_F(AVoicePort, FlashesForTheLengthAskedFor) {
  seized();
  End end;
  port.flash(100ms, end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+VTS={!,10}\r");
}

TEST_F(AVoicePort, RefusesAFlashThatItCannotDo) {
  seized();
  End end;
  port.flash(5s, end.done());
  EXPECT_EQ(end.times, 0);
  time.advance(1s);
  EXPECT_EQ(end.error(), ErrorCode::not_supported);
  EXPECT_EQ(modem.received, "");
}

TEST_F(AVoicePort, ReleasesToTheByte) {
  seized();
  End end;
  port.release(end.done());
  EXPECT_EQ(end.times, 0);
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+VLS=0\r");
}

TEST_F(AVoicePort, ReleasesAnotherWayWhenTheFirstIsRefused) {
  seized();
  modem.answers["AT+VLS=0"] = "\r\nERROR\r\n";
  modem.answers["ATH"] = "\r\nNO CARRIER\r\n";
  End end;
  port.release(end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+VLS=0\rATH\r");
}

TEST_F(AVoicePort, ReleasesByDtrAtLast) {
  seized();
  modem.answers["AT+VLS=0"] = modem.answers["ATH"] = "\r\nERROR\r\n";
  modem.dtr.clear();
  End end;
  port.release(end.done());
  time.advance(1min);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.dtr, "-+");
}

TEST_F(AVoicePort, ReportsADeviceThatNeverAnswersAgain) {
  seized();
  modem.dumb = true;
  modem.dtr.clear();
  End end;
  port.release(end.done());
  time.advance(2min);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(modem.dtr, "-+");
  ASSERT_FALSE(facts.told.empty());
  EXPECT_THAT(facts.told.back(), HasSubstr("device gone"));
}

TEST_F(AVoicePort, CanBeStartedAgainAfterTrouble) {
  seized();
  modem.dumb = true;
  port.release([](const auto&) {});
  time.advance(2min);
  modem.dumb = false;
  End end;
  port.start(end.done());
  time.advance(5s);
  EXPECT_TRUE(end.well());
}

TEST_F(AVoicePort, AbortsDiallingWithOneByteWhenReleased) {
  seized();
  modem.answers["ATX3DT5550123;"] = "";
  modem.answers[""] = "\r\nNO CARRIER\r\n";
  End dial, release;
  port.send_digits(digits("5550123"), dial.done());
  time.advance(500ms);
  port.release(release.done());
  EXPECT_EQ(dial.times, 0);
  time.advance(1s);
  EXPECT_EQ(dial.error(), ErrorCode::cancelled);
  EXPECT_TRUE(release.well());
  EXPECT_EQ(modem.received, "ATX3DT5550123;\r\rAT+VLS=0\r");
}

TEST_F(AVoicePort, SendsNoFurtherTonesWhenReleased) {
  seized();
  port.flash(100ms, [](const auto&) {});
  time.advance(1s);
  modem.received.clear();
  End tones, release;
  port.send_digits(digits("1,2,3"), tones.done());
  time.advance(1s);
  port.release(release.done());
  time.advance(10s);
  EXPECT_EQ(tones.error(), ErrorCode::cancelled);
  EXPECT_TRUE(release.well());
  EXPECT_EQ(modem.received, "AT+VTS=1\rAT+VLS=0\r");
}

TEST_F(AVoicePort, CancelsASeizureThatIsReleased) {
  started();
  End seize, release;
  port.seize(seize.done());
  port.release(release.done());
  time.advance(1s);
  EXPECT_EQ(seize.error(), ErrorCode::cancelled);
  EXPECT_TRUE(release.well());
  EXPECT_THAT(modem.commands, testing::Not(testing::Contains("AT+VLS=1")));
  EXPECT_EQ(modem.commands.back(), "AT+VLS=0");
}

TEST_F(AVoicePort, EndsACommandThatIsNotAnswered) {
  started();
  modem.answers["AT+VLS=1"] = "";
  End end;
  port.seize(end.done());
  time.advance(6s);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(end.result.error().remedy, env::Remedy::unknown);
}

TEST_F(AVoicePort, DoesNotTakeALateOkForTheEndOfItsRelease) {
  started();
  modem.answers["AT+VLS=1"] = "";
  modem.answers["AT"] = "";
  port.seize([](const auto&) {});
  time.advance(6s);
  End release;
  port.release(release.done());
  modem.says("\r\nOK\r\n");
  time.advance(200ms);
  EXPECT_EQ(release.times, 0);
  time.advance(5s);
  EXPECT_TRUE(release.well());
  EXPECT_EQ(modem.commands.back(), "AT+VLS=0");
}

TEST_F(AVoicePort, TakesOneOrderAtATime) {
  started();
  End first, second;
  port.seize(first.done());
  port.send_digits(digits("1"), second.done());
  time.advance(1s);
  EXPECT_TRUE(first.well());
  EXPECT_EQ(second.error(), ErrorCode::bad_state);
}

TEST_F(AVoicePort, AnswersInVoiceModeToTheByte) {
  started();
  modem.says("\x10R");
  time.advance(100ms);
  End end;
  port.answer(end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+FCLASS=8\rAT+VLS=1\r");
}

TEST_F(AVoicePort, TellsRingsWithTheirLengths) {
  started();
  modem.says("\r\nDROF=0\r\n\r\nDRON=4\r\n");
  time.advance(600ms);
  modem.says("\r\nDROF=2\r\n\r\nDRON=4\r\n");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("ring burst, 0.4 s long", "ring burst after 0.2 s, 0.4 s long"));
}

TEST_F(AVoicePort, TellsARingOnceThoughItIsReportedThreeWays) {
  started();
  modem.says("\x10R\r\nRING\r\n");
  time.advance(2s);
  modem.says("\r\nDRON=20\r\n");
  time.advance(10s);
  EXPECT_THAT(facts.told, ElementsAre("ring burst, 2.0 s long"));
}

TEST_F(AVoicePort, TellsBareRingsWhereCadenceIsNotMeasured) {
  modem.answers["AT+VDR=1,0"] = "\r\nERROR\r\n";
  started();
  modem.says("\r\nRING\r\n");
  time.advance(6s);
  modem.says("\x10R");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("ring burst", "ring burst"));
}

TEST_F(AVoicePort, TellsCallerIdAfterSomeQuiet) {
  started();
  modem.says("\r\nDATE = 1128\r\n\r\nTIME = 2130\r\n\r\nNMBR = 5551000\r\n\r\nNAME = TEST\r\n\r\nMESG = 110102\r\n");
  time.advance(499ms);
  EXPECT_THAT(facts.told, IsEmpty());
  time.advance(1ms);
  EXPECT_THAT(facts.told, ElementsAre("caller id 5551000 \"TEST\", call type ring back"));
}

TEST_F(AVoicePort, TellsCallerIdBeforeTheNextRing) {
  started();
  modem.says("\r\nNMBR = 5551000\r\n\r\nDRON=20\r\n");
  time.advance(1ms);
  EXPECT_THAT(facts.told, ElementsAre("caller id 5551000", "ring burst, 2.0 s long"));
}

TEST_F(AVoicePort, TellsCallerIdFromComplexReports) {
  started();
  modem.says("\x10XNMBR=5551000\x10.\x10XNAME=TEST\x10.");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("caller id 5551000 \"TEST\""));
}

TEST_F(AVoicePort, DropsTonesOfItsOwnDigitsWhereThePersonalitySaysSo) {
  loopback::Pair other(time);
  ScriptedModem far(time, other.modem());
  Personality deaf = shipped("generic_v253");
  deaf.false_tones_while_sending = true;
  VoicePort sender(other.computer(), time, trace, deaf);
  Facts heard;
  sender.attach(&heard);
  sender.start([](const auto&) {});
  time.advance(5s);
  sender.seize([](const auto&) {});
  time.advance(1s);
  far.answers["ATX3DT1;"] =
      "\x10"
      "d\r\nOK\r\n";
  sender.send_digits(digits("1"), [](const auto&) {});
  time.advance(1s);
  EXPECT_THAT(heard.told, IsEmpty());
  far.says("\x10\x62");
  time.advance(1s);
  EXPECT_THAT(heard.told, ElementsAre("busy tone"));
}

TEST_F(AModemWithoutRingback, SendsAllDigitsAsTones) {
  seized();
  End first, second;
  port.send_digits(digits("*66"), first.done());
  time.advance(1s);
  port.flash(600ms, second.done());
  time.advance(1s);
  EXPECT_TRUE(first.well() && second.well());
  EXPECT_EQ(modem.received, "AT+VTS=*,6,6\rATS29=60\rAT+VTS={!,60}\r");
}

TEST_F(AVoicePort, NotesWhatItSendsAndHearsWithoutControlBytes) {
  seized();
  modem.says("\r\n\x1b[2J\x07\r\n");
  time.advance(1s);
  EXPECT_THAT(trace.notes, HasSubstr("sent AT+VLS=1\\x0D\n"));
  EXPECT_THAT(trace.notes, HasSubstr("heard \\x1B[2J\\x07\n"));
  for (const char c : trace.notes) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
}

TEST_F(AVoicePort, IsNamedAfterChannelAndModem) { EXPECT_EQ(port.name(), "loopback (Voice modem after V.253)"); }

}  // namespace
}  // namespace campon::atmodem
