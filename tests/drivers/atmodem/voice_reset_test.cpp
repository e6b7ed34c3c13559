// The voice port and a modem that loses its settings, its voice or its mind between two orders.
#include <gmock/gmock.h>

#include "drivers/atmodem/engine/chat.hpp"
#include "script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

constexpr std::string_view k_init =
    "ATZ\rATE0V1Q0\rATX4\rAT&D2\rATS0=0\rATS2=255\rATS30=0\rAT+FCLASS=8\rAT+VIT=0\rAT+VSD=128,0\rAT+VTD=10\rAT+VCID=1\rAT+VDR=1,0\r";

struct AModemResetOnHook : APort {
  // The echo comes back on, until the settings are given again.
  void is_reset(const std::string& echoed = "AT+FCLASS=8") { modem.at_first[echoed] = {echoed + "\r\r\nOK\r\n"}; }
};

TEST_F(AModemResetOnHook, IsInitialisedBeforeItIsSeized) {
  started();
  is_reset();
  End end;
  port.seize(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+FCLASS=8\r" + std::string(k_init) + "AT+FCLASS=8\rAT+VLS=1\r");
  EXPECT_THAT(facts.told, IsEmpty());
}

// [fault D11]
TEST_F(AModemResetOnHook, IsInitialisedBeforeItAnswers) {
  started();
  is_reset();
  End end;
  port.answer(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+FCLASS=8\r" + std::string(k_init) + "AT+FCLASS=8\rAT+VLS=1\r");
}

TEST_F(AModemResetOnHook, IsNotInitialisedAgainForTheSeizureAfter) {
  started();
  is_reset();
  port.seize([](const auto&) {});
  time.advance(10s);
  port.release([](const auto&) {});
  time.advance(3s);
  modem.received.clear();
  port.seize([](const auto&) {});
  time.advance(3s);
  EXPECT_EQ(modem.received, "AT+FCLASS=8\rAT+VLS=1\r");
}

TEST_F(AModemResetOnHook, FailsTheOrderWhenItLosesItsSettingsAtOnceAgain) {
  started();
  modem.answers["AT+FCLASS=8"] = "AT+FCLASS=8\r\r\nOK\r\n";
  End end;
  port.seize(end.done());
  time.advance(1min);
  EXPECT_EQ(end.error(), ErrorCode::device_refused);
  EXPECT_THAT(modem.commands, Not(Contains("AT+VLS=1")));
}

TEST_F(AModemResetOnHook, CanBeReleasedWhileItIsInitialised) {
  started();
  is_reset();
  End seize, release;
  port.seize(seize.done());
  time.advance(600ms);
  port.release(release.done());
  time.advance(20s);
  EXPECT_EQ(seize.error(), ErrorCode::cancelled);
  EXPECT_TRUE(release.well());
  EXPECT_THAT(modem.commands, Not(Contains("AT+VLS=1")));
}

TEST_F(AModemResetOnHook, TakesNoOrderWhileItIsHungUpBecauseItRefusesItsSettings) {
  started();
  modem.at_first["AT+VLS=0"] = {"AT+VLS=0\r\r\nOK\r\n"};
  modem.at_first["ATE0V1Q0"] = {"\r\nERROR\r\n"};
  modem.dtr.clear();
  port.release([](const auto&) {});
  while (modem.dtr.empty() && time.now() < env::Time{} + 1min) time.advance(10ms);
  ASSERT_EQ(modem.dtr, "-");
  modem.received.clear();
  End end;
  port.seize(end.done());
  time.advance(400ms);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(modem.received, "");
  time.advance(1min);
  EXPECT_EQ(end.times, 1);
  EXPECT_EQ(modem.dtr, "-+");
  EXPECT_THAT(facts.told, IsEmpty());
}

struct AModemWithOtherResultCodes : APort {
  // V0 or Q1 out of its memory: no words until it is told.
  void is_mute(const std::string& result) {
    for (const auto* command : {"AT", "ATZ"}) modem.answers[command] = result;
    for (const auto* command : {"ATX4", "AT&D2"}) modem.answers[command] = "\r\nOK\r\n";
  }
};

TEST_F(AModemWithOtherResultCodes, IsToldToUseWords) {
  for (const std::string result : {"0\r", ""}) {
    is_mute(result);
    End end;
    port.start(end.done());
    time.advance(90s);
    EXPECT_TRUE(end.well()) << result;
  }
}

struct AModemWhoseResetIsNeeded : APort {
  AModemWhoseResetIsNeeded() : APort("cx93010") {}
};

TEST_F(AModemWhoseResetIsNeeded, MayAnswerItInANumber) {
  modem.at_first["ATZ"] = {"0\r"};
  End end;
  port.start(end.done());
  time.advance(90s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(modem.commands, Contains("ATE0V1Q0"));
}

TEST_F(AModemWhoseResetIsNeeded, MayNotRefuseIt) {
  modem.answers["ATZ"] = "\r\nERROR\r\n";
  End end;
  port.start(end.done());
  time.advance(90s);
  EXPECT_EQ(end.error(), ErrorCode::device_refused);
}

// [fault P05, D11]
TEST_F(AModemWithOtherResultCodes, NeverHasANumberTakenForOk) {
  started();
  modem.at_first["AT+VLS=1"] = {"0\r"};
  End end;
  port.seize(end.done());
  time.advance(30s);
  EXPECT_EQ(end.error(), ErrorCode::device_missing);
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("was reset"), "device back"));
  EXPECT_THAT(modem.received, HasSubstr(std::string(k_init)));
}

// [fault P05, D11]
TEST_F(AModemWithOtherResultCodes, IsInitialisedBeforeItIsSeized) {
  started();
  modem.at_first["AT+FCLASS=8"] = {"0\r"};
  End end;
  port.seize(end.done());
  time.advance(30s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(modem.received, testing::EndsWith(std::string(k_init) + "AT+FCLASS=8\rAT+VLS=1\r"));
}

// [fault P05]
TEST_F(AModemWithOtherResultCodes, HasAForeignTextToldAsNoResult) {
  seized();
  modem.answers["ATX3DT1;"] = "\r\nKEIN FREIZEICHEN\r\n";
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(1min);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(end.result.error().remedy, env::Remedy::unknown);
  EXPECT_EQ(end.result.error().heard, "KEIN FREIZEICHEN");
}

struct ARingThatMeetsACommand : APort {};

TEST_F(ARingThatMeetsACommand, DoesNotMakeTheModemPoorer) {
  modem.at_first["AT+VCID=1"] = {"\r\nRING\r\n\r\nERROR\r\n"};
  modem.at_first["AT+VDR=1,0"] = {"\r\nDRON=20\r\n\r\nERROR\r\n"};
  End end;
  port.start(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
  EXPECT_TRUE(port.capabilities().caller_id && port.capabilities().ring_cadence);
}

TEST_F(ARingThatMeetsACommand, LeavesARealRefusalARefusal) {
  modem.answers["AT+VCID=1"] = "\r\nRING\r\n\r\nERROR\r\n";
  End end;
  port.start(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
  EXPECT_FALSE(port.capabilities().caller_id);
  EXPECT_EQ(std::count(modem.commands.begin(), modem.commands.end(), "AT+VCID=1"), 2);
}

TEST_F(ARingThatMeetsACommand, HasTheVoiceModeSetAgain) {
  started();
  modem.at_first["AT+FCLASS=8"] = {"\r\nRING\r\n"};
  End end;
  port.seize(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.received, "AT+FCLASS=8\rAT\rAT+FCLASS=8\rAT+VLS=1\r");
}

TEST_F(ARingThatMeetsACommand, NeverHasASeizureRepeated) {
  started();
  modem.at_first["AT+VLS=1"] = {"\r\nRING\r\n"};
  End end;
  port.seize(end.done());
  time.advance(20s);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(std::count(modem.commands.begin(), modem.commands.end(), "AT+VLS=1"), 1);
}

TEST_F(ARingThatMeetsACommand, NeverHasADialStringRepeated) {
  seized();
  modem.answers["ATX3DT1;"] = "\r\nRING\r\n";
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(1min);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(std::count(modem.commands.begin(), modem.commands.end(), "ATX3DT1;"), 1);
}

struct ASilentModem : APort {};

// [fault D14]
TEST_F(ASilentModem, IsHungUpByDtrWhenTheLineIsOffHook) {
  seized();
  modem.dumb = true;
  modem.dtr.clear();
  modem.says("\r\nOK\r\n");
  time.advance(1min);
  EXPECT_EQ(modem.dtr, "-+");
  ASSERT_EQ(facts.told.size(), 1U);
  EXPECT_THAT(facts.told[0], HasSubstr("device gone"));
}

TEST_F(ASilentModem, IsBackWhenDtrHelped) {
  seized();
  modem.dumb = true;
  modem.says("\r\nOK\r\n");
  time.advance(7s);
  modem.dumb = false;
  time.advance(1min);
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("device gone"), "device back"));
}

TEST_F(ASilentModem, IsNotMissedWhenDtrHelpedOnHook) {
  started();
  modem.dumb = true;
  modem.says("\r\nOK\r\n");
  time.advance(7s);
  modem.dumb = false;
  time.advance(1min);
  EXPECT_THAT(facts.told, IsEmpty());
  End end;
  port.seize(end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
}

TEST_F(ASilentModem, TakesNoOrderWhileDtrIsLow) {
  started();
  modem.dumb = true;
  modem.says("\r\nOK\r\n");
  time.advance(6500ms);
  modem.dumb = false;
  modem.received.clear();
  End end;
  port.seize(end.done());
  time.advance(100ms);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(modem.received, "");
  time.advance(1min);
  EXPECT_EQ(end.times, 1);
}

TEST_F(ASilentModem, IsNotReadyThoughAllThatWasLeftIsOptional) {
  modem.answers["AT+VTD=10"] = modem.answers["AT+VCID=1"] = modem.answers["AT+VDR=1,0"] = modem.answers["ATQ0V1"] = "";
  End end;
  port.start(end.done());
  time.advance(2s);
  modem.dumb = true;
  time.advance(1min);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
}

TEST_F(ASilentModem, IsReadyWhenItIsSilentAboutOneOptionOnly) {
  modem.answers["AT+VCID=1"] = "";
  End end;
  port.start(end.done());
  time.advance(1min);
  EXPECT_TRUE(end.well());
  EXPECT_FALSE(port.capabilities().caller_id);
  EXPECT_TRUE(port.capabilities().ring_cadence);
}

// [fault D14]
TEST_F(ASilentModem, IsReleasedInThreeStrikes) {
  seized();
  modem.dumb = true;
  modem.dtr.clear();
  End end;
  port.release(end.done());
  time.advance(2min);
  EXPECT_EQ(end.error(), ErrorCode::no_answer_from_device);
  EXPECT_EQ(modem.received.substr(0, 12), "AT+VLS=0\rAT\r");
  EXPECT_EQ(modem.dtr, "-+");
}

struct AModemInDataMode : APort {};

// [fault P09]
TEST_F(AModemInDataMode, GetsNoCommandsThatTheFarEndWouldHear) {
  seized();
  modem.dtr.clear();
  modem.says("\r\nCONNECT 1200\r\n");
  time.advance(400ms);
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(50ms);
  EXPECT_EQ(end.error(), ErrorCode::device_refused);
  EXPECT_EQ(modem.dtr, "-");
  EXPECT_EQ(modem.received, "");
}

// [fault P09]
TEST_F(AModemInDataMode, IsHungUpAndToldThoughNobodyReleases) {
  seized();
  modem.dtr.clear();
  modem.says("\r\nCONNECT\r\n");
  time.advance(1min);
  EXPECT_EQ(modem.dtr, "-+");
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("data mode"), HasSubstr("device gone"), "device back"));
}

// [fault P10, R09]
TEST_F(AModemInDataMode, IsNotHungUpByWhatTheFarEndSays) {
  seized();
  modem.dtr.clear();
  modem.says("\r\n+++ATH0\r\n\x10+\x10+\x10+");
  time.advance(1min);
  EXPECT_EQ(modem.received + modem.dtr, "");
  EXPECT_THAT(facts.told, IsEmpty());
}

TEST_F(AModemInDataMode, IsHungUpByDtr) {
  seized();
  modem.says("\r\nCONNECT 1200\r\n");
  time.advance(1s);
  modem.dtr.clear();
  End end;
  port.release(end.done());
  time.advance(1min);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(modem.dtr, "-+");
  EXPECT_THAT(modem.received, StartsWith("AT\r"));
}

// [fault P09]
TEST_F(AModemInDataMode, IsHungUpByDtrWhenSeizingLedThere) {
  started();
  modem.answers["AT+VLS=1"] = "\r\nCONNECT\r\n";
  End seize, release;
  port.seize(seize.done());
  time.advance(1s);
  EXPECT_EQ(seize.error(), ErrorCode::device_refused);
  modem.dtr.clear();
  port.release(release.done());
  time.advance(1min);
  EXPECT_TRUE(release.well());
  EXPECT_EQ(modem.dtr, "-+");
}

TEST_F(AModemInDataMode, MayBeSeizedAgainAfterThat) {
  seized();
  modem.says("\r\nCONNECT\r\n");
  time.advance(1s);
  port.release([](const auto&) {});
  time.advance(1min);
  End end;
  port.seize(end.done());
  time.advance(3s);
  EXPECT_TRUE(end.well());
}

}  // namespace
}  // namespace campon::atmodem
