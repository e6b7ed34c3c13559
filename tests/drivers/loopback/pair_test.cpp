#include "drivers/loopback/pair.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <vector>

#include "hal/env/virtual_scheduler.hpp"

namespace campon::loopback {
namespace {

using namespace std::chrono_literals;

struct Reader final : env::ByteSink {
  void on_bytes(std::string_view bytes) override {
    text += bytes;
    if (on_first) std::exchange(on_first, nullptr)();
  }
  void on_closed(const env::Error& why) override {
    text += "|closed";
    reason = why;
  }
  std::string text;
  std::optional<env::Error> reason;
  std::function<void()> on_first;
};

struct AWire : testing::Test {
  env::VirtualScheduler time;
  Pair pair{time};
  Reader computer, modem;
  AWire() {
    pair.computer().attach(&computer);
    pair.modem().attach(&modem);
  }
};

TEST_F(AWire, CarriesBytesInALaterTurn) {
  ASSERT_TRUE(pair.computer().write("AT\r"));
  EXPECT_EQ(modem.text, "");
  time.advance(0ms);
  EXPECT_EQ(modem.text, "AT\r");
}

TEST_F(AWire, CarriesBothDirectionsInOrder) {
  for (const auto* part : {"a", "b", "c"}) {
    ASSERT_TRUE(pair.computer().write(part));
    ASSERT_TRUE(pair.modem().write(std::string(part) + "!"));
  }
  time.advance(0ms);
  EXPECT_EQ(modem.text, "abc");
  EXPECT_EQ(computer.text, "a!b!c!");
}

TEST_F(AWire, TellsTheOtherEndThatItClosed) {
  ASSERT_TRUE(pair.modem().write("last"));
  pair.modem().close();
  time.advance(0ms);
  EXPECT_EQ(computer.text, "last|closed");
  EXPECT_EQ(computer.reason->remedy, env::Remedy::gone);
}

TEST_F(AWire, TellsBothEndsThatItWasUnplugged) {
  ASSERT_TRUE(pair.modem().write("lost"));
  pair.unplug();
  time.advance(1s);
  EXPECT_EQ(computer.text + modem.text, "|closed|closed");
  EXPECT_EQ(pair.computer().write("AT\r").error().remedy, env::Remedy::gone);
}

TEST_F(AWire, TakesNothingOnceAnEndIsClosed) {
  pair.modem().close();
  EXPECT_EQ(pair.computer().write("AT\r").error().remedy, env::Remedy::gone);
  EXPECT_EQ(pair.computer().set_dtr(false).error().remedy, env::Remedy::gone);
}

TEST_F(AWire, GivesNothingMoreToAnEndThatClosedItself) {
  ASSERT_TRUE(pair.modem().write("OK"));
  pair.computer().close();
  time.advance(1s);
  EXPECT_EQ(computer.text, "");
}

TEST_F(AWire, LetsTheModemSeeDtrAfterTheBytesBefore) {
  std::string seen;
  pair.modem().on_dtr([&](bool on) { seen += modem.text + (on ? "+" : "-"); });
  ASSERT_TRUE(pair.computer().write("AT\r"));
  ASSERT_TRUE(pair.computer().set_dtr(false));
  EXPECT_EQ(seen, "");
  time.advance(0ms);
  EXPECT_EQ(seen, "AT\r-");
}

TEST_F(AWire, HasNoDtrAtTheModemsEnd) { EXPECT_EQ(pair.modem().set_dtr(false).error().remedy, env::Remedy::unsupported); }

TEST_F(AWire, CanBeTapped) {
  std::string seen;
  pair.tap([&](env::Time, bool to_modem, std::string_view bytes) { seen.append(to_modem ? ">" : "<").append(bytes); });
  ASSERT_TRUE(pair.computer().write("AT"));
  ASSERT_TRUE(pair.modem().write("OK"));
  EXPECT_EQ(seen, ">AT<OK");
}

TEST_F(AWire, KeepsBytesForASinkThatComesLater) {
  pair.modem().attach(nullptr);
  ASSERT_TRUE(pair.computer().write("AT\r"));
  time.advance(1s);
  EXPECT_EQ(modem.text, "");
  pair.modem().attach(&modem);
  time.advance(0ms);
  EXPECT_EQ(modem.text, "AT\r");
}

TEST_F(AWire, LetsASinkDetachInTheMiddle) {
  modem.on_first = [this] { pair.modem().attach(nullptr); };
  ASSERT_TRUE(pair.computer().write("a"));
  ASSERT_TRUE(pair.computer().write("b"));
  time.advance(1s);
  EXPECT_EQ(modem.text, "a");
}

TEST(AWireWithLatency, CarriesAfterIt) {
  env::VirtualScheduler time;
  Pair pair(time, {.latency = 20ms});
  Reader modem;
  pair.modem().attach(&modem);
  ASSERT_TRUE(pair.computer().write("AT"));
  time.advance(19ms);
  EXPECT_EQ(modem.text, "");
  time.advance(1ms);
  EXPECT_EQ(modem.text, "AT");
}

TEST(AFullWire, TakesAllOrNothing) {
  env::VirtualScheduler time;
  Pair pair(time, {.latency = {}, .capacity = 4});
  EXPECT_TRUE(pair.computer().write("abc"));
  EXPECT_EQ(pair.computer().write("de").error().remedy, env::Remedy::later);
  EXPECT_TRUE(pair.computer().write("d"));
  Reader modem;
  pair.modem().attach(&modem);
  time.advance(0ms);
  EXPECT_EQ(modem.text, "abcd");
  EXPECT_TRUE(pair.computer().write("efgh"));
}

TEST(AnEnd, ClosesWhenDestroyed) {
  env::VirtualScheduler time;
  Ends ends = make_ends(time);
  Reader computer;
  ends.computer->attach(&computer);
  ends.modem.reset();
  time.advance(0ms);
  EXPECT_EQ(computer.text, "|closed");
}

TEST(AnEnd, MayBeDestroyedInsideItsOwnHandler) {
  env::VirtualScheduler time;
  Ends ends = make_ends(time);
  Reader modem;
  modem.on_first = [&] { ends.modem.reset(); };
  ends.modem->attach(&modem);
  ASSERT_TRUE(ends.computer->write("a"));
  ASSERT_TRUE(ends.computer->write("b"));
  time.advance(1s);
  EXPECT_EQ(modem.text, "a");
  EXPECT_FALSE(ends.computer->write("c"));
}

}  // namespace
}  // namespace campon::loopback
