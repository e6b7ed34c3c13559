// The dialogue with a modem that echoes, splits, glues, mumbles and answers late: the rows P and D of the table of faults.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chat_bench.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// [fault P02]
TEST_F(AChat, TakesNoEchoForAResponseHoweverMuchOfItComes) {
  const std::string command = "AT+VTS=*,3,7,#";
  for (std::size_t size = 2; size <= command.size(); ++size) {
    gives(command, CommandKind::tones);
    passes(200ms);
    says({command.substr(0, size), "OK"});
    passes(200ms);
  }
  EXPECT_EQ(ended.size(), command.size() - 1);
  EXPECT_THAT(unsolicited, IsEmpty());
}

// [fault P02]
TEST_F(AChat, TakesNoEchoOfTheCommandBeforeForAResponse) {
  gives("ATX4");
  gives("AT+VLS=1", CommandKind::seize);
  passes(0ms);
  says({"OK"});
  passes(200ms);
  says({"ATX4OK", "AT+VLS=1OK"});
  EXPECT_THAT(ended, ElementsAre("ATX4 OK", "AT+VLS=1 OK"));
}

// [fault P03]
TEST_F(AChat, HearsUnsolicitedResultsWhereverTheyCome) {
  const std::vector<std::string_view> answer{"AT+VLS?", "1", "OK"};
  for (std::size_t at = 0; at <= answer.size(); ++at)
    for (const std::string_view news : {"RING", "DRON=20", "NMBR = 5551000", "NO CARRIER", "BUSY"}) {
      gives("AT+VLS?", CommandKind::query);
      passes(200ms);
      for (std::size_t i = 0; i <= answer.size(); ++i) {
        if (i == at) says({news});
        if (i < answer.size()) says({answer[i]});
      }
      passes(1s);
      ASSERT_EQ(ended, std::vector<std::string>{"AT+VLS? OK"}) << news << at;
      ended.clear();
    }
}

// [fault P04]
TEST_F(AChat, AttributesNoCarrierByWhatIsInFlight) {
  says({"NO CARRIER"});
  EXPECT_THAT(unsolicited, ElementsAre("NO CARRIER"));
  gives("ATX3DT5;", CommandKind::dial);
  passes(0ms);
  says({"NO CARRIER"});
  EXPECT_THAT(ended, ElementsAre("ATX3DT5; NO CARRIER"));
  passes(1s);
  gives("ATH", CommandKind::hang_up);
  passes(0ms);
  says({"NO CARRIER"});
  EXPECT_EQ(ended.back(), "ATH NO CARRIER");
  EXPECT_EQ(chat.counts().resyncs, 0U);
}

// [fault P05]
TEST_F(AChat, NeverTakesAnUnknownTextForAResult) {
  for (const std::string_view text : {"0", "4", "VERBUNDEN", "OKAY", " OK", "ok", "Ok", "OK.", "NO  CARRIER", "+OK", "RINGING OK"}) {
    gives("AT+VLS=1", CommandKind::seize);
    passes(1s);
    says({text});
    EXPECT_THAT(ended, IsEmpty()) << text;
    says({"OK"});
    EXPECT_EQ(ended.size(), 1U);
    ended.clear();
    passes(1s);
  }
}

// [fault P05]
TEST_F(AChat, SaysWhatItHeardInsteadOfAResult) {
  std::string heard;
  chat.submit({"AT+VLS=1", CommandKind::seize, 5s, {}}, [&](const auto& answer) { heard = answer ? "" : answer.error().heard; });
  passes(0ms);
  says({"KEINE \x1b[2JAMTSLEITUNG"});
  passes(5s);
  EXPECT_EQ(heard, "KEINE \\x1B[2JAMTSLEITUNG");
}

// [fault P05, D11]
TEST_F(AChat, TellsANumberWhereWordsWereAgreed) {
  gives("AT+FCLASS=8");
  passes(0ms);
  says({"0", "OK"});
  EXPECT_EQ(numbers, 0);  // at the start it may come
  chat.expect_echo(false);
  for (const auto& [kind, told] : std::initializer_list<std::pair<CommandKind, int>>{
           {CommandKind::setting, 1}, {CommandKind::seize, 1}, {CommandKind::query, 0}, {CommandKind::dial, 0}, {CommandKind::tones, 0}}) {
    numbers = 0;
    gives("AT", kind);
    passes(1s);
    says({"0", "1234", "x"});
    EXPECT_EQ(numbers, told);
    says({"OK"});
    passes(1s);
  }
}

// [fault P06]
TEST_F(AChat, CountsWhatComesTooLate) {
  gives("ATX3DT5;", CommandKind::dial, 5s);
  passes(15s);
  EXPECT_EQ(chat.state(), ChatState::resyncing);
  says({"BUSY", "NO CARRIER"});
  EXPECT_EQ(chat.counts().late, 2U);
  EXPECT_THAT(unsolicited, IsEmpty());
}

// [fault P07]
TEST_F(AChat, SendsNothingDuringADialCommandButOneAbort) {
  for (int at = 0; at < 100; ++at) {
    gives("ATX3DT5;", CommandKind::dial, 1h);
    gives("ATH", CommandKind::hang_up);
    passes(at * 20ms);
    sends();
    chat.cancel(now);
    passes(4s);
    EXPECT_EQ(sends(), "\r") << at;
    says({"NO CARRIER"});
    passes(1s);
    ended.clear();
  }
}

// [fault P11]
TEST_F(AChat, RefusesALineThatTheModemHasNoRoomFor) {
  for (const std::size_t size : {41U, 100U, 255U, 10'000U}) {
    gives("AT" + std::string(size, 'X'));
    passes(1s);
    EXPECT_THAT(ended.back(), testing::EndsWith("internal"));
  }
  EXPECT_EQ(sent, "");
}

// [fault P13]
TEST_F(AChat, CountsResultsThatBelongToNothing) {
  for (const std::string_view extra : {"OK", "ERROR"}) {
    gives("ATX4");
    passes(1s);
    says({"OK", extra});
    passes(1s);
    says({"OK"});
    passes(1s);
  }
  EXPECT_EQ(chat.counts().extra, 2U);
  EXPECT_EQ(chat.counts().resyncs, 2U);
  EXPECT_EQ(ended.size(), 2U);
}

// [fault D08]
TEST_F(AChat, TellsWhenAnswersAreLostThreeTimes) {
  for (int i = 1; i <= 6; ++i) {
    gives("ATX4");
    passes(3s);
    says({"OK"});  // of AT
    passes(1s);
    EXPECT_EQ(degraded, i < 3 ? 0 : 1) << i;
  }
  passes(11min);
  for (int i = 1; i <= 3; ++i) {
    EXPECT_EQ(degraded, 1);
    gives("ATX4");
    passes(3s);
    says({"OK"});
    passes(1s);
  }
  EXPECT_EQ(degraded, 2);
}

// [fault D08]
TEST_F(AChat, TellsNothingOfAnAnswerLostNowAndThen) {
  for (int i = 0; i < 10; ++i) {
    gives("ATX4");
    passes(3s);
    says({"OK"});
    passes(6min);
  }
  EXPECT_EQ(degraded, 0);
}

TEST_F(AChat, GivesAQueryItsLines) {
  std::vector<std::string> lines;
  chat.submit({"ATI3", CommandKind::query, 2s, {}}, [&](const auto& answer) { lines = answer->lines; });
  passes(0ms);
  says({"ATI3", "CX93010", "RING", "V92", "OK"});
  EXPECT_THAT(lines, ElementsAre("CX93010", "V92"));
  chat.submit({"ATI3", CommandKind::query, 2s, {}}, [&](const auto& answer) { lines = answer->lines; });
  passes(1s);
  says({"OK"});
  EXPECT_THAT(lines, IsEmpty());
}

// [fault D13]
TEST_F(AChat, KeepsNoEndlessAnswer) {
  std::vector<std::string> lines;
  chat.submit({"ATI3", CommandKind::query, 2s, {}}, [&](const auto& answer) { lines = answer->lines; });
  passes(0ms);
  const std::string line(2048, 'x');
  for (int i = 0; i < 1000; ++i) says({line});
  says({"OK"});
  EXPECT_EQ(lines.size(), 40U);
  EXPECT_EQ(lines[0].size(), 256U);
}

struct AStream : AChat {
  void begins() {
    chat.submit({"AT+VRX", CommandKind::stream, 5s, {}, "\x10!"}, [this](const env::Expected<Answer>& answer) {
      ended.push_back(answer ? answer->heard : std::string(env::to_string(answer.error().code)));
    });
    passes(200ms);
    sends();
  }
};

TEST_F(AStream, BeginsWithConnectAndHasNoDeadline) {
  begins();
  says({"CONNECT"});
  EXPECT_EQ(streams, 1);
  passes(1h);
  EXPECT_THAT(ended, IsEmpty());
  says({"OK"});
  EXPECT_THAT(ended, ElementsAre("OK"));
  EXPECT_EQ(sent, "");
}

TEST_F(AStream, ThatWasCalledOffEndsThoughConnectComesAfterwards) {
  begins();
  chat.cancel(now);
  says({"CONNECT"});
  EXPECT_EQ(streams, 0);
  passes(1min);
  EXPECT_EQ(ended.size(), 1u);
}

TEST_F(AStream, IsAbortedByItsOwnBytesUntilItEnds) {
  begins();
  says({"CONNECT"});
  chat.cancel(now);
  passes(500ms);
  EXPECT_EQ(sends(), "\x10!");
  passes(2s);
  EXPECT_EQ(sends(), "\x10!\x10!");
  says({"VCON"});
  EXPECT_THAT(ended, ElementsAre("VCON"));
  passes(1min);
  EXPECT_EQ(sends(), "");
}

TEST_F(AStream, ThatDoesNotEndIsAskedFor) {
  begins();
  says({"CONNECT"});
  chat.cancel(now);
  passes(3s);
  EXPECT_EQ(sends(), "\x10!\x10!\x10!AT\r");
  EXPECT_THAT(ended, ElementsAre("no_answer_from_device"));
}

TEST_F(AStream, ThatIsNotConnectedIsAborted) {
  begins();
  passes(5s);
  EXPECT_EQ(sends(), "\x10!");
  says({"OK"});
  EXPECT_THAT(ended, ElementsAre("no_answer_from_device"));
}

}  // namespace
}  // namespace campon::atmodem
