#include "drivers/atmodem/engine/chat.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chat_bench.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(AChat, SendsNothingInsideSubmit) {
  gives("AT+FCLASS=8");
  EXPECT_EQ(sent, "");
  passes(0ms);
  EXPECT_EQ(sent, "AT+FCLASS=8\r");
}

TEST_F(AChat, EndsACommandWithItsResult) {
  gives("AT+FCLASS=8");
  passes(0ms);
  says({"OK"});
  EXPECT_THAT(ended, ElementsAre("AT+FCLASS=8 OK"));
}

TEST_F(AChat, HasOneCommandInFlight) {
  gives("ATX4");
  gives("AT&D2");
  passes(1s);
  EXPECT_EQ(sends(), "ATX4\r");
  says({"OK"});
  passes(1s);
  EXPECT_EQ(sends(), "AT&D2\r");
}

TEST_F(AChat, RestsBetweenAResultAndTheNextCommand) {
  gives("ATX4");
  gives("AT&D2");
  passes(0ms);
  says({"OK"});
  sends();
  passes(99ms);
  EXPECT_EQ(sends(), "");
  passes(1ms);
  EXPECT_EQ(sends(), "AT&D2\r");
}

TEST_F(AChat, RestsLongerAfterAReset) {
  chat.submit({"ATZ", CommandKind::reset, 30s, 3s}, [](const auto&) {});
  gives("ATE0");
  passes(0ms);
  says({"OK"});
  sends();
  passes(2999ms);
  EXPECT_EQ(sends(), "");
  passes(1ms);
  EXPECT_EQ(sends(), "ATE0\r");
}

TEST_F(AChat, TellsARefusalAsAnAnswer) {
  gives("AT+VIT=0");
  passes(0ms);
  says({"+CME ERROR: 4"});
  EXPECT_THAT(ended, ElementsAre("AT+VIT=0 +CME ERROR: 4"));
}

// [fault P02]
TEST_F(AChat, StripsTheEchoInEveryForm) {
  for (const auto* line : {"AT+VLS=1", "AT+VL", "AT"}) {
    gives("AT+VLS=1", CommandKind::seize);
    passes(200ms);
    says({line, "OK"});
    passes(200ms);
  }
  EXPECT_EQ(ended.size(), 3U);
  EXPECT_THAT(unsolicited, IsEmpty());
  EXPECT_EQ(moves, "");
}

TEST_F(AChat, FindsTheResultRightAfterAnEchoWithoutItsEnd) {
  gives("ATX3DT5550123;", CommandKind::dial);
  passes(0ms);
  says({"ATX3DT5550123;OK"});
  EXPECT_THAT(ended, ElementsAre("ATX3DT5550123; OK"));
}

TEST_F(AChat, DoesNotTakeTheEchoOfTheCommandBeforeForAnything) {
  gives("ATX4");
  gives("AT&D2");
  passes(0ms);
  says({"OK"});
  passes(200ms);
  says({"ATX4", "AT&D2"});
  EXPECT_EQ(ended.size(), 1U);
  EXPECT_THAT(unsolicited, IsEmpty());
}

TEST_F(AChat, TellsAnEchoThatShouldNotBe) {
  gives("AT+FCLASS=8");
  passes(0ms);
  says({"AT+FCLASS=8", "OK"});
  EXPECT_EQ(echoes, 0);
  chat.expect_echo(false);
  gives("AT+VLS=1");
  passes(1s);
  says({"AT+VLS=1", "OK"});
  EXPECT_EQ(echoes, 1);
}

TEST_F(AChat, TakesNothingForAnEchoThatOnlyBeginsLikeOne) {
  chat.restart(now);
  says({"OK"});
  passes(1s);
  chat.expect_echo(false);
  says({"ATLANTA GA", "AT"});
  EXPECT_EQ(echoes, 1);
  EXPECT_THAT(unsolicited, ElementsAre("ATLANTA GA"));
}

TEST_F(AChat, IsNotMisledByAnEchoWithItsLettersSwapped) {
  gives("AT+VLS=1", CommandKind::seize);
  passes(0ms);
  says({"TA+VLS=1", "OK"});
  EXPECT_THAT(ended, ElementsAre("AT+VLS=1 OK"));
}

// [fault P03]
TEST_F(AChat, PassesOnARingInsideAResponse) {
  gives("AT+VCID=1");
  passes(0ms);
  says({"RING", "DRON=20", "NMBR = 5551000", "OK"});
  EXPECT_THAT(unsolicited, ElementsAre("RING", "DRON=20", "NMBR = 5551000"));
  EXPECT_THAT(ended, ElementsAre("AT+VCID=1 OK"));
}

TEST_F(AChat, TakesNoToneForTheEndOfASetting) {
  gives("AT+FCLASS=8");
  passes(0ms);
  says({"BUSY", "NO CARRIER", "RINGING"});
  EXPECT_THAT(ended, IsEmpty());
  EXPECT_THAT(unsolicited, ElementsAre("BUSY", "NO CARRIER", "RINGING"));
}

TEST_F(AChat, TakesNoCarrierForTheEndOfDiallingAndHangingUpOnly) {
  for (const auto kind : {CommandKind::dial, CommandKind::answer, CommandKind::hang_up}) {
    gives("AT", kind);
    passes(200ms);
    says({"NO CARRIER"});
    passes(200ms);
  }
  EXPECT_EQ(ended.size(), 3U);
  for (const auto kind : {CommandKind::seize, CommandKind::tones, CommandKind::setting, CommandKind::reset}) {
    gives("AT", kind);
    passes(200ms);
    says({"NO CARRIER"});
    EXPECT_EQ(ended.size(), 3U);
    says({"OK"});
    passes(200ms);
    ended.resize(3);
  }
}

// [fault P04]
TEST_F(AChat, SwallowsALateNoCarrierAfterHangingUp) {
  gives("ATH", CommandKind::hang_up);
  passes(0ms);
  says({"OK"});
  passes(50ms);
  says({"NO CARRIER"});
  passes(1s);
  gives("AT+FCLASS=8");
  passes(0ms);
  says({"OK"});
  EXPECT_THAT(ended, ElementsAre("ATH OK", "AT+FCLASS=8 OK"));
  EXPECT_EQ(moves, "");
}

// [fault P07]
TEST_F(AChat, SendsNothingWhileDialling) {
  gives("ATX3DT5;", CommandKind::dial, 10s);
  gives("AT");
  passes(9s);
  says({"RINGING"});
  EXPECT_EQ(sent, "ATX3DT5;\r");
}

// [fault P07]
TEST_F(AChat, AbortsDiallingWithOneByteOnceTheModemListens) {
  gives("ATX3DT5;", CommandKind::dial, 10s);
  passes(20ms);
  chat.cancel(now);
  sends();
  passes(129ms);
  EXPECT_EQ(sends(), "");
  passes(1ms);
  EXPECT_EQ(sends(), "\r");
  chat.cancel(now);
  passes(4s);
  EXPECT_EQ(sends(), "");
  says({"NO CARRIER"});
  EXPECT_THAT(ended, ElementsAre("ATX3DT5; NO CARRIER"));
}

TEST_F(AChat, DoesNotAbortWhatEndedMeanwhile) {
  gives("ATX3DT5;", CommandKind::dial, 10s);
  passes(20ms);
  chat.cancel(now);
  says({"OK"});
  sends();
  passes(1min);
  EXPECT_EQ(sent, "");
}

TEST_F(AChat, AbortsDiallingThatDoesNotEnd) {
  gives("ATX3DT5;", CommandKind::dial, 10s);
  passes(10s);
  EXPECT_EQ(sent, "ATX3DT5;\r\r");
  says({"NO CARRIER"});
  EXPECT_THAT(ended, ElementsAre("ATX3DT5; no_answer_from_device"));
}

TEST_F(AChat, AsksWhenAnAbortHasNoResult) {
  gives("ATX3DT5;", CommandKind::dial, 10s);
  passes(15s);
  EXPECT_EQ(sent, "ATX3DT5;\r\rAT\r");
  EXPECT_THAT(ended, ElementsAre("ATX3DT5; no_answer_from_device"));
}

TEST_F(AChat, LetsAnythingElseInFlightEndByItself) {
  gives("AT+VTS=1,2,3", CommandKind::tones);
  gives("AT+VTS=4", CommandKind::tones);
  passes(0ms);
  chat.cancel(now);
  EXPECT_THAT(ended, ElementsAre("AT+VTS=4 cancelled"));
  says({"OK"});
  passes(1min);
  EXPECT_EQ(sent, "AT+VTS=1,2,3\r");
  EXPECT_EQ(ended.back(), "AT+VTS=1,2,3 OK");
}

TEST_F(AChat, EndsEverythingOnceWhenTheChannelCloses) {
  gives("ATX4");
  gives("AT&D2");
  passes(0ms);
  chat.close(now);
  chat.close(now);
  EXPECT_THAT(ended, ElementsAre("ATX4 device_missing", "AT&D2 device_missing"));
  gives("ATH");
  passes(1min);
  EXPECT_EQ(ended.back(), "ATH device_missing");
  EXPECT_EQ(sent, "ATX4\r");
}

// [fault P11]
TEST_F(AChat, NeverSendsWhatIsNoCommandLine) {
  const std::vector<std::string> texts_not_sent{"",           "A",  "ATDT5\r", "AT\nATH", "AT\x1b",
                                                "AT\xC3\xA9", "at", "A/",      "+++",     "ATDT" + std::string(39, '5')};
  for (const auto& text : texts_not_sent) {
    gives(text);
    passes(0ms);
    EXPECT_EQ(sent, "") << text;
    EXPECT_EQ(ended.size(), 1U);
    EXPECT_THAT(ended.back(), testing::EndsWith("internal"));
    ended.clear();
  }
}

TEST(ACommandLine, MayHaveAsManyCharactersAsTheModemTakes) {
  EXPECT_TRUE(is_sendable("AT" + std::string(40, '1'), 40));
  EXPECT_FALSE(is_sendable("AT" + std::string(41, '1'), 40));
}

TEST(TheChatTable, CanBePrinted) {
  EXPECT_EQ(chat_states().name, "chat");
  EXPECT_THAT(chat_states().as_text(), testing::HasSubstr("resyncing"));
  EXPECT_THAT(chat_states().as_dot(), testing::HasSubstr("dialing -> aborting"));
}

}  // namespace
}  // namespace campon::atmodem
