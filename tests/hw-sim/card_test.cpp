// The simulated line card keeps to what was measured of the kernel. [fxo-dsp 1]
#include "hw-sim/card/card.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cerrno>

#include "hal/env/virtual_scheduler.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {
namespace {

using namespace std::chrono_literals;

class ALineCard : public testing::Test {
 protected:
  ALineCard() { EXPECT_TRUE(simulator->attach_card("5550100", 1)); }
  int set(unsigned long request, std::int32_t value) { return card.ioctl(file, request, &value); }
  void opens() {
    file = card.open("/dev/dahdi/channel");
    ASSERT_EQ(set(k_io_specify, 1), 0);
    BufferOrder buffers{0, 0, 4, 160, 0, 0};
    ASSERT_EQ(card.ioctl(file, k_io_set_bufinfo, &buffers), 0);
    ASSERT_EQ(set(k_io_setlinear, 1), 0);
  }
  std::int32_t event() {
    std::int32_t value = 0;
    card.ioctl(file, k_io_getevent, &value);
    return value;
  }
  long read() {
    std::array<std::byte, 320> buffer;
    return card.read(file, buffer);
  }
  int dial(const char* digits) {
    DialOrder order{2, {}};
    std::string(digits).copy(order.dialstr, sizeof order.dialstr - 1);
    return card.ioctl(file, k_io_dial, &order);
  }

  env::VirtualScheduler time;
  env::SeededRng rng{1};
  env::NullTrace trace;
  std::unique_ptr<Simulator> simulator = Simulator::create("nanp_class", time, rng, trace).value();
  Card& card = simulator->card();
  int file = -1;
};

TEST_F(ALineCard, AnswersNothingBeforeItsChannelIsSpecified) {
  file = card.open("/dev/dahdi/channel");
  EXPECT_EQ(set(k_io_hook, 1), -ENOSYS);
  EXPECT_EQ(set(k_io_specify, 99), -EINVAL);
}

TEST_F(ALineCard, HasOneOpenerForAChannel) {
  opens();
  file = card.open("/dev/dahdi/channel");
  EXPECT_EQ(set(k_io_specify, 1), -EBUSY);
}

TEST_F(ALineCard, RefusesAFlashUntilTheLineHasSettled) {
  opens();
  EXPECT_EQ(set(k_io_hook, 1), 0);
  time.advance(590ms);
  EXPECT_EQ(set(k_io_hook, 3), -EBUSY);
  time.advance(10ms);
  EXPECT_EQ(set(k_io_hook, 3), -EINPROGRESS);
  time.advance(799ms);
  EXPECT_EQ(event(), k_event_none);
  time.advance(1ms);
  EXPECT_EQ(event(), k_event_hookcomplete);
}

TEST_F(ALineCard, SeizesByStartInTwoSeconds) {
  opens();
  EXPECT_EQ(set(k_io_hook, 4), -EINPROGRESS);
  EXPECT_TRUE(simulator->lines().front().off_hook);
  time.advance(2s);
  EXPECT_EQ(event(), k_event_hookcomplete);
}

TEST_F(ALineCard, GivesNoSoundWhileAnEventWaits) {
  opens();
  time.advance(100ms);
  EXPECT_EQ(read(), 320);
  card.channel(1)->on_polarity();
  time.advance(100ms);
  EXPECT_EQ(read(), -k_elast);
  EXPECT_EQ(event(), k_event_polarity);
  EXPECT_EQ(read(), 320);
}

TEST_F(ALineCard, DialsNothingWithoutAToneZone) {
  opens();
  card.channel(1)->have_tone_zone(false);
  EXPECT_EQ(dial("T5550123"), -ENODATA);
}

TEST_F(ALineCard, ForgetsADialWhenSomethingIsWritten) {
  opens();
  set(k_io_hook, 1);
  time.advance(1s);
  EXPECT_EQ(dial("T5550123"), 0);
  time.advance(500ms);
  std::array<std::byte, 320> silence{};
  EXPECT_EQ(card.write(file, silence), 320);
  time.advance(5s);
  EXPECT_EQ(event(), k_event_none);
}

TEST_F(ALineCard, ReceivesDigitsThatAreWrittenAsSound) {
  std::string heard;
  DigitEar ear({[] {}, [&](char digit) { heard += digit; }});
  LineAudio audio(TonePlan{-60, FskStandard::bell202, {}}, 1);
  audio.begin_digit(env::Time(100ms), '7');
  audio.end_digit(env::Time(200ms));
  std::vector<std::int16_t> samples(4000);
  audio.render(env::Time{}, samples);
  ear.feed(samples);
  EXPECT_EQ(heard, "7");
}

TEST_F(ALineCard, HangsUpWhenItIsClosed) {
  opens();
  set(k_io_hook, 1);
  card.close(file);
  EXPECT_FALSE(simulator->lines().front().off_hook);
}

}  // namespace
}  // namespace campon::sim
