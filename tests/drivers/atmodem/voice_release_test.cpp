// Releases that meet a running order: it ends first, as cancelled, and then the line goes on hook.
#include <gmock/gmock.h>

#include "script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

struct ARelease : APort {
  hal::Done named(const std::string& name) {
    return [this, name](const env::Result& result) {
      order.push_back(name + (result ? " done" : " " + std::string(env::to_string(result.error().code))));
    };
  }
  // No first digits any more: what follows is sent as tones.
  void in_call() {
    seized();
    port.flash(100ms, [](const auto&) {});
    time.advance(1s);
    modem.received.clear();
  }
  std::vector<std::string> order;
};

TEST_F(ARelease, EndsTheTonesFirst) {
  in_call();
  modem.answers["AT+VTS=1,2,3"] = "";
  port.send_digits(digits("123"), named("tones"));
  time.advance(200ms);
  port.release(named("release"));
  EXPECT_TRUE(order.empty());
  time.advance(100ms);
  EXPECT_THAT(order, testing::ElementsAre("tones cancelled"));
  modem.says("\r\nOK\r\n");
  time.advance(1s);
  EXPECT_THAT(order, testing::ElementsAre("tones cancelled", "release done"));
  EXPECT_EQ(modem.received, "AT+VTS=1,2,3\rAT+VLS=0\r");
}

TEST_F(ARelease, WaitsNoLongerThanTheTonesMayTake) {
  in_call();
  modem.answers["AT+VTS=1,2,3"] = "";
  port.send_digits(digits("123"), named("tones"));
  port.release(named("release"));
  time.advance(10s);
  EXPECT_THAT(order, testing::ElementsAre("tones cancelled", "release done"));
  EXPECT_EQ(modem.commands.back(), "AT+VLS=0");
}

TEST_F(ARelease, EndsAFlashFirst) {
  seized();
  modem.answers["AT+VTS={!,10}"] = "";
  port.flash(100ms, named("flash"));
  time.advance(200ms);
  port.release(named("release"));
  time.advance(10s);
  EXPECT_THAT(order, testing::ElementsAre("flash cancelled", "release done"));
}

TEST_F(ARelease, EndsASeizureFirst) {
  started();
  modem.answers["AT+VLS=1"] = "";
  port.seize(named("seizure"));
  time.advance(1s);
  port.release(named("release"));
  time.advance(20s);
  EXPECT_THAT(order, testing::ElementsAre("seizure cancelled", "release done"));
  EXPECT_EQ(modem.commands.back(), "AT+VLS=0");
}

TEST_F(ARelease, EndsAReleaseFirst) {
  seized();
  port.release(named("first"));
  port.release(named("second"));
  time.advance(20s);
  EXPECT_THAT(order, testing::ElementsAre("first cancelled", "second done"));
}

TEST_F(ARelease, HearsNothingMoreOfTheCall) {
  seized();
  port.release(named("release"));
  time.advance(1s);
  modem.says("\r\nNO CARRIER\r\n\x10\x62\x10l\r\nBUSY\r\n");
  time.advance(1s);
  EXPECT_TRUE(facts.told.empty());
}

TEST_F(ARelease, LeavesVoiceModeAlone) {
  seized();
  port.release(named("release"));
  time.advance(1min);
  EXPECT_EQ(modem.received, "AT+VLS=0\r");
}

TEST_F(ARelease, EndsOnceInWhateverMomentItComes) {
  started();
  for (int at = 0; at < 60; ++at) {
    order.clear();
    port.seize([](const auto&) {});
    time.advance(5s);
    port.send_digits(digits("5550123"), named("digits"));
    time.advance(at * 5ms);
    port.release(named("release"));
    time.advance(20s);
    ASSERT_EQ(order.size(), 2U) << at;
    EXPECT_EQ(order[1], "release done") << at;
    EXPECT_EQ(modem.commands.back(), "AT+VLS=0") << at;
  }
}

TEST_F(ARelease, OfADestroyedPortCallsNobody) {
  loopback::Pair other(time);
  ScriptedModem far(time, other.modem());
  auto own = std::make_unique<VoicePort>(other.computer(), time, trace, shipped("generic_v253"));
  Facts heard;
  own->attach(&heard);
  own->start([](const auto&) {});
  time.advance(5s);
  for (const auto* silent : {"AT+FCLASS=8", "AT+VLS=0"}) far.answers[silent] = "";
  own->seize(named("seizure"));
  time.advance(100ms);
  own->release(named("release"));
  own.reset();
  time.advance(1min);
  EXPECT_TRUE(order.empty() && heard.told.empty());
}

}  // namespace
}  // namespace campon::atmodem
