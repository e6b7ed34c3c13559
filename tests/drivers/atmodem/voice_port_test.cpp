// The voice port against scripted dialogues: what it sends to the byte, and what it tells.
#include "drivers/atmodem/voice/voice_port.hpp"

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
  EXPECT_EQ(modem.received, "AT\rATQ0V1\rATQ0V1\rAT\rATQ0V1\rATQ0V1\r") << "asked three times, then once more after DTR";
}

// Left silent by an earlier program. [fault D14]
TEST_F(AVoicePort, StartsOnADeviceThatDtrBringsBack) {
  modem.dumb = true;
  modem.woken_by_dtr = true;
  End end;
  port.start(end.done());
  time.advance(1min);
  EXPECT_TRUE(end.well());
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

// [fault P11]
TEST_F(AVoicePort, SplitsManyDigitsIntoLinesThatTheModemTakes) {
  seized();
  End first, second;
  port.send_digits(digits("1234567890123456789012345678901234567890"), first.done());
  time.advance(5s);
  EXPECT_EQ(modem.received, "ATX3DT12345678901234567890123456789012345;\rAT+VTS=6,7,8,9,0\r");
  modem.received.clear();
  port.send_digits(digits("123456789012345678901234567890"), second.done());
  time.advance(5s);
  EXPECT_EQ(modem.received, "AT+VTS=1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8\rAT+VTS=9,0,1,2,3,4,5,6,7,8,9,0\r");
  EXPECT_TRUE(first.well() && second.well());
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

TEST_F(AVoicePort, SaysThatThereIsNoDialTone) { EXPECT_EQ(error_of_dialling("\r\nNO DIALTONE\r\n"), ErrorCode::no_dial_tone); }

TEST_F(AVoicePort, SaysThatTheModemHungUp) { EXPECT_EQ(error_of_dialling("\r\nNO CARRIER\r\n"), ErrorCode::device_refused); }

// [fault P08]
TEST_F(AVoicePort, DoesNotHammerABlockedNumber) {
  EXPECT_EQ(error_of_dialling("\r\nBLACKLISTED\r\n"), ErrorCode::device_refused);
  time.advance(1min);
  EXPECT_EQ(modem.received, "ATX3DT5550123;\r");
}

// [fault P09]
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

// [fault P07]
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

// [fault P06]
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

TEST_F(AVoicePort, IsNamedAfterChannelAndModem) { EXPECT_EQ(port.name(), "loopback (Voice modem after V.253)"); }

}  // namespace
}  // namespace campon::atmodem
