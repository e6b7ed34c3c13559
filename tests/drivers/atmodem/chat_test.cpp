#include "drivers/atmodem/chat.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::ElementsAre;
using testing::IsEmpty;

struct AChat : testing::Test, ChatSink {
  void send(std::string_view bytes) override { sent += bytes; }
  void on_unsolicited(ResultCode /*code*/, std::string_view text) override { unsolicited.emplace_back(text); }
  void on_echo() override { ++echoes; }
  void on_silent() override { ++silences; }
  void on_moved(std::string text) override { moves += text + "\n"; }

  void gives(const std::string& text, CommandKind kind = CommandKind::setting, env::Duration deadline = 2s) {
    chat.submit({text, kind, deadline, {}}, [this, text](const env::Expected<Answer>& answer) {
      ended.push_back(text + (answer ? " " + answer->heard : " " + std::string(env::to_string(answer.error().code))));
    });
  }
  // Lets time pass as a scheduler would.
  void passes(env::Duration length) {
    const env::Time end = now + length;
    for (auto next = chat.next_deadline(); next && *next <= end; next = chat.next_deadline()) {
      now = std::max(now, *next);
      chat.tick(now);
    }
    now = end;
  }
  void says(std::initializer_list<std::string_view> lines) {
    for (const auto line : lines) chat.feed(line, now);
  }
  std::string sends() { return std::exchange(sent, {}); }

  ResultTexts texts;
  Chat chat{*this, texts, {}, 40};
  env::Time now{};
  std::string sent, moves;
  std::vector<std::string> ended, unsolicited;
  int echoes = 0, silences = 0;
};

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

TEST_F(AChat, EndsACommandAtItsDeadline) {
  gives("AT+VLS=1", CommandKind::seize, 5s);
  passes(4999ms);
  EXPECT_THAT(ended, IsEmpty());
  passes(1ms);
  EXPECT_THAT(ended, ElementsAre("AT+VLS=1 no_answer_from_device"));
}

TEST_F(AChat, AsksWithAtAfterADeadline) {
  gives("AT+VLS=1", CommandKind::seize, 5s);
  passes(5s);
  EXPECT_EQ(sent, "AT+VLS=1\rAT\r");
  EXPECT_EQ(chat.state(), ChatState::resyncing);
}

TEST_F(AChat, NeverPairsALateAnswerWithTheNextCommand) {
  gives("AT+VLS=1", CommandKind::seize, 5s);
  passes(5s);
  gives("AT+VLS=0", CommandKind::hang_up);
  says({"OK"});  // the late one
  passes(100ms);
  says({"ERROR"});  // of AT
  passes(299ms);
  EXPECT_EQ(sends(), "AT+VLS=1\rAT\rAT\r");
  says({"OK"});
  passes(299ms);
  EXPECT_EQ(sends(), "");
  passes(1ms);
  EXPECT_EQ(sends(), "AT+VLS=0\r");
  EXPECT_EQ(ended.size(), 1U);
  says({"OK"});
  EXPECT_EQ(ended.back(), "AT+VLS=0 OK");
}

TEST_F(AChat, ThrowsAwayEveryLateResult) {
  gives("ATDT5;", CommandKind::dial, 5s);
  passes(15s);
  sends();
  chat.restart(now);
  says({"BUSY", "NO CARRIER", "OK"});
  EXPECT_THAT(unsolicited, IsEmpty());
}

TEST_F(AChat, AsksWhenOkComesTwice) {
  gives("ATZ", CommandKind::reset);
  gives("ATE0");
  passes(0ms);
  says({"OK", "OK"});
  passes(299ms);
  EXPECT_EQ(sends(), "ATZ\r");
  passes(1ms);
  EXPECT_EQ(sends(), "AT\r");
  says({"OK"});
  passes(300ms);
  EXPECT_EQ(sends(), "ATE0\r");
  EXPECT_THAT(ended, ElementsAre("ATZ OK"));
}

TEST_F(AChat, AsksWhenErrorComesAfterOkWhileIdle) {
  gives("ATX4");
  passes(0ms);
  says({"OK"});
  passes(1s);
  says({"ERROR"});
  passes(1s);
  EXPECT_EQ(sends(), "ATX4\rAT\r");
}

TEST_F(AChat, IsSilentAfterAskingThreeTimes) {
  chat.restart(now);
  gives("ATE0");
  passes(1999ms);
  EXPECT_EQ(sends(), "AT\r");
  passes(4s);
  EXPECT_EQ(sends(), "AT\rAT\r");
  EXPECT_EQ(silences, 0);
  passes(1ms);
  EXPECT_EQ(silences, 1);
  EXPECT_EQ(chat.state(), ChatState::silent);
  EXPECT_THAT(ended, ElementsAre("ATE0 no_answer_from_device"));
}

TEST_F(AChat, EndsWhatIsGivenWhileSilent) {
  chat.restart(now);
  passes(10s);
  gives("ATH");
  EXPECT_THAT(ended, IsEmpty());
  passes(0ms);
  EXPECT_THAT(ended, ElementsAre("ATH no_answer_from_device"));
  EXPECT_EQ(sent, "AT\rAT\rAT\r");
}

TEST_F(AChat, SpeaksAgainAfterARestart) {
  chat.restart(now);
  passes(10s);
  chat.restart(now);
  says({"OK"});
  gives("ATE0");
  sends();
  passes(300ms);
  EXPECT_EQ(sends(), "ATE0\r");
}

TEST_F(AChat, IsNotHeldUpForeverByAModemThatAnswersTwiceAlways) {
  chat.restart(now);
  gives("ATE0");
  for (int i = 0; i < 20 && ended.empty(); ++i) {
    says({"OK", "OK"});
    passes(400ms);
  }
  EXPECT_THAT(sent, testing::HasSubstr("ATE0"));
}

TEST_F(AChat, SendsNothingWhileDialling) {
  gives("ATX3DT5;", CommandKind::dial, 10s);
  gives("AT");
  passes(9s);
  says({"RINGING"});
  EXPECT_EQ(sent, "ATX3DT5;\r");
}

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
