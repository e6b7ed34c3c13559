// Data Terminal Ready at a simulated modem, in virtual time.
#include <gtest/gtest.h>

#include <chrono>
#include <utility>

#include "hal/env/virtual_scheduler.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {
namespace {

using namespace std::chrono_literals;

class Wire final : public env::ByteChannel {
 public:
  void attach(env::ByteSink* modem) override { sink = modem; }
  env::Result write(std::string_view bytes) override {
    heard += bytes;
    return {};
  }
  env::Result set_dtr(bool) override { return env::fail(env::ErrorCode::not_supported, env::Remedy::unsupported, "a wire"); }
  [[nodiscard]] std::string_view name() const override { return "wire"; }

  env::ByteSink* sink = nullptr;
  std::string heard;
};

class DtrLow : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(simulator->attach_modem(number, "generic_v253", wire)); }
  void order(const std::string& command) {
    wire.sink->on_bytes("AT" + command + "\r");
    time.advance(1s);
  }
  std::string answer_to(const std::string& command) {
    wire.heard.clear();
    order("E0" + command);
    return wire.heard;
  }
  void low_for(env::Duration length) {
    ASSERT_TRUE(simulator->set_dtr(number, false));
    time.advance(length);
    ASSERT_TRUE(simulator->set_dtr(number, true));
    time.advance(1s);
  }
  [[nodiscard]] bool off_hook() const { return simulator->lines().front().off_hook; }

  env::VirtualScheduler time;
  env::SeededRng rng{1};
  env::NullTrace trace;
  Wire wire;
  std::string number = "5550100";
  std::unique_ptr<Simulator> simulator = Simulator::create("nanp_class", time, rng, trace).value();
};

TEST_F(DtrLow, HangsUp) {
  order("+FCLASS=8;+VLS=1");
  ASSERT_TRUE(off_hook());
  low_for(51ms);
  EXPECT_FALSE(off_hook());
}

TEST_F(DtrLow, IsIgnoredWhenShort) {
  order("+FCLASS=8;+VLS=1");
  low_for(49ms);
  EXPECT_TRUE(off_hook());
}

TEST_F(DtrLow, IsAsShortAsS25Says) {
  order("S25=20+FCLASS=8;+VLS=1");
  low_for(199ms);
  EXPECT_TRUE(off_hook());
  low_for(201ms);
  EXPECT_FALSE(off_hook());
}

TEST_F(DtrLow, LetsTheCallBeWithD0) {
  order("&D0+FCLASS=8;+VLS=1");
  low_for(1s);
  EXPECT_TRUE(off_hook());
}

TEST_F(DtrLow, KeepsTheSettings) {
  order("S8=9");
  low_for(1s);
  EXPECT_NE(answer_to("S8?").find("009"), std::string::npos);
}

TEST_F(DtrLow, ResetsWithD3) {
  order("S8=9&D3");
  low_for(1s);
  EXPECT_NE(answer_to("S8?").find("002"), std::string::npos);
}

TEST_F(DtrLow, EndsAFlashOnHook) {
  order("+FCLASS=8;+VLS=1");
  wire.sink->on_bytes("AT+VTS={!,50}\r");
  time.advance(100ms);
  low_for(1s);
  EXPECT_FALSE(off_hook());
}

TEST_F(DtrLow, EndsDialling) {
  wire.sink->on_bytes("ATDT5550123;\r");
  time.advance(700ms);
  ASSERT_TRUE(off_hook());
  low_for(60ms);
  EXPECT_FALSE(off_hook());
  EXPECT_NE(answer_to("").find("OK"), std::string::npos);
}

TEST_F(DtrLow, ForgetsHalfACommand) {
  wire.sink->on_bytes("AT+VLS=");
  low_for(1s);
  EXPECT_EQ(answer_to("").find("ERROR"), std::string::npos);
}

TEST_F(DtrLow, MeansNothingOnALineWithoutAModem) { EXPECT_FALSE(simulator->set_dtr("5550123", false)); }

}  // namespace
}  // namespace campon::sim
