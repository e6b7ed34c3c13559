// Lines that are closed, and lines whose device goes and comes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "obedient_port.hpp"
#include "shipped.hpp"
#include "world.hpp"

namespace campon::scenario {
namespace {

using testing::IsEmpty;

constexpr auto k_ring = 2s;

class AClosedLine : public testing::Test {
 protected:
  AClosedLine() {
    line.open(nullptr);
    scheduler.advance(1s);
  }
  void rings() {
    port.says(hal::RingBurst{k_ring, {}});
    scheduler.advance(5s);
  }

  env::VirtualScheduler scheduler;
  env::VirtualWallClock clock{scheduler, env::WallTime{}};
  KeptTrace trace;
  provider::NetworkProfile network = provider::shipped_network("nanp_class");
  provider::Region region = provider::shipped_region(network.region);
  hal::ObedientPort port{scheduler};
  hal::Line hal_line{"line 1", port, scheduler, trace};
  provider::LineProvider line{provider::LineParts{hal_line, network, region, scheduler, clock, trace}};
};

TEST_F(AClosedLine, HasNoCallFromARing) {
  line.close(nullptr);
  scheduler.advance(1s);
  rings();
  scheduler.advance(1min);
  EXPECT_THAT(line.calls(), IsEmpty());
}

TEST_F(AClosedLine, StaysClosedWhenItsDeviceComesBack) {
  line.close(nullptr);
  scheduler.advance(5s);
  port.says(hal::DeviceGone{"reset"});
  port.says(hal::DeviceBack{});
  scheduler.advance(1s);
  EXPECT_FALSE(line.in_service());
}

using AnOpenLine = AClosedLine;

TEST_F(AnOpenLine, IsInServiceAgainWhenItsDeviceComesBack) {
  port.says(hal::DeviceGone{"reset"});
  EXPECT_FALSE(line.in_service());
  port.says(hal::DeviceBack{});
  scheduler.advance(1s);
  EXPECT_TRUE(line.in_service());
}

}  // namespace
}  // namespace campon::scenario
