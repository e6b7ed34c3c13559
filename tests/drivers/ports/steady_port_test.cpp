#include "drivers/ports/steady_port.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "hal/env/virtual_scheduler.hpp"

namespace campon::ports {
namespace {

using namespace std::chrono_literals;
using env::ErrorCode;
using env::Remedy;
using testing::ElementsAre;
using testing::IsEmpty;

// A wire that can be pulled.
class Wire final : public env::ByteChannel {
 public:
  explicit Wire(int& open) : open_(open) { ++open_; }
  ~Wire() override { --open_; }
  void attach(env::ByteSink* sink) override { sink_ = sink; }
  env::Result write(std::string_view bytes) override {
    written.append(bytes);
    return {};
  }
  env::Result set_dtr(bool /*on*/) override { return {}; }
  [[nodiscard]] std::string_view name() const override { return "wire"; }
  void is_pulled() { sink_->on_closed({ErrorCode::device_missing, Remedy::gone, "unplugged", {}}); }
  std::string written;

 private:
  int& open_;
  env::ByteSink* sink_ = nullptr;
};

// A driver that obeys, and tells when its channel dies.
class Driver final : public hal::SignalPort, private env::ByteSink {
 public:
  explicit Driver(env::ByteChannel& channel) : channel_(channel) { channel_.attach(this); }
  ~Driver() override { channel_.attach(nullptr); }
  void attach(hal::SignalSink* sink) override { sink_ = sink; }
  [[nodiscard]] hal::Capabilities capabilities() const override {
    hal::Capabilities can;
    can.flash = true;
    return can;
  }
  [[nodiscard]] std::string_view name() const override { return "driver"; }
  void start(hal::Done done) override { done({}); }
  void seize(hal::Done done) override {
    (void)channel_.write("seize");
    done({});
  }
  void release(hal::Done done) override { done({}); }
  void answer(hal::Done done) override { done({}); }
  void flash(hal::Duration /*length*/, hal::Done done) override { done({}); }
  void send_digits(const hal::DialString& /*digits*/, hal::Done done) override { done({}); }

 private:
  void on_bytes(std::string_view /*bytes*/) override {}
  void on_closed(const env::Error& why) override { sink_->on_signal(hal::Evidence::protocol, hal::DeviceGone{why.what}); }
  env::ByteChannel& channel_;
  hal::SignalSink* sink_ = nullptr;
};

class APluggedDevice : public testing::Test, public Opener, public hal::SignalSink {
 protected:
  env::Expected<std::unique_ptr<env::ByteChannel>> open() override {
    ++attempts;
    if (!there) return env::fail(ErrorCode::device_missing, Remedy::gone, "no such device");
    return new_wire();
  }
  std::unique_ptr<hal::SignalPort> drive(env::ByteChannel& channel) override { return std::make_unique<Driver>(channel); }
  void on_signal(hal::Evidence /*evidence*/, hal::LineFact fact) override { heard.push_back(hal::describe(fact)); }

  std::unique_ptr<env::ByteChannel> new_wire() {
    auto wire = std::make_unique<Wire>(open_wires);
    last_wire = wire.get();
    return wire;
  }
  void SetUp() override { port.attach(this); }
  void is_unplugged() {
    there = false;
    last_wire->is_pulled();
    scheduler.advance(1s);
  }

  env::VirtualScheduler scheduler;
  env::NullTrace trace;
  int open_wires = 0;
  int attempts = 0;
  bool there = true;
  Wire* last_wire = nullptr;
  std::vector<std::string> heard;
  SteadyPort port{"line 1", new_wire(), *this, scheduler, trace};
};

TEST_F(APluggedDevice, GetsItsOrders) {
  std::optional<env::Result> ended;
  port.seize([&](const env::Result& result) { ended = result; });
  EXPECT_TRUE(ended && *ended);
  EXPECT_EQ(last_wire->written, "seize");
}

TEST_F(APluggedDevice, IsLetGoWhenItIsUnplugged) {
  is_unplugged();
  EXPECT_THAT(heard, ElementsAre("device gone: unplugged"));
  EXPECT_TRUE(port.is_away());
  EXPECT_EQ(open_wires, 0) << "its name is free for it again";
  EXPECT_TRUE(port.capabilities().flash) << "what it could is remembered";
}

TEST_F(APluggedDevice, RefusesOrdersWhileItIsAway) {
  is_unplugged();
  std::optional<ErrorCode> why;
  port.seize([&](const env::Result& result) { why = result.error().code; });
  EXPECT_FALSE(why) << "not inside the order";
  scheduler.advance(1ms);
  EXPECT_EQ(why, ErrorCode::device_missing);
}

TEST_F(APluggedDevice, IsBackSoonAfterItIsPluggedIn) {
  is_unplugged();
  heard.clear();
  there = true;
  port.plugged();
  scheduler.advance(1s);
  EXPECT_THAT(heard, ElementsAre("device back"));
  EXPECT_FALSE(port.is_away());
  EXPECT_EQ(open_wires, 1);
}

// [fault D07]
TEST_F(APluggedDevice, IsFoundAgainThoughNobodyTellsThatItIsThere) {
  is_unplugged();
  scheduler.advance(60s);
  EXPECT_GE(attempts, 10);
  EXPECT_LE(attempts, 13) << "no faster than every five seconds";
  there = true;
  scheduler.advance(6s);
  EXPECT_FALSE(port.is_away());
}

TEST_F(APluggedDevice, TakesNoNoticeOfOtherDevicesWhileItIsThere) {
  port.plugged();
  scheduler.advance(10s);
  EXPECT_EQ(attempts, 0);
  EXPECT_THAT(heard, IsEmpty());
}

TEST_F(APluggedDevice, MayComeAndGoAThousandTimes) {
  for (int i = 0; i < 1000; ++i) {
    is_unplugged();
    there = true;
    port.plugged();
    scheduler.advance(1s);
  }
  EXPECT_EQ(open_wires, 1);
  EXPECT_EQ(heard.size(), 2000u);
}

}  // namespace
}  // namespace campon::ports
