// The dialogue when answers are late, double or missing.
#include "drivers/atmodem/engine/chat.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <set>

#include "chat_bench.hpp"
#include "hal/env/rng.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The same outside a test, so that there may be many.
struct AChatAlone final : AChat {
  void TestBody() override {}
  void event(int number) {
    switch (number) {
      case 0: ++given; return gives("AT+VLS=1", CommandKind::seize);
      case 1: ++given; return gives("ATX3DT5;", CommandKind::dial, 10s);
      case 2: return says({"OK"});
      case 3: return passes(200ms);
      case 4: return passes(6s);
      default: return chat.cancel(now);
    }
  }
  std::size_t given = 0;
};

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

// [fault P06]
TEST_F(AChat, NeverPairsALateAnswerWithTheNextCommand) {
  gives("AT+VLS=1", CommandKind::seize, 5s);
  passes(5s);
  gives("AT+VLS=0", CommandKind::hang_up);
  says({"OK"});  // the late one
  passes(100ms);
  says({"ERROR"});  // of AT
  passes(299ms);
  EXPECT_EQ(sends(), "AT+VLS=1\rAT\rATQ0V1\r");
  says({"OK"});
  passes(299ms);
  EXPECT_EQ(sends(), "");
  passes(1ms);
  EXPECT_EQ(sends(), "AT+VLS=0\r");
  EXPECT_EQ(ended.size(), 1U);
  says({"OK"});
  EXPECT_EQ(ended.back(), "AT+VLS=0 OK");
}

// [fault P06]
TEST_F(AChat, ThrowsAwayEveryLateResult) {
  gives("ATDT5;", CommandKind::dial, 5s);
  passes(15s);
  sends();
  chat.restart(now);
  says({"BUSY", "NO CARRIER", "OK"});
  EXPECT_THAT(unsolicited, IsEmpty());
}

// [fault P13]
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

// [fault P13]
TEST_F(AChat, AsksWhenErrorComesAfterOkWhileIdle) {
  gives("ATX4");
  passes(0ms);
  says({"OK"});
  passes(1s);
  says({"ERROR"});
  passes(1s);
  EXPECT_EQ(sends(), "ATX4\rAT\r");
}

// [fault D14]
TEST_F(AChat, IsSilentAfterAskingThreeTimes) {
  chat.restart(now);
  gives("ATE0");
  passes(1999ms);
  EXPECT_EQ(sends(), "AT\r");
  passes(4s);
  EXPECT_EQ(sends(), "ATQ0V1\rATQ0V1\r");
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
  EXPECT_EQ(sent, "AT\rATQ0V1\rATQ0V1\r");
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

TEST_F(AChat, TakesNoLateRefusalForTheAnswerToItsQuestion) {
  for (const std::string_view late : {"ERROR", "NO CARRIER", "BUSY", "CONNECT"}) {
    gives("AT+VLS=1", CommandKind::seize, 5s);
    passes(5s);
    gives("AT+VLS=0", CommandKind::hang_up);
    says({late});
    sends();
    passes(1s);
    EXPECT_EQ(sends(), "") << late;
    says({"OK"});
    passes(300ms);
    EXPECT_EQ(sends(), "AT+VLS=0\r") << late;
    says({"OK"});
    passes(1s);
  }
  EXPECT_THAT(unsolicited, IsEmpty());
}

TEST_F(AChat, AsksForWordsWhenItIsNotAnswered) {
  chat.restart(now);
  EXPECT_EQ(sends(), "AT\r");
  says({"0"});  // V0
  passes(2s);
  EXPECT_EQ(sends(), "ATQ0V1\r");
  EXPECT_EQ(chat.state(), ChatState::resyncing);
  says({"OK"});
  passes(300ms);
  EXPECT_EQ(chat.state(), ChatState::idle);
}

TEST_F(AChat, EndsEveryCommandOnceInEveryOrderOfEvents) {
  const int events = 6;
  for (int sequence = 0; sequence < events * events * events * events * events; ++sequence) {
    AChatAlone alone;
    for (int rest = sequence, i = 0; i < 5; ++i, rest /= events) alone.event(rest % events);
    alone.chat.close(alone.now);
    alone.passes(1s);
    ASSERT_EQ(alone.ended.size(), alone.given) << sequence;
  }
}

// A modem that does one thing after the other and takes its time, at times more than a command has.
struct ASlowModem final : AChat {
  void TestBody() override {}
  explicit ASlowModem(unsigned seed) : random(seed) {}
  void turn() {
    chat.tick(now);
    for (std::size_t end = sent.find('\r'); end != std::string::npos; end = sent.find('\r')) {
      const bool setting = sent.starts_with("AT+");
      free_at = std::max(free_at, now) + (setting ? static_cast<int>(random.between(0, 4)) * env::Duration(900ms) : 20ms);
      answers.emplace_back(free_at, sent.substr(0, end));
      sent.erase(0, end + 1);
    }
    while (!answers.empty() && answers.front().first <= now) {
      answered.insert(answers.front().second);
      answers.pop_front();
      says({"OK"});
    }
    now += 10ms;
  }
  env::SeededRng random;
  env::Time free_at{};
  std::deque<std::pair<env::Time, std::string>> answers;
  std::set<std::string> answered;
};

// [fault P06]
TEST_F(AChat, NeverPairsAnAnswerWithAnotherCommandHoweverSlowTheModem) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    ASlowModem modem(seed);
    for (int i = 0; i < 20; ++i) modem.gives("AT+" + std::to_string(i));
    std::size_t checked = 0;
    while (modem.ended.size() < 20 && modem.now < env::Time{} + 10min) {
      modem.turn();
      for (; checked < modem.ended.size(); ++checked) {
        const std::string& end = modem.ended[checked];
        const bool paired = !end.ends_with(" OK") || modem.answered.contains(end.substr(0, end.find(' ')));
        ASSERT_TRUE(paired) << end << ", seed " << seed;
      }
    }
    ASSERT_EQ(modem.ended.size(), 20U) << seed;
  }
}

}  // namespace
}  // namespace campon::atmodem
