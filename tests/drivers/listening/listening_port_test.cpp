#include "drivers/listening/listening_port.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/hearing/tone_sender.hpp"
#include "hal/env/embedded_file.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "obedient_port.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_regions();
}

namespace campon::listening {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::shared_ptr<const hal::Ears> ears_of(std::string_view region) {
  for (const auto& file : profiles::shipped_regions())
    if (file.name == region) return hal::Ears::make(hal::read_tone_plan(file.text, file.name).value()).value();
  return nullptr;
}

// A device's sound, spoken by the test.
class SpeakingPort final : public hal::MediaPort {
 public:
  [[nodiscard]] hal::MediaCapabilities media() const override { return {listens, false, false}; }
  void listen(hal::AudioSink& sink, hal::Done ended) override {
    sink_ = &sink;
    ended_ = std::move(ended);
    ++times;
  }
  void stop_listening() override { sink_ = nullptr; }
  void play(std::vector<hal::Sample> /*samples*/, hal::Done ended) override { ended({}); }
  void stop_playing() override {}

  void fails() {
    sink_ = nullptr;
    std::exchange(ended_, nullptr)(env::fail(env::ErrorCode::device_refused, env::Remedy::refused, "no more sound"));
  }
  void says(env::Time at, std::span<const hal::Sample> samples) {
    if (sink_ != nullptr) sink_->on_audio(at, samples);
  }
  [[nodiscard]] bool is_heard() const { return sink_ != nullptr; }

  bool listens = true;
  int times = 0;

 private:
  hal::AudioSink* sink_ = nullptr;
  hal::Done ended_;
};

// Like a modem that tells busy and dial tone, and calls reorder busy.
class APortThatIsListenedTo : public testing::Test, private hal::SignalSink {
 protected:
  APortThatIsListenedTo() { port.attach(this); }

  void on_signal(hal::Evidence evidence, hal::LineFact fact) override {
    facts.push_back(describe(fact));
    evidences.push_back(evidence);
  }
  void order(const std::function<void(hal::Done)>& what) {
    bool ended = false;
    what([&](const env::Result&) { ended = true; });
    scheduler.advance_to(scheduler.now() + 100ms);
    EXPECT_TRUE(ended);
  }
  void seize() {
    order([&](hal::Done done) { port.seize(std::move(done)); });
  }
  void dial(std::string_view digits) {
    order([&](hal::Done done) { port.send_digits(hal::DialString::parse(digits).value(), std::move(done)); });
  }
  void hear(std::string_view tone, env::Duration length) {
    const auto samples = hearing::tone_samples(*ears->plan().find(tone), length).value();
    for (std::size_t at = 0; at + 160 <= samples.size(); at += 160) {
      scheduler.advance_to(scheduler.now() + 20ms);
      sound.says(scheduler.now(), std::span(samples).subspan(at, 160));
    }
  }

  env::VirtualScheduler scheduler;
  env::NullTrace trace;
  hal::ObedientPort device{scheduler};
  SpeakingPort sound;
  std::shared_ptr<const hal::Ears> ears = ears_of("us");
  ListeningPort port{device, sound, ears, scheduler, trace};
  std::vector<std::string> facts;
  std::vector<hal::Evidence> evidences;
};

std::string busy() { return describe(hal::LineFact{hal::Busy{}}); }
std::string reorder() { return describe(hal::LineFact{hal::Reorder{}}); }
std::string confirmation() { return describe(hal::LineFact{hal::Confirmation{}}); }
std::string stutter() { return describe(hal::LineFact{hal::DialTone{true}}); }

TEST_F(APortThatIsListenedTo, HearsFromItsSeizureOn) {
  EXPECT_FALSE(sound.is_heard());
  seize();
  EXPECT_TRUE(sound.is_heard());
  dial("5550123");
  EXPECT_EQ(sound.times, 1);
}

TEST_F(APortThatIsListenedTo, CanHearWhatThePlanHas) {
  EXPECT_TRUE(port.capabilities().hears_confirmation);
  EXPECT_TRUE(port.capabilities().hears_reorder);
  sound.listens = false;
  EXPECT_FALSE(port.capabilities().hears_confirmation);
}

// Until its first digits it is on hook, and who waited for dial tone there would wait in vain.
TEST_F(APortThatIsListenedTo, HearsFromItsFirstDigitsOnWhereTheyCloseTheLoop) {
  device.seizes_by_dialing();
  EXPECT_FALSE(port.capabilities().hears_dial_tone);
  seize();
  EXPECT_FALSE(sound.is_heard());
  dial("5550123");
  EXPECT_TRUE(sound.is_heard());
}

TEST_F(APortThatIsListenedTo, TellsThatAServiceCodeWasConfirmed) {
  seize();
  dial("*66");
  hear("confirmation", 2s);
  EXPECT_THAT(facts, Contains(confirmation()));
  EXPECT_THAT(evidences, Contains(hal::Evidence::tone));
}

TEST_F(APortThatIsListenedTo, TellsThatACodeWithoutAStarWasConfirmed) {
  seize();
  dial("1166");
  hear("confirmation", 2s);
  EXPECT_THAT(facts, Contains(confirmation()));
}

TEST_F(APortThatIsListenedTo, TellsThatAServiceCodeWasRefused) {
  seize();
  dial("*66");
  hear("reorder", 3s);
  EXPECT_THAT(facts, ElementsAre(reorder()));
}

TEST_F(APortThatIsListenedTo, TellsARecallDialToneAfterAFlash) {
  seize();
  dial("5550123");
  order([&](hal::Done done) { port.flash(500ms, std::move(done)); });
  hear("recall_dial", 3s);
  EXPECT_THAT(facts, ElementsAre(stutter()));
}

TEST_F(APortThatIsListenedTo, CorrectsADeviceThatCallsReorderBusy) {
  seize();
  dial("5550123");
  device.says(hal::Busy{});
  hear("reorder", 5s);
  EXPECT_THAT(facts, ElementsAre(reorder()));
}

TEST_F(APortThatIsListenedTo, CorrectsItAlsoWhenTheEarsWereFirst) {
  seize();
  dial("5550123");
  hear("reorder", 2s);
  device.says(hal::Busy{});
  hear("reorder", 4s);
  EXPECT_THAT(facts, ElementsAre(reorder()));
}

TEST_F(APortThatIsListenedTo, BelievesADeviceThatSaysBusyWhenItIs) {
  seize();
  dial("5550123");
  device.says(hal::Busy{});
  hear("busy", 5s);
  EXPECT_THAT(facts, Contains(busy()));
  EXPECT_THAT(facts, Not(Contains(reorder())));
}

TEST_F(APortThatIsListenedTo, BelievesADeviceAfterAWhileWhenNothingIsHeard) {
  seize();
  dial("5550123");
  device.says(hal::Busy{});
  scheduler.advance_to(scheduler.now() + 1s);
  EXPECT_THAT(facts, IsEmpty());
  scheduler.advance_to(scheduler.now() + 3s);
  EXPECT_THAT(facts, ElementsAre(busy()));
  EXPECT_THAT(evidences, ElementsAre(hal::Evidence::protocol));
}

TEST_F(APortThatIsListenedTo, PassesOnWhatTheDeviceTells) {
  seize();
  device.says(hal::LoopDrop{}, hal::Evidence::electrical);
  scheduler.advance_to(scheduler.now() + 1ms);
  EXPECT_THAT(evidences, ElementsAre(hal::Evidence::electrical));
}

TEST_F(APortThatIsListenedTo, TellsRingbackWithEveryBurst) {
  seize();
  dial("5550123");
  hear("ringback", 16s);
  EXPECT_EQ(std::count(facts.begin(), facts.end(), describe(hal::LineFact{hal::Ringback{}})), 3);
}

// Who answers a recall hears the other's telephone ring, and it is no voice.
TEST_F(APortThatIsListenedTo, TellsRingbackAfterAnAnswer) {
  order([&](hal::Done done) { port.answer(std::move(done)); });
  hear("ringback", 10s);
  EXPECT_EQ(std::count(facts.begin(), facts.end(), describe(hal::LineFact{hal::Ringback{}})), 2);
  EXPECT_THAT(facts, Not(Contains(describe(hal::LineFact{hal::Voice{}}))));
}

TEST_F(APortThatIsListenedTo, MatchesNoCadenceAcrossAHoleInTheSound) {
  seize();
  dial("5550123");
  hear("busy", 1200ms);
  scheduler.advance_to(scheduler.now() + 800ms);
  hear("busy", 700ms);
  EXPECT_THAT(facts, IsEmpty());
}

TEST_F(APortThatIsListenedTo, IsAsItIsWhenItsSoundFails) {
  seize();
  sound.fails();
  EXPECT_FALSE(port.capabilities().hears_confirmation);
  device.says(hal::Busy{});
  scheduler.advance_to(scheduler.now() + 1ms);
  EXPECT_THAT(facts, ElementsAre(busy()));
  order([&](hal::Done done) { port.release(std::move(done)); });
  EXPECT_THAT(device.orders, ElementsAre("seize", "release"));
}

TEST_F(APortThatIsListenedTo, ForgetsAHeldBusyWhenTheLineIsReleased) {
  seize();
  dial("5550123");
  device.says(hal::Busy{});
  order([&](hal::Done done) { port.release(std::move(done)); });
  scheduler.advance_to(scheduler.now() + 10s);
  EXPECT_THAT(facts, IsEmpty());
}

TEST(AListeningPort, CanBeDestroyedWhileAnOrderRuns) {
  env::VirtualScheduler scheduler;
  env::NullTrace trace;
  hal::ObedientPort device(scheduler);
  SpeakingPort sound;
  auto port = std::make_unique<ListeningPort>(device, sound, ears_of("us"), scheduler, trace);
  bool ended = false;
  port->seize([&](const env::Result&) { ended = true; });
  port.reset();
  scheduler.advance_to(scheduler.now() + 1s);
  EXPECT_FALSE(ended);
}

}  // namespace
}  // namespace campon::listening
