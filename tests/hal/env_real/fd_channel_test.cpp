#include "hal/env/real/fd_channel.hpp"

#include <gtest/gtest.h>

#include "tests/hal/env_real/host_pty.hpp"

namespace campon::env {
namespace {

class AChannel : public ::testing::Test {
 protected:
  AChannel() { open(FdTimers{}); }

  void open(FdTimers timers) {
    channel = std::make_unique<FdChannel>(scheduler, host.slave(), "modem", FdHooks{{}, [this](int) { ++given_back; }}, timers);
  }
  bool until(const std::function<bool()>& done) { return scheduler.run_until(done, k_patience); }
  bool until_heard(std::string_view bytes) {
    return until([&, bytes] { return sink.heard.find(bytes) != std::string::npos; });
  }
  bool until_closed() {
    return until([&] { return sink.closed > 0; });
  }
  int turns_in_a_moment() {
    int turns = 0;
    scheduler.run_until([&] { return ++turns < 0; }, k_moment);
    return turns;
  }
  // Fills the kernel's buffer and then some of the channel's queue.
  void write_until_stuck() {
    const std::string block(4096, 'x');
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(channel->write(block));
  }

  AsioScheduler scheduler;
  HostPty host;
  Listener sink;
  int given_back = 0;
  std::unique_ptr<FdChannel> channel;
};

TEST_F(AChannel, CarriesBytesUp) {
  channel->attach(&sink);
  host.says("OK\r\n");
  EXPECT_TRUE(until_heard("OK\r\n"));
}

TEST_F(AChannel, CarriesBytesDown) {
  ASSERT_TRUE(channel->write("AT\r"));
  EXPECT_TRUE(host.waits_for("AT\r"));
}

TEST_F(AChannel, JoinsWhatComesInPieces) {
  channel->attach(&sink);
  for (const char c : std::string("RING\r\n")) {
    host.says(std::string(1, c));
    scheduler.run_until([&] { return !sink.heard.empty() && sink.heard.back() == c; }, k_patience);
  }
  EXPECT_EQ(sink.heard, "RING\r\n");
}

TEST_F(AChannel, CarriesEveryByteValue) {
  channel->attach(&sink);
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  host.says(all);
  ASSERT_TRUE(until([&] { return sink.heard.size() >= all.size(); }));
  EXPECT_EQ(sink.heard, all);
}

TEST_F(AChannel, KeepsWhatComesBeforeASinkIsThere) {
  host.says("RING\r\n");
  turns_in_a_moment();
  channel->attach(&sink);
  EXPECT_TRUE(until_heard("RING\r\n"));
}

TEST_F(AChannel, KeepsWhatComesWhileTheSinkIsAway) {
  channel->attach(&sink);
  turns_in_a_moment();
  channel->attach(nullptr);
  host.says("RING\r\n");
  turns_in_a_moment();
  EXPECT_EQ(sink.heard, "");
  channel->attach(&sink);
  EXPECT_TRUE(until_heard("RING\r\n"));
}

// [fault D10]
TEST_F(AChannel, TellsAnUnplugOnce) {
  channel->attach(&sink);
  host.unplug();
  ASSERT_TRUE(until_closed());
  turns_in_a_moment();
  EXPECT_EQ(sink.closed, 1);
  EXPECT_EQ(sink.error->code, ErrorCode::device_missing);
}

// [fault D01]
TEST_F(AChannel, DoesNotSpinAfterAnUnplug) {
  channel->attach(&sink);
  host.unplug();
  ASSERT_TRUE(until_closed());
  EXPECT_LT(turns_in_a_moment(), 5);
}

TEST_F(AChannel, DoesNotSpinAfterAnUnplugThatNobodyListensTo) {
  channel->attach(&sink);
  channel->attach(nullptr);
  host.unplug();
  EXPECT_LT(turns_in_a_moment(), 5);
}

TEST_F(AChannel, TellsALateSinkOfTheUnplug) {
  host.unplug();
  turns_in_a_moment();
  channel->attach(&sink);
  EXPECT_TRUE(until_closed());
}

TEST_F(AChannel, FreesTheDescriptorAtTheUnplug) {
  channel->attach(&sink);
  host.unplug();
  ASSERT_TRUE(until_closed());
  EXPECT_EQ(given_back, 1);
}

// [fault D10]
TEST_F(AChannel, TellsAnUnplugThatAWriteFindsInALaterTurn) {
  channel->attach(&sink);
  host.unplug();
  static_cast<void>(channel->write("AT\r"));
  EXPECT_EQ(sink.closed, 0);
  EXPECT_TRUE(until_closed());
}

TEST_F(AChannel, RefusesWritesWhenItIsGone) {
  channel->attach(&sink);
  host.unplug();
  ASSERT_TRUE(until_closed());
  EXPECT_EQ(channel->write("AT\r").error().remedy, Remedy::gone);
}

TEST_F(AChannel, QueuesWhatTheDeviceDoesNotTakeYet) {
  write_until_stuck();
  std::string got;
  ASSERT_TRUE(until([&] { return (got = host.heard()).size() >= 40960; }));
  EXPECT_EQ(got, std::string(40960, 'x'));
}

TEST_F(AChannel, RefusesWhatDoesNotFitTheQueueAsAWhole) {
  write_until_stuck();
  const auto refused = channel->write(std::string(k_fd_queue, 'y'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::later);
  ASSERT_TRUE(until([&] { return host.heard().size() >= 40960; }));
  EXPECT_EQ(host.heard().find('y'), std::string::npos);
}

// [fault D09]
TEST_F(AChannel, GivesUpADeviceThatTakesNothing) {
  open(FdTimers{5ms});
  channel->attach(&sink);
  write_until_stuck();
  ASSERT_TRUE(until_closed());
  EXPECT_EQ(sink.error->code, ErrorCode::no_answer_from_device);
}

TEST_F(AChannel, DoesNotSpinWhileTheDeviceTakesNothing) {
  channel->attach(&sink);
  write_until_stuck();
  EXPECT_LT(turns_in_a_moment(), 5);
}

// [fault D09]
TEST_F(AChannel, ClosesAtOnceWithOutputStuck) {
  write_until_stuck();
  const auto begin = std::chrono::steady_clock::now();
  channel.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
}

TEST_F(AChannel, CallsNoSinkAfterItIsDestroyed) {
  channel->attach(&sink);
  host.says("RING\r\n");
  channel.reset();
  turns_in_a_moment();
  EXPECT_EQ(sink.heard + std::to_string(sink.closed), "0");
}

TEST_F(AChannel, GivesBackItsLocksWhenDestroyed) {
  channel.reset();
  EXPECT_EQ(given_back, 1);
}

TEST_F(AChannel, HasNoModemLinesUnlessItIsGivenThem) { EXPECT_EQ(channel->set_dtr(false).error().code, ErrorCode::not_supported); }

// A dial that reached a modem which has been given up would take the line for nobody. [fault D09]
TEST_F(AChannel, TakesBackWhatHasNotGoneOutWhenItLowersItsTerminalReady) {
  channel = std::make_unique<FdChannel>(scheduler, host.slave(), "modem", FdHooks{[](int, bool) { return Result{}; }, {}});
  write_until_stuck();
  ASSERT_TRUE(channel->set_dtr(false));
  ASSERT_TRUE(channel->write("ATH\r"));
  ASSERT_TRUE(until([&] { return host.heard().find("ATH\r") != std::string::npos; }));
  EXPECT_LT(host.heard().size(), 40960U);
}

// A sink that destroys the channel in the middle of what it is told. [fault C04]
class Destroyer final : public ByteSink {
 public:
  explicit Destroyer(std::unique_ptr<FdChannel>& channel) : channel_(channel) {}
  void on_bytes(std::string_view) override { destroy(); }
  void on_closed(const Error&) override { destroy(); }
  int calls = 0;

 private:
  void destroy() {
    ++calls;
    channel_.reset();
  }
  std::unique_ptr<FdChannel>& channel_;
};

TEST_F(AChannel, MayBeDestroyedByTheSinkThatReads) {
  Destroyer destroyer(channel);
  channel->attach(&destroyer);
  host.says("RING\r\n");
  EXPECT_TRUE(until([&] { return destroyer.calls == 1; }));
}

TEST_F(AChannel, MayBeDestroyedByTheSinkThatHearsOfItsEnd) {
  Destroyer destroyer(channel);
  channel->attach(&destroyer);
  host.unplug();
  EXPECT_TRUE(until([&] { return destroyer.calls == 1; }));
}

// [fault D10]
TEST(ADescriptorThatCannotBeWaitedFor, IsReportedAsClosed) {
  AsioScheduler scheduler;
  Listener sink;
  FdChannel channel(scheduler, UniqueFd(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC)), "file");
  channel.attach(&sink);
  ASSERT_TRUE(scheduler.run_until([&] { return sink.closed > 0; }, k_patience));
  EXPECT_EQ(sink.error->code, ErrorCode::device_unfit);
}

}  // namespace
}  // namespace campon::env
