// Rings as a modem tells them, to the millisecond. [V.250 6.3.8, V.253 9.3, GR-30]
#include <gmock/gmock.h>

#include "bare_line.hpp"
#include "bench.hpp"
#include "hw-sim/catalogue.hpp"
#include "hw-sim/modem/modem.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct AModemAlone : testing::Test {
  explicit AModemAlone(char ring_event = 0) {
    Personality personality = load_personality("generic_v253").value();
    personality.events[static_cast<std::size_t>(Heard::ring)] = ring_event;
    modem.emplace(std::move(personality), "1", line, terminal.wire, time, rng, trace);
    EXPECT_TRUE(modem->power_up());
    terminal.command("ATE0+VCID=1");
  }
  std::string rings(env::Duration length) {
    const std::size_t from = terminal.wire.said.size();
    modem->on_ring_burst(true);
    time.advance(length);
    modem->on_ring_burst(false);
    return terminal.wire.said.substr(from);
  }

  env::VirtualScheduler time;
  env::SeededRng rng{1};
  env::NullTrace trace;
  BareLine line;
  Terminal terminal{time};
  std::optional<Modem> modem;
};
struct AModemWithARingEvent : AModemAlone {
  AModemWithARingEvent() : AModemAlone('R') {}
};

TEST_F(AModemAlone, SaysRingAtTheBeginningOfABurst) {
  modem->on_ring_burst(true);
  EXPECT_TRUE(terminal.wire.said.ends_with("\r\nRING\r\n"));
}
TEST_F(AModemAlone, SaysNothingForARingAfterTheBurstUnderVdr0) { EXPECT_THAT(rings(2s), Eq("\r\nRING\r\n")); }
TEST_F(AModemAlone, SaysRingSomeTenthsAfterTheBurstUnderVdr) {
  terminal.command("AT+VDR=1,5");
  EXPECT_THAT(rings(2s), Eq("\r\nDROF=0\r\n\r\nDRON=20\r\n"));
  EXPECT_THAT(terminal.listen(499ms), IsEmpty());
  EXPECT_THAT(terminal.listen(1ms), Eq("\r\nRING\r\n"));
}
TEST_F(AModemAlone, MeasuresBurstsAndPausesInTenths) {
  terminal.command("AT+VDR=1,0");
  EXPECT_THAT(rings(449ms), HasSubstr("DRON=4\r"));
  time.advance(199ms);
  EXPECT_THAT(rings(800ms), Eq("\r\nDROF=1\r\n\r\nDRON=8\r\n"));
}
TEST_F(AModemAlone, BeginsItsMeasureAnewWithEachCall) {
  terminal.command("AT+VDR=1,0");
  rings(2s);
  modem->on_ring_end();
  time.advance(30s);
  EXPECT_THAT(rings(2s), HasSubstr("DROF=0"));
}
TEST_F(AModemAlone, LeavesOutANameThatIsNotThere) {
  modem->on_caller_id({"5550123", ""});
  EXPECT_THAT(terminal.wire.said, HasSubstr("NMBR = 5550123"));
  EXPECT_THAT(terminal.wire.said, Not(HasSubstr("NAME")));
}
TEST_F(AModemAlone, SaysNoCallerUnlessAsked) {
  terminal.command("AT+VCID=0");
  const std::size_t from = terminal.wire.said.size();
  modem->on_caller_id({"5550123", "X"});
  EXPECT_EQ(terminal.wire.said.size(), from);
}
TEST_F(AModemAlone, SendsAWithheldNumberAsAReasonWithARightSum) {
  terminal.command("AT+VCID=2");
  modem->on_caller_id({"P", "P"});
  EXPECT_THAT(terminal.wire.said, HasSubstr("\r\n8010"));
  const std::string hex = terminal.wire.said.substr(terminal.wire.said.rfind("\r\n80") + 2, 2 * 19);
  unsigned sum = 0;
  for (std::size_t at = 0; at < hex.size(); at += 2) sum += static_cast<unsigned>(std::stoul(hex.substr(at, 2), nullptr, 16));
  EXPECT_EQ(sum % 256, 0u);
  EXPECT_THAT(hex, HasSubstr("040150080150"));
}
TEST_F(AModemAlone, AnswersByItselfAfterTheRingsOfS0) {
  terminal.command("ATS0=2");
  rings(2s);
  EXPECT_FALSE(line.off_hook);
  rings(2s);
  EXPECT_TRUE(line.off_hook);
}
TEST_F(AModemAlone, CountsRingsInS1FromOneCallToTheNext) {
  rings(2s);
  EXPECT_THAT(terminal.command("ATS1?"), HasSubstr("001"));
  terminal.command("AT+FCLASS=8;+VLS=1;+VLS=0");
  EXPECT_THAT(terminal.command("ATS1?"), HasSubstr("000"));
}
TEST_F(AModemAlone, FlashesForTheTimeOfS29OrItsOwn) {
  terminal.command("ATS29=12+FCLASS=8;+VLS=1");
  terminal.command("AT+VTS=!,{!,25}");
  EXPECT_THAT(line.flashes, testing::ElementsAre(env::Duration(120ms), env::Duration(250ms)));
}
TEST_F(AModemAlone, HearsTheSameToneAgainAfterAFlashThatNobodyTook) {
  terminal.command("AT+FCLASS=8;+VLS=1");
  line.heard = Signal{Sound::dial, {}};
  terminal.command("AT+VTS={!,1}");
  EXPECT_THAT(terminal.listen(1s), HasSubstr("\x10"
                                             "d"));
}
TEST_F(AModemWithARingEvent, SaysRingInWordsInDataMode) { EXPECT_THAT(rings(2s), Eq("\r\nRING\r\n")); }
TEST_F(AModemWithARingEvent, SaysAShieldedRingInVoiceMode) {
  terminal.command("AT+FCLASS=8");
  EXPECT_THAT(rings(2s), Eq("\x10R"));
}

struct ARecall : testing::Test {
  Bench bench{"nanp_class", "5550100"};
  // A modem that has asked for a callback to 5550123 and hung up; the target becomes free at the return.
  void SetUp() override {
    bench.party("5550123").be_busy();
    bench.voice();
    bench.dial("5550123");
    bench.time.advance(3s);
    bench.command("AT+VLS=0");
    bench.time.advance(3s);
    bench.dial("*66");
    bench.time.advance(3s);
    bench.command("AT+VLS=0");
    bench.time.advance(1min);
    bench.party("5550123").be_free();
  }
};

TEST_F(ARecall, RingsShortShortLongToTheMillisecond) {
  EXPECT_EQ(bench.says_after("DROF", 1min), env::Duration(5000ms));
  EXPECT_EQ(bench.says_after("DRON=4", 1min), env::Duration(400ms));
  EXPECT_EQ(bench.says_after("DROF=2", 1min), env::Duration(200ms));
  EXPECT_EQ(bench.says_after("DRON=4", 1min), env::Duration(400ms));
  EXPECT_EQ(bench.says_after("DROF=2", 1min), env::Duration(200ms));
  EXPECT_EQ(bench.says_after("DRON=8", 1min), env::Duration(800ms));
  EXPECT_EQ(bench.says_after("NMBR = 5550123", 1min), env::Duration(900ms));
  EXPECT_EQ(bench.says_after("DROF=40", 1min), env::Duration(3100ms));
}
TEST_F(ARecall, EndsAfterEightCycles) {
  bench.time.advance(5s + 8 * 6s - 1ms);
  EXPECT_TRUE(bench.own().ringing);
  bench.time.advance(1ms);
  EXPECT_FALSE(bench.own().ringing);
}

}  // namespace
}  // namespace campon::sim
