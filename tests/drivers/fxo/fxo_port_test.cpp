// An FXO port and the kernel's rules of hook, flash, digits and sound. [fxo-dsp 1]
#include "drivers/fxo/fxo_port.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "card_bench.hpp"

namespace campon::fxo {
namespace {

using namespace std::chrono_literals;
using env::ErrorCode;
using env::Remedy;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class AnFxoPort : public CardBench, public testing::Test {
 protected:
  AnFxoPort() { EXPECT_TRUE(start()); }
  sim::Subscriber& b = exchange->subscriber("5550123");
  [[nodiscard]] sim::LineView view() const { return exchange->lines().front(); }
  void rings(env::Duration for_so_long = 20s) { ASSERT_TRUE(exchange->call_line(line, "5550177", for_so_long)); }
};

TEST_F(AnFxoPort, TakesItsChannelBeforeAnythingElse) { EXPECT_EQ(calls.front(), "SPECIFY 3 = 0"); }

TEST_F(AnFxoPort, SeizesTheLineAndHangsUp) {
  EXPECT_TRUE(seize());
  EXPECT_TRUE(view().off_hook);
  EXPECT_TRUE(release());
  EXPECT_FALSE(view().off_hook);
}

TEST_F(AnFxoPort, DialsInOneStringThatBeginsWithTheMode) {
  b.never_answer();
  ASSERT_TRUE(seize());
  wait(1s);
  EXPECT_TRUE(dial("5550123"));
  EXPECT_EQ(count("DIAL T5550123 = 0"), 1U);
  wait(3s);
  EXPECT_EQ(view().hears, "ringback");
}

TEST_F(AnFxoPort, TurnsAPauseIntoTheKernelsPauses) {
  ASSERT_TRUE(seize());
  wait(1s);
  EXPECT_TRUE(dial("555,0123"));
  EXPECT_EQ(count("DIAL T555WWWW0123 = 0"), 1U);
}

// Before the debounce is over the kernel refuses a flash, and the exchange does not listen. [fxo-dsp 1.6]
TEST_F(AnFxoPort, HoldsDigitsAndFlashBackUntilTheLineHasSettled) {
  ASSERT_TRUE(seize());
  const env::Time seized = time.now();
  EXPECT_TRUE(flash(500ms));
  EXPECT_GE(time.now() - seized, 600ms + 500ms);
  EXPECT_EQ(count("HOOK 3 = -16"), 0U);
}

TEST_F(AnFxoPort, FlashesForTheLengthThatIsAskedFor) {
  ASSERT_TRUE(seize());
  wait(1s);
  EXPECT_TRUE(flash(100ms));
  EXPECT_EQ(count("SET_PARAMS 100 = 0"), 1U);
  EXPECT_EQ(count("HOOK 3 = -115"), 1U) << "in progress, told by an event";
}

TEST_F(AnFxoPort, PutsACallOnHoldByAFlash) {
  b.answer_after_rings(1);
  ASSERT_TRUE(seize());
  wait(1s);
  ASSERT_TRUE(dial("5550123"));
  wait(10s);
  ASSERT_TRUE(flash(500ms));
  EXPECT_EQ(view().holds, "5550123");
}

// [EBUSY]
TEST_F(AnFxoPort, TriesAFlashAgainThatIsRefusedAsTooEarly) {
  ASSERT_TRUE(seize());
  wait(1s);
  channel().refuse_flashes(1);
  EXPECT_TRUE(flash(500ms));
  EXPECT_EQ(count("HOOK 3"), 2U);
}

TEST_F(AnFxoPort, GivesAFlashUpThatIsRefusedForEver) {
  ASSERT_TRUE(seize());
  wait(1s);
  channel().refuse_flashes(100);
  const auto refused = flash(500ms);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::later);
  EXPECT_EQ(count("HOOK 3"), 3U);
}

// [ENODATA]
TEST_F(AnFxoPort, MakesItsDigitsItselfWhereNoToneZoneIsLoaded) {
  b.never_answer();
  channel().have_tone_zone(false);
  ASSERT_TRUE(seize());
  wait(1s);
  EXPECT_TRUE(dial("5550123"));
  wait(3s);
  EXPECT_EQ(view().hears, "ringback");
}

// DIALCOMPLETE is lost, or something has killed the dial. [fxo-dsp 1.7]
TEST_F(AnFxoPort, SaysThatItDoesNotKnowWhenTheEndOfTheDigitsIsNotTold) {
  ASSERT_TRUE(seize());
  wait(1s);
  channel().lose_events(1);
  const auto sent = dial("5550123");
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::no_answer_from_device);
  EXPECT_EQ(sent.error().remedy, Remedy::unknown);
  EXPECT_TRUE(release());
}

TEST_F(AnFxoPort, SaysSoWhenTheEndOfAFlashIsNotTold) {
  ASSERT_TRUE(seize());
  wait(1s);
  channel().lose_events(1);
  EXPECT_EQ(flash(500ms).error().remedy, Remedy::unknown);
  EXPECT_TRUE(release());
  EXPECT_FALSE(view().off_hook);
}

// What is written would end the dialling, and nobody would tell. [fxo-dsp 1.7]
TEST_F(AnFxoPort, PlaysNothingWhileItDials) {
  ASSERT_TRUE(seize());
  wait(1s);
  std::optional<env::Result> played, sent;
  port->send_digits(hal::DialString::parse("5550123").value(), [&](const env::Result& result) { sent = result; });
  wait(500ms);
  port->play(std::vector<hal::Sample>(800), [&](const env::Result& result) { played = result; });
  wait(10s);
  ASSERT_TRUE(played && sent);
  EXPECT_EQ(played->error().code, ErrorCode::bad_state);
  EXPECT_TRUE(*sent);
}

TEST_F(AnFxoPort, CutsShortWhatItPlaysWhenDigitsCome) {
  ASSERT_TRUE(seize());
  wait(1s);
  std::optional<env::Result> played;
  port->play(std::vector<hal::Sample>(80000), [&](const env::Result& result) { played = result; });
  wait(1s);
  EXPECT_TRUE(dial("5550123"));
  ASSERT_TRUE(played);
  EXPECT_EQ(played->error().code, ErrorCode::cancelled);
}

TEST_F(AnFxoPort, PlaysToTheLastSample) {
  ASSERT_TRUE(seize());
  wait(1s);
  const env::Time began = time.now();
  EXPECT_TRUE(order([&](hal::Done done) { port->play(std::vector<hal::Sample>(16000, 1000), std::move(done)); }));
  EXPECT_GE(time.now() - began, 2s);
  wait(200ms);
  EXPECT_EQ(std::count(channel().played().begin(), channel().played().end(), 1000), 16000);
}

struct Listening final : hal::AudioSink {
  void on_audio(env::Time, std::span<const hal::Sample> samples) override { count += samples.size(); }
  std::size_t count = 0;
};

TEST_F(AnFxoPort, GivesTheSoundOfTheLineWhileItIsListenedTo) {
  Listening sink;
  ASSERT_TRUE(seize());
  port->listen(sink, nullptr);
  wait(1s);
  EXPECT_NEAR(static_cast<double>(sink.count), 8000, 320);
  port->stop_listening();
  wait(1s);
  EXPECT_NEAR(static_cast<double>(sink.count), 8000, 320);
}

// An event makes every read fail until it is taken. [ELAST, errno 500]
TEST_F(AnFxoPort, GoesOnHearingThroughAnEvent) {
  Listening sink;
  ASSERT_TRUE(seize());
  port->listen(sink, nullptr);
  wait(1s);
  channel().on_polarity();
  wait(1s);
  EXPECT_NEAR(static_cast<double>(sink.count), 16000, 480);
  EXPECT_THAT(told<hal::PolarityReversal>(), SizeIs(1));
}

TEST_F(AnFxoPort, TakesAReversalRightAfterTheSeizureForTheSeizuresOwn) {
  ASSERT_TRUE(seize());
  channel().on_polarity();
  wait(1s);
  EXPECT_THAT(told<hal::PolarityReversal>(), IsEmpty());
}

TEST_F(AnFxoPort, TellsEachBurstWithItsLengthAndThePauseBeforeIt) {
  rings();
  wait(9s);
  const auto bursts = told<hal::RingBurst>();
  ASSERT_THAT(bursts, SizeIs(2));
  EXPECT_EQ(bursts[0].on, 2s);
  EXPECT_EQ(bursts[1].on, 2s);
  EXPECT_EQ(bursts[1].gap_before, 4s);
  EXPECT_EQ(facts.front().evidence, hal::Evidence::electrical);
}

// A RINGOFFHOOK still comes after the answer. [fxo-dsp 1.8]
TEST_F(AnFxoPort, TakesTheEndOfTheBurstThatItAnsweredForNoRing) {
  rings();
  wait(1s);
  ASSERT_TRUE(answer());
  wait(3s);
  EXPECT_THAT(told<hal::RingBurst>(), IsEmpty());
  EXPECT_TRUE(view().off_hook);
}

TEST_F(AnFxoPort, TakesItForNoneAlsoWhenItHangsUpAtOnce) {
  rings(1200ms);
  wait(1s);
  ASSERT_TRUE(answer());
  ASSERT_TRUE(release());
  wait(500ms);
  EXPECT_THAT(told<hal::RingBurst>(), IsEmpty());
}

// Such a ring has no RINGBEGIN; a recall may come so fast. [fxo-dsp 1.8]
TEST_F(AnFxoPort, HearsARingThatBeginsWithinTwoSecondsOfHangingUp) {
  ASSERT_TRUE(seize());
  wait(1s);
  ASSERT_TRUE(release());
  wait(500ms);
  rings();
  wait(3s);
  const auto bursts = told<hal::RingBurst>();
  ASSERT_THAT(bursts, SizeIs(1));
  EXPECT_FALSE(bursts[0].on) << "nobody knows when it began";
}

TEST_F(AnFxoPort, DoesNotSeizeALineWhoseBellIsRinging) {
  rings();
  wait(1s);
  const auto seized = seize();
  ASSERT_FALSE(seized);
  EXPECT_EQ(seized.error().code, ErrorCode::line_ringing);
  EXPECT_FALSE(view().off_hook);
}

TEST_F(AnFxoPort, TellsThatTheOtherHasCleared) {
  b.answer_after_rings(1);
  ASSERT_TRUE(seize());
  wait(1s);
  ASSERT_TRUE(dial("5550123"));
  wait(10s);
  b.hang_up();
  wait(15s);
  EXPECT_THAT(told<hal::LoopDrop>(), testing::Not(IsEmpty()));
  EXPECT_TRUE(view().off_hook) << "the port stays off hook until it is told";
}

// A bare alarm on an idle line is an unplugged one. [fxo-dsp 1.8; fault L12]
TEST_F(AnFxoPort, TellsThatTheLineIsUnpluggedAndPluggedIn) {
  channel().plug(false);
  wait(3s);
  EXPECT_THAT(told<hal::LineDown>(), SizeIs(1));
  channel().plug(true);
  wait(3s);
  EXPECT_THAT(told<hal::LineUp>(), SizeIs(1));
}

TEST_F(AnFxoPort, DoesNotSeizeADeadLine) {
  channel().plug(false);
  wait(3s);
  EXPECT_EQ(seize().error().code, ErrorCode::line_down);
}

TEST_F(AnFxoPort, TellsTheEndOfACallBeforeItTellsThatTheLineIsDead) {
  ASSERT_TRUE(seize());
  wait(1s);
  channel().plug(false);
  wait(3s);
  EXPECT_THAT(told<hal::LoopDrop>(), SizeIs(1));
  EXPECT_THAT(told<hal::LineDown>(), IsEmpty());
  wait(5s);
  EXPECT_THAT(told<hal::LineDown>(), SizeIs(1));
}

// [fault D02]
TEST_F(AnFxoPort, TellsThatItsCardIsPulledAndIsBack) {
  ASSERT_TRUE(seize());
  exchange->card().pull();
  wait(1s);
  EXPECT_THAT(told<hal::DeviceGone>(), SizeIs(1));
  EXPECT_EQ(seize().error().remedy, Remedy::gone);
  exchange->card().put_back();
  wait(6s);
  EXPECT_THAT(told<hal::DeviceBack>(), SizeIs(1));
  ASSERT_TRUE(start());
  EXPECT_TRUE(seize());
}

TEST_F(AnFxoPort, EndsARunningOrderWhenItIsReleased) {
  ASSERT_TRUE(seize());
  wait(1s);
  std::vector<std::string> ends;
  const auto noted = [&](std::string what) {
    return [&ends, what](const env::Result& result) {
      ends.push_back(what + (result ? " ended" : " " + std::string(to_string(result.error().code))));
    };
  };
  port->send_digits(hal::DialString::parse("5550123").value(), noted("digits"));
  wait(300ms);
  port->release(noted("release"));
  wait(1s);
  EXPECT_THAT(ends, ElementsAre("digits " + std::string(to_string(ErrorCode::cancelled)), "release ended"));
}

TEST_F(AnFxoPort, HangsUpWhenItIsDestroyed) {
  ASSERT_TRUE(seize());
  port.reset();
  EXPECT_FALSE(view().off_hook);
}

TEST(AnFxoChannelOfAnother, IsHeld) {
  CardBench bench;
  ASSERT_TRUE(bench.start());
  FxoPort second(bench.exchange->card(), bench.time, bench.trace, FxoSettings{CardBench::k_channel, {}, {}, {}});
  EXPECT_EQ(second.open().error().code, ErrorCode::device_held);
}

TEST(AnFxoChannelThatIsNone, IsMissing) {
  CardBench bench;
  FxoPort none(bench.exchange->card(), bench.time, bench.trace, FxoSettings{77, {}, {}, {}});
  EXPECT_EQ(none.open().error().code, ErrorCode::device_missing);
}

TEST(AnFxsChannel, IsUnfit) {
  CardBench bench;
  bench.channel().be_set_up_as(0x1004);
  const auto opened = bench.port->open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::device_unfit);
  EXPECT_THAT(opened.error().what, testing::HasSubstr("fxsks=3"));
}

// An alarm that stands already raises no event. [fxo-dsp 1.3]
TEST(AnFxoPortOnADeadLine, SaysSoWhenItStarts) {
  CardBench bench;
  ASSERT_TRUE(bench.start());
  bench.channel().plug(false);
  bench.wait(3s);
  bench.facts.clear();
  bench.port = std::make_unique<FxoPort>(bench.exchange->card(), bench.time, bench.trace, FxoSettings{CardBench::k_channel, {}, {}, {}});
  bench.port->attach(&bench);
  ASSERT_TRUE(bench.start());
  bench.wait(1s);
  EXPECT_THAT(bench.told<hal::LineDown>(), SizeIs(1));
}

}  // namespace
}  // namespace campon::fxo
