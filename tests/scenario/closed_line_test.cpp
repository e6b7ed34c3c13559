// On a line that is closed a ring is nobody's call.
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
  provider::LineProvider line{hal_line, network, region, scheduler, clock, trace};
};

TEST_F(AClosedLine, HasNoCallFromARing) {
  line.close(nullptr);
  scheduler.advance(1s);
  rings();
  scheduler.advance(1min);
  EXPECT_THAT(line.calls(), IsEmpty());
}

}  // namespace
}  // namespace campon::scenario
